//! Stage 3, resolve: a reference becomes the identity of what it names; cycles.
//!
//! A [`Resolver`] follows references and remembers where each one led, so that a fault is told once however many
//! operations depend on it. Must not know what the target means to a client.

mod pointer;

pub mod codes;

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, nearest};
use crate::openapi::{Document, OrReference, PathItem, Reference, Schema, View};
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
    /// Where each reference leads in one step; `None` where that was reported.
    steps: RefCell<HashMap<Key, Option<Node<'t>>>>,
    /// Where each chain of references ends.
    ends: RefCell<HashMap<Key, Option<Node<'t>>>>,
}

impl<'t> Resolver<'t> {
    /// A resolver for the references of this document.
    #[must_use]
    pub fn new(document: Document<'t>) -> Self {
        Self { document, steps: RefCell::default(), ends: RefCell::default() }
    }

    /// The object itself, wherever it stands; `None`, with the reason told once, if it stands nowhere.
    pub fn follow<V: View<'t>>(&self, place: OrReference<'t, V>, diagnostics: &mut Diagnostics) -> Option<V> {
        match place {
            OrReference::Here(view) => Some(view),
            OrReference::Reference(reference) => {
                let more = |node| match self.document.see_or_reference::<V>(node) {
                    OrReference::Reference(next) => Some(next),
                    OrReference::Here(_) => None,
                };
                Some(self.document.see(self.end(reference, more, diagnostics)?))
            }
        }
    }

    /// The schema that a reference leads to: the first on the way that says more than where to look.
    pub fn schema(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<Schema<'t>> {
        let more = |node| {
            let schema: Schema<'t> = self.document.see(node);
            schema.reference().filter(|_| !schema.constrains_beside(&["$ref"]))
        };
        Some(self.document.see(self.end(reference, more, diagnostics)?))
    }

    /// The path item that a path item's `$ref` leads to.
    pub fn path_item(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<PathItem<'t>> {
        let more = |node| self.document.see::<PathItem<'t>>(node).reference();
        Some(self.document.see(self.end(reference, more, diagnostics)?))
    }

    /// What stands where a reference written like this, in the file of this node, points; nothing is told.
    #[must_use]
    pub fn look_up(&self, from: Node<'t>, reference: &str) -> Option<Node<'t>> {
        let Target::Local(steps) = Target::read(reference) else { return None };
        walk(from.tree().root(), &steps).ok()
    }

    fn end(
        &self,
        reference: Reference<'t>,
        more: impl Fn(Node<'t>) -> Option<Reference<'t>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node<'t>> {
        let key = Key::of(reference.node());
        if let Some(&end) = self.ends.borrow().get(&key) {
            return end;
        }
        let mut on_the_way = Vec::new();
        let mut current = reference;
        let end = loop {
            if on_the_way.contains(&current.node()) {
                diagnostics.push(cycle(current, &on_the_way));
                break None;
            }
            on_the_way.push(current.node());
            match self.step(current, diagnostics) {
                None => break None,
                Some(node) => match more(node) {
                    None => break Some(node),
                    Some(next) => current = next,
                },
            }
        };
        self.ends.borrow_mut().extend(on_the_way.iter().map(|node| (Key::of(*node), end)));
        end
    }

    fn step(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<Node<'t>> {
        let key = Key::of(reference.node());
        if let Some(&known) = self.steps.borrow().get(&key) {
            return known;
        }
        let found = match Target::read(reference.target()) {
            Target::Local(steps) => walk(reference.node().tree().root(), &steps)
                .map_err(|(parent, step)| unresolved(reference, parent, &step)),
            Target::Anchor => Err(anchor(reference)),
            Target::External(file) => Err(external(reference, file)),
        };
        let node = found.map_err(|diagnostic| diagnostics.push(diagnostic)).ok();
        self.steps.borrow_mut().insert(key, node);
        node
    }
}

/// The node at the end of the steps; else where they break off, and at which step.
fn walk<'t>(root: Node<'t>, steps: &[String]) -> Result<Node<'t>, (Node<'t>, String)> {
    let mut node = root;
    for step in steps {
        let next = match node.kind() {
            Kind::Mapping => node.get(step),
            Kind::Sequence => step.parse().ok().and_then(|index| node.items().nth(index)),
            _ => None,
        };
        node = next.ok_or_else(|| (node, step.clone()))?;
    }
    Ok(node)
}

fn unresolved(reference: Reference<'_>, parent: Node<'_>, step: &str) -> Diagnostic {
    let target = reference.target();
    let parent_pointer = parent.pointer();
    let inside = if parent_pointer.is_empty() { "the document".to_owned() } else { format!("`#{parent_pointer}`") };
    let message = format!("`{target}` points at nothing: {inside} has no `{step}`");
    let found = Diagnostic::new(&codes::UNRESOLVED, message).at(reference.target_node().location());
    match nearest(step, parent.entries().map(|entry| entry.key)) {
        Some(meant) => {
            let meant_step = meant.replace('~', "~0").replace('/', "~1");
            found.help(format!("did you mean `#{parent_pointer}/{meant_step}`?"))
        }
        None => found.help(format!("add `{step}` there, or correct the pointer")),
    }
}

fn cycle(reference: Reference<'_>, on_the_way: &[Node<'_>]) -> Diagnostic {
    let message = format!("`{}` leads only back to itself", reference.target());
    let found = Diagnostic::new(&codes::CYCLE, message).at(reference.target_node().location());
    let others = on_the_way.iter().skip_while(|node| **node != reference.node()).skip(1);
    let found = others.take(8).fold(found, |found, node| found.related(node.location(), "on the way"));
    found.help("let one of them hold the object itself")
}

fn anchor(reference: Reference<'_>) -> Diagnostic {
    let message = format!("references by anchor are not supported yet: `{}`", reference.target());
    let found = Diagnostic::new(&codes::ANCHOR, message).at(reference.target_node().location());
    found.help("point at the place itself, as in `#/components/schemas/Pet`")
}

fn external(reference: Reference<'_>, file: &str) -> Diagnostic {
    let message = format!("references into other files are not supported yet: `{file}`");
    let found = Diagnostic::new(&codes::EXTERNAL, message).at(reference.target_node().location());
    found.help("bundle the document into one file first, for instance with `redocly bundle`")
}
