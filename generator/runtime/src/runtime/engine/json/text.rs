//! Strings: finding their end, and what their escapes mean (RFC 8259 §7).

use std::borrow::Cow;

use super::fault::{Failed, Reason};
use super::reader::Reader;

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

/// The offset of the first byte from `from` on that ends a run of plain characters: a quote, a backslash or a control
/// character; the length of the text if there is none.
#[inline]
pub(super) fn plain_end(input: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = input.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        if any_special(chunk) {
            let words = u128::from_le_bytes(*chunk);
            let (low, high) = (hits(words as u64), hits((words >> 64) as u64));
            let (before, hits) = if low == 0 { (8, high) } else { (0, low) };
            return at + before + (hits.trailing_zeros() / 8) as usize;
        }
        at += 16;
    }
    while let Some(byte) = input.get(at) {
        if is_special(*byte) {
            return at;
        }
        at += 1;
    }
    at
}

/// Is there a byte that ends a run of plain characters?
///
/// The last bytes are looked at as one piece that may begin before them, so that only short texts are gone through by bytes.
#[inline]
pub(super) fn has_special(text: &[u8]) -> bool {
    let (chunks, _) = text.as_chunks::<16>();
    match (text.last_chunk::<16>(), text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(last), ..) => chunks.iter().any(any_special) || any_special(last),
        (None, Some(first), Some(last)) => hits(u64::from_le_bytes(*first)) | hits(u64::from_le_bytes(*last)) != 0,
        _ => text.iter().any(|byte| is_special(*byte)),
    }
}

/// The lowest bit that is set is in the first byte of the eight that is special; none: there is no such byte.
///
/// A byte is found by the borrow that subtracting makes, and the lowest hit is always a true one.
#[inline]
fn hits(word: u64) -> u64 {
    let quote = word ^ (ONES * b'"' as u64);
    let slash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (control | (quote.wrapping_sub(ONES) & !quote) | (slash.wrapping_sub(ONES) & !slash)) & HIGH
}

/// The same question about sixteen bytes, in a form of which the compiler makes a few instructions for all of them: a byte
/// is special where the least of three is zero.
#[inline]
fn any_special(chunk: &[u8; 16]) -> bool {
    chunk.iter().fold(false, |any, byte| any | ((byte ^ b'"').min(byte ^ b'\\').min(byte & 0xe0) == 0))
}

/// Does the character end a run of plain ones?
#[inline]
pub(super) fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < 0x20
}

impl<'a> Reader<'a> {
    /// Reads a string; without escapes it is borrowed from the text.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Failed> {
        if self.token() != b'"' {
            return self.mismatch("a string");
        }
        let start = self.pos + 1;
        let end = plain_end(self.input, start);
        if self.input.get(end) == Some(&b'"') {
            self.pos = end + 1;
            return self.slice(start, end).map(Cow::Borrowed);
        }
        self.escaped_string(start).map(Cow::Owned)
    }

    #[cold]
    fn escaped_string(&mut self, mut from: usize) -> Result<String, Failed> {
        let mut out = String::new();
        loop {
            let end = plain_end(self.input, from);
            out.push_str(self.slice(from, end)?);
            self.pos = end;
            match self.byte() {
                b'"' => {
                    self.pos += 1;
                    return Ok(out);
                }
                b'\\' => out.push(self.escape()?),
                _ => return self.fail(Reason::Syntax("a string without control characters")),
            }
            from = self.pos;
        }
    }

    /// Reads an escape, standing on its backslash.
    fn escape(&mut self) -> Result<char, Failed> {
        let start = self.pos;
        self.pos += 2;
        Ok(match self.input.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            Some(_) => return self.fail_at(start, Reason::Syntax("an escape sequence"), None),
            None => return self.fail_at(self.input.len(), Reason::Truncated, None),
        })
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, Failed> {
        let first = self.hex()?;
        let code = match first {
            0xD800..=0xDBFF => {
                if self.input.get(self.pos..self.pos + 2) != Some(br"\u") {
                    return self.fail_at(start, Reason::Encoding, None);
                }
                self.pos += 2;
                let second = self.hex()?;
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return self.fail_at(start, Reason::Encoding, None);
                }
                0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            other => other,
        };
        match char::from_u32(code) {
            Some(character) => Ok(character),
            None => self.fail_at(start, Reason::Encoding, None),
        }
    }

    /// Reads four hexadecimal digits.
    pub(super) fn hex(&mut self) -> Result<u32, Failed> {
        let mut code = 0;
        for _ in 0..4 {
            match (self.byte() as char).to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => return self.fail(Reason::Syntax("four hexadecimal digits")),
            }
            self.pos += 1;
        }
        Ok(code)
    }
}
