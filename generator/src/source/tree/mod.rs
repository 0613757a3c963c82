//! A document as it was written: values, and the place of each one.
//!
//! The tree is an arena of small nodes, so that a 20 MB document costs a few times its text and not more. It knows
//! nothing of OpenAPI. A YAML alias is the anchor's node seen again (one node, one place), which is why a walk of the
//! tree must be bounded by the loader's check of its expanded size and not by trust.

mod builder;
mod derive;
mod node;

use std::sync::Arc;

use crate::diagnostic::{FileId, Place, Span};

pub use builder::{Mark, TreeBuilder};
use derive::Origins;
pub use derive::{Derivation, Member};

/// The number of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// The number itself, from 0 to one less than the tree's length.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

const NO_PARENT: u32 = u32::MAX;

/// A string: a piece of the file where it stands there as it is, else one that was made by unescaping.
#[derive(Clone, Copy, Debug)]
pub enum Text {
    /// These bytes of the file.
    Source(Span),
    /// A string of [`TreeBuilder::own`].
    Owned(u32),
}

#[derive(Clone, Copy, Debug)]
enum Data {
    Null,
    Bool(bool),
    Number(Text),
    String(Text),
    Sequence { start: u32, len: u32 },
    Mapping { start: u32, len: u32 },
}

#[derive(Clone, Copy, Debug)]
struct NodeData {
    data: Data,
    span: Span,
    parent: u32,
    /// Its position among the parent's items or entries, so that a pointer costs no search.
    slot: u32,
}

#[derive(Clone, Copy, Debug)]
struct EntryData {
    key: Text,
    key_span: Span,
    value: NodeId,
}

/// One file's values.
#[derive(Debug)]
pub struct Tree {
    file: FileId,
    text: Arc<str>,
    owned: Vec<Box<str>>,
    nodes: Vec<NodeData>,
    items: Vec<NodeId>,
    entries: Vec<EntryData>,
    /// For each mapping's range of `entries`, the same entries ordered by key; for one of few keys, the signs of them all.
    by_key: Vec<u32>,
    root: NodeId,
    /// Where the values of a tree that was made of others came from; `None` if it was read from its file as it is.
    origins: Option<Origins>,
}

/// A value of a tree, as readers see it.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'t> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(&'t str),
    /// A string, unescaped.
    String(&'t str),
    /// A list.
    Sequence,
    /// A mapping with string keys, in the order of the file.
    Mapping,
}

impl Kind<'_> {
    /// What to call it in a message: "a string", "a list", …
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Sequence => "a list",
            Kind::Mapping => "an object",
        }
    }
}

/// The last step of a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'t> {
    /// The key of an object's member, unescaped.
    Key(&'t str),
    /// The position in a list.
    Index(u32),
}

/// A node of a tree. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// One key of a mapping with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// The key, unescaped.
    pub key: &'t str,
    /// Where the key stands.
    pub key_place: Place,
    /// The value.
    pub value: Node<'t>,
}

impl Tree {
    /// The whole document.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: self.root }
    }

    /// The file that this was read from.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The text that this was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The node with this number, if the tree has one.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<Node<'_>> {
        self.nodes.get(id.0 as usize).map(|_| Node { tree: self, id })
    }

    /// Every node, in no order that means anything.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|id| Node { tree: self, id: NodeId(id) })
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A tree always has a root; here for symmetry with `len`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn str(&self, text: Text) -> &str {
        match text {
            Text::Source(span) => self.text.get(span.start as usize..span.end as usize).unwrap_or_default(),
            Text::Owned(index) => self.owned.get(index as usize).map_or("", |s| s),
        }
    }

    /// Is it this text? Told without looking at characters where the lengths differ.
    fn is(&self, text: Text, other: &str) -> bool {
        let bytes = self.text.as_bytes();
        match text {
            Text::Source(span) => bytes.get(span.start as usize..span.end as usize) == Some(other.as_bytes()),
            Text::Owned(_) => self.str(text) == other,
        }
    }

    fn data(&self, id: NodeId) -> NodeData {
        let missing = NodeData { data: Data::Null, span: Span::default(), parent: NO_PARENT, slot: 0 };
        self.nodes.get(id.0 as usize).copied().unwrap_or(missing)
    }

    fn entry(&self, at: usize, data: EntryData) -> Entry<'_> {
        let file = self.origins.as_ref().and_then(|origins| origins.key_file(at)).unwrap_or(self.file);
        Entry {
            key: self.str(data.key),
            key_place: Place { file, span: data.key_span },
            value: Node { tree: self, id: data.value },
        }
    }
}
