//! The part of validation that is about references: each one is followed once, used or not.

use std::collections::HashSet;

use super::{Key, KeySet, Part, Resolver, fault};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::grammar::{self, Object, Visitor, tables};
use crate::openapi::{Document, PathItem, Raw, Reference, Version, View};
use crate::source::{Entry, Node};

/// Reports references that lead nowhere, to another kind of object, or back to themselves, and what stands beside a
/// reference in vain. What they lead to in other files is held against the grammar here, since only a reference says
/// what has to stand there.
pub fn check<'t>(document: &Document<'t>, resolver: &Resolver<'t>, diagnostics: &mut Diagnostics) {
    check_with(document, resolver, false, diagnostics);
}

/// As [`crate::openapi::check`] and then [`check`], in one walk over the document.
pub fn check_all<'t>(document: &Document<'t>, resolver: &Resolver<'t>, diagnostics: &mut Diagnostics) {
    check_with(document, resolver, true, diagnostics);
}

fn check_with<'t>(document: &Document<'t>, resolver: &Resolver<'t>, structure: bool, diagnostics: &mut Diagnostics) {
    let mut references = References { version: document.version(), resolver, diagnostics, structure, seen: None };
    grammar::walk(*document, &mut references);
    references.seen = Some(KeySet::default());
    let mut walked = HashSet::new();
    loop {
        let next = |(key, part): (&Key, &Part<'t>)| (!walked.contains(key)).then_some((*key, *part));
        let found: Vec<_> = resolver.linked.borrow().iter().filter_map(next).collect();
        if found.is_empty() {
            return;
        }
        for (key, (node, object)) in found {
            walked.insert(key);
            // A part of a part is looked at with it.
            if !references.seen.as_ref().is_some_and(|seen| seen.contains(&key)) {
                grammar::walk_part(node, object, document.version(), &mut references);
            }
        }
    }
}

struct References<'a, 't> {
    version: Version,
    resolver: &'a Resolver<'t>,
    diagnostics: &'a mut Diagnostics,
    /// Is the structure of the document itself told, too?
    structure: bool,
    /// In other files: the objects that were looked at.
    seen: Option<KeySet>,
}

impl<'t> Visitor<'t> for References<'_, 't> {
    fn fault(&mut self, fault: Diagnostic) {
        // Those of the document itself may have been told by the stage before.
        if self.structure || self.seen.is_some() {
            self.diagnostics.push(fault);
        }
    }

    fn object(&mut self, node: Node<'t>, object: &'static Object) {
        if let Some(seen) = &mut self.seen {
            seen.insert(Key::of(node));
        }
        let item = PathItem::over(Raw::new(node, self.version));
        if object.is_path_item()
            && let Some(reference) = item.reference()
        {
            self.resolver.end(reference, object, self.diagnostics);
        }
        if std::ptr::eq(object, &tables::MEDIA_TYPE)
            && let Some(reference) = Reference::of(Raw::new(node, self.version))
        {
            self.resolver.end(reference, object, self.diagnostics);
        }
    }

    fn reference(&mut self, reference: Reference<'t>, expected: &'static Object) {
        self.resolver.end(reference, expected, self.diagnostics);
        let schema = std::ptr::eq(expected, &tables::SCHEMA);
        let counts = |key: &str| match self.version {
            Version::V2_0 | Version::V3_0 => false,
            _ => schema || matches!(key, "summary" | "description"),
        };
        let ignored = |entry: &Entry<'_>| entry.key != "$ref" && !entry.key.starts_with("x-") && !counts(entry.key);
        let ignored: Vec<Entry<'t>> = reference.node().entries().filter(ignored).collect();
        if !ignored.is_empty() {
            self.diagnostics.push(fault::siblings(reference, expected, &ignored, self.version));
        }
    }
}
