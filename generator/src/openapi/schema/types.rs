//! `type` and `nullable`: one set of types, however a version writes it.

use super::Schema;
use crate::openapi::{Version, View, extensions};
use crate::source::{Kind, Node};

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SchemaType {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl SchemaType {
    const ALL: [SchemaType; 7] = [
        SchemaType::Null,
        SchemaType::Boolean,
        SchemaType::Integer,
        SchemaType::Number,
        SchemaType::String,
        SchemaType::Array,
        SchemaType::Object,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SchemaType::Null => "null",
            SchemaType::Boolean => "boolean",
            SchemaType::Integer => "integer",
            SchemaType::Number => "number",
            SchemaType::String => "string",
            SchemaType::Array => "array",
            SchemaType::Object => "object",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.word() == word)
    }
}

/// A set of types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SchemaTypes(u8);

impl SchemaTypes {
    /// The set with this one too.
    #[must_use]
    pub fn with(self, ty: SchemaType) -> Self {
        Self(self.0 | 1 << ty as u8)
    }

    /// The set without this one.
    #[must_use]
    pub fn without(self, ty: SchemaType) -> Self {
        Self(self.0 & !(1 << ty as u8))
    }

    /// Is it in?
    #[must_use]
    pub fn has(self, ty: SchemaType) -> bool {
        self.0 & 1 << ty as u8 != 0
    }

    /// Those in both sets; an integer is a number.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let both = Self(self.0 & other.0);
        let narrowed = |a: Self, b: Self| a.has(SchemaType::Integer) && b.has(SchemaType::Number);
        if narrowed(self, other) || narrowed(other, self) { both.with(SchemaType::Integer) } else { both }
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its members, in the order of [`SchemaType`].
    pub fn iter(self) -> impl Iterator<Item = SchemaType> {
        SchemaType::ALL.into_iter().filter(move |&ty| self.has(ty))
    }
}

impl<'t> Schema<'t> {
    /// `type`, without the `null` that a list of types may hold; `None` when the field is absent or says nothing else.
    /// Words that are no type are left out. A list
    /// is taken as meant in 3.0 too.
    #[must_use]
    pub fn types(self) -> Option<SchemaTypes> {
        let types = self.declared()?.without(SchemaType::Null);
        (!types.is_empty()).then_some(types)
    }

    fn declared(self) -> Option<SchemaTypes> {
        let node = self.0.node.get("type")?;
        let known = |node: Node<'_>| node.as_str().and_then(SchemaType::of_word);
        match node.kind() {
            Kind::String(_) => Some(known(node).into_iter().fold(SchemaTypes::default(), SchemaTypes::with)),
            Kind::Sequence => Some(node.items().filter_map(known).fold(SchemaTypes::default(), SchemaTypes::with)),
            _ => None,
        }
    }

    /// Does it say that `null` is allowed: `nullable: true` (3.0, and taken as meant in later documents too), or a
    /// `null` among the types (from 3.1)?
    #[must_use]
    pub fn nullable(self) -> bool {
        self.0.flag("nullable")
            || (self.0.version == Version::V3_0 && self.has(&extensions::NULLABLE))
            || self.declared().is_some_and(|types| types.has(SchemaType::Null))
    }

    /// Is `null` the only value (`type: null`, from 3.1)?
    #[must_use]
    pub fn is_null(self) -> bool {
        self.declared().is_some_and(|types| types == SchemaTypes::default().with(SchemaType::Null))
    }
}
