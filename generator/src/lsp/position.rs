//! Places as the protocol has them: lines and UTF-16 code units, both from 0.

use lsp_types::{Position, Range};

use crate::diagnostic::{Lines, Span};

/// A text whose places are asked for more than once.
pub(super) struct Places<'a> {
    text: &'a str,
    lines: Lines,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, lines: Lines::new(text) }
    }

    /// Where a byte stands. One past the end is taken for the end.
    pub(super) fn position(&self, byte: u32) -> Position {
        let byte = (byte as usize).min(self.text.len());
        let line = self.lines.position(self.text, byte as u32).line;
        let start = self.lines.offset(self.text, line, 0) as usize;
        let before = self.text.get(start..byte).unwrap_or_default();
        Position { line: line - 1, character: before.encode_utf16().count() as u32 }
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte of a place. A column past the end of its line is taken for the end of it, as the protocol asks.
    pub(super) fn offset(&self, position: Position) -> usize {
        let start = self.lines.offset(self.text, position.line.saturating_add(1), 0) as usize;
        let mut left = position.character as usize;
        let mut at = start;
        for letter in self.text.get(start..).unwrap_or_default().chars() {
            if letter == '\n' || letter == '\r' || left < letter.len_utf16() {
                break;
            }
            left -= letter.len_utf16();
            at += letter.len_utf8();
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_units_there_and_back() {
        let text = "a: 😀b\r\nä: c\n";
        let places = Places::of(text);
        for (byte, line, character) in [(0, 0, 0), (3, 0, 3), (7, 0, 5), (10, 1, 0), (12, 1, 1), (16, 2, 0)] {
            let position = Position { line, character };
            assert_eq!((places.position(byte), places.offset(position)), (position, byte as usize));
        }
        assert_eq!(places.offset(Position { line: 0, character: 99 }), 8);
        assert_eq!(places.offset(Position { line: 9, character: 0 }), text.len());
    }
}
