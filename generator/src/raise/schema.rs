//! Schemas: `discriminator`, `x-nullable` and `type: file` are said otherwise in 3.0, and references move.

use super::{Members, Raise, member};
use crate::source::{Kind, Node, NodeId};

impl<'t> Raise<'t, '_> {
    /// A schema, also one that stands inline in a parameter or header. Recursion: as deep as the document.
    pub(super) fn schema(&mut self, node: Node<'t>) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        let members = self.keywords(node, |_| true);
        self.out.object(&members, node)
    }

    /// The keywords of a schema of which `wanted` says that they are.
    pub(super) fn keywords(&mut self, node: Node<'t>, wanted: impl Fn(&str) -> bool) -> Members<'t> {
        let mut members = Vec::new();
        for entry in node.entries().filter(|entry| wanted(entry.key)) {
            let (key, value, place) = (entry.key, entry.value, entry.key_place);
            match (key, value.kind()) {
                ("$ref", _) => members.push(member(key, place, self.reference(value))),
                ("properties", _) => members.push(self.each(entry, "properties", Self::schema)),
                ("items" | "additionalProperties" | "not", Kind::Mapping) => {
                    members.push(member(key, place, self.schema(value)));
                }
                ("allOf" | "oneOf" | "anyOf", Kind::Sequence) => {
                    let items: Vec<NodeId> = value.items().map(|item| self.schema(item)).collect();
                    members.push(member(key, place, self.out.list(&items, value)));
                }
                ("discriminator", Kind::String(_)) => {
                    let name = self.out.scalar(value);
                    let object = self.out.object(&[member("propertyName", place, name)], value);
                    members.push(member(key, place, object));
                }
                ("type", Kind::String("file")) => {
                    let (string, binary) = (self.out.text("string", value), self.out.text("binary", value));
                    members.push(member("type", place, string));
                    members.push(member("format", place, binary));
                }
                // The tables of 2.0 have told that it has one type; what was meant is plain.
                ("type", Kind::Sequence) => members.extend(self.types(value)),
                ("format", _) if node.get("type").and_then(Node::as_str) == Some("file") => {}
                ("x-nullable", Kind::Bool(_)) if node.get("nullable").is_none() => {
                    members.push(member("nullable", place, self.out.scalar(value)));
                }
                ("required", Kind::Sequence) if value.items().len() == 0 => {}
                _ => members.push(self.out.copied(entry)),
            }
        }
        members
    }

    fn types(&mut self, list: Node<'t>) -> Members<'t> {
        let (null, others): (Vec<_>, Vec<_>) = list.items().partition(|item| item.as_str() == Some("null"));
        let mut members = Vec::new();
        if let [one] = others.as_slice() {
            members.push(member("type", list.place(), self.out.scalar(*one)));
            if let Some(null) = null.first() {
                members.push(member("nullable", null.place(), self.out.bool(true, *null)));
            }
        }
        members
    }
}
