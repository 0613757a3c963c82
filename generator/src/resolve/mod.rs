//! Stage 3, resolve: a reference becomes the identity of what it names; cycles.
//!
//! A [`Resolver`] follows references and remembers where each one led, so that a fault is told once however many
//! operations depend on it. Must not know what the target means to a client.

mod check;
pub mod codes;
mod fault;
mod pointer;

pub use check::check;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId};
use crate::openapi::grammar::{Object, object_at, tables};
use crate::openapi::{Document, OrReference, PathItem, Raw, Referable, Reference, Schema, Version, View};
use crate::source::{Kind, Node, NodeId};
use pointer::Target;

/// The identity of a node: its file, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub FileId, pub NodeId);

impl Key {
    /// The identity of this node.
    #[must_use]
    pub fn of(node: Node<'_>) -> Self {
        Self(node.place().file, node.id())
    }
}

/// Follows the references of a document.
#[derive(Debug)]
pub struct Resolver<'t> {
    document: Document<'t>,
    /// Where each chain of references ends; `None` where that was reported.
    ends: RefCell<HashMap<Key, Option<Node<'t>>>>,
    /// How many faults still get a "did you mean", which costs a look at every name.
    suggestions: Cell<usize>,
}

/// A document with more lost references than this has lost a whole section, and no name in it was mistyped.
const SUGGESTIONS: usize = 100;

impl<'t> Resolver<'t> {
    /// A resolver for the references of this document.
    #[must_use]
    pub fn new(document: Document<'t>) -> Self {
        Self { document, ends: RefCell::default(), suggestions: Cell::new(SUGGESTIONS) }
    }

    /// The object itself, wherever it stands; `None`, with the reason told once, if it stands nowhere.
    pub fn follow<V: Referable<'t>>(&self, place: OrReference<'t, V>, diagnostics: &mut Diagnostics) -> Option<V> {
        match place {
            OrReference::Here(view) => Some(view),
            OrReference::Reference(reference) => {
                Some(self.document.see(self.end(reference, V::OBJECT, diagnostics)?))
            }
        }
    }

    /// The schema that a reference leads to: the first on the way that says more than where to look.
    pub fn schema(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<Schema<'t>> {
        Some(self.document.see(self.end(reference, &tables::SCHEMA, diagnostics)?))
    }

    /// The path item that a path item's `$ref` leads to.
    pub fn path_item(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<PathItem<'t>> {
        Some(self.document.see(self.end(reference, &tables::PATH_ITEM, diagnostics)?))
    }

    /// What stands where a reference written like this, in the file of this node, points; nothing is told.
    #[must_use]
    pub fn look_up(&self, from: Node<'t>, reference: &str) -> Option<Node<'t>> {
        let Target::Local(steps) = Target::read(reference) else { return None };
        walk(from.tree().root(), &steps).ok()
    }

    /// Where a chain of references ends, all of which must name such an object.
    fn end(
        &self,
        reference: Reference<'t>,
        expected: &'static Object,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node<'t>> {
        let key = Key::of(reference.node());
        if let Some(&end) = self.ends.borrow().get(&key) {
            return end;
        }
        let mut on_the_way = Vec::new();
        let mut seen = HashSet::new();
        let mut current = reference;
        let end = loop {
            let known = self.ends.borrow().get(&Key::of(current.node())).copied();
            if let Some(known) = known {
                break known;
            }
            if !seen.insert(Key::of(current.node())) {
                diagnostics.push(fault::cycle(current, &on_the_way));
                break None;
            }
            on_the_way.push(current.node());
            match self.step(current, expected) {
                Err(fault) => {
                    diagnostics.push(*fault);
                    break None;
                }
                Ok(node) => match self.onward(node, expected) {
                    None => break Some(node),
                    Some(next) => current = next,
                },
            }
        };
        self.ends.borrow_mut().extend(on_the_way.iter().map(|node| (Key::of(*node), end)));
        end
    }

    /// The reference that stands at a target instead of the object. A schema that says more than where to look is the
    /// object itself.
    fn onward(&self, node: Node<'t>, expected: &'static Object) -> Option<Reference<'t>> {
        let raw = Raw::new(node, self.document.version());
        let more = std::ptr::eq(expected, &tables::SCHEMA) && Schema::over(raw).constrains_beside(&["$ref"]);
        Reference::of(raw).filter(|_| !more)
    }

    fn unresolved(&self, reference: Reference<'t>, parent: Node<'t>, missing: &[String]) -> Diagnostic {
        let left = self.suggestions.get();
        self.suggestions.set(left.saturating_sub(1));
        fault::unresolved(reference, parent, missing, left > 0)
    }

    fn step(&self, reference: Reference<'t>, expected: &'static Object) -> Result<Node<'t>, Box<Diagnostic>> {
        let node = match Target::read(reference.target()) {
            Target::Local(steps) => walk(reference.node().tree().root(), &steps)
                .map_err(|(parent, missing)| Box::new(self.unresolved(reference, parent, missing)))?,
            Target::Anchor => return Err(Box::new(fault::anchor(reference))),
            Target::External(file) => return Err(Box::new(fault::external(reference, file))),
        };
        let version = self.document.version();
        let boolean = node.as_bool().is_some() && version > Version::V3_0 && std::ptr::eq(expected, &tables::SCHEMA);
        match object_at(node, version) {
            _ if !node.is_mapping() && !boolean => {
                Err(Box::new(fault::wrong_kind(reference, node.kind().words(), expected, node)))
            }
            Some(other) if !std::ptr::eq(other, expected) => {
                Err(Box::new(fault::wrong_kind(reference, &other.words(), expected, node)))
            }
            _ => Ok(node),
        }
    }
}

/// The node at the end of the steps; else where they break off, and the steps that are left there.
fn walk<'t, 's>(root: Node<'t>, steps: &'s [String]) -> Result<Node<'t>, (Node<'t>, &'s [String])> {
    let mut node = root;
    let mut rest = steps;
    while let [step, after @ ..] = rest {
        let next = match node.kind() {
            Kind::Mapping => node.get(step),
            Kind::Sequence => step.parse().ok().and_then(|index| node.items().nth(index)),
            _ => None,
        };
        node = next.ok_or((node, rest))?;
        rest = after;
    }
    Ok(node)
}
