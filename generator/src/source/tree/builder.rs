//! Making a tree, from the leaves up.

use std::ops::Range;
use std::sync::Arc;

use super::node::{FEW, sign};
use super::{Data, EntryData, NO_PARENT, NodeData, NodeId, Text, Tree};
use crate::diagnostic::{FileId, Span};

/// Builds a tree from the leaves up: children first, then the list or object that holds them.
#[derive(Debug)]
pub struct TreeBuilder {
    pub(super) tree: Tree,
}

/// How many nodes there were when a list or an object was opened. Nodes older than that stand elsewhere: they are
/// seen in it through an alias, and it is not their parent.
#[derive(Clone, Copy, Debug)]
pub struct Mark(u32);

impl TreeBuilder {
    /// Begins a tree over this text.
    #[must_use]
    pub fn new(file: FileId, text: impl Into<Arc<str>>) -> Self {
        let tree = Tree {
            file,
            text: text.into(),
            owned: Vec::new(),
            nodes: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            by_key: Vec::new(),
            root: NodeId(0),
            origins: None,
        };
        Self { tree }
    }

    /// Makes room for so many values and members of objects.
    pub fn reserve(&mut self, values: usize, members: usize) {
        self.tree.nodes.reserve(values);
        self.tree.entries.reserve(members);
        self.tree.by_key.reserve(members);
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

    /// How many nodes there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    /// Is there none yet?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tree.nodes.is_empty()
    }

    /// To be taken where a list or an object is opened, and given back where it is closed.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark(self.tree.nodes.len() as u32)
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
        self.sequence_since(Mark(0), children, span)
    }

    /// A list that was opened at this mark.
    pub fn sequence_since(&mut self, mark: Mark, children: &[NodeId], span: Span) -> NodeId {
        let (start, len) = (self.tree.items.len() as u32, children.len() as u32);
        self.tree.items.extend_from_slice(children);
        let id = self.push(Data::Sequence { start, len }, span);
        self.adopt(mark, id, children.iter().copied());
        id
    }

    /// An object of nodes made before. Gives back, for each key that stands twice, the spans of the first and the
    /// second; a lookup finds the first.
    pub fn mapping(&mut self, entries: &[(Text, Span, NodeId)], span: Span) -> (NodeId, Vec<(Span, Span)>) {
        self.mapping_since(Mark(0), entries, span)
    }

    /// An object that was opened at this mark; else as [`Self::mapping`].
    pub fn mapping_since(
        &mut self,
        mark: Mark,
        entries: &[(Text, Span, NodeId)],
        span: Span,
    ) -> (NodeId, Vec<(Span, Span)>) {
        let (start, len) = (self.tree.entries.len() as u32, entries.len() as u32);
        self.tree.entries.extend(entries.iter().map(|&(key, key_span, value)| EntryData { key, key_span, value }));
        let twice = self.order_keys(start..start + len);
        let id = self.push(Data::Mapping { start, len }, span);
        self.adopt(mark, id, entries.iter().map(|&(_, _, value)| value));
        (id, twice)
    }

    /// Prepares lookups among the newest entries; gives back the keys that stand twice.
    fn order_keys(&mut self, range: Range<u32>) -> Vec<(Span, Span)> {
        let newest = self.tree.entries.get(range.start as usize..).unwrap_or_default();
        let mut signs = 0;
        let mut differ = true;
        for entry in newest {
            let sign = sign(self.tree.str(entry.key));
            differ &= signs & sign == 0;
            signs |= sign;
        }
        let is_small = newest.len() <= FEW;
        // Keys whose signs differ are not the same.
        if is_small && differ {
            self.tree.by_key.extend(range.map(|_| signs));
            return Vec::new();
        }
        let twice = self.sort_keys(range.clone());
        if is_small && let Some(first) = self.tree.by_key.get_mut(range.start as usize) {
            *first = signs;
        }
        twice
    }

    fn sort_keys(&mut self, range: Range<u32>) -> Vec<(Span, Span)> {
        let mut by_key = std::mem::take(&mut self.tree.by_key);
        by_key.extend(range.clone());
        let tree = &self.tree;
        let key_of = |at: u32| tree.entries.get(at as usize).map_or("", |data| tree.str(data.key));
        let span_of = |at: u32| tree.entries.get(at as usize).map_or(Span::default(), |data| data.key_span);
        let mut twice = Vec::new();
        if let Some(order) = by_key.get_mut(range.start as usize..) {
            order.sort_unstable_by(|&a, &b| key_of(a).cmp(key_of(b)).then(a.cmp(&b)));
            let mut first: Option<u32> = None;
            // A lookup searches as many places as there are entries: the place of a second key repeats the first's.
            for at in order {
                match first {
                    Some(first) if key_of(first) == key_of(*at) => {
                        twice.push((span_of(first), span_of(*at)));
                        *at = first;
                    }
                    _ => first = Some(*at),
                }
            }
        }
        self.tree.by_key = by_key;
        twice
    }

    fn adopt(&mut self, mark: Mark, parent: NodeId, children: impl Iterator<Item = NodeId>) {
        for (slot, child) in (0..).zip(children) {
            if child.0 >= mark.0
                && let Some(node) = self.tree.nodes.get_mut(child.0 as usize)
                && node.parent == NO_PARENT
            {
                node.parent = parent.0;
                node.slot = slot;
            }
        }
    }

    /// The entries of an object made before; `None` if the node is something else.
    pub fn entries_of(&self, id: NodeId) -> Option<impl ExactSizeIterator<Item = (Text, Span, NodeId)>> {
        let Data::Mapping { start, len } = self.tree.data(id).data else { return None };
        let entries = self.tree.entries.get(start as usize..(start + len) as usize)?;
        Some(entries.iter().map(|entry| (entry.key, entry.key_span, entry.value)))
    }

    /// The items of a list made before; `None` if the node is something else.
    #[must_use]
    pub fn items_of(&self, id: NodeId) -> Option<&[NodeId]> {
        let Data::Sequence { start, len } = self.tree.data(id).data else { return None };
        self.tree.items.get(start as usize..(start + len) as usize)
    }

    /// The list or object that a node was put into, if it was.
    #[must_use]
    pub fn parent_of(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.tree.data(id).parent;
        if parent == NO_PARENT { None } else { Some(NodeId(parent)) }
    }

    /// Takes a node out of its parent's hands, so that the next list or object that it is put into becomes its parent.
    pub fn orphan(&mut self, id: NodeId) {
        if let Some(node) = self.tree.nodes.get_mut(id.0 as usize) {
            node.parent = NO_PARENT;
        }
    }

    /// The text of a string, number or boolean made before, as it was written; `None` for anything else.
    #[must_use]
    pub fn scalar_text(&self, id: NodeId) -> Option<Text> {
        match self.tree.data(id) {
            NodeData { data: Data::String(text) | Data::Number(text), .. } => Some(text),
            NodeData { data: Data::Bool(_), span, .. } => Some(Text::Source(span)),
            _ => None,
        }
    }

    /// The finished tree with this root.
    #[must_use]
    pub fn finish(mut self, root: NodeId) -> Tree {
        self.tree.root = root;
        self.tree
    }
}
