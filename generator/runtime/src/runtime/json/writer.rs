//! The writer: JSON text, compact, in the order in which it is told.

use std::collections::BTreeMap;

use super::Encode;
use super::fault::{Fault, Reason};
use super::locate::locate;
use super::text::is_special;

/// Writes JSON.
///
/// Writing a value cannot fail, but for numbers that are not finite. Such a one is noted with its place and told by
/// [`finish`](Self::finish), so that nothing is sent that says something else than the caller.
#[derive(Debug, Default)]
pub struct Writer {
    pub(super) out: String,
    pub(super) decimals_as_strings: bool,
    broken_at: Option<usize>,
}

impl Writer {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The text, or why it must not be used.
    pub fn finish(self) -> Result<String, Fault> {
        match self.broken_at {
            None => Ok(self.out),
            Some(offset) => {
                let pointer = locate(self.out.as_bytes(), offset, None);
                Err(Fault { pointer, offset, reason: Reason::NotFinite })
            }
        }
    }

    /// Begins an object.
    #[inline(never)]
    pub fn begin_object(&mut self) {
        self.out.push('{');
    }

    /// Ends an object.
    #[inline(never)]
    pub fn end_object(&mut self) {
        self.out.push('}');
    }

    /// Begins an array.
    pub fn begin_array(&mut self) {
        self.out.push('[');
    }

    /// Ends an array.
    pub fn end_array(&mut self) {
        self.out.push(']');
    }

    /// Writes a member of the object that was begun.
    #[inline]
    pub fn member<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.encode(self);
    }

    /// Writes a member if there is a value for it.
    #[inline(never)]
    pub fn optional<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a member whose value is fixed, given as JSON.
    pub fn constant(&mut self, name: &str, json: &'static str) {
        self.name(name);
        self.raw(json);
    }

    /// Writes the members of a map into the object that was begun.
    pub fn members<T: Encode>(&mut self, map: &BTreeMap<String, T>) {
        for (name, value) in map {
            self.member(name, value);
        }
    }

    /// Writes an item of the array that was begun.
    pub fn item<T: Encode + ?Sized>(&mut self, value: &T) {
        self.separate();
        value.encode(self);
    }

    /// Writes a string, with the escapes that are needed and no more.
    #[inline(never)]
    pub fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(end) = rest.bytes().position(is_special) {
            let (plain, special) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.out.push_str(plain);
            let mut characters = special.chars();
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    /// Writes JSON that is known to be a value.
    pub(super) fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    pub(super) fn whole(&mut self, value: i128) {
        use std::fmt::Write as _;
        let _ = write!(self.out, "{value}");
    }

    #[cold]
    pub(super) fn not_finite(&mut self) {
        self.broken_at.get_or_insert(self.out.len());
        self.raw("null");
    }

    #[inline(never)]
    fn name(&mut self, name: &str) {
        self.separate();
        self.string(name);
        self.out.push(':');
    }

    /// Writes a comma, unless this is the first in its brackets: then the bracket is the last character so far, which it
    /// can be in no other case, since a string ends with a quote.
    #[inline(never)]
    pub(super) fn separate(&mut self) {
        if !matches!(self.out.as_bytes().last(), Some(b'{' | b'[') | None) {
            self.out.push(',');
        }
    }

    #[cold]
    fn escape(&mut self, character: char) {
        use std::fmt::Write as _;
        match character {
            '"' => self.raw("\\\""),
            '\\' => self.raw("\\\\"),
            '\n' => self.raw("\\n"),
            '\r' => self.raw("\\r"),
            '\t' => self.raw("\\t"),
            '\u{8}' => self.raw("\\b"),
            '\u{c}' => self.raw("\\f"),
            other => {
                let _ = write!(self.out, "\\u{:04x}", u32::from(other));
            }
        }
    }
}
