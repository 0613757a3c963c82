//! The part of validation that is about references: each one is followed once, used or not.

use super::{Resolver, fault};
use crate::diagnostic::Diagnostics;
use crate::openapi::grammar::{self, Object, Visitor, tables};
use crate::openapi::{Document, PathItem, Raw, Reference, Version, View};
use crate::source::{Entry, Node};

/// Reports references that lead nowhere, to another kind of object, or back to themselves, and what stands beside a
/// reference in vain.
pub fn check<'t>(document: &Document<'t>, resolver: &Resolver<'t>, diagnostics: &mut Diagnostics) {
    grammar::walk(*document, &mut References { version: document.version(), resolver, diagnostics });
}

struct References<'a, 't> {
    version: Version,
    resolver: &'a Resolver<'t>,
    diagnostics: &'a mut Diagnostics,
}

impl<'t> Visitor<'t> for References<'_, 't> {
    fn object(&mut self, node: Node<'t>, object: &'static Object) {
        let item = PathItem::over(Raw::new(node, self.version));
        if std::ptr::eq(object, &tables::PATH_ITEM)
            && let Some(reference) = item.reference()
        {
            self.resolver.path_item(reference, self.diagnostics);
        }
    }

    fn reference(&mut self, reference: Reference<'t>, expected: &'static Object) {
        self.resolver.end(reference, expected, self.diagnostics);
        let schema = std::ptr::eq(expected, &tables::SCHEMA);
        let counts = |key: &str| match self.version {
            Version::V3_0 => false,
            _ => schema || matches!(key, "summary" | "description"),
        };
        let ignored = |entry: &Entry<'_>| entry.key != "$ref" && !entry.key.starts_with("x-") && !counts(entry.key);
        let ignored: Vec<Entry<'t>> = reference.node().entries().filter(ignored).collect();
        if !ignored.is_empty() {
            self.diagnostics.push(fault::siblings(reference, expected, &ignored, self.version));
        }
    }
}
