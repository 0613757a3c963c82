//! Words about things, as lines of documentation.

use super::names::Name;
use super::{markdown, names};
use crate::api::{Docs, Json, StatusPattern};

/// Harmless lines of Markdown, one for each line of a doc comment; no line holds a line end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words(Vec<String>);

impl Words {
    /// What the document says of something: its summary, its description, where to read more.
    #[must_use]
    pub fn of(docs: &Docs) -> Self {
        let mut words = Self::default();
        let description = docs.description.as_deref().unwrap_or_default();
        if let Some(summary) = docs.summary.as_deref().filter(|summary| !repeats(summary, description)) {
            words.paragraph(vec![full_stop(markdown::harmless_line(summary))]);
        }
        words.paragraph(markdown::harmless(description));
        if let Some(address) = &docs.external {
            words.paragraph(vec![format!("See {}", markdown::harmless_line(address))]);
        }
        words
    }

    /// What the document says, or this if it says nothing.
    #[must_use]
    pub fn of_or(docs: &Docs, otherwise: impl FnOnce() -> String) -> Self {
        let words = Self::of(docs);
        if words.0.is_empty() { Self::own(otherwise()) } else { words }
    }

    /// What the document says of a member; if it says nothing, what the member is called there, unless its name tells.
    #[must_use]
    pub fn of_unless_told(docs: &Docs, wire: &str, name: &Name) -> Self {
        let words = Self::of(docs);
        let told = || names::is_told(wire, name, names::Case::Snake);
        if words.is_empty() && !told() { Self::own(format!("{}.", code(wire))) } else { words }
    }

    /// A text of the document in CommonMark.
    #[must_use]
    pub fn markdown(text: &str) -> Self {
        Self(markdown::harmless(text))
    }

    /// A sentence of the house's own, without line ends; whatever it quotes was made harmless before.
    #[must_use]
    pub(crate) fn own(line: String) -> Self {
        Self(vec![line])
    }

    /// Adds lines after an empty one.
    pub(crate) fn paragraph(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    /// Adds lines to the paragraph, if they begin with a word; else after an empty line.
    pub(crate) fn go_on(&mut self, lines: Vec<String>) {
        let goes_on = lines.first().is_some_and(|line| line.starts_with(char::is_alphabetic));
        match (goes_on, self.0.last_mut()) {
            (true, Some(last)) => {
                let mut lines = lines.into_iter();
                last.extend([" ".to_owned(), lines.next().unwrap_or_default()]);
                self.0.extend(lines);
            }
            _ => self.paragraph(lines),
        }
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Is nothing said?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a sentence of the house's own to the first paragraph.
    pub(crate) fn remark(&mut self, sentence: String) {
        let end = self.0.iter().position(String::is_empty).unwrap_or(self.0.len());
        self.0.insert(end, sentence);
    }

    /// The first paragraph as one line.
    #[must_use]
    pub fn first_paragraph(&self) -> String {
        self.0.iter().take_while(|line| !line.is_empty()).map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// Does the description begin with the summary?
fn repeats(summary: &str, description: &str) -> bool {
    let summary = summary.trim().trim_end_matches('.');
    summary.is_empty() || description.trim_start().starts_with(summary)
}

fn full_stop(mut line: String) -> String {
    if line.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        line.push('.');
    }
    line
}

/// A text of the document as a code span.
#[must_use]
pub(crate) fn code(text: &str) -> String {
    let shown = markdown::clean(text).replace(['`', '\n'], "'");
    match shown.trim() {
        "" if text.is_empty() => "(empty)".to_owned(),
        "" => "(nothing but blanks)".to_owned(),
        shown => format!("`{shown}`"),
    }
}

/// `402 Payment Required`
#[must_use]
pub(crate) fn status(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Code(code) => match super::statuses::reason(code) {
            Some(reason) => format!("`{code}` {reason}"),
            None => format!("`{code}`"),
        },
        StatusPattern::Range(first) => format!("`{first}XX`"),
        StatusPattern::Default => "Any other status".to_owned(),
    }
}

/// A default of the document, in words.
#[must_use]
pub(crate) fn default(value: &Json) -> String {
    format!("The server takes {} when it is left out.", code(&super::example::compact(value)))
}
