//! Whether an example is valid against its schema: asked of the crate `jsonschema`, which shares no code with Specwright.
//!
//! A 3.0 schema is a dialect of its own (OpenAPI 3.0.3 §4.7.24); here it becomes one of 2020-12: nothing beside a `$ref`
//! counts, `nullable` is `null` among the types, exclusive bounds are numbers.
//! `format` is an annotation, but for the ranges of `int32` and `int64`, which say what the number is.

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Map, Value, json};

use specwright::source::{Kind, Node, Tree};

const BASE: &str = "urn:document";

/// What is known of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Valid,
    Invalid,
    /// The validator cannot use the schema; why.
    Unknown(String),
}

/// The schemas of a document.
pub(crate) struct Schemas {
    registry: Registry<'static>,
    last: Option<(String, Result<Validator, String>)>,
}

impl Schemas {
    pub(crate) fn of(tree: &Tree) -> Result<Self, String> {
        let version = tree.root().get("openapi").and_then(Node::as_str).unwrap_or("3.0");
        let is_3_0 = version.starts_with("3.0");
        let mut document = value(tree.root());
        translate(&mut document, is_3_0);
        let resource = Resource::from_contents(document);
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(BASE, resource)
            .and_then(jsonschema::RegistryBuilder::prepare);
        Ok(Self { registry: registry.map_err(|error| error.to_string())?, last: None })
    }

    /// Examples of one schema stand side by side, so one validator is kept.
    pub(crate) fn verdict(&mut self, schema: &str, example: Node<'_>) -> Verdict {
        if self.last.as_ref().is_none_or(|(known, _)| known != schema) {
            let made = self.validator(schema);
            self.last = Some((schema.to_owned(), made));
        }
        match self.last.as_ref().map(|(_, made)| made) {
            Some(Ok(validator)) if validator.is_valid(&value(example)) => Verdict::Valid,
            Some(Ok(_)) => Verdict::Invalid,
            Some(Err(why)) => Verdict::Unknown(why.clone()),
            None => Verdict::Unknown(String::new()),
        }
    }

    fn validator(&self, schema: &str) -> Result<Validator, String> {
        let made = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(false)
            .build(&json!({ "$ref": format!("{BASE}#{}", fragment(schema)) }));
        made.map_err(|error| error.to_string())
    }
}

/// A pointer as the fragment of a URI (RFC 6901 §6).
fn fragment(pointer: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte);
    let mut out = String::new();
    for byte in pointer.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A value of the document. The depth is bounded by the loader.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Bool(flag) => Value::Bool(flag),
        Kind::Number(text) => crate::json_text::number(text).parse().map_or(Value::Null, Value::Number),
        Kind::String(text) => Value::String(text.to_owned()),
        Kind::Sequence => Value::Array(node.items().map(value).collect()),
        Kind::Mapping => {
            Value::Object(node.entries().map(|entry| (entry.key.to_owned(), value(entry.value))).collect())
        }
    }
}

/// Says in JSON Schema what a schema of OpenAPI says otherwise.
fn translate(value: &mut Value, is_3_0: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| translate(item, is_3_0)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| translate(member, is_3_0));
            if is_3_0 && members.get("$ref").is_some_and(Value::is_string) {
                members.retain(|name, _| name == "$ref");
            }
            if members.get("$ref").and_then(Value::as_str).is_some_and(|target| !target.starts_with('#')) {
                members.remove("$ref");
            }
            if is_3_0 {
                exclusive(members, "minimum", "exclusiveMinimum");
                exclusive(members, "maximum", "exclusiveMaximum");
            }
            ranges(members);
            if is_3_0 && members.get("nullable") == Some(&Value::Bool(true)) {
                nullable(members);
            }
        }
        _ => {}
    }
}

/// OpenAPI 3.0.3 §4.7.24.2: `nullable` counts beside a `type` only, and adds `null` to it.
fn nullable(members: &mut Map<String, Value>) {
    if let Some(Value::String(ty)) = members.get("type") {
        let both = json!([ty, "null"]);
        members.insert("type".to_owned(), both);
    }
}

/// In 3.0 an exclusive bound is said by a word beside the bound.
fn exclusive(members: &mut Map<String, Value>, bound: &str, word: &str) {
    if let Some(exclusive) = members.get(word).and_then(Value::as_bool) {
        members.remove(word);
        if exclusive && let Some(limit) = members.remove(bound) {
            members.insert(word.to_owned(), limit);
        }
    }
}

/// OpenAPI 3.0.3 §4.4: `int32` is signed 32 bits, `int64` signed 64 bits.
fn ranges(members: &mut Map<String, Value>) {
    let (least, greatest) = match members.get("format").and_then(Value::as_str) {
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Some("int64") => (i64::MIN, i64::MAX),
        _ => return,
    };
    if members.get("type").is_some_and(|ty| ty == "integer" || ty == "number") {
        let here = Value::Object(std::mem::take(members));
        let mut both = Map::new();
        both.insert("allOf".to_owned(), json!([here, { "minimum": least, "maximum": greatest }]));
        *members = both;
    }
}
