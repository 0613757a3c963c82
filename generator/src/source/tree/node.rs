//! Reading a tree: a node with what is in it, above it and below it.

use std::fmt::Write as _;

use super::{Data, Entry, Kind, NO_PARENT, Node, NodeId, Step, Tree};
use crate::diagnostic::{Location, Place};

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
        let range = self.entry_range();
        let entries = tree.entries.get(range.clone()).unwrap_or_default();
        entries.iter().enumerate().map(move |(at, &data)| tree.entry(range.start + at, data))
    }

    /// The entry with this key.
    #[must_use]
    #[inline]
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let Some(Data::Mapping { start, len }) = self.tree.nodes.get(self.id.index()).map(|node| node.data) else {
            return None;
        };
        // What the key alone decides is decided where it is asked for, since most keys stand in the code.
        let has_not = |signs: &u32| signs & sign(key) == 0;
        if len as usize <= FEW && self.tree.by_key.get(start as usize).is_none_or(has_not) {
            return None;
        }
        self.entry_among(start as usize..(start + len) as usize, key)
    }

    #[inline(never)]
    fn entry_among(self, range: std::ops::Range<usize>, key: &str) -> Option<Entry<'t>> {
        let tree = self.tree;
        if range.len() <= FEW {
            let start = range.start;
            let mut entries = tree.entries.get(range)?.iter().enumerate();
            return entries.find(|(_, data)| tree.is(data.key, key)).map(|(at, data)| tree.entry(start + at, *data));
        }
        let order = tree.by_key.get(range)?;
        let key_of = |&at: &u32| tree.entries.get(at as usize).map_or("", |data| tree.str(data.key));
        let found = order.binary_search_by(|at| key_of(at).cmp(key)).ok()?;
        let at = *order.get(found)? as usize;
        Some(tree.entry(at, *tree.entries.get(at)?))
    }

    /// The value at this key.
    #[must_use]
    #[inline]
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

    /// The value as it was read from a file: itself, unless its tree was made of others ([`super::Derivation`]).
    #[must_use]
    pub fn origin(self) -> Node<'t> {
        self.tree.origins.as_ref().and_then(|origins| origins.of(self.id)).unwrap_or(self)
    }

    /// File and bytes, where it was read.
    #[must_use]
    pub fn place(self) -> Place {
        let Node { tree, id } = self.origin();
        Place { file: tree.file, span: tree.data(id).span }
    }

    /// File, bytes and pointer, where it was read.
    #[must_use]
    pub fn location(self) -> Location {
        Location { place: self.place(), pointer: self.origin().pointer() }
    }

    /// The key or index at which it stands in its parent; `None` for the root.
    #[must_use]
    pub fn step(self) -> Option<Step<'t>> {
        let parent = self.parent()?;
        let slot = self.tree.data(self.id).slot;
        match parent.kind() {
            Kind::Mapping => {
                let entry = self.tree.entries.get(parent.entry_range().start + slot as usize)?;
                Some(Step::Key(self.tree.str(entry.key)))
            }
            _ => Some(Step::Index(slot)),
        }
    }

    /// The JSON pointer (RFC 6901) from the root of its tree. Cost: its depth.
    #[must_use]
    pub fn pointer(self) -> String {
        // Deeper than most values stand.
        let mut steps = Vec::with_capacity(24);
        let mut length = 0;
        let mut node = self;
        while let (Some(parent), Some(step)) = (node.parent(), node.step()) {
            length += if let Step::Key(key) = step { key.len() + 1 } else { 4 };
            steps.push(step);
            node = parent;
        }
        let mut pointer = String::with_capacity(length);
        for step in steps.iter().rev() {
            pointer.push('/');
            match step {
                Step::Key(key) => push_escaped(key, &mut pointer),
                // Writing to a string does not fail.
                Step::Index(index) => write!(pointer, "{index}").unwrap_or_default(),
            }
        }
        pointer
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
                Kind::Sequence => node.items().nth(index(&step)?)?,
                _ => return None,
            };
        }
        Some(node)
    }
}

/// A key as a step of a pointer.
fn push_escaped(key: &str, pointer: &mut String) {
    let mut rest = key;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'~' | b'/')) {
        let (plain, sign) = rest.split_at_checked(at).unwrap_or((rest, ""));
        pointer.push_str(plain);
        pointer.push_str(if sign.starts_with('~') { "~0" } else { "~1" });
        rest = sign.get(1..).unwrap_or_default();
    }
    pointer.push_str(rest);
}

/// Among so few keys, whose lengths mostly differ, looking at each is faster than a binary search.
pub(super) const FEW: usize = 16;

/// One bit for a key. Where it is not among those of an object, the object does not have the key, which is the answer to
/// most questions.
#[inline(always)]
pub(super) fn sign(key: &str) -> u32 {
    let (first, last) = match key.as_bytes() {
        [] => (0, 0),
        [first, .., last] => (u32::from(*first), u32::from(*last)),
        [only] => (u32::from(*only), 0),
    };
    let length = (key.len() as u32).wrapping_mul(0x9E37_79B1);
    let mixed = length ^ first.wrapping_mul(0x85EB_CA6B) ^ last.wrapping_mul(0xC2B2_AE35);
    1 << (mixed >> 27)
}

/// An array index as RFC 6901, section 4 writes it: digits, no sign, no leading zero.
fn index(step: &str) -> Option<usize> {
    let canonical = step == "0" || (!step.starts_with('0') && step.bytes().all(|b| b.is_ascii_digit()));
    if canonical { step.parse().ok() } else { None }
}

impl PartialEq for Node<'_> {
    /// The same node of the same tree (not: an equal value).
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::hash::Hash for Node<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.tree.file(), self.id).hash(state);
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({:?} at {:?})", self.kind(), self.place().span)
    }
}
