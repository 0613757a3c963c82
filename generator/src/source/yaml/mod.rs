//! YAML 1.2, as far as OpenAPI allows it (3.0.3, 4.2), into a tree with places.
//!
//! The scanner is `saphyr-parser`; this room turns its events into nodes, its character counts into bytes, its words
//! into ours, and refuses what has no JSON form: keys that are no strings, values without an end, several documents.

mod alias;
mod fault;
mod merge;
mod place;
mod scalar;
mod tag;

use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::assemble::{Assembler, Collection, Fatal, Value, too_many_values};
use super::codes;
use super::limits::Limits;
use super::tree::{Text, Tree};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Lines, Span};
use alias::Anchors;
use merge::Merge;
use place::Places;
use tag::Tag;

/// Reads a document. The text has no byte order mark and no NUL.
pub(super) fn parse(file: FileId, text: Arc<str>, limits: Limits, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let lines = Lines::new(&text);
    let mut reader = Reader {
        text: &text,
        places: Places { text: &text, lines: &lines },
        out: Assembler::new(file, Arc::clone(&text), limits, diagnostics),
        anchors: Anchors::default(),
        merges: Vec::new(),
        open: Vec::new(),
    };
    match reader.stream() {
        Ok(()) => reader.out.finish(),
        Err(fatal) => {
            reader.out.diagnostics.push(*fatal);
            None
        }
    }
}

struct Reader<'a, 'd> {
    text: &'a str,
    places: Places<'a>,
    out: Assembler<'d>,
    anchors: Anchors,
    /// The merge keys of all open mappings.
    merges: Vec<Merge>,
    /// What only YAML must know of each open list and mapping.
    open: Vec<Open>,
}

/// A list or mapping that is not closed yet.
struct Open {
    /// The number of its anchor; 0 for none.
    anchor: usize,
    /// Is it written with brackets?
    flow: bool,
    /// Where its merge keys begin on the stack of them.
    merges: usize,
}

impl Reader<'_, '_> {
    fn stream(&mut self) -> Result<(), Fatal> {
        self.check_characters()?;
        self.bound_tokens()?;
        let mut documents = 0;
        let mut parser = Parser::new_from_str(self.text);
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(|error| self.scan_fault(&error))?;
            let span = self.places.span(span);
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        self.several_documents(span);
                        return Ok(());
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.scalar(&text, style, anchor, tag.map(|tag| Tag::of(&tag)), span)?;
                }
                Event::Alias(anchor) => self.alias(anchor, span)?,
                Event::SequenceStart(anchor, tag) => self.open(Collection::Sequence, anchor, tag, span)?,
                Event::MappingStart(anchor, tag) => self.open(Collection::Mapping, anchor, tag, span)?,
                Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
        }
        Ok(())
    }

    /// The scanner keeps every token of an open `[` or `{` until it knows whether a key begins there, so that their
    /// number must be bounded before it starts.
    fn bound_tokens(&self) -> Result<(), Fatal> {
        let limit = self.out.limits.values / 4;
        let mut indicators = self.text.bytes().enumerate().filter(|(_, b)| matches!(b, b',' | b'[' | b'{'));
        match indicators.nth(limit as usize) {
            None => Ok(()),
            Some((at, _)) => {
                let span = Span { start: at as u32, end: at as u32 + 1 };
                let diagnostic = too_many_values(limit, "brackets and commas");
                Err(Box::new(diagnostic.at(self.out.place(span))))
            }
        }
    }

    fn several_documents(&mut self, span: Span) {
        let diagnostic = Diagnostic::new(&codes::SEVERAL_DOCUMENTS, "a second document begins in this file")
            .at(self.out.place(span))
            .label("only what stands before this is read")
            .help("put each document into its own file");
        self.out.diagnostics.push(diagnostic);
    }

    fn open(
        &mut self,
        collection: Collection,
        anchor: usize,
        tag: Option<impl AsRef<saphyr_parser::Tag>>,
        span: Span,
    ) -> Result<(), Fatal> {
        if self.out.wants_key() {
            return Err(self.key_fault(span, collection));
        }
        let in_mapping = self.out.top().is_some_and(|frame| frame.collection == Collection::Mapping);
        let (start, flow) = self.places.collection_start(collection, span.start, in_mapping);
        if let Some(tag) = tag {
            self.check_collection_tag(Tag::of(tag.as_ref()), collection, span);
        }
        self.anchors.begin(anchor, self.out.builder.len());
        self.out.open(collection, start)?;
        self.open.push(Open { anchor, flow, merges: self.merges.len() });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Fatal> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let own = self.merges.split_off(open.merges.min(self.merges.len()));
        self.merge(own);
        let last_child = self.out.top().map_or(span.end, |frame| frame.end);
        let end = if open.flow { span.start + 1 } else { last_child };
        let Some(value) = self.out.close(end) else { return Ok(()) };
        self.anchors.end(open.anchor, value, self.out.builder.len());
        self.add(value)
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<Tag>,
        span: Span,
    ) -> Result<(), Fatal> {
        let has_properties = anchor > 0 || tag.is_some();
        let (span, content) = self.places.scalar(span, style, has_properties);
        let stands_there = self.text.get(content.start as usize..content.end as usize) == Some(text);
        let kept = if stands_there { Text::Source(content) } else { self.out.builder.own(text.to_owned()) };
        let before = self.out.builder.len();
        if self.out.wants_key() {
            return self.key(kept, style, anchor, tag, span);
        }
        let id = self.resolve(kept, text, style, tag, span);
        let value = Value { id, height: 0, end: span.end };
        self.anchors.begin(anchor, before);
        self.anchors.end(anchor, value, self.out.builder.len());
        self.add(value)
    }

    fn key(&mut self, key: Text, style: ScalarStyle, anchor: usize, tag: Option<Tag>, span: Span) -> Result<(), Fatal> {
        let plain = style == ScalarStyle::Plain;
        let text = self.out.builder.str(key);
        if plain && text.is_empty() && tag.is_none() {
            return Err(self.missing_key(span));
        }
        if plain && text == "<<" && tag.is_none() {
            let at = self.out.open_entries().len();
            self.merges.push(Merge { at, key: span, value: None, by_alias: false });
        }
        self.out.key(key, span);
        if anchor > 0 {
            let before = self.out.builder.len();
            let id = self.out.builder.string(key, span);
            self.anchors.begin(anchor, before);
            self.anchors.end(anchor, Value { id, height: 0, end: span.end }, self.out.builder.len());
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fatal> {
        let Some(anchored) = self.anchors.get(anchor) else { return Err(self.recursive_alias(span)) };
        if self.out.wants_key() {
            let Some(text) = self.out.builder.scalar_text(anchored.id) else {
                return Err(self.key_fault(span, Collection::Mapping));
            };
            self.out.key(text, span);
            return Ok(());
        }
        if self.anchors.use_alias(anchor) > self.out.limits.aliased {
            return Err(self.expansion(span));
        }
        self.out.check_depth(anchored.height, span)?;
        let value = Value { end: span.end, ..anchored };
        if let Some(merge) = self.waiting_merge() {
            merge.by_alias = true;
        }
        self.add(value)
    }

    /// Adds a value where one is due, or keeps it aside for a merge key.
    fn add(&mut self, value: Value) -> Result<(), Fatal> {
        if let Some(merge) = self.waiting_merge() {
            merge.value = Some(value.id);
            self.out.drop_key(value.end);
            return Ok(());
        }
        self.out.add(value)
    }

    fn waiting_merge(&mut self) -> Option<&mut Merge> {
        let (_, key) = self.out.pending_key()?;
        let from = self.open.last()?.merges;
        self.merges.get_mut(from..)?.last_mut().filter(|merge| merge.value.is_none() && merge.key == key)
    }
}

/// A node that an alias may stand for is known by this.
type Anchored = Value;
