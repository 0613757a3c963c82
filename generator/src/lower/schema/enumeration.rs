//! Constants: `enum`, and alternatives that are constants each.

use std::collections::HashSet;

use super::parts::Parts;
use super::peel::is_null;
use super::shape::Shape;
use super::{Lowering, codes};
use crate::api::{Docs, EnumValue, Json};
use crate::lower::{docs, json};
use crate::openapi::extensions::{self, Extension};
use crate::openapi::{Schema, SchemaType, SchemaTypes, View};
use crate::source::{Kind, Node};

impl<'t> Lowering<'_, 't> {
    /// What the `enum`s of the parts make of them; `None` if there is none, or it says nothing that the type does not.
    pub(super) fn enumeration(&mut self, parts: &Parts<'t>) -> Option<Shape<'t>> {
        let mut lists = parts.schemas().filter(|schema| schema.enumeration().is_some()).rev();
        let schema = lists.next()?;
        let others: Vec<Vec<Json>> = lists.filter_map(Schema::enumeration).map(values).collect();
        let list = schema.enumeration()?;
        let types = parts.schemas().filter_map(Schema::types).reduce(SchemaTypes::and);
        let mut constants: Vec<EnumValue> = Vec::new();
        for (index, node) in list.items().enumerate() {
            let in_all = others.iter().all(|other| other.contains(&json::value(node)));
            if matches!(node.kind(), Kind::Null) || !in_all {
                continue;
            }
            let Some(value) = self.fitting(node, types) else { continue };
            constants.push(named_value(schema, index, value));
        }
        let constants = unique(constants);
        match kind_of_all(&constants) {
            None => match list.items().next() {
                Some(only) if list.items().all(|node| matches!(node.kind(), Kind::Null)) => Some(Shape::Constant(only)),
                _ => None,
            },
            Some(Constants::Names) => Some(Shape::Enum(constants)),
            Some(Constants::Booleans) if constants.len() == 1 => {
                let only = list.items().find(|node| !matches!(node.kind(), Kind::Null))?;
                Some(Shape::Constant(only))
            }
            Some(Constants::Booleans) => Some(Shape::Scalar(SchemaType::Boolean)),
            Some(Constants::Mixed) => {
                let message = "these constants are not all strings or all integers; any value of the type is taken";
                self.tell(&codes::ENUM_UNTYPED, list, message);
                let numbers = constants.iter().all(|constant| matches!(constant.value, Json::Number(_)));
                (numbers && types.is_none()).then_some(Shape::Scalar(SchemaType::Number))
            }
        }
    }

    /// The value in the type that the schema writes. `enum: [1, 2]` under `type: string` means the texts `1` and `2`.
    fn fitting(&mut self, node: Node<'t>, types: Option<SchemaTypes>) -> Option<Json> {
        let has = |ty| types.is_none_or(|types| types.has(ty));
        let (fits, as_meant) = match node.kind() {
            Kind::String(text) => {
                let number = || json::decimal(text).filter(|_| has(SchemaType::Integer)).map(Json::Number);
                (has(SchemaType::String), number())
            }
            Kind::Number(text) => {
                let number = has(SchemaType::Number) || has(SchemaType::Integer);
                (number, has(SchemaType::String).then(|| Json::String(text.to_owned())))
            }
            Kind::Bool(flag) => {
                (has(SchemaType::Boolean), has(SchemaType::String).then(|| Json::String(flag.to_string())))
            }
            Kind::Sequence => (has(SchemaType::Array), None),
            Kind::Mapping => (has(SchemaType::Object), None),
            Kind::Null => (true, None),
        };
        if fits {
            return Some(json::value(node));
        }
        let words = types.unwrap_or_default().iter().map(SchemaType::word).collect::<Vec<_>>().join(" or ");
        let taken = if as_meant.is_some() { "it is taken as one" } else { "it is left out" };
        let message = format!("{} is no {words}; {taken}", node.kind().words());
        self.tell(&codes::ENUM_VALUE, node, message);
        as_meant
    }

    /// The constants, if each of the alternatives is one string, some of them, or any string (which only says that the
    /// list is open, as all lists are here).
    pub(super) fn constants_among(&mut self, parts: &Parts<'t>, members: &[Schema<'t>]) -> Option<Vec<EnumValue>> {
        let plain = parts
            .iter()
            .filter(|part| part.open)
            .all(|part| !part.schema.constrains_beside(&["oneOf", "anyOf", "type"]));
        let mut constants: Vec<EnumValue> = Vec::new();
        for member in members {
            let schema = match member.reference() {
                Some(reference) => self.resolver.schema(reference, self.diagnostics)?,
                None => *member,
            };
            if !plain || schema.constrains_beside(&["type", "enum", "const"]) || is_null(schema) {
                return None;
            }
            let before = constants.len();
            let words = docs::of_schema(schema);
            constants.extend(schema.constant().map(|node| EnumValue {
                value: json::value(node),
                name: words.summary.clone(),
                docs: Docs { summary: None, ..words },
            }));
            let list = schema.enumeration().into_iter().flat_map(Node::items).enumerate();
            let list = list.filter(|(_, node)| !matches!(node.kind(), Kind::Null));
            constants.extend(list.map(|(index, node)| named_value(schema, index, json::value(node))));
            let any_string = schema.types() == Some(SchemaTypes::default().with(SchemaType::String));
            if constants.len() == before && !any_string {
                return None;
            }
        }
        let strings = constants.iter().all(|constant| matches!(constant.value, Json::String(_)));
        (strings && !constants.is_empty()).then(|| unique(constants))
    }
}

/// The first of equal scalars.
fn unique(mut constants: Vec<EnumValue>) -> Vec<EnumValue> {
    let mut seen = HashSet::new();
    constants.retain(|constant| match &constant.value {
        Json::String(text) => seen.insert((true, text.clone())),
        Json::Number(text) => seen.insert((false, text.clone())),
        Json::Bool(flag) => seen.insert((false, flag.to_string())),
        _ => true,
    });
    constants
}

fn values(list: Node<'_>) -> Vec<Json> {
    list.items().map(json::value).collect()
}

enum Constants {
    /// All strings, or all integers.
    Names,
    /// All booleans.
    Booleans,
    /// Anything else.
    Mixed,
}

fn kind_of_all(constants: &[EnumValue]) -> Option<Constants> {
    let all = |is: fn(&Json) -> bool| constants.iter().all(|constant| is(&constant.value));
    let integer = |value: &Json| matches!(value, Json::Number(text) if !text.contains(['.', 'e', 'E']));
    match constants {
        [] => None,
        _ if all(|value| matches!(value, Json::String(_))) || all(integer) => Some(Constants::Names),
        _ if all(|value| matches!(value, Json::Bool(_))) => Some(Constants::Booleans),
        _ => Some(Constants::Mixed),
    }
}

/// A constant with the name and the words that widely used extensions give it.
fn named_value(schema: Schema<'_>, index: usize, value: Json) -> EnumValue {
    let listed = |lists: &[&Extension]| {
        let list = lists.iter().find_map(|list| schema.extension(list))?;
        docs::text(list.items().nth(index)?.as_str())
    };
    let by_value = |node: Node<'_>| match &value {
        Json::String(text) | Json::Number(text) => docs::text(node.get(text)?.as_str()),
        _ => None,
    };
    let microsoft = schema.extension(&extensions::MS_ENUM);
    let microsoft = microsoft.and_then(|object| object.get("values")?.items().nth(index));
    let of_microsoft = |field| docs::text(microsoft.and_then(|entry| entry.get(field)?.as_str()));
    let described = [&extensions::ENUM_DESCRIPTIONS, &extensions::ENUM_DESCRIPTIONS_OF_REDOCLY];
    let description = listed(&described)
        .or_else(|| described.iter().find_map(|map| by_value(schema.extension(map)?)))
        .or_else(|| of_microsoft("description"));
    let name = listed(&[&extensions::ENUM_VARNAMES, &extensions::ENUM_NAMES]).or_else(|| of_microsoft("name"));
    EnumValue { value, name, docs: Docs { description, ..Docs::default() } }
}
