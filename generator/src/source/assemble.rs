//! What both parsers share: the open lists and objects, their limits, and what is said about a key that stands twice.
//!
//! Knows neither syntax. A parser opens, names keys, adds values and closes; the nesting stands on an explicit stack,
//! so that depth costs heap and not stack.

use std::sync::Arc;

use super::codes;
use super::limits::Limits;
use super::tree::{Mark, NodeId, Text, Tree, TreeBuilder};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Location, Place, Span};

/// A list or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collection {
    Sequence,
    Mapping,
}

/// A list or an object that is not closed yet.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) collection: Collection,
    /// Its first byte.
    pub(super) start: u32,
    /// One past the last byte of its newest child.
    pub(super) end: u32,
    /// How deep its children nest, itself not counted.
    height: u32,
    mark: Mark,
    /// Where its children begin on the stack of items or of entries.
    base: usize,
    /// The key that waits for its value.
    key: Option<(Text, Span)>,
}

/// A value with how deep it nests (0 for a scalar) and where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) id: NodeId,
    pub(super) height: u32,
    pub(super) end: u32,
}

/// A finding that ends the reading of this file.
pub(super) type Fatal = Box<Diagnostic>;

/// More repeated keys than this are counted and not listed.
const LISTED_DUPLICATES: usize = 100;

pub(super) struct Assembler<'d> {
    pub(super) builder: TreeBuilder,
    pub(super) limits: Limits,
    pub(super) diagnostics: &'d mut Diagnostics,
    file: FileId,
    frames: Vec<Frame>,
    items: Vec<NodeId>,
    entries: Vec<(Text, Span, NodeId)>,
    root: Option<NodeId>,
    duplicates: usize,
}

impl<'d> Assembler<'d> {
    pub(super) fn new(file: FileId, text: Arc<str>, limits: Limits, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            builder: TreeBuilder::new(file, text),
            limits,
            diagnostics,
            file,
            frames: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            root: None,
            duplicates: 0,
        }
    }

    pub(super) fn top(&self) -> Option<&Frame> {
        self.frames.last()
    }

    /// Is the next thing a key?
    pub(super) fn wants_key(&self) -> bool {
        self.top().is_some_and(|frame| frame.collection == Collection::Mapping && frame.key.is_none())
    }

    pub(super) fn open(&mut self, collection: Collection, start: u32) -> Result<(), Fatal> {
        self.check_depth(1, Span { start, end: start + 1 })?;
        let base = match collection {
            Collection::Sequence => self.items.len(),
            Collection::Mapping => self.entries.len(),
        };
        let mark = self.builder.mark();
        self.frames.push(Frame { collection, start, end: start + 1, height: 0, mark, base, key: None });
        Ok(())
    }

    /// Refuses a value of this height below what is open now.
    pub(super) fn check_depth(&self, height: u32, span: Span) -> Result<(), Fatal> {
        let limit = self.limits.depth;
        if self.frames.len() as u64 + u64::from(height) <= u64::from(limit) {
            return Ok(());
        }
        Err(Box::new(too_deep(limit).at(self.location(span))))
    }

    pub(super) fn key(&mut self, key: Text, span: Span) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = Some((key, span));
            frame.end = frame.end.max(span.end);
        }
    }

    /// The key that waits for its value.
    pub(super) fn pending_key(&self) -> Option<(Text, Span)> {
        self.top()?.key
    }

    /// Takes the waiting key away: the value that came is no entry of its own.
    pub(super) fn drop_key(&mut self, end: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = None;
            frame.end = frame.end.max(end);
        }
    }

    /// The entries so far of the object on top.
    pub(super) fn open_entries(&self) -> &[(Text, Span, NodeId)] {
        let base = self.top().map_or(self.entries.len(), |frame| frame.base);
        self.entries.get(base..).unwrap_or_default()
    }

    /// Puts entries into the object on top, `at` so many after its first.
    pub(super) fn insert_entries(&mut self, at: usize, new: Vec<(Text, Span, NodeId)>) {
        let base = self.top().map_or(self.entries.len(), |frame| frame.base);
        let at = (base + at).min(self.entries.len());
        self.entries.splice(at..at, new);
    }

    /// A value at the place where one is due.
    pub(super) fn add(&mut self, value: Value) -> Result<(), Fatal> {
        if self.builder.len() > self.limits.values as usize {
            let end = Span { start: value.end.saturating_sub(1), end: value.end };
            return Err(Box::new(too_many_values(self.limits.values, "values").at(self.location(end))));
        }
        let Some(frame) = self.frames.last_mut() else {
            self.root = self.root.or(Some(value.id));
            return Ok(());
        };
        frame.height = frame.height.max(value.height);
        frame.end = frame.end.max(value.end);
        match (frame.collection, frame.key.take()) {
            (Collection::Sequence, _) => self.items.push(value.id),
            (Collection::Mapping, Some((key, span))) => self.entries.push((key, span, value.id)),
            // No parser adds a value to an object before its key.
            (Collection::Mapping, None) => {}
        }
        Ok(())
    }

    /// Closes what is on top; `end` is one past its last byte. The caller adds the value that comes back.
    pub(super) fn close(&mut self, end: u32) -> Option<Value> {
        let frame = self.frames.pop()?;
        let span = Span { start: frame.start, end };
        let id = match frame.collection {
            Collection::Sequence => {
                let children = self.items.get(frame.base..).unwrap_or_default();
                let id = self.builder.sequence_since(frame.mark, children, span);
                self.items.truncate(frame.base);
                id
            }
            Collection::Mapping => {
                let entries = self.entries.get(frame.base..).unwrap_or_default();
                let (id, twice) = self.builder.mapping_since(frame.mark, entries, span);
                if !twice.is_empty() {
                    self.report_duplicates(frame.base, twice);
                }
                self.entries.truncate(frame.base);
                id
            }
        };
        Some(Value { id, height: frame.height + 1, end })
    }

    fn report_duplicates(&mut self, base: usize, mut twice: Vec<(Span, Span)>) {
        twice.sort_by_key(|&(_, second)| second);
        for (first, second) in twice {
            self.duplicates += 1;
            if self.duplicates > LISTED_DUPLICATES {
                continue;
            }
            let entries = self.entries.get(base..).unwrap_or_default();
            let key = entries.iter().find(|entry| entry.1 == second).map_or("", |entry| self.builder.str(entry.0));
            let pointer = format!("{}/{}", self.pointer(), escape(key));
            let location = |span| Location { place: Place { file: self.file, span }, pointer: pointer.clone() };
            let diagnostic =
                Diagnostic::new(&codes::DUPLICATE_KEY, format!("the key `{key}` stands twice in one object"))
                    .at(location(second))
                    .label("declared again here; this value is not read")
                    .related(location(first), "first declared here")
                    .help("remove one of the two, or rename it");
            self.diagnostics.push(diagnostic);
        }
    }

    /// The pointer of the value that is due, from what is open.
    pub(super) fn pointer(&self) -> String {
        let mut steps = Vec::new();
        // The items of a list end on the stack where those of the next open list begin.
        let mut end = self.items.len();
        for frame in self.frames.iter().rev() {
            match (frame.collection, frame.key) {
                (Collection::Mapping, Some((key, _))) => steps.push(escape(self.builder.str(key))),
                (Collection::Mapping, None) => {}
                (Collection::Sequence, _) => {
                    steps.push((end - frame.base).to_string());
                    end = frame.base;
                }
            }
        }
        steps.iter().rev().fold(String::new(), |pointer, step| pointer + "/" + step)
    }

    pub(super) fn location(&self, span: Span) -> Location {
        Location { place: Place { file: self.file, span }, pointer: self.pointer() }
    }

    /// A place in text of which no tree was made.
    pub(super) fn place(&self, span: Span) -> Location {
        Location { place: Place { file: self.file, span }, pointer: String::new() }
    }

    /// The tree, if there was a value.
    pub(super) fn finish(self) -> Option<Tree> {
        if self.duplicates > LISTED_DUPLICATES {
            let more = self.duplicates - LISTED_DUPLICATES;
            let location = self.place(Span::default());
            let message = format!("{more} more keys stand twice in this file and are not listed");
            self.diagnostics.push(Diagnostic::new(&codes::DUPLICATE_KEY, message).at(location));
        }
        self.root.map(|root| self.builder.finish(root))
    }
}

pub(super) fn too_deep(limit: u32) -> Diagnostic {
    Diagnostic::new(&codes::TOO_DEEP, format!("lists and objects are nested deeper than {limit} levels"))
        .label(format!("level {}", u64::from(limit) + 1))
        .help("move inner schemas to `components` and refer to them with `$ref`")
}

pub(super) fn too_many_values(limit: u32, what: &str) -> Diagnostic {
    Diagnostic::new(&codes::TOO_MANY_VALUES, format!("the file holds more than {limit} {what}"))
        .help("split the document over several files")
}

/// A key as a step of a JSON pointer (RFC 6901, 3).
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
