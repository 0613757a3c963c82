//! What of a schema no type expresses: kept as a schema, to be held against the JSON of a value before it is sent.
//!
//! It is written without references and in the words of JSON Schema 2020-12, whatever the document's version. What cannot
//! be written so (a reference that leads back to itself) is told and not checked.

use std::collections::HashSet;

use super::parts::Parts;
use super::pattern;
use super::peel::alternatives;
use super::shape::{Alternatives, Shape};
use super::{Lowering, codes};
use crate::api::Json;
use crate::lower::json;
use crate::openapi::{Schema, SchemaType, Version, View};
use crate::source::{Entry, Kind, Node};

/// Deeper, or larger, is not kept.
const DEEPEST: usize = 8;
const LARGEST: usize = 200;

/// Keywords that no type expresses, whatever the type.
const ALWAYS: [&str; 6] = ["not", "if", "then", "else", "dependentRequired", "dependentSchemas"];
const OF_LISTS: [&str; 3] = ["contains", "minContains", "maxContains"];
const OF_TUPLES: [&str; 2] = ["prefixItems", "items"];
const OF_PATTERNS: [&str; 3] = ["patternProperties", "additionalProperties", "properties"];

/// Keywords that say nothing about values that are held against a schema.
const SAY_NOTHING: [&str; 22] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "discriminator",
    "format",
    "nullable",
    "$schema",
    "$comment",
    "$defs",
    "definitions",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "$anchor",
    "$vocabulary",
];

impl<'t> Lowering<'_, 't> {
    /// The rest of these parts; `None` if their type says all there is.
    pub(super) fn residue(&mut self, parts: &Parts<'t>, shape: &Shape<'t>) -> Option<Json> {
        // A member that is never sent cannot be asked for.
        let received: HashSet<String> = parts
            .schemas()
            .flat_map(Schema::properties)
            .filter(|(_, schema)| schema.read_only())
            .map(|(entry, _)| entry.key.to_owned())
            .collect();
        let mut left = Vec::new();
        let schemas: Vec<Schema<'t>> = parts.schemas().collect();
        for schema in schemas {
            if schema.as_bool() == Some(false) {
                left.push(Json::Bool(false));
                continue;
            }
            let mut members = Vec::new();
            for entry in schema.node().entries().filter(|entry| is_left(entry.key, schema, shape)) {
                let mut writing = Writing { lowering: self, received: &received, room: LARGEST };
                match writing.keyword(schema, entry, DEEPEST) {
                    Ok(Some(member)) => members.push(member),
                    Ok(None) => {}
                    Err(Lost) => self.tell_left(entry),
                }
            }
            let whole = schema == parts.outer();
            self.unevaluated(schema, whole, shape, &received, &mut members);
            if !members.is_empty() && !says_nothing(&members) {
                left.push(Json::Object(members));
            }
        }
        if left.len() > 1 { Some(Json::Object(vec![("allOf".to_owned(), Json::Array(left))])) } else { left.pop() }
    }

    /// `unevaluatedProperties` and `unevaluatedItems`, with what tells which members and items those are.
    fn unevaluated(
        &mut self,
        schema: Schema<'t>,
        whole: bool,
        shape: &Shape<'t>,
        received: &HashSet<String>,
        members: &mut Vec<(String, Json)>,
    ) {
        let kept = |keyword: &str| match shape {
            Shape::Object | Shape::Map => keyword == "unevaluatedProperties",
            Shape::Array => keyword == "unevaluatedItems",
            Shape::Union(_) | Shape::Any => true,
            _ => false,
        };
        for entry in schema.node().entries().filter(|entry| UNEVALUATED.contains(&entry.key)) {
            if schema.version() <= Version::V3_0 || !kept(entry.key) {
                continue;
            }
            let mut writing = Writing { lowering: self, received, room: LARGEST };
            let rule = schema.below(entry.value).ok_or(Lost).and_then(|rule| writing.schema(rule, DEEPEST));
            let (rule, outline) = match rule.and_then(|rule| Ok((rule, writing.outline(schema, true, DEEPEST)?))) {
                Ok(written) => written,
                Err(Lost) => return self.tell_left(entry),
            };
            // A struct has no other members than those that the whole describes.
            let closed = matches!(shape, Shape::Object) && rule == Json::Bool(false);
            if whole && closed && !outline.iter().any(depends_on_value) {
                continue;
            }
            let known: HashSet<String> = members.iter().map(|(name, _)| name.clone()).collect();
            members.extend(outline.into_iter().filter(|(name, _)| !known.contains(name)));
            members.push((entry.key.to_owned(), rule));
        }
    }

    fn tell_left(&mut self, entry: Entry<'t>) {
        let message = format!("`{}` is not checked by the generated client, which takes more values", entry.key);
        self.tell(&codes::KEYWORD, entry.value, message);
    }
}

const UNEVALUATED: [&str; 2] = ["unevaluatedProperties", "unevaluatedItems"];

/// Is it for the value to say whether the keyword speaks of a member?
fn depends_on_value((keyword, rule): &(String, Json)) -> bool {
    match (keyword.as_str(), rule) {
        ("properties", _) => false,
        ("allOf", Json::Array(all)) => all.iter().any(|one| match one {
            Json::Object(members) => members.iter().any(depends_on_value),
            _ => false,
        }),
        _ => true,
    }
}

/// Does a schema speak of members that these are not, at the top of a value?
pub(super) fn asks_beyond(schema: &Json, described: &HashSet<&str>) -> bool {
    let Json::Object(keywords) = schema else { return false };
    let unknown = |name: &Json| matches!(name, Json::String(name) if !described.contains(name.as_str()));
    keywords.iter().any(|(keyword, rule)| match (keyword.as_str(), rule) {
        ("required", Json::Array(names)) => names.iter().any(unknown),
        ("properties", Json::Object(members)) => members.iter().any(|(name, _)| !described.contains(name.as_str())),
        ("dependentRequired", Json::Object(members)) => members.iter().any(|(name, names)| {
            let beyond = matches!(names, Json::Array(names) if names.iter().any(unknown));
            beyond || !described.contains(name.as_str())
        }),
        ("dependentSchemas", Json::Object(members)) => {
            members.iter().any(|(name, schema)| !described.contains(name.as_str()) || asks_beyond(schema, described))
        }
        ("unevaluatedProperties", rule) => *rule != Json::Bool(false),
        ("patternProperties" | "propertyNames" | "additionalProperties" | "minProperties" | "const" | "enum", _) => {
            true
        }
        ("allOf" | "anyOf" | "oneOf", Json::Array(all)) => all.iter().any(|one| asks_beyond(one, described)),
        ("not" | "if" | "then" | "else", one) => asks_beyond(one, described),
        _ => false,
    })
}

/// Conditions without a consequence, counts without what is counted.
fn says_nothing(members: &[(String, Json)]) -> bool {
    let alone = ["then", "else", "minContains", "maxContains", "if", "properties", "items"];
    members.iter().all(|(name, _)| alone.contains(&name.as_str())) && !has_both(members)
}

fn has_both(members: &[(String, Json)]) -> bool {
    let has = |wanted: &str| members.iter().any(|(name, _)| name == wanted);
    has("if") && (has("then") || has("else"))
}

/// Is this keyword left to be checked, when the type is this?
fn is_left(keyword: &str, schema: Schema<'_>, shape: &Shape<'_>) -> bool {
    let has = |name: &str| schema.keyword(name).is_some();
    let typed_alternatives = match shape {
        Shape::Union(Alternatives::Schemas(holder, _)) => *holder == schema,
        Shape::Enum(_) | Shape::Constant(_) => true,
        _ => false,
    };
    let whole = matches!(shape, Shape::Any) && schema.types().is_none() && schema.as_bool().is_none();
    let listed = ALWAYS.contains(&keyword)
        || (matches!(keyword, "anyOf" | "oneOf") && !typed_alternatives && only_narrows(schema))
        || (keyword == "const" && matches!(shape, Shape::Constant(_)))
        || (keyword == "enum" && !matches!(shape, Shape::Enum(_)) && fits_types(schema));
    let of_kind = match shape {
        Shape::Array => OF_LISTS.contains(&keyword) || (OF_TUPLES.contains(&keyword) && has("prefixItems")),
        Shape::Object | Shape::Map => {
            keyword == "propertyNames" || (OF_PATTERNS.contains(&keyword) && has("patternProperties"))
        }
        _ => false,
    };
    let never = matches!(keyword, "$ref" | "$dynamicRef" | "allOf") || UNEVALUATED.contains(&keyword);
    listed || of_kind || keyword == "dependencies" || (whole && !never)
}

/// Do the alternatives only narrow what stands beside them?
fn only_narrows(schema: Schema<'_>) -> bool {
    alternatives(schema).all(|member| !super::shape::shapes(member))
}

/// Is every listed value of a type that the schema allows? Those that are not are taken for what they mean.
fn fits_types(schema: Schema<'_>) -> bool {
    let Some(types) = schema.types() else { return true };
    schema.enumeration().into_iter().flat_map(Node::items).all(|value| match value.kind() {
        Kind::Null => true,
        Kind::Bool(_) => types.has(SchemaType::Boolean),
        Kind::Number(_) => types.has(SchemaType::Number) || types.has(SchemaType::Integer),
        Kind::String(_) => types.has(SchemaType::String),
        Kind::Sequence => types.has(SchemaType::Array),
        Kind::Mapping => types.has(SchemaType::Object),
    })
}

/// Keywords that 3.0 does not have, where they say nothing.
const SINCE_3_1: [&str; 14] = [
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "contains",
    "minContains",
    "maxContains",
    "prefixItems",
    "patternProperties",
    "propertyNames",
    "const",
    "unevaluatedProperties",
    "unevaluatedItems",
];

/// It cannot be written.
struct Lost;

struct Writing<'w, 'l, 't> {
    lowering: &'w mut Lowering<'l, 't>,
    received: &'w HashSet<String>,
    room: usize,
}

impl<'t> Writing<'_, '_, 't> {
    fn schema(&mut self, schema: Schema<'t>, depth: usize) -> Result<Json, Lost> {
        if let Some(allowed) = schema.as_bool() {
            return Ok(Json::Bool(allowed));
        }
        let depth = depth.checked_sub(1).ok_or(Lost)?;
        let mut members = Vec::new();
        let reference = schema.reference();
        if let Some(reference) = reference {
            let target = self.lowering.resolver.schema(reference, self.lowering.diagnostics).ok_or(Lost)?;
            let target = self.schema(target, depth)?;
            if !schema.constrains_beside(&["$ref"]) {
                return Ok(target);
            }
            members.push(("allOf".to_owned(), Json::Array(vec![target])));
        }
        for entry in schema.node().entries() {
            if entry.key == "allOf" && reference.is_some() {
                return Err(Lost);
            }
            members.extend(self.keyword(schema, entry, depth)?);
        }
        Ok(Json::Object(members))
    }

    /// `None`: it says nothing here.
    fn keyword(&mut self, schema: Schema<'t>, entry: Entry<'t>, depth: usize) -> Result<Option<(String, Json)>, Lost> {
        self.room = self.room.checked_sub(1).ok_or(Lost)?;
        let see = |node: Node<'t>| schema.below(node).ok_or(Lost);
        if schema.version() <= Version::V3_0 && SINCE_3_1.contains(&entry.key) {
            return Ok(None);
        }
        let value = match entry.key {
            "$ref" | "$dynamicRef" => return Ok(None),
            key if key.starts_with("x-") || SAY_NOTHING.contains(&key) => return Ok(None),
            "type" => types(schema),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => return Ok(bound(schema, entry)),
            "pattern" => Json::String(pattern::translate(entry.value.as_str().ok_or(Lost)?).ok_or(Lost)?),
            "required" => self.required(entry.value),
            "not"
            | "if"
            | "then"
            | "else"
            | "items"
            | "contains"
            | "additionalProperties"
            | "propertyNames"
            | "unevaluatedProperties"
            | "unevaluatedItems" => self.schema(see(entry.value)?, depth)?,
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let mut all = Vec::new();
                for member in entry.value.items() {
                    all.push(self.schema(see(member)?, depth)?);
                }
                Json::Array(all)
            }
            "properties" | "dependentSchemas" | "patternProperties" => {
                let mut all = Vec::new();
                for member in entry.value.entries() {
                    let name = match entry.key {
                        "patternProperties" => pattern::translate(member.key).ok_or(Lost)?,
                        _ => member.key.to_owned(),
                    };
                    all.push((name, self.schema(see(member.value)?, depth)?));
                }
                Json::Object(all)
            }
            "const" | "enum" | "multipleOf" | "minLength" | "maxLength" | "minItems" | "maxItems" | "uniqueItems"
            | "minProperties" | "maxProperties" | "minContains" | "maxContains" | "dependentRequired" => {
                json::value(entry.value)
            }
            _ => return Err(Lost),
        };
        Ok(Some((entry.key.to_owned(), value)))
    }

    /// What tells of which members and items a schema speaks, without what it says of them; of those that nothing
    /// speaks of, only schemas that it takes in (not its `own` rule).
    fn outline(&mut self, schema: Schema<'t>, own: bool, depth: usize) -> Result<Vec<(String, Json)>, Lost> {
        let depth = depth.checked_sub(1).ok_or(Lost)?;
        let (mut members, mut taken_in) = (Vec::new(), Vec::new());
        if let Some(reference) = schema.reference() {
            let target = self.lowering.resolver.schema(reference, self.lowering.diagnostics).ok_or(Lost)?;
            taken_in.push(Json::Object(self.outline(target, false, depth)?));
        }
        for member in schema.all_of() {
            taken_in.push(Json::Object(self.outline(member, false, depth)?));
        }
        if !taken_in.is_empty() {
            members.push(("allOf".to_owned(), Json::Array(taken_in)));
        }
        for entry in schema.node().entries() {
            self.room = self.room.checked_sub(1).ok_or(Lost)?;
            let any = Json::Bool(true);
            let outline = match entry.key {
                "properties" => {
                    Json::Object(entry.value.entries().map(|member| (member.key.to_owned(), any.clone())).collect())
                }
                "patternProperties" => {
                    let names = entry.value.entries().map(|member| pattern::translate(member.key));
                    Json::Object(names.map(|name| Some((name?, any.clone()))).collect::<Option<_>>().ok_or(Lost)?)
                }
                "prefixItems" => Json::Array(entry.value.items().map(|_| any.clone()).collect()),
                "items" => any,
                // What allows no others speaks of none.
                "additionalProperties" if entry.value.as_bool() != Some(false) => any,
                keyword if UNEVALUATED.contains(&keyword) && !own && entry.value.as_bool() != Some(false) => any,
                "contains" | "minContains" | "maxContains" | "anyOf" | "oneOf" | "if" | "then" | "else"
                | "dependentSchemas" => {
                    members.extend(self.keyword(schema, entry, depth)?);
                    continue;
                }
                _ => continue,
            };
            members.push((entry.key.to_owned(), outline));
        }
        Ok(members)
    }

    fn required(&self, names: Node<'t>) -> Json {
        let names = names.items().filter_map(Node::as_str).filter(|name| !self.received.contains(*name));
        Json::Array(names.map(|name| Json::String(name.to_owned())).collect())
    }
}

/// `type`, with `null` where 3.0 says `nullable`.
fn types(schema: Schema<'_>) -> Json {
    let word = |ty: &str| Json::String(ty.to_owned());
    let mut all: Vec<Json> =
        schema.types().into_iter().flat_map(|types| types.iter()).map(|ty| word(ty.word())).collect();
    if schema.nullable() && !all.contains(&word("null")) {
        all.push(word("null"));
    }
    Json::Array(all)
}

/// A bound as 3.1 writes it: 3.0 says by a flag that the bound itself is outside.
fn bound(schema: Schema<'_>, entry: Entry<'_>) -> Option<(String, Json)> {
    let number = Json::Number(json::decimal(entry.value.as_number()?)?);
    let flag = match entry.key {
        "minimum" => Some("exclusiveMinimum"),
        "maximum" => Some("exclusiveMaximum"),
        _ => None,
    };
    let exclusive = flag.filter(|flag| schema.keyword(flag).and_then(|entry| entry.value.as_bool()) == Some(true));
    Some((exclusive.unwrap_or(entry.key).to_owned(), number))
}
