//! The writer: JSON text, compact, in the order in which it is told.

use std::collections::BTreeMap;

use super::super::Upload;
use super::Encode;
use super::fault::{Fault, Reason};
use super::locate::locate;
use super::members::Members;
use super::text::{has_special, plain_end};

/// Bytes that are there from the start: what most requests need.
const ROOM: usize = 128;

/// Uploads, each with the place in a text where it belongs.
pub(crate) type Uploads = Vec<(usize, Upload)>;

/// Writes JSON.
///
/// Writing a value cannot fail, but for numbers that are not finite and bytes that are no text. Such a one is noted with
/// its place and told by [`finish`](Self::finish), so that nothing is sent that says something else than the caller.
#[derive(Debug, Default)]
pub struct Writer {
    /// UTF-8 at all times, since only texts are put to it: bytes, because most of it leaves as bytes.
    pub(super) out: Vec<u8>,
    pub(super) decimals_as_strings: bool,
    broken: Option<(usize, Reason)>,
    /// Uploads beside the text, each with the place in it where `null` stands for it; none: they are part of the text.
    uploads: Option<Uploads>,
}

impl Writer {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self { out: Vec::with_capacity(ROOM), ..Self::default() }
    }

    /// The text in UTF-8, or why it must not be used.
    ///
    /// # Errors
    ///
    /// What was noted while it was written.
    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        self.finish_with_uploads().map(|(text, _)| text)
    }

    /// A writer that keeps uploads beside the text.
    pub(crate) fn with_uploads() -> Self {
        Self { uploads: Some(Vec::new()), ..Self::default() }
    }

    /// The text, and the uploads with the places in it where they belong.
    pub(crate) fn finish_with_uploads(self) -> Result<(Vec<u8>, Uploads), Fault> {
        match self.broken {
            None => Ok((self.out, self.uploads.unwrap_or_default())),
            Some((offset, reason)) => {
                let pointer = locate(&self.out, offset, None);
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
        self.out.push(b'{');
    }

    /// Ends an object.
    #[inline(never)]
    pub fn end_object(&mut self) {
        self.out.push(b'}');
    }

    /// Begins an array.
    pub fn begin_array(&mut self) {
        self.out.push(b'[');
    }

    /// Ends an array.
    pub fn end_array(&mut self) {
        self.out.push(b']');
    }

    /// Writes a member of a table into the object that was begun.
    #[inline]
    pub fn required<T: Encode + ?Sized>(&mut self, members: &'static Members, index: usize, value: &T) {
        self.known(members, index);
        value.encode(self);
    }

    /// Writes a member of a table if there is a value for it.
    #[inline(never)]
    pub fn optional<T: Encode>(&mut self, members: &'static Members, index: usize, value: &Option<T>) {
        if let Some(value) = value {
            self.required(members, index, value);
        }
    }

    /// Writes a member of a table whose value is fixed, given as JSON.
    pub fn constant(&mut self, members: &'static Members, index: usize, json: &'static str) {
        self.known(members, index);
        self.raw(json);
    }

    /// Writes nothing: the member of a table is only received.
    #[inline]
    pub fn receive<T>(&mut self, _: &'static Members, _: usize, _: &T) {}

    /// Writes a member whose name no table has.
    pub fn member<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.encode(self);
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
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        if has_special(text.as_bytes()) {
            self.escaped(text);
        } else {
            self.raw(text);
        }
        self.out.push(b'"');
    }

    /// What is plain as it is, in runs, and an escape between them.
    fn escaped(&mut self, mut text: &str) {
        while let Some((plain, special)) = text.split_at_checked(plain_end(text.as_bytes(), 0)) {
            self.raw(plain);
            let mut characters = special.chars();
            let Some(first) = characters.next() else { return };
            self.escape(first);
            text = characters.as_str();
        }
    }

    /// Writes JSON that is known to be a value, or a part of one.
    #[inline]
    pub(super) fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
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

    fn name(&mut self, name: &str) {
        self.separate();
        self.string(name);
        self.out.push(b':');
    }

    /// The name of a member of a table, which has it in quotes already.
    #[inline(never)]
    fn known(&mut self, members: &'static Members, index: usize) {
        let Some(member) = members.all.get(index) else { return };
        match member.written.get(usize::from(self.is_first())..) {
            Some(name) if !member.written.is_empty() => self.raw(name),
            _ => self.name(member.name),
        }
    }

    /// Writes a comma, unless this is the first in its brackets.
    #[inline]
    pub(super) fn separate(&mut self) {
        if !self.is_first() {
            self.out.push(b',');
        }
    }

    /// Is this the first in its brackets? Then the bracket is the last character so far, which it can be in no other case,
    /// since a string ends with a quote.
    #[inline]
    fn is_first(&self) -> bool {
        matches!(self.out.last(), Some(b'{' | b'[') | None)
    }

    fn escape(&mut self, character: char) {
        use std::io::Write as _;
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
