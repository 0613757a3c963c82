//! Bodies: what is sent, in which media types, with which examples.

use super::view::view;
use super::{OrReference, Schema, Version};
use crate::source::{Entry, Node};

view! {
    /// The Request Body Object (OpenAPI 3.0.3 §4.7.13).
    RequestBody
}

impl<'t> RequestBody<'t> {
    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `content`
    pub fn content(self) -> impl Iterator<Item = (Entry<'t>, MediaType<'t>)> + Clone {
        self.0.map("content")
    }

    /// `required`
    #[must_use]
    pub fn required(self) -> bool {
        self.0.flag("required")
    }
}

view! {
    /// The Media Type Object (OpenAPI 3.0.3 §4.7.14).
    MediaType
}

impl<'t> MediaType<'t> {
    /// Itself, or the reference that stands in its place (from 3.2).
    #[must_use]
    pub fn or_reference(self) -> OrReference<'t, Self> {
        OrReference::over(self.0)
    }

    /// `schema`
    #[must_use]
    pub fn schema(self) -> Option<Schema<'t>> {
        Schema::read(self.0.with(self.0.node.get("schema")?))
    }

    /// `itemSchema` (from 3.2): the type of each item of a stream.
    #[must_use]
    pub fn item_schema(self) -> Option<Entry<'t>> {
        self.0.node.entry("itemSchema").filter(|_| self.0.version >= Version::V3_2)
    }

    /// `example`
    #[must_use]
    pub fn example(self) -> Option<Node<'t>> {
        self.0.node.get("example")
    }

    /// `examples`
    pub fn examples(self) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, Example<'t>>)> + Clone {
        self.0.map_or_reference("examples")
    }

    /// `encoding`, which only forms and multipart bodies use.
    #[must_use]
    pub fn encoding(self) -> Option<Entry<'t>> {
        self.0.node.entry("encoding")
    }
}

view! {
    /// The Example Object (OpenAPI 3.0.3 §4.7.19).
    Example
}

impl<'t> Example<'t> {
    /// `summary`
    #[must_use]
    pub fn summary(self) -> Option<&'t str> {
        self.0.text("summary")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `value`, or `dataValue` (from 3.2).
    #[must_use]
    pub fn value(self) -> Option<Node<'t>> {
        let data = || self.0.node.get("dataValue").filter(|_| self.0.version >= Version::V3_2);
        self.0.node.get("value").or_else(data)
    }
}
