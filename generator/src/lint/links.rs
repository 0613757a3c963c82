//! Where references lead, for rules: nothing is told here, since [`crate::resolve::check`] has told it.

use crate::diagnostic::Diagnostics;
use crate::openapi::{Document, OrReference, Referable, Schema};
use crate::resolve::Resolver;
use crate::source::Node;

/// Follows references in silence.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a, 't> {
    resolver: &'a Resolver<'t>,
    document: Document<'t>,
}

impl<'a, 't> Links<'a, 't> {
    pub(super) fn new(document: Document<'t>, resolver: &'a Resolver<'t>) -> Self {
        Self { resolver, document }
    }

    /// The document that the references stand in.
    #[must_use]
    pub fn document(self) -> Document<'t> {
        self.document
    }

    /// The object itself, wherever it stands; `None` if it stands nowhere.
    #[must_use]
    pub fn follow<V: Referable<'t>>(self, place: OrReference<'t, V>) -> Option<V> {
        self.resolver.follow(place, &mut Diagnostics::new())
    }

    /// The schema that counts here: itself, or what its `$ref` leads to. From 3.1 on a schema may say more beside its
    /// `$ref`; then it is itself what counts, and [`Links::target`] what it takes in.
    #[must_use]
    pub fn schema(self, schema: Schema<'t>) -> Option<Schema<'t>> {
        if schema.constrains_beside(&["$ref"]) { Some(schema) } else { self.target(schema).unwrap_or(Some(schema)) }
    }

    /// What the `$ref` of a schema leads to: `None` if it has none, `Some(None)` if it leads nowhere.
    #[must_use]
    pub fn target(self, schema: Schema<'t>) -> Option<Option<Schema<'t>>> {
        Some(self.resolver.schema(schema.reference()?, &mut Diagnostics::new()))
    }

    /// What stands where a reference written like this, in the file of this node, points.
    #[must_use]
    pub fn look_up(self, from: Node<'t>, reference: &str) -> Option<Node<'t>> {
        self.resolver.look_up(from, reference)
    }
}
