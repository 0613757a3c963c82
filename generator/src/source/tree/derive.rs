//! Making a tree of other trees: every value of it still knows where it was read.
//!
//! A stage that changes a document before it is read (another version of the specification, corrections in another
//! file) builds the changed tree with this. A finding then points into what the user wrote, and an alias is written out.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Data, Kind, Node, NodeId, Text, Tree, TreeBuilder};
use crate::diagnostic::{FileId, Place};

/// The trees that were read from files, and which value of which of them each value here was.
#[derive(Debug)]
pub(super) struct Origins {
    trees: Vec<Arc<Tree>>,
    /// For each node the number of its tree, and its number there.
    nodes: Vec<(u32, NodeId)>,
    /// For each entry the file of its key.
    keys: Vec<FileId>,
}

impl Origins {
    pub(super) fn of(&self, id: NodeId) -> Option<Node<'_>> {
        let &(tree, id) = self.nodes.get(id.index())?;
        self.trees.get(tree as usize)?.node(id)
    }

    pub(super) fn key_file(&self, at: usize) -> Option<FileId> {
        self.keys.get(at).copied()
    }
}

/// A member of an object that is made.
#[derive(Clone, Debug)]
pub struct Member<'t> {
    /// Its key.
    pub key: Cow<'t, str>,
    /// Where the key, or what it was made of, stands.
    pub place: Place,
    /// Its value, made before.
    pub value: NodeId,
}

/// Builds a tree of pieces of others, from the leaves up. Each value is put into one list or object at most.
#[derive(Debug)]
pub struct Derivation {
    builder: TreeBuilder,
    origins: Origins,
    /// The tree that the last value was drawn from: the next one most likely is, too.
    last: usize,
}

impl Derivation {
    /// Begins a tree that will stand for the file of this one.
    #[must_use]
    pub fn new(base: &Arc<Tree>) -> Self {
        let origins = Origins { trees: Vec::new(), nodes: Vec::new(), keys: Vec::new() };
        let mut this = Self { builder: TreeBuilder::new(base.file, Arc::clone(&base.text)), origins, last: 0 };
        this.draw_on(base);
        this
    }

    /// Allows values of this tree to be origins.
    pub fn draw_on(&mut self, tree: &Arc<Tree>) {
        let known = |tree: &Arc<Tree>| self.origins.trees.iter().any(|known| Arc::ptr_eq(known, tree));
        let new: Vec<Arc<Tree>> = match &tree.origins {
            Some(origins) => origins.trees.iter().filter(|tree| !known(tree)).cloned().collect(),
            None if known(tree) => Vec::new(),
            None => vec![Arc::clone(tree)],
        };
        self.origins.trees.extend(new);
    }

    /// Notes where the value that was made last was read. A tree that was not announced is not known, and the root of
    /// the first one is said instead.
    fn came_from(&mut self, id: NodeId, origin: Node<'_>) -> NodeId {
        let origin = origin.origin();
        let is_it = |tree: &Arc<Tree>| std::ptr::eq(Arc::as_ptr(tree), origin.tree);
        let last = self.origins.trees.get(self.last).filter(|tree| is_it(tree)).map(|_| self.last);
        let tree = last.or_else(|| self.origins.trees.iter().position(is_it));
        self.last = tree.unwrap_or_default();
        let known = tree.map(|tree| (tree as u32, origin.id));
        self.origins.nodes.push(known.unwrap_or((0, self.origins.trees.first().map_or(origin.id, |tree| tree.root))));
        id
    }

    fn text_of(&mut self, text: &str, data: Data, tree: &Tree) -> Text {
        match data {
            Data::String(Text::Source(span)) | Data::Number(Text::Source(span))
                if Arc::ptr_eq(&tree.text, &self.builder.tree.text) =>
            {
                Text::Source(span)
            }
            _ => self.builder.own(text.to_owned()),
        }
    }

    /// A copy of a value with all that is in it. Recursion: as deep as the document, which its loader bounds.
    pub fn copy(&mut self, node: Node<'_>) -> NodeId {
        match node.kind() {
            Kind::Sequence => {
                let items: Vec<NodeId> = node.items().map(|item| self.copy(item)).collect();
                self.list(&items, node)
            }
            Kind::Mapping => {
                let members: Vec<Member<'_>> = node.entries().map(|entry| self.copied(entry)).collect();
                self.object(&members, node)
            }
            _ => self.scalar(node),
        }
    }

    /// A copy of a member.
    pub fn copied<'t>(&mut self, entry: super::Entry<'t>) -> Member<'t> {
        Member { key: Cow::Borrowed(entry.key), place: entry.key_place, value: self.copy(entry.value) }
    }

    /// A copy of a value that is no list and no object (of these: `null`).
    pub fn scalar(&mut self, node: Node<'_>) -> NodeId {
        let (span, data) = (node.place().span, node.tree.data(node.id).data);
        let id = match node.kind() {
            Kind::Bool(value) => self.builder.bool(value, span),
            Kind::Number(text) => {
                let text = self.text_of(text, data, node.tree);
                self.builder.number(text, span)
            }
            Kind::String(text) => {
                let text = self.text_of(text, data, node.tree);
                self.builder.string(text, span)
            }
            Kind::Null | Kind::Sequence | Kind::Mapping => self.builder.null(span),
        };
        self.came_from(id, node)
    }

    /// A string that was made of this value.
    pub fn text(&mut self, text: impl Into<String>, origin: Node<'_>) -> NodeId {
        let text = self.builder.own(text.into());
        let id = self.builder.string(text, origin.place().span);
        self.came_from(id, origin)
    }

    /// `null`, made of this value.
    pub fn null(&mut self, origin: Node<'_>) -> NodeId {
        let id = self.builder.null(origin.place().span);
        self.came_from(id, origin)
    }

    /// A number in its JSON form that was made of this value.
    pub fn number(&mut self, text: impl Into<String>, origin: Node<'_>) -> NodeId {
        let text = self.builder.own(text.into());
        let id = self.builder.number(text, origin.place().span);
        self.came_from(id, origin)
    }

    /// A boolean that was made of this value.
    pub fn bool(&mut self, value: bool, origin: Node<'_>) -> NodeId {
        let id = self.builder.bool(value, origin.place().span);
        self.came_from(id, origin)
    }

    /// A list that was made of this value.
    pub fn list(&mut self, items: &[NodeId], origin: Node<'_>) -> NodeId {
        let id = self.builder.sequence(items, origin.place().span);
        self.came_from(id, origin)
    }

    /// An object that was made of this value. A key that stands twice is found by its first member.
    pub fn object(&mut self, members: &[Member<'_>], origin: Node<'_>) -> NodeId {
        let mut entries = Vec::with_capacity(members.len());
        for member in members {
            let key = self.builder.own(member.key.clone().into_owned());
            entries.push((key, member.place.span, member.value));
            self.origins.keys.push(member.place.file);
        }
        let (id, _) = self.builder.mapping(&entries, origin.place().span);
        self.came_from(id, origin)
    }

    /// The finished tree with this root.
    #[must_use]
    pub fn finish(self, root: NodeId) -> Tree {
        let mut tree = self.builder.finish(root);
        tree.origins = Some(self.origins);
        tree
    }
}
