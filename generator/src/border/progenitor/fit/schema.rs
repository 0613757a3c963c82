//! Schemas: keywords at which progenitor's reader of schemas ends.

use std::collections::HashSet;

use super::{Fit, Members, member, words};
use crate::source::{Entry, Kind, Node, NodeId, write};

impl<'t> Fit<'_, 't> {
    /// Recursion: as deep as the document, which its loader bounds.
    pub(super) fn schema(&mut self, node: Node<'t>) -> NodeId {
        self.schema_without(node, "")
    }

    /// The schema without one of its own keywords.
    pub(super) fn schema_without(&mut self, node: Node<'t>, keyword: &str) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        if let Some(reference) = node.entry("$ref") {
            return self.reference(node, reference);
        }
        let mut members = Vec::new();
        let entries = node.entries().filter(|entry| node.get(entry.key) == Some(entry.value) && entry.key != keyword);
        for entry in entries {
            if let Some(why) = unfit(node, entry) {
                self.concede(
                    entry.value,
                    format!("progenitor cannot generate this `{}`, since {why}; it is left out", entry.key),
                );
            } else {
                self.keyword(node, entry, &mut members);
            }
        }
        self.out.object(&members, node)
    }

    fn reference(&mut self, node: Node<'t>, reference: Entry<'t>) -> NodeId {
        let found = reference.value.as_str().and_then(|text| self.resolver.look_up(node, text));
        if found.is_none() {
            self.concede(node, "this leads nowhere; progenitor takes any JSON value");
            return self.out.object(&[], node);
        }
        let text = match self.moved.pointer(node) {
            Some(moved) => self.out.text(moved.to_owned(), reference.value),
            None => self.out.scalar(reference.value),
        };
        self.out.object(&[member("$ref", reference.key_place, text)], node)
    }

    /// Is it the name of another type?
    fn is_taken(&mut self, title: &str, node: Node<'t>) -> bool {
        let text = write::json(node);
        *self.types.entry(words(title).join("_")).or_insert_with(|| text.clone()) != text
    }

    fn keyword(&mut self, node: Node<'t>, entry: Entry<'t>, members: &mut Members<'t>) {
        let value = entry.value;
        let made = match (entry.key, value.kind()) {
            ("properties", Kind::Mapping) => {
                let mut properties = Vec::new();
                for inner in value.entries().filter(|inner| value.get(inner.key) == Some(inner.value)) {
                    properties.push(member(inner.key, inner.key_place, self.schema(inner.value)));
                }
                self.out.object(&properties, value)
            }
            ("items" | "additionalProperties" | "not", Kind::Mapping) => self.schema(value),
            ("allOf" | "oneOf" | "anyOf", Kind::Sequence) => {
                let items: Vec<NodeId> = value.items().map(|item| self.schema(item)).collect();
                self.out.list(&items, value)
            }
            // `10.0` is a whole number, which openapiv3 asks to be written as one.
            (_, Kind::Number(text)) if is_whole_bound(node, entry.key) => {
                self.out.number(whole(text).unwrap_or_default(), value)
            }
            // An inline schema is named by it, whether or not the name is taken.
            ("title", Kind::String(text)) if !is_component(node) && self.is_taken(text, node) => return,
            // Words in the docs of types that nobody checks.
            ("example" | "examples" | "externalDocs" | "xml", _) => return,
            _ => self.out.copy(value),
        };
        members.push(member(entry.key, entry.key_place, made));
    }
}

fn is_component(node: Node<'_>) -> bool {
    node.parent().is_some_and(|schemas| schemas.pointer() == "/components/schemas")
}

/// Why progenitor ends at this keyword, if it does.
fn unfit(node: Node<'_>, entry: Entry<'_>) -> Option<&'static str> {
    let ty = node.get("type").and_then(Node::as_str);
    let value = entry.value;
    match (entry.key, value.kind()) {
        ("format", _) if !matches!(ty, Some("string" | "number" | "integer")) => {
            Some("only texts and numbers have one")
        }
        ("enum", Kind::Sequence) if has_twins(value) => Some("two values would be one name of Rust"),
        ("exclusiveMinimum", _) if node.get("minimum").is_none() => Some("there is no `minimum`"),
        ("exclusiveMaximum", _) if node.get("maximum").is_none() => Some("there is no `maximum`"),
        ("default", kind) if !is_of_type(kind, ty) || !is_listed(node, value) => Some("it is not of its own schema"),
        (key, Kind::Number(text)) if is_whole_bound(node, key) && whole(text).is_none() => {
            Some("it is beyond 64 bits, or no whole number")
        }
        _ => None,
    }
}

/// Would two values become one variant?
fn has_twins(list: Node<'_>) -> bool {
    let mut seen = HashSet::new();
    list.items().filter_map(Node::as_str).any(|text| !seen.insert(words(text)))
}

fn is_listed(node: Node<'_>, value: Node<'_>) -> bool {
    let listed = node.get("enum").filter(|list| list.is_sequence());
    listed.is_none_or(|list| list.items().any(|item| format!("{:?}", item.kind()) == format!("{:?}", value.kind())))
}

fn is_of_type(kind: Kind<'_>, ty: Option<&str>) -> bool {
    match ty {
        Some("string") => matches!(kind, Kind::String(_)),
        Some("boolean") => matches!(kind, Kind::Bool(_)),
        Some("number") => matches!(kind, Kind::Number(_)),
        Some("integer") => matches!(kind, Kind::Number(text) if whole(text).is_some()),
        Some("array") => matches!(kind, Kind::Sequence),
        Some("object") => matches!(kind, Kind::Mapping),
        _ => true,
    }
}

/// Must the number at this keyword be a whole one?
fn is_whole_bound(node: Node<'_>, key: &str) -> bool {
    const COUNTS: &[&str] = &["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
    let of_integer = matches!(key, "minimum" | "maximum" | "multipleOf");
    COUNTS.contains(&key) || (of_integer && node.get("type").and_then(Node::as_str) == Some("integer"))
}

/// A whole number of 64 bits, without point and exponent.
fn whole(text: &str) -> Option<String> {
    if text.parse::<i64>().is_ok() {
        return Some(text.to_owned());
    }
    let number: f64 = text.parse().ok().filter(|number: &f64| number.fract() == 0.0 && number.abs() < 9e15)?;
    Some((number as i64).to_string())
}
