//! Lowering to 3.0, on the tree: a document of 3.1 or 3.2 for tools that read 3.0 only.
//!
//! What 3.0 says in other words is said in them; what it cannot say is left out or widened, and told at its place: what
//! the document allows, the lowered one allows, too. Fields that both have are found by the grammar and copied.

pub(super) mod moved;
mod object;
mod schema;
mod types;

use std::borrow::Cow;
use std::sync::Arc;

use super::codes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Place};
use crate::openapi::grammar::{self, Object, Value, tables};
use crate::openapi::{Document, Version, View};
use crate::resolve::{Key, Resolver};
use crate::source::{Derivation, Entry, Member, Node, NodeId, Tree};
use moved::Moved;

/// The document, which is one file, as one of 3.0.3; `None` if it is one of 3.0 already. `base` is its tree.
#[must_use]
pub fn to_3_0<'t>(
    document: Document<'t>,
    resolver: &Resolver<'t>,
    base: &Arc<Tree>,
    diagnostics: &mut Diagnostics,
) -> Option<Tree> {
    if document.version() <= Version::V3_0 {
        return None;
    }
    let moved = Moved::of(document, resolver, moved::is_restructured);
    let mut down =
        Down { root: document.node(), moved: &moved, out: Derivation::new(base), inside: Vec::new(), diagnostics };
    let root = down.document();
    Some(down.out.finish(root))
}

/// What is written where it is used holds others of that kind no deeper than this.
const DEEPEST: usize = 32;

struct Down<'a, 't> {
    root: Node<'t>,
    moved: &'a Moved<'t>,
    out: Derivation,
    /// What is being written where it is used.
    inside: Vec<Key>,
    diagnostics: &'a mut Diagnostics,
}

/// The members of an object in the making.
type Members<'t> = Vec<Member<'t>>;

fn member<'t>(key: impl Into<Cow<'t, str>>, place: Place, value: NodeId) -> Member<'t> {
    Member { key: key.into(), place, value }
}

impl<'t> Down<'_, 't> {
    fn tell(&mut self, code: &'static Code, entry: Entry<'t>, message: impl Into<String>) {
        let location = Location { place: entry.key_place, ..entry.value.location() };
        self.diagnostics.push(Diagnostic::new(code, message).at(location));
    }

    /// A value for which the grammar of 3.0 has this. Recursion: as deep as the document, which its loader bounds, and
    /// [`DEEPEST`].
    fn value(&mut self, value: Value, node: Node<'t>) -> NodeId {
        match value {
            Value::Schema => self.schema(node),
            Value::OrReference(object) if node.get("$ref").is_some() => self.reference(node, object),
            Value::Object(object) | Value::OrReference(object) if node.is_mapping() => self.object(object, node),
            Value::Either(_) if node.is_mapping() => self.schema(node),
            Value::List { of, .. } if node.is_sequence() => {
                let kept: Vec<Node<'t>> = node.items().filter(|item| self.has_place(*of, *item)).collect();
                let items: Vec<NodeId> = kept.into_iter().map(|item| self.value(*of, item)).collect();
                self.out.list(&items, node)
            }
            Value::Map { of, .. } if node.is_mapping() => {
                let mut members = Vec::new();
                for entry in node.entries() {
                    if self.has_place(*of, entry.value) {
                        members.push(member(entry.key, entry.key_place, self.value(*of, entry.value)));
                    }
                }
                self.out.object(&members, node)
            }
            _ => self.out.copy(node),
        }
    }

    /// An object of the specification, field by field.
    fn object(&mut self, object: &'static Object, node: Node<'t>) -> NodeId {
        let members = self.fields(object, node);
        self.out.object(&members, node)
    }

    fn fields(&mut self, object: &'static Object, node: Node<'t>) -> Members<'t> {
        let mut members = Vec::new();
        for entry in node.entries().filter(|entry| node.get(entry.key) == Some(entry.value)) {
            if self.otherwise(object, node, entry, &mut members) {
                continue;
            }
            match grammar::member(Value::Object(object), entry.key, Version::V3_0) {
                Some(value) => members.push(member(entry.key, entry.key_place, self.value(value, entry.value))),
                None if entry.key.starts_with("x-") || !is_known(object, entry.key) => {
                    members.push(self.out.copied(entry));
                }
                None => {
                    let message = format!("3.0 has no `{}` in {}", entry.key, object.words());
                    self.tell(&codes::LEFT_OUT, entry, message);
                }
            }
        }
        self.required(object, node, &mut members);
        members
    }

    /// A reference to something else than a schema: nothing may stand beside it.
    fn reference(&mut self, node: Node<'t>, object: &'static Object) -> NodeId {
        if let Some(target) = self.moved.inline(node) {
            return self.inlined(target, object, node);
        }
        let mut members = Vec::new();
        for entry in node.entries() {
            match entry.key {
                "$ref" => members.push(member("$ref", entry.key_place, self.pointer(node, entry.value))),
                key if key.starts_with("x-") => members.push(self.out.copied(entry)),
                key => {
                    let message = format!("3.0 has no `{key}` beside a reference");
                    self.tell(&codes::FEWER_WORDS, entry, message);
                }
            }
        }
        self.out.object(&members, node)
    }

    /// The text of the reference that this node is.
    fn pointer(&mut self, holder: Node<'t>, text: Node<'t>) -> NodeId {
        match self.moved.pointer(holder) {
            Some(moved) => self.out.text(moved.to_owned(), text),
            None => self.out.scalar(text),
        }
    }

    fn endless(&mut self, reference: Node<'t>) {
        let found = Diagnostic::new(&codes::ENDLESS, "this leads into what it stands in, which 3.0 cannot hold");
        self.diagnostics.push(found.at(reference.location()));
    }

    /// What a reference leads to, in its place.
    fn inlined(&mut self, target: Node<'t>, object: &'static Object, reference: Node<'t>) -> NodeId {
        let key = Key::of(target);
        if self.inside.contains(&key) || self.inside.len() >= DEEPEST {
            self.endless(reference);
            return self.out.object(&[], reference);
        }
        self.inside.push(key);
        let made = self.object(object, target);
        self.inside.pop();
        made
    }
}

/// Does some version know this field? What none knows is told by validation, and stays.
fn is_known(object: &Object, key: &str) -> bool {
    object.fields.iter().any(|field| field.name == key) || std::ptr::eq(object, &tables::COMPONENTS)
}
