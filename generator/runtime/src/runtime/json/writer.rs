//! The writer: JSON text, compact, in the order in which it is told.

use std::collections::BTreeMap;

use super::Encode;
use super::fault::{Fault, Reason};
use super::locate::locate;
use super::text::is_special;
use crate::runtime::Upload;

/// Bytes that are there from the start: what most requests need.
const ROOM: usize = 128;

/// Writes JSON.
///
/// Writing a value cannot fail, but for numbers that are not finite and bytes that are no text. Such a one is noted with
/// its place and told by [`finish`](Self::finish), so that nothing is sent that says something else than the caller.
#[derive(Debug, Default)]
pub struct Writer {
    pub(super) out: String,
    pub(super) decimals_as_strings: bool,
    broken: Option<(usize, Reason)>,
    /// Uploads beside the text, each with the place in it where `null` stands for it; none: they are part of the text.
    uploads: Option<Vec<(usize, Upload)>>,
}

impl Writer {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self { out: String::with_capacity(ROOM), ..Self::default() }
    }

    /// The text, or why it must not be used.
    pub fn finish(self) -> Result<String, Fault> {
        self.finish_with_uploads().map(|(text, _)| text)
    }

    /// A writer that keeps uploads beside the text.
    pub(crate) fn with_uploads() -> Self {
        Self { uploads: Some(Vec::new()), ..Self::default() }
    }

    /// The text, and the uploads with the places in it where they belong.
    pub(crate) fn finish_with_uploads(self) -> Result<(String, Vec<(usize, Upload)>), Fault> {
        match self.broken {
            None => Ok((self.out, self.uploads.unwrap_or_default())),
            Some((offset, reason)) => {
                let pointer = locate(self.out.as_bytes(), offset, None);
                Err(Fault { pointer, offset, reason })
            }
        }
    }

    /// Writes an upload: `null` where it is kept beside the text, else its text.
    pub(crate) fn upload(&mut self, upload: &Upload) {
        if let Some(uploads) = &mut self.uploads {
            uploads.push((self.out.len(), upload.clone()));
            return self.raw("null");
        }
        match upload.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            Some(text) => self.string(text),
            None => self.broken(Reason::NotText),
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
        self.broken(Reason::NotFinite);
    }

    #[cold]
    fn broken(&mut self, reason: Reason) {
        self.broken.get_or_insert((self.out.len(), reason));
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
