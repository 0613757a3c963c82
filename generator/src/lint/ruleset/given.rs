//! The document as rules see it: as it is written, or with references followed.

use super::super::Links;
use crate::jsonpath::Values;
use crate::source::{Kind, Node};

/// References that lead to references are followed this far.
const HOPS: usize = 32;

/// The values of a document.
#[derive(Clone, Copy)]
pub(super) struct Given<'a, 't> {
    pub(super) links: Links<'a, 't>,
    pub(super) is_resolved: bool,
}

impl<'a, 't> Given<'a, 't> {
    /// What stands there: what the `$ref` leads to, if there is one and it is followed.
    pub(super) fn through(&self, mut node: Node<'t>) -> Node<'t> {
        for _ in 0..HOPS {
            let reference = node.get("$ref").and_then(Node::as_str).filter(|_| self.is_resolved);
            match reference.and_then(|reference| self.links.look_up(node, reference)) {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }

    /// The same values, where `$` is this one.
    pub(super) fn below(self, root: Node<'t>) -> Below<'a, 't> {
        Below { values: self, root }
    }
}

impl<'t> Values<'t> for Given<'_, 't> {
    type Id = Node<'t>;

    fn root(&self) -> Node<'t> {
        self.links.document().tree().root()
    }

    fn kind(&self, id: Node<'t>) -> Kind<'t> {
        self.through(id).kind()
    }

    fn items(&self, id: Node<'t>) -> Vec<Node<'t>> {
        self.through(id).items().map(|item| self.through(item)).collect()
    }

    fn fields(&self, id: Node<'t>) -> Vec<(&'t str, Node<'t>)> {
        self.through(id).entries().map(|entry| (entry.key, self.through(entry.value))).collect()
    }

    fn member(&self, id: Node<'t>, key: &str) -> Option<(&'t str, Node<'t>)> {
        self.through(id).entry(key).map(|entry| (entry.key, self.through(entry.value)))
    }

    fn parent(&self, id: Node<'t>) -> Option<Node<'t>> {
        id.parent()
    }

    fn has_circles(&self) -> bool {
        self.is_resolved
    }
}

/// The values below one.
pub(super) struct Below<'a, 't> {
    values: Given<'a, 't>,
    root: Node<'t>,
}

impl<'t> Values<'t> for Below<'_, 't> {
    type Id = Node<'t>;

    fn root(&self) -> Node<'t> {
        self.root
    }

    fn kind(&self, id: Node<'t>) -> Kind<'t> {
        self.values.kind(id)
    }

    fn items(&self, id: Node<'t>) -> Vec<Node<'t>> {
        self.values.items(id)
    }

    fn fields(&self, id: Node<'t>) -> Vec<(&'t str, Node<'t>)> {
        self.values.fields(id)
    }

    fn has_circles(&self) -> bool {
        self.values.has_circles()
    }
}
