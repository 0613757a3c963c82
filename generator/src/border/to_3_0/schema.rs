//! Schemas: JSON Schema 2020-12 in the words of 3.0's dialect.
//!
//! `nullable: true` is written as tools read it, also where the type stands in another schema (`allOf` of one reference).

use super::types::Nulls;
use super::{Down, Members, codes, member};
use crate::openapi::Version;
use crate::openapi::grammar::{self, Value, tables};
use crate::source::{Entry, Kind, Node, NodeId};

/// Keywords that say nothing to a reader of 3.0 once references are pointers.
const OF_IDENTITY: &[&str] = &["$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "$defs", "definitions"];

/// Keywords that hold values to something, and have no counterpart.
const STRICT: &[&str] = &[
    "$dynamicRef",
    "contains",
    "maxContains",
    "minContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

/// A schema in the making.
pub(super) struct Draft<'t> {
    pub(super) node: Node<'t>,
    pub(super) members: Members<'t>,
    /// What must hold, too: the references that other keywords stand beside, and the document's own `allOf`.
    pub(super) all: Vec<NodeId>,
    /// Where `allOf` stands among the members.
    pub(super) all_at: Option<usize>,
}

impl<'t> Draft<'t> {
    pub(super) fn must(&mut self, schema: NodeId) {
        self.all_at.get_or_insert(self.members.len());
        self.all.push(schema);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.members.iter().any(|member| member.key == key)
    }
}

impl<'t> Down<'_, 't> {
    /// Recursion: as deep as the document.
    pub(super) fn schema(&mut self, node: Node<'t>) -> NodeId {
        match node.kind() {
            Kind::Bool(true) => self.out.object(&[], node),
            Kind::Bool(false) => {
                let any = self.out.object(&[], node);
                self.out.object(&[member("not", node.place(), any)], node)
            }
            Kind::Mapping => {
                let members = self.keywords(node);
                self.out.object(&members, node)
            }
            _ => self.out.copy(node),
        }
    }

    pub(super) fn keywords(&mut self, node: Node<'t>) -> Members<'t> {
        let mut draft = Draft { node, members: Vec::new(), all: Vec::new(), all_at: None };
        let beside = |entry: &Entry<'t>| {
            entry.key != "$ref" && !entry.key.starts_with("x-") && !OF_IDENTITY.contains(&entry.key)
        };
        let is_bare = !node.entries().any(|entry| beside(&entry));
        for entry in node.entries().filter(|entry| node.get(entry.key) == Some(entry.value)) {
            match (entry.key, entry.value.kind()) {
                ("$ref", Kind::String(_)) => {
                    let pointer = member("$ref", entry.key_place, self.pointer(node, entry.value));
                    if is_bare {
                        draft.members.push(pointer);
                    } else {
                        let reference = self.out.object(&[pointer], entry.value);
                        draft.must(reference);
                    }
                }
                ("allOf", Kind::Sequence) => {
                    for item in entry.value.items() {
                        let schema = self.schema(item);
                        draft.must(schema);
                    }
                }
                _ => self.keyword(entry, &mut draft),
            }
        }
        self.nullable(&mut draft);
        if let Some(at) = draft.all_at {
            let list = self.out.list(&draft.all, node);
            draft.members.insert(at.min(draft.members.len()), member("allOf", node.place(), list));
        }
        draft.members
    }

    fn keyword(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let node = draft.node;
        let (key, value, place) = (entry.key, entry.value, entry.key_place);
        match (key, value.kind()) {
            ("type", _) => self.types(entry, draft),
            ("const", _) => {
                let only = self.out.copy(value);
                draft.members.push(member("enum", place, self.out.list(&[only], value)));
            }
            ("enum", _) if node.get("const").is_some() => {}
            ("enum", Kind::Sequence) if value.items().len() == 0 => {
                self.tell(&codes::WIDENED, entry, "3.0 has no `enum` without values; it is left out");
            }
            ("required", Kind::Sequence) if value.items().len() == 0 => {}
            ("minimum" | "maximum", Kind::Number(_)) if !self.inclusive(node, key) => {}
            ("exclusiveMinimum", Kind::Number(_)) => self.exclusive(entry, "minimum", draft),
            ("exclusiveMaximum", Kind::Number(_)) => self.exclusive(entry, "maximum", draft),
            ("oneOf" | "anyOf", Kind::Sequence) => self.alternatives(entry, draft),
            ("prefixItems", Kind::Sequence) => self.tuple(entry, draft),
            ("items", _) if node.get("prefixItems").is_some() => {}
            ("items", Kind::Bool(_)) => draft.members.push(member(key, place, self.schema(value))),
            ("patternProperties", Kind::Mapping) => self.patterns(entry, draft),
            ("additionalProperties", _) if node.get("patternProperties").is_some_and(Node::is_mapping) => {}
            ("examples", Kind::Sequence) => self.examples(entry, draft),
            ("contentEncoding" | "contentMediaType", _) => self.content(entry, draft),
            ("$comment", _) => draft.members.push(member("x-comment", place, self.out.copy(value))),
            _ if OF_IDENTITY.contains(&key) => {}
            _ if STRICT.contains(&key) => {
                let message = format!("3.0 has no `{key}`; what it asks for is not asked for any more");
                self.tell(&codes::WIDENED, entry, message);
            }
            _ => match grammar::member(Value::Schema, key, Version::V3_0) {
                Some(known) => draft.members.push(member(key, place, self.value(known, value))),
                None if key.starts_with("x-") => draft.members.push(self.out.copied(entry)),
                None => self.tell(&codes::LEFT_OUT, entry, format!("3.0 has no `{key}` in a Schema Object")),
            },
        }
    }

    /// Does the bound that includes its value hold, rather than the one beside it that does not?
    fn inclusive(&self, node: Node<'t>, key: &str) -> bool {
        let number = |key: &str| node.get(key).and_then(Node::as_number).and_then(|text| text.parse::<f64>().ok());
        let (strict, lower) = match key {
            "minimum" => ("exclusiveMinimum", true),
            _ => ("exclusiveMaximum", false),
        };
        match (number(key), number(strict)) {
            (Some(bound), Some(strict)) => {
                if lower {
                    bound > strict
                } else {
                    bound < strict
                }
            }
            (bound, _) => bound.is_some(),
        }
    }

    fn exclusive(&mut self, entry: Entry<'t>, inclusive: &'static str, draft: &mut Draft<'t>) {
        if draft.node.get(inclusive).is_none() || !self.inclusive(draft.node, inclusive) {
            draft.members.push(member(inclusive, entry.key_place, self.out.copy(entry.value)));
            draft.members.push(member(entry.key, entry.key_place, self.out.bool(true, entry.value)));
        }
    }

    /// `oneOf` and `anyOf`: an alternative that is `null` becomes `nullable`.
    fn alternatives(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let others: Vec<Node<'t>> = entry.value.items().filter(|item| !super::moved::is_null(*item)).collect();
        let had_null = others.len() < entry.value.items().len();
        match others.as_slice() {
            [] if had_null => {
                let only = self.only_null(entry.value);
                draft.members.push(member("enum", entry.key_place, only));
            }
            [one] if had_null => {
                let node = draft.node;
                let mixes = one.get("$ref").is_some() || one.entries().any(|inner| node.get(inner.key).is_some());
                if mixes || !one.is_mapping() {
                    let schema = self.schema(*one);
                    draft.must(schema);
                } else {
                    let mut members = self.keywords(*one);
                    members.retain(|member| !draft.has(&member.key));
                    draft.members.extend(members);
                }
            }
            _ => {
                let items: Vec<NodeId> = others.iter().map(|item| self.schema(*item)).collect();
                let list = self.out.list(&items, entry.value);
                draft.members.push(member(entry.key, entry.key_place, list));
            }
        }
    }

    fn nullable(&mut self, draft: &mut Draft<'t>) {
        if !draft.has("nullable") && Nulls::of(draft.node).are_allowed() {
            let allowed = self.out.bool(true, draft.node);
            draft.members.push(member("nullable", draft.node.place(), allowed));
        }
    }

    /// Each item has a schema of its own: here each has one of them.
    fn tuple(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let node = draft.node;
        let prefix: Vec<Node<'t>> = entry.value.items().collect();
        let rest = node.get("items");
        let limit = node.get("maxItems").and_then(Node::as_number).and_then(|text| text.parse::<usize>().ok());
        let closed = rest.and_then(Node::as_bool) == Some(false);
        let mut choices: Vec<NodeId> = prefix.iter().map(|item| self.schema(*item)).collect();
        match rest {
            Some(rest) if rest.is_mapping() => choices.push(self.schema(rest)),
            _ if closed || limit.is_some_and(|limit| limit <= prefix.len()) => {}
            _ => choices.clear(),
        }
        let items = self.any_of(&choices, entry);
        draft.members.push(member("items", entry.key_place, items));
        if closed && limit.is_none_or(|limit| limit > prefix.len()) && !draft.has("maxItems") {
            let most = self.out.number(prefix.len().to_string(), entry.value);
            draft.members.push(member("maxItems", entry.key_place, most));
        }
        self.tell(&codes::WIDENED, entry, "3.0 has no `prefixItems`; each item may be any of them");
    }

    /// One of these; anything, if there are none.
    fn any_of(&mut self, choices: &[NodeId], entry: Entry<'t>) -> NodeId {
        match choices {
            [] => self.out.object(&[], entry.value),
            [one] => *one,
            _ => {
                let list = self.out.list(choices, entry.value);
                self.out.object(&[member("anyOf", entry.key_place, list)], entry.value)
            }
        }
    }

    /// Properties by pattern become additional ones, if those are limited.
    fn patterns(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let additional = draft.node.get("additionalProperties");
        let limited = additional.is_some_and(|value| value.is_mapping() || value.as_bool() == Some(false));
        if limited {
            let others = additional.filter(|value| value.is_mapping());
            let schemas = entry.value.entries().map(|inner| inner.value).chain(others);
            let choices: Vec<NodeId> = schemas.map(|schema| self.schema(schema)).collect();
            let any = self.any_of(&choices, entry);
            draft.members.push(member("additionalProperties", entry.key_place, any));
        }
        self.tell(&codes::WIDENED, entry, "3.0 has no `patternProperties`; the names of properties are not looked at");
    }

    fn examples(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let mut examples = entry.value.items();
        if draft.node.get("example").is_none()
            && let Some(first) = examples.next()
        {
            draft.members.push(member("example", entry.key_place, self.out.copy(first)));
        }
        if examples.next().is_some() {
            self.tell(&codes::FEWER_WORDS, entry, "3.0 has one `example` in a schema; the others are left out");
        }
    }

    /// How bytes stand in a string: two formats say what is said most.
    fn content(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let node = draft.node;
        let encoding = node.get("contentEncoding").and_then(Node::as_str);
        let format = match (entry.key, encoding, entry.value.as_str()) {
            ("contentEncoding", Some("base64"), _) => Some("byte"),
            ("contentMediaType", None, Some("application/octet-stream")) => Some("binary"),
            _ => None,
        };
        match format.filter(|_| node.get("format").is_none()) {
            Some(format) => {
                let format = self.out.text(format, entry.value);
                draft.members.push(member("format", entry.key_place, format));
            }
            None => {
                let message = format!("3.0 has no `{}` in {}", entry.key, tables::SCHEMA.words());
                self.tell(&codes::LEFT_OUT, entry, message);
            }
        }
    }
}
