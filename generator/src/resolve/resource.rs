//! Schema resources: schemas that give themselves an address by `$id`, and names within them by `$anchor` (JSON Schema
//! 2020-12 core §8.2). What a reference below such a schema says is relative to its address.
//!
//! Known by form alone: nothing here knows what a schema means.

use std::collections::{HashMap, HashSet};

use super::address;
use crate::source::{Node, NodeId, Step};

/// The resources of one file.
#[derive(Debug)]
pub(super) struct Resources<'t> {
    root: Node<'t>,
    /// Schemas with an address of their own.
    holders: HashSet<NodeId>,
    by_address: HashMap<String, Node<'t>>,
    anchors: HashMap<&'t str, Vec<Anchor<'t>>>,
}

/// A schema with a name.
#[derive(Clone, Copy, Debug)]
struct Anchor<'t> {
    node: Node<'t>,
    resource: NodeId,
    /// Is it named by `$dynamicAnchor`, so that another of the same name may stand for it?
    dynamic: bool,
}

/// What an anchor's name means.
pub(super) enum Named<'t> {
    Schema(Node<'t>),
    Nothing,
    /// Several schemas, one for each place that one may come from.
    Several,
}

/// Below these stand values, in which no `$id` is an address.
const VALUES: [&str; 5] = ["example", "examples", "default", "const", "enum"];

impl<'t> Resources<'t> {
    /// One look at every value of the file.
    pub(super) fn of(root: Node<'t>) -> Self {
        let mut all = Self { root, holders: HashSet::new(), by_address: HashMap::new(), anchors: HashMap::new() };
        let text = |node: Node<'t>, key: &str| node.get(key).and_then(Node::as_str);
        let mut anchors = Vec::new();
        // Parents stand before what is in them, so that the address around a schema is known when it is met.
        for node in root.tree().nodes().filter(|node| node.is_mapping()) {
            if text(node, "$id").is_some_and(|id| !id.starts_with('#')) && !is_within_value(node) {
                all.holders.insert(node.id());
            }
            anchors.extend(text(node, "$anchor").map(|name| (name, node, false)));
            anchors.extend(text(node, "$dynamicAnchor").map(|name| (name, node, true)));
        }
        for node in root.tree().nodes().filter(|node| all.holders.contains(&node.id())) {
            all.by_address.entry(all.address(node)).or_insert(node);
        }
        for (name, node, dynamic) in anchors {
            let resource = all.around(node).id();
            all.anchors.entry(name).or_default().push(Anchor { node, resource, dynamic });
        }
        all
    }

    /// The schema with an address around this place, else the file.
    pub(super) fn around(&self, node: Node<'t>) -> Node<'t> {
        if self.holders.is_empty() {
            return self.root;
        }
        let mut around = Some(node);
        while let Some(node) = around.filter(|node| !self.holders.contains(&node.id())) {
            around = node.parent();
        }
        around.unwrap_or(self.root)
    }

    /// The schema that a reference to another file, written at this place, names by its address.
    pub(super) fn by_address(&self, from: Node<'t>, file: &str) -> Option<Node<'t>> {
        if self.by_address.is_empty() {
            return None;
        }
        self.by_address.get(&address::join(&self.address(self.around(from)), file)).copied()
    }

    /// Every schema with an address.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (String, Node<'t>)> {
        self.by_address.iter().map(|(address, node)| (address.clone(), *node))
    }

    /// The address that references at this place are relative to; empty if nothing says one.
    pub(super) fn base(&self, from: Node<'t>) -> String {
        self.address(self.around(from))
    }

    /// What a name means at this place: in the schema with an address around it, else anywhere in the file.
    pub(super) fn anchor(&self, resource: Node<'t>, name: &str, dynamically: bool) -> Named<'t> {
        let all = self.anchors.get(name).map(Vec::as_slice).unwrap_or_default();
        if dynamically && all.iter().filter(|anchor| anchor.dynamic).count() > 1 {
            return Named::Several;
        }
        let own = all.iter().find(|anchor| anchor.resource == resource.id());
        own.or(all.last()).map_or(Named::Nothing, |anchor| Named::Schema(anchor.node))
    }

    /// The address of a resource: its own, relative to that of the resource around it.
    fn address(&self, resource: Node<'t>) -> String {
        let (mut ids, mut at) = (Vec::new(), Some(resource));
        while let Some(node) = at {
            if self.holders.contains(&node.id()) {
                ids.extend(node.get("$id").and_then(Node::as_str));
            }
            // An absolute address needs nothing around it.
            at = node.parent().filter(|_| !ids.last().is_some_and(|id| address::is_absolute(id)));
        }
        ids.iter().rev().fold(String::new(), |base, id| address::join(&base, id))
    }
}

fn is_within_value(node: Node<'_>) -> bool {
    let mut at = node;
    while let (Some(parent), Some(step)) = (at.parent(), at.step()) {
        // A property may have such a name.
        let property = parent.step() == Some(Step::Key("properties"));
        if matches!(step, Step::Key(key) if VALUES.contains(&key) || key.starts_with("x-")) && !property {
            return true;
        }
        at = parent;
    }
    false
}
