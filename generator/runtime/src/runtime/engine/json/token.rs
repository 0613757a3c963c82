//! The tokens of JSON: brackets, commas, names, words. One step each, and nothing about what they mean.

use std::borrow::Cow;

use super::fault::{Failed, Reason};
use super::members::Members;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// The next byte, or 0 at the end, where no token starts.
    #[inline]
    pub(super) fn byte(&self) -> u8 {
        self.input.get(self.pos).copied().unwrap_or(0)
    }

    /// The next byte after white space, or 0 at the end. The reader stands on it.
    #[inline]
    pub(super) fn token(&mut self) -> u8 {
        loop {
            let byte = self.byte();
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return byte;
            }
            self.pos += 1;
        }
    }

    /// Text between two offsets, checked to be UTF-8.
    #[inline]
    pub(super) fn slice(&mut self, from: usize, to: usize) -> Result<&'a str, Failed> {
        match self.text.get(from..to) {
            Some(text) => Ok(text),
            None => self.slice_late(from, to),
        }
    }

    /// Behind the first byte that is not UTF-8, which may stand in a member that nobody reads.
    #[cold]
    fn slice_late(&mut self, from: usize, to: usize) -> Result<&'a str, Failed> {
        match self.input.get(from..to).map(std::str::from_utf8) {
            Some(Ok(text)) => Ok(text),
            _ => self.fail_at(from, Reason::Encoding, None),
        }
    }

    /// Takes an opening bracket.
    pub(super) fn open(&mut self, bracket: u8, expected: &'static str) -> Result<usize, Failed> {
        if self.token() != bracket {
            return self.mismatch(expected);
        }
        if self.depth == 0 {
            return self.fail(Reason::Depth);
        }
        self.depth -= 1;
        self.pos += 1;
        Ok(self.pos - 1)
    }

    /// Takes the closing bracket that was seen.
    pub(super) fn close(&mut self) {
        self.depth += 1;
        self.pos += 1;
    }

    /// After a value: takes a comma, or stands on the closing bracket.
    #[inline]
    pub(super) fn more(&mut self, bracket: u8) -> Result<bool, Failed> {
        match self.token() {
            b',' => {
                self.pos += 1;
                Ok(true)
            }
            byte if byte == bracket => Ok(false),
            _ => self.fail(Reason::Syntax(if bracket == b'}' { "`,` or `}`" } else { "`,` or `]`" })),
        }
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), Failed> {
        if self.token() != b':' {
            return self.fail(Reason::Syntax("`:`"));
        }
        self.pos += 1;
        self.token();
        Ok(())
    }

    /// Takes the name of the member that is most likely next and its colon, if that is what stands there, without a space.
    #[inline]
    pub(super) fn expected_name(&mut self, members: &Members, next: usize) -> bool {
        let Some((_, name)) = members.all.get(next).and_then(|member| member.written.split_at_checked(1)) else {
            return false;
        };
        let found = self.input.get(self.pos..).is_some_and(|rest| rest.starts_with(name.as_bytes()));
        if found {
            self.pos += name.len();
        }
        found
    }

    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, Failed> {
        match self.token() {
            b'"' => self.string(),
            _ => self.fail(Reason::Syntax("a member name")),
        }
    }

    /// Takes one of the three words of JSON.
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), Failed> {
        let rest = self.input.get(self.pos..).unwrap_or(&[]);
        if rest.starts_with(word.as_bytes()) {
            self.pos += word.len();
            return Ok(());
        }
        if word.as_bytes().starts_with(rest) { self.fail(Reason::Truncated) } else { self.fail(Reason::Syntax(word)) }
    }
}
