//! What schemas that must all hold are together.
//!
//! Decided here, where the specification leaves it open: `{}`, `true` and a schema of only words are any JSON value; an
//! object without properties is a map of any values, unless `additionalProperties: false` makes it an empty object; a
//! schema without `type` has the type that its other keywords are about, since documents mean it so; alternatives that
//! are strings each are one (open) list of constants; what a keyword forbids beyond the type is told and not checked.

use super::parts::Parts;
use super::peel::{alternatives, is_null};
use super::{Lowering, codes};
use crate::api::EnumValue;
use crate::openapi::{AdditionalProperties, Schema, SchemaType, SchemaTypes, View};
use crate::source::Node;

/// What they are.
#[derive(Clone, Debug)]
pub(super) enum Shape<'t> {
    /// Anything.
    Any,
    /// Exactly this value.
    Constant(Node<'t>),
    /// One of some constants.
    Enum(Vec<EnumValue>),
    /// One of some schemas, or of some types.
    Union(Alternatives<'t>),
    /// An object with named properties.
    Object,
    /// An object with any keys.
    Map,
    /// A list.
    Array,
    /// A boolean, integer, number or string.
    Scalar(SchemaType),
}

/// The alternatives of a union.
#[derive(Clone, Debug)]
pub(super) enum Alternatives<'t> {
    /// The members of `oneOf` or `anyOf` of this schema; those for `null` are left out.
    Schemas(Schema<'t>, Vec<Schema<'t>>),
    /// The types in a list of types.
    Types(Vec<SchemaType>),
}

impl Shape<'_> {
    /// Is there nothing below it?
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Shape::Any | Shape::Constant(_) | Shape::Scalar(_))
    }

    /// Does a value of it need a type with a name?
    pub(super) fn needs_name(&self) -> bool {
        matches!(self, Shape::Object | Shape::Enum(_) | Shape::Union(_))
    }
}

impl<'t> Lowering<'_, 't> {
    pub(super) fn shape(&mut self, parts: &Parts<'t>) -> Shape<'t> {
        if let Some(never) = parts.schemas().find(|schema| schema.as_bool() == Some(false)) {
            self.tell(&codes::NEVER, never.node(), "no value satisfies `false`; any JSON value is taken");
            return Shape::Any;
        }
        if let Some(constant) = parts.schemas().find_map(Schema::constant) {
            return Shape::Constant(constant);
        }
        if let Some(shape) = self.enumeration(parts) {
            return shape;
        }
        if let Some(shape) = self.union_shape(parts) {
            return shape;
        }
        let types = match self.types_of(parts) {
            Some(types) => types,
            None => return Shape::Any,
        };
        let mut types = types.iter();
        match (types.next(), types.next()) {
            // To leave out `type: object` is a habit; `items` alone is found as often where objects are meant.
            (Some(SchemaType::Array), None) if parts.schemas().all(|schema| schema.types().is_none()) => {
                Shape::Union(Alternatives::Types(vec![SchemaType::Array]))
            }
            (Some(ty), None) => shape_of_type(parts, ty),
            (Some(first), Some(second)) => {
                Shape::Union(Alternatives::Types([first, second].into_iter().chain(types).collect()))
            }
            (None, _) => Shape::Any,
        }
    }

    /// The types that all parts allow, inferred where none is written; `None` for any.
    pub(super) fn types_of(&mut self, parts: &Parts<'t>) -> Option<SchemaTypes> {
        let mut all: Option<SchemaTypes> = None;
        for schema in parts.schemas() {
            let Some(types) = schema.types() else { continue };
            let both = all.map_or(types, |all| all.and(types));
            if both.is_empty() {
                let words = |types: SchemaTypes| types.iter().map(SchemaType::word).collect::<Vec<_>>().join(" or ");
                let before = words(all.unwrap_or_default());
                let message = format!("this must be {} here, and {before} elsewhere: no value is both", words(types));
                self.tell(&codes::CONFLICT, schema.node(), message);
                continue;
            }
            all = Some(both);
        }
        if let Some(types) = all {
            let types = if types.has(SchemaType::Number) { types.without(SchemaType::Integer) } else { types };
            return Some(types);
        }
        let inferred = parts.schemas().find_map(inferred)?;
        let rest = if inferred == SchemaType::Array { ", and values of other types are kept as they are" } else { "" };
        let message = format!("this schema has no `type`; it is taken as {}{rest}", inferred.word());
        self.tell(&codes::INFERRED, parts.outer().node(), message);
        Some(SchemaTypes::default().with(inferred))
    }

    fn union_shape(&mut self, parts: &Parts<'t>) -> Option<Shape<'t>> {
        let mut found: Option<(Schema<'t>, Vec<Schema<'t>>)> = None;
        for part in parts.iter().rev().filter(|part| part.open) {
            let schema = part.schema;
            let members: Vec<_> = alternatives(schema).filter(|member| !is_null(*member)).collect();
            if members.is_empty() || (schema != parts.outer() && self.is_heir(parts, &members)) {
                continue;
            }
            let shaping = members.iter().any(|member| member.as_bool().is_none() && shapes(*member));
            if !shaping {
                continue;
            }
            if found.is_some() {
                let message = "these alternatives only narrow what stands beside them; they are not checked";
                self.tell(&codes::ALTERNATIVES, schema.node(), message);
                continue;
            }
            found = Some((schema, members));
        }
        let (holder, members) = found?;
        let constants = self.constants_among(parts, &members);
        Some(constants.map_or_else(|| Shape::Union(Alternatives::Schemas(holder, members)), Shape::Enum))
    }

    /// Do these parts belong to one of the members, which took in the base that lists it?
    fn is_heir(&mut self, parts: &Parts<'t>, members: &[Schema<'t>]) -> bool {
        members.iter().filter_map(|member| member.reference()).any(|reference| {
            let target = self.resolver.schema(reference, self.diagnostics);
            target.is_some_and(|target| parts.schemas().any(|schema| schema == target))
        })
    }

    /// Is the heir one of the alternatives of the base?
    pub(super) fn is_listed_by(&mut self, heir: Schema<'t>, base: Schema<'t>) -> bool {
        let members: Vec<_> = alternatives(base).collect();
        heir != base && self.is_heir(&Parts::alone(heir), &members)
    }
}

pub(super) fn shape_of_type<'t>(parts: &Parts<'t>, ty: SchemaType) -> Shape<'t> {
    match ty {
        SchemaType::Null => Shape::Any,
        SchemaType::Array => Shape::Array,
        SchemaType::Object => {
            let closed = |schema: Schema<'t>| {
                matches!(schema.additional_properties(), Some(AdditionalProperties::Allowed(false)))
            };
            let named = |schema: Schema<'t>| schema.properties().next().is_some() || closed(schema);
            if parts.schemas().any(named) { Shape::Object } else { Shape::Map }
        }
        scalar => Shape::Scalar(scalar),
    }
}

/// Keywords that narrow a value of whatever type.
const NARROWING: [&str; 19] = [
    "required",
    "not",
    "minProperties",
    "maxProperties",
    "type",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "dependentRequired",
    "propertyNames",
];

/// Does this alternative say what a value is, and not only which values of a type it may be?
pub(super) fn shapes(schema: Schema<'_>) -> bool {
    schema.reference().is_some()
        || schema.constrains_beside(&NARROWING)
        || schema.types().is_some_and(|types| !types.has(SchemaType::Object))
}

/// The type that the other keywords suggest.
fn inferred(schema: Schema<'_>) -> Option<SchemaType> {
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| schema.keyword(keyword).is_some());
    if has(&["properties", "additionalProperties", "patternProperties", "minProperties", "maxProperties"]) {
        return Some(SchemaType::Object);
    }
    if has(&["items", "minItems", "maxItems", "uniqueItems"]) {
        return Some(SchemaType::Array);
    }
    if has(&["pattern", "minLength", "maxLength", "contentEncoding"]) {
        return Some(SchemaType::String);
    }
    match schema.format() {
        Some("date" | "date-time" | "uuid" | "byte" | "binary" | "password" | "email" | "uri") => {
            Some(SchemaType::String)
        }
        Some("int32" | "int64") => Some(SchemaType::Integer),
        Some("float" | "double") => Some(SchemaType::Number),
        _ => None,
    }
}
