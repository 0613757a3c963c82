//! Findings for a person: each with its line of the document, in colour only if asked.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Message, Origin, Padding, Renderer, Snippet,
};

use super::excerpt::{Excerpt, excerpt, visible};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Lines, Place, Position, Severity, Texts};

/// Writes findings one after the other, in the order in which they stand.
pub struct Human<'t> {
    texts: &'t dyn Texts,
    renderer: Renderer,
    lines: BTreeMap<FileId, Lines>,
}

impl<'t> Human<'t> {
    /// A writer over these texts.
    #[must_use]
    pub fn new(texts: &'t dyn Texts, colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self { texts, renderer: renderer.decor_style(DecorStyle::Ascii), lines: BTreeMap::new() }
    }

    /// All findings and the count of them, each line ended; empty if there is none.
    pub fn all(&mut self, diagnostics: &Diagnostics) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let mut out = String::new();
        diagnostics.iter().for_each(|found| self.push(found, &mut out));
        out + &summary(diagnostics) + "\n"
    }

    /// As [`Self::all`], but of a code that was found more than `most` times, errors aside, only the first half of that.
    /// Of the rest it is told how many they are, and what shows them.
    pub fn first(&mut self, diagnostics: &Diagnostics, most: usize, what_shows_all: &str) -> String {
        let mut left_out: BTreeMap<&str, (&Code, usize)> = BTreeMap::new();
        for found in diagnostics.iter().filter(|found| found.severity != Severity::Error) {
            left_out.entry(found.code.id).or_insert((found.code, 0)).1 += 1;
        }
        left_out.retain(|_, (_, count)| *count > most);
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        let mut out = String::new();
        for found in diagnostics {
            match left_out.get_mut(found.code.id).filter(|_| found.severity != Severity::Error) {
                Some((_, left)) => {
                    let shown = shown.entry(found.code.id).or_default();
                    if *shown < most / 2 {
                        (*shown, *left) = (*shown + 1, *left - 1);
                        self.push(found, &mut out);
                    }
                }
                None => self.push(found, &mut out),
            }
        }
        for (code, count) in left_out.values() {
            out += &format!("... and {count} more of {} ({})\n", code.id, code.name);
        }
        if !left_out.is_empty() {
            out += &format!("{what_shows_all} shows them\n\n");
        }
        if diagnostics.is_empty() { out } else { out + &summary(diagnostics) + "\n" }
    }

    fn push(&mut self, diagnostic: &Diagnostic, out: &mut String) {
        out.push_str(&self.one(diagnostic));
        out.push('\n');
    }

    /// One finding, its last line ended.
    pub fn one(&mut self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let listings = self.listings(diagnostic);
        let title = level.clone().primary_title(visible(&diagnostic.message)).id(diagnostic.code.id);
        let mut first = title.elements(Vec::<Element<'_>>::new());
        let mut groups = Vec::new();
        for listing in listings {
            if listing.excerpt.text.is_empty() {
                first = first.element(listing.origin()).element(Padding);
            } else if listing.excerpt.is_cut {
                // The place of a window must be said beside it: columns in it are not those of the file.
                groups.push(first.element(listing.origin()));
                first = Group::with_level(level.clone()).element(listing.snippet()).element(Padding);
            } else {
                let name = visible(listing.name);
                first = first.element(listing.snippet().path(name));
            }
        }
        groups.push(first.elements(notes(diagnostic)));
        self.renderer.render(&groups) + "\n"
    }

    /// The places of a finding, those that are near each other together.
    fn listings(&mut self, diagnostic: &Diagnostic) -> Vec<Listing<'t>> {
        let primary = diagnostic.location.iter().map(|location| (location, &diagnostic.label));
        let related = diagnostic.related.iter().map(|(location, words)| (location, words));
        let mut listings: Vec<Listing<'t>> = Vec::new();
        for (index, (location, label)) in primary.chain(related).enumerate() {
            let Place { file, span } = location.place;
            let text = self.texts.text(file);
            let lines = self.lines.entry(file).or_insert_with(|| Lines::new(text));
            let excerpt = excerpt(text, lines, span);
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = (kind, visible(label));
            let same = listings.iter_mut().filter(|listing| listing.file == file);
            if let Some(near) =
                same.into_iter().find_map(|near| near.excerpt.join(&excerpt, text, lines).then_some(near))
            {
                near.labels.push(label);
                continue;
            }
            let position = lines.position(text, span.start);
            listings.push(Listing { file, name: self.texts.name(file), position, excerpt, labels: vec![label] });
        }
        listings
    }
}

/// An excerpt of a file, and what is said at its marks.
struct Listing<'t> {
    file: FileId,
    name: &'t str,
    position: Position,
    excerpt: Excerpt,
    labels: Vec<(AnnotationKind, String)>,
}

impl Listing<'_> {
    fn origin(&self) -> Origin<'static> {
        let origin = Origin::path(visible(self.name)).line(self.position.line as usize);
        origin.char_column(self.position.column as usize)
    }

    fn snippet(&self) -> Snippet<'static, Annotation<'static>> {
        let snippet = Snippet::source(self.excerpt.text.clone()).line_start(self.excerpt.line as usize);
        let marks = self.excerpt.marked.iter().zip(&self.labels);
        snippet.annotations(marks.map(|(marked, (kind, words))| {
            let annotation = kind.span(marked.clone());
            if words.is_empty() { annotation } else { annotation.label(words.clone()) }
        }))
    }
}

/// What stands below the listings.
fn notes(diagnostic: &Diagnostic) -> Vec<Message<'static>> {
    let pointer = diagnostic.location.as_ref().map(|location| visible(&location.pointer));
    let pointer = pointer.filter(|pointer| !pointer.is_empty());
    let at = pointer.map(|pointer| Level::NOTE.with_name("at").message(pointer));
    let help = diagnostic.help.as_ref().map(|help| Level::HELP.message(visible(help)));
    at.into_iter().chain(help).collect()
}

/// "2 errors, 1 warning; `specwright explain SW0113` says more".
fn summary(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")];
    let counts: Vec<String> = words
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|&(count, _)| count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    let worst = diagnostics.iter().max_by_key(|found| (found.severity, std::cmp::Reverse(found.code.id)));
    let hint = worst.map_or(String::new(), |found| format!("; `specwright explain {}` says more", found.code.id));
    counts.join(", ") + &hint
}
