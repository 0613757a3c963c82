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

    /// The schema in this field.
    #[must_use]
    pub fn schema_at(self, field: Entry<'t>) -> Option<Schema<'t>> {
        Schema::read(self.0.with(field.value))
    }

    /// `contentSchema` of the `data` of an event (from 3.2): what its text is, once it is read.
    #[must_use]
    pub fn event_data(self) -> Option<Schema<'t>> {
        let data = self.item_schema()?.value.get("properties")?.get("data")?;
        Schema::read(self.0.with(data.get("contentSchema")?))
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

    /// `encoding` by property, which only forms and multipart bodies use.
    pub fn encoding(self) -> impl Iterator<Item = (Entry<'t>, Encoding<'t>)> + Clone {
        self.0.map("encoding")
    }

    /// `prefixEncoding` or `itemEncoding` (from 3.2): parts by their position.
    #[must_use]
    pub fn encoding_by_position(self) -> Option<Entry<'t>> {
        let entry = self.0.node.entry("prefixEncoding").or_else(|| self.0.node.entry("itemEncoding"));
        entry.filter(|_| self.0.version >= Version::V3_2)
    }
}

view! {
    /// The Encoding Object (OpenAPI 3.0.3 §4.7.15).
    Encoding
}

impl<'t> Encoding<'t> {
    /// `contentType`: a media type, a range, or several with commas between them.
    #[must_use]
    pub fn content_type(self) -> Option<&'t str> {
        self.0.text("contentType")
    }

    /// `style`, as written.
    #[must_use]
    pub fn style(self) -> Option<&'t str> {
        self.0.text("style")
    }

    /// `explode`
    #[must_use]
    pub fn explode(self) -> Option<bool> {
        self.0.node.get("explode")?.as_bool()
    }

    /// `headers` of its part, but for `Content-Type`, which the specification has ignored here.
    pub fn headers(self) -> impl Iterator<Item = Entry<'t>> + Clone {
        let headers = self.0.node.get("headers").into_iter().flat_map(Node::entries);
        headers.filter(|header| !header.key.eq_ignore_ascii_case("content-type"))
    }

    /// What of it is not read here: from 3.2, encodings of what is inside. `allowReserved` changes nothing for one who reads
    /// a form: what is encoded is decoded to the same.
    pub fn others(self) -> impl Iterator<Item = Entry<'t>> + Clone {
        let names = ["encoding", "prefixEncoding", "itemEncoding"];
        names.into_iter().filter_map(move |name| self.0.node.entry(name))
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
