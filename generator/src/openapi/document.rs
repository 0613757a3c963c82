//! The root: a whole document, and its reusable parts.

use super::view::view;
use super::{
    Info, OrReference, PathItem, Raw, Schema, SecurityRequirement, SecurityScheme, Server, Tag, Version, View,
};
use crate::source::{Entry, Node, Tree};

view! {
    /// The OpenAPI Object (OpenAPI 3.0.3 §4.7.1).
    Document
}

impl<'t> Document<'t> {
    pub(super) fn new(tree: &'t Tree, version: Version) -> Self {
        Self(Raw { node: tree.root(), version })
    }

    /// The tree it was read from.
    #[must_use]
    pub fn tree(self) -> &'t Tree {
        self.0.node.tree()
    }

    /// `info`
    #[must_use]
    pub fn info(self) -> Option<Info<'t>> {
        self.0.child("info")
    }

    /// `servers`
    pub fn servers(self) -> impl Iterator<Item = Server<'t>> + Clone {
        self.0.views("servers")
    }

    /// `paths`: those keys that begin with a slash, in the order of the document.
    pub fn paths(self) -> impl Iterator<Item = (Entry<'t>, PathItem<'t>)> + Clone {
        self.0.map("paths").filter(|(entry, _)| entry.key.starts_with('/'))
    }

    /// `webhooks` (from 3.1)
    pub fn webhooks(self) -> impl Iterator<Item = (Entry<'t>, PathItem<'t>)> + Clone {
        self.0.map("webhooks")
    }

    /// `components`
    #[must_use]
    pub fn components(self) -> Option<Components<'t>> {
        self.0.child("components")
    }

    /// `security`; `None` when the field is absent.
    #[must_use]
    pub fn security(self) -> Option<impl Iterator<Item = SecurityRequirement<'t>> + Clone + use<'t>> {
        self.0.node.get("security").filter(|node| node.is_sequence())?;
        Some(self.0.views("security"))
    }

    /// `tags`
    pub fn tags(self) -> impl Iterator<Item = Tag<'t>> + Clone {
        self.0.views("tags")
    }

    /// A view of any node of the document, for a reader that knows what stands there.
    pub fn see<V: View<'t>>(self, node: Node<'t>) -> V {
        V::over(self.0.with(node))
    }
}

view! {
    /// The Components Object (OpenAPI 3.0.3 §4.7.7).
    Components
}

impl<'t> Components<'t> {
    /// `schemas`
    pub fn schemas(self) -> impl Iterator<Item = (Entry<'t>, Schema<'t>)> + Clone {
        let map = self.0.node.get("schemas");
        let entries = map.into_iter().flat_map(Node::entries);
        entries.filter_map(move |entry| Some((entry, Schema::read(self.0.with(entry.value))?)))
    }

    /// The schema of this name.
    #[must_use]
    pub fn schema(self, name: &str) -> Option<Schema<'t>> {
        Schema::read(self.0.with(self.0.node.get("schemas")?.get(name)?))
    }

    /// `securitySchemes`
    pub fn security_schemes(self) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, SecurityScheme<'t>>)> + Clone {
        self.0.map_or_reference("securitySchemes")
    }
}
