//! The Schema Object. The dialects of 3.0 and of JSON Schema 2020-12 are made one here.

mod limits;
mod types;

pub use limits::Limit;
pub use types::{SchemaType, SchemaTypes};

use super::view::view;
use super::{ExternalDocs, Raw, Reference, Version, View, extensions};
use crate::source::{Entry, Kind, Node};

view! {
    /// The Schema Object (OpenAPI 3.0.3 §4.7.24, 3.1.1 §4.8.24). From 3.1 it may be `true` or `false`.
    Schema
}

view! {
    /// The XML Object (OpenAPI 3.0.3 §4.7.26).
    Xml
}

impl<'t> Xml<'t> {
    /// `name`
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.0.text("name")
    }

    /// `prefix`
    #[must_use]
    pub fn prefix(self) -> Option<&'t str> {
        self.0.text("prefix")
    }

    /// `namespace`
    #[must_use]
    pub fn namespace(self) -> Option<&'t str> {
        self.0.text("namespace")
    }

    /// `attribute`, or a `nodeType` (from 3.2) that says so.
    #[must_use]
    pub fn attribute(self) -> Option<bool> {
        self.0.node.get("attribute").and_then(Node::as_bool).or_else(|| Some(self.node_type()? == "attribute"))
    }

    /// `wrapped`, or a `nodeType` (from 3.2) that says so of a list.
    #[must_use]
    pub fn wrapped(self) -> Option<bool> {
        self.0.node.get("wrapped").and_then(Node::as_bool).or_else(|| Some(self.node_type()? == "element"))
    }

    /// `nodeType` (3.2.0 §4.26): `element`, `attribute`, `text`, `cdata` or `none`.
    #[must_use]
    pub fn node_type(self) -> Option<&'t str> {
        self.0.text("nodeType").filter(|_| self.0.version >= Version::V3_2)
    }
}

/// `additionalProperties`
#[derive(Clone, Copy, Debug)]
pub enum AdditionalProperties<'t> {
    /// `true`: anything; `false`: nothing.
    Allowed(bool),
    /// Values of this schema.
    Schema(Schema<'t>),
}

/// Keywords that only say something to people, and change nothing about the values.
const ANNOTATIONS: [&str; 14] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "externalDocs",
    "deprecated",
    "readOnly",
    "writeOnly",
    "xml",
    "nullable",
    "$comment",
    "$schema",
    "discriminator",
];

impl<'t> Schema<'t> {
    /// A schema that stands in no document of OpenAPI, read as JSON Schema 2020-12.
    #[must_use]
    pub fn of_json_schema(node: Node<'t>) -> Self {
        Self::over(Raw { node, version: Version::V3_1 })
    }

    /// The schema that stands here; `None` for what cannot be one (reported by [`super::check`]).
    pub(super) fn read(raw: Raw<'t>) -> Option<Self> {
        match raw.node.kind() {
            Kind::Mapping => Some(Self(raw)),
            Kind::Bool(_) if raw.version >= Version::V3_1 => Some(Self(raw)),
            _ => None,
        }
    }

    /// The value of a schema that is only `true` or `false` (from 3.1).
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        self.0.node.as_bool()
    }

    /// `xml`
    #[must_use]
    pub fn xml(self) -> Option<Xml<'t>> {
        Some(Xml(self.0.with(self.0.node.get("xml").filter(|node| node.is_mapping())?)))
    }

    /// `$ref`. In 3.0 nothing else counts beside it.
    #[must_use]
    pub fn reference(self) -> Option<Reference<'t>> {
        Reference::of_schema(self.0)
    }

    /// Does anything beside these keywords say what the values are? Annotations and extensions do not; nor, in 3.0,
    /// does anything beside `$ref`.
    #[must_use]
    pub fn constrains_beside(self, keywords: &[&str]) -> bool {
        let reference = self.reference();
        if self.0.version == Version::V3_0 && reference.is_some() {
            return false;
        }
        let dynamic = reference.is_some_and(Reference::is_dynamic) && keywords.contains(&"$ref");
        let keywords = if dynamic { &[keywords, &["$dynamicRef"]].concat() } else { keywords };
        let counts = |key: &str| !key.starts_with("x-") && !ANNOTATIONS.contains(&key) && !keywords.contains(&key);
        self.0.node.entries().any(|entry| counts(entry.key))
    }

    fn schema(self, field: &str) -> Option<Schema<'t>> {
        Schema::read(self.0.with(self.0.node.get(field)?))
    }

    fn schemas(self, field: &str) -> impl Iterator<Item = Schema<'t>> + Clone + use<'t> {
        let items = self.0.node.get(field).into_iter().flat_map(Node::items);
        items.filter_map(move |node| Schema::read(self.0.with(node)))
    }

    /// `title`
    #[must_use]
    pub fn title(self) -> Option<&'t str> {
        self.0.text("title")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `externalDocs`
    #[must_use]
    pub fn external_docs(self) -> Option<ExternalDocs<'t>> {
        self.0.child("externalDocs")
    }

    /// `deprecated`
    #[must_use]
    pub fn deprecated(self) -> bool {
        self.0.flag("deprecated") || self.has(&extensions::DEPRECATED)
    }

    /// `readOnly`
    #[must_use]
    pub fn read_only(self) -> bool {
        self.0.flag("readOnly")
    }

    /// `writeOnly`
    #[must_use]
    pub fn write_only(self) -> bool {
        self.0.flag("writeOnly")
    }

    /// `default`
    #[must_use]
    pub fn default(self) -> Option<Node<'t>> {
        self.0.node.get("default")
    }

    /// `const` (from 3.1)
    #[must_use]
    pub fn constant(self) -> Option<Node<'t>> {
        self.0.node.get("const").filter(|_| self.0.version >= Version::V3_1)
    }

    /// `enum`; `None` when the field is absent or not a list.
    #[must_use]
    pub fn enumeration(self) -> Option<Node<'t>> {
        self.0.node.get("enum").filter(|node| node.is_sequence())
    }

    /// `example`, and the list `examples` (from 3.1).
    pub fn examples(self) -> impl Iterator<Item = Node<'t>> + Clone {
        let many = self.0.node.get("examples").filter(|_| self.0.version >= Version::V3_1);
        self.0.node.get("example").into_iter().chain(many.into_iter().flat_map(Node::items))
    }

    /// `properties`, in the order of the document.
    pub fn properties(self) -> impl Iterator<Item = (Entry<'t>, Schema<'t>)> + Clone {
        let entries = self.0.node.get("properties").into_iter().flat_map(Node::entries);
        entries.filter_map(move |entry| Some((entry, Schema::read(self.0.with(entry.value))?)))
    }

    /// `required`
    pub fn required(self) -> impl Iterator<Item = &'t str> + Clone {
        self.0.texts("required")
    }

    /// `additionalProperties`, or `unevaluatedProperties` (from 3.1), which means the same to a client.
    #[must_use]
    pub fn additional_properties(self) -> Option<AdditionalProperties<'t>> {
        let unevaluated = || self.0.node.get("unevaluatedProperties").filter(|_| self.0.version >= Version::V3_1);
        let node = self.0.node.get("additionalProperties").or_else(unevaluated)?;
        match node.as_bool() {
            Some(allowed) => Some(AdditionalProperties::Allowed(allowed)),
            None => Some(AdditionalProperties::Schema(Schema::read(self.0.with(node))?)),
        }
    }

    /// Are there `prefixItems` (from 3.1)?
    #[must_use]
    pub fn has_prefix_items(self) -> bool {
        self.0.version >= Version::V3_1 && self.0.node.get("prefixItems").is_some_and(Node::is_sequence)
    }

    /// `patternProperties` (from 3.1)
    pub fn pattern_properties(self) -> impl Iterator<Item = (Entry<'t>, Schema<'t>)> + Clone {
        let map = self.0.node.get("patternProperties").filter(|_| self.0.version >= Version::V3_1);
        let entries = map.into_iter().flat_map(Node::entries);
        entries.filter_map(move |entry| Some((entry, Schema::read(self.0.with(entry.value))?)))
    }

    /// `items`
    #[must_use]
    pub fn items(self) -> Option<Schema<'t>> {
        self.schema("items")
    }

    /// `allOf`
    pub fn all_of(self) -> impl Iterator<Item = Schema<'t>> + Clone {
        self.schemas("allOf")
    }

    /// `anyOf`
    pub fn any_of(self) -> impl Iterator<Item = Schema<'t>> + Clone {
        self.schemas("anyOf")
    }

    /// `oneOf`
    pub fn one_of(self) -> impl Iterator<Item = Schema<'t>> + Clone {
        self.schemas("oneOf")
    }

    /// `discriminator`
    #[must_use]
    pub fn discriminator(self) -> Option<Discriminator<'t>> {
        self.0.child("discriminator")
    }

    /// `contentEncoding` (from 3.1)
    #[must_use]
    pub fn content_encoding(self) -> Option<&'t str> {
        self.0.text("contentEncoding").filter(|_| self.0.version >= Version::V3_1)
    }

    /// `contentMediaType` (from 3.1)
    #[must_use]
    pub fn content_media_type(self) -> Option<&'t str> {
        self.0.text("contentMediaType").filter(|_| self.0.version >= Version::V3_1)
    }

    /// The entry of a keyword that no method of this view reads.
    #[must_use]
    pub fn keyword(self, name: &str) -> Option<Entry<'t>> {
        self.0.node.entry(name)
    }

    /// A node below it as a schema.
    #[must_use]
    pub fn below(self, node: Node<'t>) -> Option<Schema<'t>> {
        Schema::read(self.0.with(node))
    }
}

view! {
    /// The Discriminator Object (OpenAPI 3.0.3 §4.7.25).
    Discriminator
}

impl<'t> Discriminator<'t> {
    /// `propertyName`
    #[must_use]
    pub fn property(self) -> Option<&'t str> {
        self.0.text("propertyName")
    }

    /// `defaultMapping` (from 3.2): the schema for values that the mapping does not have.
    #[must_use]
    pub fn default_mapping(self) -> Option<Entry<'t>> {
        self.0.node.entry("defaultMapping").filter(|_| self.0.version >= Version::V3_2)
    }

    /// `mapping`: a value of the property, and the name or reference of the schema that it chooses.
    pub fn mapping(self) -> impl Iterator<Item = (Entry<'t>, &'t str)> + Clone {
        let entries = self.0.node.get("mapping").into_iter().flat_map(Node::entries);
        entries.filter_map(|entry| Some((entry, entry.value.as_str()?)))
    }
}
