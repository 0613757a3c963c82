//! From the scanner's marks, which count characters and reach over blanks and comments, to the bytes of a value.

use saphyr_parser::{Marker, ScalarStyle};

use super::Collection;
use crate::diagnostic::{Lines, Span};

pub(super) struct Places<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines,
}

impl Places<'_> {
    /// The byte of a mark. Its line and column are trusted and its index is not: the scanner's count of characters
    /// drifts after some comments, and begins anew with every line.
    pub(super) fn byte(&self, mark: &Marker) -> u32 {
        self.lines.offset(self.text, mark.line() as u32, mark.col() as u32)
    }

    pub(super) fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.byte(&span.start);
        Span { start, end: self.byte(&span.end).max(start) }
    }

    fn rest(&self, from: u32) -> &str {
        self.text.get(from as usize..).unwrap_or_default()
    }

    /// Where a list or mapping begins, and whether it is written with brackets. The scanner gives the place of its
    /// anchor or tag if it has one, and for a list that is not indented below its key a place after the first dash.
    pub(super) fn collection_start(&self, collection: Collection, at: u32, in_mapping: bool) -> (u32, bool) {
        let start = self.after_properties(at);
        match (collection, self.rest(start).chars().next()) {
            (Collection::Sequence, Some('[')) | (Collection::Mapping, Some('{')) => (start, true),
            (Collection::Sequence, _) if in_mapping => (self.first_dash(start), false),
            _ => (start, false),
        }
    }

    fn first_dash(&self, at: u32) -> u32 {
        let line = self.lines.position(self.text, at).line;
        let content = self.lines.line(self.text, line);
        let text = self.text.get(content.clone()).unwrap_or_default();
        let indent = text.len() - text.trim_start().len();
        if text.trim_start().starts_with('-') { (content.start + indent) as u32 } else { at }
    }

    /// Steps over `&anchor`, `!tag`, blanks, line breaks and comments.
    fn after_properties(&self, at: u32) -> u32 {
        let mut rest = self.rest(at);
        let mut stepped = false;
        loop {
            if stepped {
                rest = rest.trim_start();
                if rest.starts_with('#') {
                    rest = rest.trim_start_matches(|c| c != '\n' && c != '\r');
                    continue;
                }
            }
            if !rest.starts_with(['&', '!']) {
                break;
            }
            rest = rest.trim_start_matches(|c: char| !c.is_whitespace());
            stepped = true;
        }
        self.text.len().saturating_sub(rest.len()) as u32
    }

    /// The place of a scalar with its quotes, and the place of its content.
    pub(super) fn scalar(&self, span: Span, style: ScalarStyle, has_properties: bool) -> (Span, Span) {
        let start = if has_properties { self.after_properties(span.start).min(span.end) } else { span.start };
        let text = self.text.get(start as usize..span.end as usize).unwrap_or_default();
        let length = match style {
            ScalarStyle::Plain => text.len(),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted_length(text),
            ScalarStyle::Literal | ScalarStyle::Folded => text.trim_end().len(),
        };
        let whole = Span { start, end: start + length as u32 };
        let content = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if length >= 2 => {
                Span { start: whole.start + 1, end: whole.end - 1 }
            }
            _ => whole,
        };
        (whole, content)
    }
}

/// How long the quoted text at the beginning is, both quotes counted. The scanner has checked that it is closed.
fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes.first().copied().unwrap_or_default();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        let escapes = (byte == b'\\' && quote == b'"') || (quote == b'\'' && bytes.get(at..at + 2) == Some(b"''"));
        if escapes {
            at += 2;
        } else if byte == quote {
            return at + 1;
        } else {
            at += 1;
        }
    }
    bytes.len()
}
