//! Lines and columns of a text: from bytes, for people and editors, and back, for parsers that count characters.

use std::ops::Range;

/// One entry of the table of characters for so many bytes.
const BLOCK: usize = 128;

/// A line and a column, both from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where the lines of one text begin. Built once for a text; every call must be given that same text.
///
/// A line ends at `\n`, `\r\n` or `\r`, as in YAML 1.2 (5.4) and in the language server protocol.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<u32>,
    /// How many characters stand before each block of bytes; empty where a character is a byte.
    characters: Vec<u32>,
    /// For each line, whether a character of it is a byte; empty where all are.
    plain: Vec<bool>,
}

impl Lines {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            // Most blocks of a long line end none, which the processor sees of many bytes at once.
            if block.iter().fold(0, |ends, &byte| ends | u8::from(byte == b'\n') | u8::from(byte == b'\r')) == 0 {
                continue;
            }
            for (at, &byte) in (number * BLOCK..).zip(block) {
                let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
                if ends {
                    starts.push(at as u32 + 1);
                }
            }
        }
        let (mut characters, mut plain) = (Vec::new(), Vec::new());
        if !text.is_ascii() {
            let ends = starts.iter().skip(1).map(|&end| end as usize).chain([bytes.len()]);
            let line = |(&start, end): (&u32, usize)| bytes.get(start as usize..end).is_some_and(<[u8]>::is_ascii);
            plain = starts.iter().zip(ends).map(line).collect();
            let mut before = 0;
            for block in bytes.chunks(BLOCK) {
                characters.push(before);
                before += count(block);
            }
            characters.push(before);
        }
        Self { starts, characters, plain }
    }

    /// The line and column of a byte. A byte past the end is taken for the end.
    #[must_use]
    pub fn position(&self, text: &str, byte: u32) -> Position {
        let byte = byte.min(text.len() as u32);
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = if self.is_plain(line) {
            byte - start
        } else {
            self.characters_before(text, byte) - self.characters_before(text, start)
        };
        Position { line: line as u32, column: column + 1 }
    }

    /// The byte of a line (from 1) and a number of characters after its beginning (from 0). A line past the end is
    /// taken for the end of the text.
    #[must_use]
    pub fn offset(&self, text: &str, line: u32, characters: u32) -> u32 {
        let end = text.len() as u32;
        let Some(&start) = self.starts.get((line as usize).saturating_sub(1)) else { return end };
        let next = self.starts.get(line as usize).copied().unwrap_or(end);
        let plain = start.saturating_add(characters);
        // What is beyond the line is counted on in the next ones.
        if self.characters.is_empty() || (self.is_plain(line as usize) && plain <= next) {
            return plain.min(end);
        }
        let target = self.characters_before(text, start).saturating_add(characters);
        let block = self.characters.partition_point(|&before| before <= target).saturating_sub(1);
        let missing = target - self.characters.get(block).copied().unwrap_or_default();
        let from = block * BLOCK;
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        let mut leads = rest.iter().enumerate().filter(|&(_, &byte)| is_lead(byte)).map(|(at, _)| from + at);
        leads.nth(missing as usize).map_or(end, |at| at as u32)
    }

    /// The bytes of a line (from 1), without what ends it.
    #[must_use]
    pub fn line(&self, text: &str, line: u32) -> Range<usize> {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.starts.get(index) else { return text.len()..text.len() };
        let start = start as usize;
        let end = self.starts.get(index + 1).map_or(text.len(), |&next| next as usize);
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        start..start + content.len()
    }

    /// Is each character of a line (from 1) a byte?
    fn is_plain(&self, line: usize) -> bool {
        self.plain.get(line.saturating_sub(1)).copied().unwrap_or(self.plain.is_empty())
    }

    fn characters_before(&self, text: &str, byte: u32) -> u32 {
        let Some(&before) = self.characters.get(byte as usize / BLOCK) else { return byte };
        let block = byte as usize / BLOCK * BLOCK;
        before + text.as_bytes().get(block..byte as usize).map_or(0, count)
    }
}

fn is_lead(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// How many characters begin in a block, or in a part of one.
fn count(bytes: &[u8]) -> u32 {
    // No block has more than a byte can count, and bytes are added many at once.
    u32::from(bytes.iter().fold(0_u8, |count, &byte| count.wrapping_add(u8::from(is_lead(byte)))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_three_ways() {
        let text = "a\nb\r\nc\rd";
        let lines = Lines::new(text);
        let found: Vec<&str> = (1..=4).map(|line| &text[lines.line(text, line)]).collect();
        assert_eq!(found, ["a", "b", "c", "d"]);
        assert_eq!(lines.position(text, 7), Position { line: 4, column: 1 });
    }

    #[test]
    fn columns_count_characters() {
        let text = "ключ: é\n日本: x";
        let lines = Lines::new(text);
        let x = text.find('x').unwrap_or_default() as u32;
        assert_eq!(lines.position(text, x), Position { line: 2, column: 5 });
        assert_eq!(lines.offset(text, 2, 4), x);
        assert_eq!(lines.offset(text, 9, 0), text.len() as u32);
    }

    proptest! {
        #[test]
        fn position_and_offset_agree(text in "([a-zé日😀]{0,90}(\n|\r\n|\r)?){0,9}") {
            let lines = Lines::new(&text);
            let (mut line, mut column) = (1, 1);
            let mut characters = text.char_indices().peekable();
            while let Some((at, c)) = characters.next() {
                prop_assert_eq!(lines.position(&text, at as u32), Position { line, column });
                prop_assert_eq!(lines.offset(&text, line, column - 1), at as u32);
                let next_is_lf = characters.peek().is_some_and(|&(_, next)| next == '\n');
                if c == '\n' || (c == '\r' && !next_is_lf) {
                    (line, column) = (line + 1, 1);
                } else {
                    column += 1;
                }
            }
        }
    }
}
