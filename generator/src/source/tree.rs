//! A document as it was written: values, and the place of each one.
//!
//! The tree is an arena of small nodes, so that a 20 MB document costs a few times its text and not more. It knows
//! nothing of OpenAPI. A YAML alias is the anchor's node seen again (one node, one place), which is why a walk of the
//! tree must be bounded by the loader's check of its expanded size and not by trust.

use crate::diagnostic::{FileId, Location, Place, Span};

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
    text: Box<str>,
    owned: Vec<Box<str>>,
    nodes: Vec<NodeData>,
    items: Vec<NodeId>,
    entries: Vec<EntryData>,
    /// For each mapping's range of `entries`, the same entries ordered by key.
    by_key: Vec<u32>,
    root: NodeId,
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
#[derive(Clone, Copy)]
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

    fn data(&self, id: NodeId) -> NodeData {
        let missing = NodeData { data: Data::Null, span: Span::default(), parent: NO_PARENT, slot: 0 };
        self.nodes.get(id.0 as usize).copied().unwrap_or(missing)
    }

    fn entry(&self, data: EntryData) -> Entry<'_> {
        Entry {
            key: self.str(data.key),
            key_place: Place { file: self.file, span: data.key_span },
            value: Node { tree: self, id: data.value },
        }
    }
}

impl<'t> Node<'t> {
    /// Its number in the tree.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The tree it is in.
    #[must_use]
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind<'t> {
        match self.tree.data(self.id).data {
            Data::Null => Kind::Null,
            Data::Bool(b) => Kind::Bool(b),
            Data::Number(text) => Kind::Number(self.tree.str(text)),
            Data::String(text) => Kind::String(self.tree.str(text)),
            Data::Sequence { .. } => Kind::Sequence,
            Data::Mapping { .. } => Kind::Mapping,
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.kind() {
            Kind::String(s) => Some(s),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.kind() {
            Kind::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The text of the number, if it is one.
    #[must_use]
    pub fn as_number(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Number(n) => Some(n),
            _ => None,
        }
    }

    /// Is it an object?
    #[must_use]
    pub fn is_mapping(self) -> bool {
        matches!(self.kind(), Kind::Mapping)
    }

    /// Is it a list?
    #[must_use]
    pub fn is_sequence(self) -> bool {
        matches!(self.kind(), Kind::Sequence)
    }

    /// Its items in order; none if it is not a list.
    pub fn items(self) -> impl ExactSizeIterator<Item = Node<'t>> + Clone {
        let range = match self.tree.data(self.id).data {
            Data::Sequence { start, len } => start as usize..(start + len) as usize,
            _ => 0..0,
        };
        let tree = self.tree;
        tree.items.get(range).unwrap_or_default().iter().map(move |&id| Node { tree, id })
    }

    fn entry_range(self) -> std::ops::Range<usize> {
        match self.tree.data(self.id).data {
            Data::Mapping { start, len } => start as usize..(start + len) as usize,
            _ => 0..0,
        }
    }

    /// Its entries in the order of the file; none if it is not an object.
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'t>> + Clone {
        let tree = self.tree;
        tree.entries.get(self.entry_range()).unwrap_or_default().iter().map(move |&data| tree.entry(data))
    }

    /// The entry with this key (binary search).
    #[must_use]
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let tree = self.tree;
        let order = tree.by_key.get(self.entry_range())?;
        let key_of = |&at: &u32| tree.entries.get(at as usize).map_or("", |data| tree.str(data.key));
        let found = order.binary_search_by(|at| key_of(at).cmp(key)).ok()?;
        let data = *tree.entries.get(*order.get(found)? as usize)?;
        Some(tree.entry(data))
    }

    /// The value at this key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The list or object that it stands in (the anchor's own, for a value that is seen through an alias).
    #[must_use]
    pub fn parent(self) -> Option<Node<'t>> {
        match self.tree.data(self.id).parent {
            NO_PARENT => None,
            id => Some(Node { tree: self.tree, id: NodeId(id) }),
        }
    }

    /// File and bytes.
    #[must_use]
    pub fn place(self) -> Place {
        Place { file: self.tree.file, span: self.tree.data(self.id).span }
    }

    /// File, bytes and pointer.
    #[must_use]
    pub fn location(self) -> Location {
        Location { place: self.place(), pointer: self.pointer() }
    }

    /// The key or index at which it stands in its parent; `None` for the root.
    #[must_use]
    pub fn step(self) -> Option<Step<'t>> {
        let parent = self.parent()?;
        let slot = self.tree.data(self.id).slot;
        match parent.kind() {
            Kind::Mapping => parent.entries().nth(slot as usize).map(|entry| Step::Key(entry.key)),
            _ => Some(Step::Index(slot)),
        }
    }

    /// The JSON pointer (RFC 6901) from the root of its file. Cost: its depth.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut steps = Vec::new();
        let mut node = self;
        while let (Some(parent), Some(step)) = (node.parent(), node.step()) {
            steps.push(step);
            node = parent;
        }
        steps.iter().rev().fold(String::new(), |pointer, step| match step {
            Step::Key(key) => pointer + "/" + &key.replace('~', "~0").replace('/', "~1"),
            Step::Index(index) => pointer + "/" + &index.to_string(),
        })
    }

    /// The value at a JSON pointer below this one. The pointer is given unescaped of percent signs.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Node<'t>> {
        let mut node = self;
        if pointer.is_empty() {
            return Some(node);
        }
        for step in pointer.strip_prefix('/')?.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            node = match node.kind() {
                Kind::Mapping => node.get(&step)?,
                Kind::Sequence => node.items().nth(step.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }
}

impl PartialEq for Node<'_> {
    /// The same node of the same tree (not: an equal value).
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({:?} at {:?})", self.kind(), self.place().span)
    }
}

/// Builds a tree from the leaves up: children first, then the list or object that holds them.
#[derive(Debug)]
pub struct TreeBuilder {
    tree: Tree,
}

impl TreeBuilder {
    /// Begins a tree over this text.
    #[must_use]
    pub fn new(file: FileId, text: Box<str>) -> Self {
        let tree = Tree {
            file,
            text,
            owned: Vec::new(),
            nodes: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            by_key: Vec::new(),
            root: NodeId(0),
        };
        Self { tree }
    }

    /// Keeps a string that does not stand in the file as it is.
    pub fn own(&mut self, text: String) -> Text {
        self.tree.owned.push(text.into_boxed_str());
        Text::Owned(self.tree.owned.len() as u32 - 1)
    }

    /// The string that a text stands for.
    #[must_use]
    pub fn str(&self, text: Text) -> &str {
        self.tree.str(text)
    }

    fn push(&mut self, data: Data, span: Span) -> NodeId {
        self.tree.nodes.push(NodeData { data, span, parent: NO_PARENT, slot: 0 });
        NodeId(self.tree.nodes.len() as u32 - 1)
    }

    /// `null`
    pub fn null(&mut self, span: Span) -> NodeId {
        self.push(Data::Null, span)
    }

    /// `true` or `false`
    pub fn bool(&mut self, value: bool, span: Span) -> NodeId {
        self.push(Data::Bool(value), span)
    }

    /// A number by its text.
    pub fn number(&mut self, text: Text, span: Span) -> NodeId {
        self.push(Data::Number(text), span)
    }

    /// A string.
    pub fn string(&mut self, text: Text, span: Span) -> NodeId {
        self.push(Data::String(text), span)
    }

    /// A list of nodes made before.
    pub fn sequence(&mut self, children: &[NodeId], span: Span) -> NodeId {
        let (start, len) = (self.tree.items.len() as u32, children.len() as u32);
        self.tree.items.extend_from_slice(children);
        let id = self.push(Data::Sequence { start, len }, span);
        self.adopt(id, children.iter().copied());
        id
    }

    /// An object of nodes made before. Gives back, for each key that stands twice, the spans of the first and the
    /// second; a lookup finds the first.
    pub fn mapping(&mut self, entries: &[(Text, Span, NodeId)], span: Span) -> (NodeId, Vec<(Span, Span)>) {
        let tree = &mut self.tree;
        let (start, len) = (tree.entries.len() as u32, entries.len() as u32);
        tree.entries.extend(entries.iter().map(|&(key, key_span, value)| EntryData { key, key_span, value }));
        let mut order: Vec<u32> = (start..start + len).collect();
        let key_of = |at: u32| tree.entries.get(at as usize).map_or("", |data| tree.str(data.key));
        order.sort_by(|&a, &b| key_of(a).cmp(key_of(b)).then(a.cmp(&b)));
        let mut twice = Vec::new();
        order.dedup_by(|second, first| {
            let same = key_of(*second) == key_of(*first);
            if same {
                let span_of = |at: u32| tree.entries.get(at as usize).map_or(Span::default(), |data| data.key_span);
                twice.push((span_of(*first), span_of(*second)));
            }
            same
        });
        // A lookup searches exactly `len` places; repeating the last key keeps the order and the length.
        let last = order.last().copied().unwrap_or(start);
        order.resize(len as usize, last);
        tree.by_key.extend(order);
        let id = self.push(Data::Mapping { start, len }, span);
        self.adopt(id, entries.iter().map(|&(_, _, value)| value));
        (id, twice)
    }

    fn adopt(&mut self, parent: NodeId, children: impl Iterator<Item = NodeId>) {
        for (slot, child) in (0..).zip(children) {
            if let Some(node) = self.tree.nodes.get_mut(child.0 as usize)
                && node.parent == NO_PARENT
            {
                node.parent = parent.0;
                node.slot = slot;
            }
        }
    }

    /// The finished tree with this root.
    #[must_use]
    pub fn finish(mut self, root: NodeId) -> Tree {
        self.tree.root = root;
        self.tree
    }
}
