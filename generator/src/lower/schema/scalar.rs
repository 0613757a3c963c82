//! Types without a name: scalars by their formats, lists, maps, constants.

use super::parts::Parts;
use super::peel::DEEPEST;
use super::shape::Shape;
use super::{Lowering, codes, pattern, rules};
use crate::api::{IntegerFormat, Kind, NumberFormat, Origin, StringFormat, TypeRef};
use crate::lower::{json, origin};
use crate::openapi::{AdditionalProperties, Schema, SchemaType, View, extensions};

impl<'t> Lowering<'_, 't> {
    pub(super) fn unnamed(&mut self, parts: &Parts<'t>, shape: &Shape<'t>, origin: &Origin) -> TypeRef {
        let kind = match shape {
            Shape::Constant(value) => Kind::Constant(json::value(*value)),
            Shape::Scalar(ty) => scalar(parts, *ty),
            Shape::Array => {
                // Items by their position have no common type.
                let by_position = parts.schemas().any(|schema| schema.has_prefix_items());
                let items: Vec<_> = parts.schemas().filter_map(Schema::items).filter(|_| !by_position).collect();
                Kind::Array(Box::new(self.use_of_all(&items, &origin.step(origin::ITEM))))
            }
            Shape::Map => Kind::Map(Box::new(self.map_value(parts, origin))),
            Shape::Any | Shape::Enum(_) | Shape::Union(_) | Shape::Object => Kind::Any,
        };
        let mut rules = rules::of(parts, &kind);
        rules.schema = self.residue(parts, shape);
        if matches!(kind, Kind::String(_)) {
            self.tell_pattern(parts);
        }
        TypeRef { rules, ..TypeRef::new(kind) }
    }

    fn tell_pattern(&mut self, parts: &Parts<'t>) {
        let odd = parts.schemas().rev().filter_map(|schema| schema.keyword("pattern")).next();
        let odd = odd.filter(|pattern| pattern.value.as_str().is_none_or(|text| pattern::translate(text).is_none()));
        if let Some(pattern) = odd {
            let message = "this `pattern` is not checked: it looks around or refers back, or is none";
            self.tell(&codes::KEYWORD, pattern.value, message);
        }
    }

    /// What the values of keys are that no property names.
    pub(super) fn map_value(&mut self, parts: &Parts<'t>, origin: &Origin) -> TypeRef {
        let patterns: Vec<_> = parts.schemas().flat_map(Schema::pattern_properties).collect();
        // Of which keys `unevaluatedProperties` speaks, depends on the value; the rest of the schema tells.
        let depends = parts.schemas().any(|schema| {
            let conditional = ["anyOf", "oneOf", "if", "dependentSchemas"];
            conditional.iter().any(|keyword| schema.keyword(keyword).is_some())
                || matches!(schema.additional_properties(), Some(AdditionalProperties::Allowed(true)))
        });
        let (mut values, mut closed): (Vec<Schema<'t>>, bool) = (Vec::new(), false);
        for schema in parts.schemas() {
            match schema.additional_properties() {
                Some(AdditionalProperties::Schema(_))
                    if depends && schema.keyword("additionalProperties").is_none() => {}
                Some(AdditionalProperties::Schema(value)) => values.push(value),
                Some(AdditionalProperties::Allowed(false)) => closed = true,
                _ => {}
            }
        }
        // Keys by patterns have a type in common only if there is one pattern, and no other key.
        match patterns.as_slice() {
            [] => {}
            [(pattern, only)]
                if values.is_empty() && (closed || matches!(pattern.key, "" | ".*" | "^.*$" | ".+" | "^.+$")) =>
            {
                values.push(*only);
            }
            _ => values.clear(),
        }
        self.use_of_all(&values, &origin.step(origin::VALUE))
    }

    /// The type of a place where all of these hold; any value if there is none.
    pub(super) fn use_of_all(&mut self, schemas: &[Schema<'t>], origin: &Origin) -> TypeRef {
        // A schema that says nothing about the values leaves them to the others.
        let mut saying: Vec<Schema<'t>> = Vec::new();
        for schema in schemas.iter().filter(|schema| schema.constrains_beside(&[]) || schema.reference().is_some()) {
            if !saying.contains(schema) {
                saying.push(*schema);
            }
        }
        match saying.as_slice() {
            [] => match schemas.last() {
                Some(schema) => self.use_of(*schema, origin),
                None => TypeRef::new(Kind::Any),
            },
            [schema] => self.use_of(*schema, origin),
            [.., outer] => {
                let parts = self.parts_of_all(saying.iter().copied(), *outer);
                let key = parts.key();
                let nullable = saying.iter().all(|schema| self.admits_null(*schema, DEEPEST));
                let mut ty = match self.known.get(&key) {
                    Some(known) => known.clone(),
                    None => self.use_of_parts(parts, origin, key),
                };
                ty.nullable |= nullable;
                ty
            }
        }
    }
}

fn scalar(parts: &Parts<'_>, ty: SchemaType) -> Kind {
    let format = parts.schemas().rev().find_map(Schema::format);
    match ty {
        SchemaType::Boolean => Kind::Boolean,
        SchemaType::Integer => Kind::Integer(match format {
            Some("int32" | "int16" | "int8" | "uint16" | "uint8") => IntegerFormat::Int32,
            Some("uint32") => IntegerFormat::Uint32,
            Some("uint64") => IntegerFormat::Uint64,
            _ => IntegerFormat::Int64,
        }),
        SchemaType::Number => Kind::Number(match format {
            Some("float") => NumberFormat::Float,
            Some("decimal") => NumberFormat::Decimal,
            _ => NumberFormat::Double,
        }),
        _ => Kind::String(string_format(parts, format)),
    }
}

/// Is what has this media type no text?
fn is_bytes(media_type: &str) -> bool {
    let kinds = ["image/", "audio/", "video/", "font/"];
    let bytes = ["application/octet-stream", "application/pdf", "application/zip", "application/gzip"];
    kinds.iter().any(|kind| media_type.starts_with(kind)) && media_type != "image/svg+xml"
        || bytes.contains(&media_type)
}

fn is_secret(schema: Schema<'_>) -> bool {
    schema.has(&extensions::SENSITIVE) || schema.has(&extensions::MS_SECRET)
}

fn string_format(parts: &Parts<'_>, format: Option<&str>) -> StringFormat {
    match format {
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("uuid") => StringFormat::Uuid,
        Some("byte") => StringFormat::Byte,
        Some("binary") => StringFormat::Binary,
        Some("password") => StringFormat::Password,
        Some("decimal") => StringFormat::Decimal,
        Some("int32") => StringFormat::Integer(IntegerFormat::Int32),
        Some("int64") => StringFormat::Integer(IntegerFormat::Int64),
        Some("uint32") => StringFormat::Integer(IntegerFormat::Uint32),
        Some("uint64") => StringFormat::Integer(IntegerFormat::Uint64),
        _ if parts.schemas().any(is_secret) => StringFormat::Password,
        Some(_) => StringFormat::Text,
        None => match parts.schemas().find_map(Schema::content_encoding) {
            Some("base64") => StringFormat::Byte,
            Some(_) => StringFormat::Text,
            None => match parts.schemas().find_map(Schema::content_media_type) {
                Some(media_type) if is_bytes(media_type) => StringFormat::Binary,
                _ => StringFormat::Text,
            },
        },
    }
}
