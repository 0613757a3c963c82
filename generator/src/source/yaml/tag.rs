//! Tags: those of JSON's types are obeyed, others are named and not read.

use super::scalar::{Plain, plain};
use super::{Collection, Reader};
use crate::diagnostic::{Diagnostic, Span};
use crate::source::codes;

/// A tag that stands before a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `!!str`, `!!binary`, `!!timestamp`, and the lone `!`
    String,
    Int,
    Float,
    Bool,
    Null,
    Seq,
    Map,
    /// As it was written.
    Other(String),
}

impl Tag {
    pub(super) fn of(tag: &saphyr_parser::Tag) -> Self {
        let full = format!("{}{}", tag.handle, tag.suffix);
        match full.strip_prefix("tag:yaml.org,2002:") {
            Some("str" | "binary" | "timestamp") => Tag::String,
            Some("int") => Tag::Int,
            Some("float") => Tag::Float,
            Some("bool") => Tag::Bool,
            Some("null") => Tag::Null,
            Some("seq") => Tag::Seq,
            Some("map") => Tag::Map,
            None if full == "!" => Tag::String,
            _ => Tag::Other(full),
        }
    }

    fn name(&self) -> &str {
        match self {
            Tag::String => "!!str",
            Tag::Int => "!!int",
            Tag::Float => "!!float",
            Tag::Bool => "!!bool",
            Tag::Null => "!!null",
            Tag::Seq => "!!seq",
            Tag::Map => "!!map",
            Tag::Other(name) => name,
        }
    }
}

impl Reader<'_, '_> {
    /// What a scalar under a tag is; `untagged` is what it would be without.
    pub(super) fn tagged(&mut self, tag: &Tag, text: &str, untagged: Plain, span: Span) -> Plain {
        if let Tag::Other(name) = tag {
            self.unknown_tag(name, span);
            return untagged;
        }
        let found = plain(text);
        let is_number = matches!(found, Plain::Number | Plain::Rewritten(_) | Plain::LeadingZero(_));
        let fits = match tag {
            Tag::String => return Plain::String,
            Tag::Int => is_number && (text.starts_with("0x") || !text.contains(['.', 'e', 'E'])),
            Tag::Float => is_number || found == Plain::NoJson,
            Tag::Bool => matches!(found, Plain::Bool(_)),
            Tag::Null => found == Plain::Null,
            Tag::Seq | Tag::Map | Tag::Other(_) => false,
        };
        if fits {
            return found;
        }
        self.tag_mismatch(tag, span);
        untagged
    }

    pub(super) fn check_collection_tag(&mut self, tag: Tag, collection: Collection, span: Span) {
        match (&tag, collection) {
            (Tag::Seq, Collection::Sequence) | (Tag::Map, Collection::Mapping) => {}
            (Tag::Other(name), _) => self.unknown_tag(name, span),
            _ => self.tag_mismatch(&tag, span),
        }
    }

    fn unknown_tag(&mut self, name: &str, span: Span) {
        let message = format!("the tag `{name}` is not read");
        self.warn(&codes::UNKNOWN_TAG, message, "read as if it had no tag", span, "remove the tag");
    }

    fn tag_mismatch(&mut self, tag: &Tag, span: Span) {
        let diagnostic = Diagnostic::new(&codes::TAG_MISMATCH, format!("this value is not a `{}`", tag.name()))
            .at(self.out.location(span))
            .label("does not fit its tag")
            .help("remove the tag, or write a value of that type");
        self.out.diagnostics.push(diagnostic);
    }
}
