//! Rules of a schema that no Rust type expresses (JSON Schema 2020-12 validation and applicator vocabularies): `not`,
//! `if`, `contains`, `patternProperties`, … They stand in the generated code as JSON, and are held against the JSON of a
//! value before it is sent. Nothing here knows the type that the value came from.

use std::sync::OnceLock;

use super::check::{Check, Rejects};
use super::json::{self, Encode, Value};
use super::number::Exact;
use super::pattern;
use super::unevaluated::spoken;

/// A schema without references, as JSON; meant for a `static`, since it is read when it is first used.
#[derive(Debug)]
pub struct SchemaRules {
    text: &'static str,
    read: OnceLock<Value>,
}

impl SchemaRules {
    /// The schema in this JSON. What is no JSON allows everything.
    #[must_use]
    pub const fn new(text: &'static str) -> SchemaRules {
        SchemaRules { text, read: OnceLock::new() }
    }

    #[inline]
    fn schema(&self) -> &Value {
        self.read.get_or_init(|| json::from_str(self.text).unwrap_or(Value::Boolean(true)))
    }
}

impl Check<'_> {
    /// A value stands here that must keep these rules. (An argument may be a `str` or a slice.)
    #[inline]
    pub fn schema<T: Encode + ?Sized>(&mut self, value: &T, rules: &SchemaRules) {
        self.schema_of(json::to_string(&value).ok().as_deref(), rules);
    }

    #[inline]
    fn schema_of(&mut self, text: Option<&str>, rules: &SchemaRules) {
        // What has no JSON is told where it is written.
        if let Some(value) = text.and_then(|text| json::from_str(text).ok()) {
            all(self, &value, rules.schema());
        }
    }
}

/// Does the value keep a schema, when nobody wants to know why not?
#[inline]
pub(super) fn holds(value: &Value, schema: &Value) -> bool {
    let mut rejects = Rejects::default();
    rejects.check(|check| all(check, value, schema));
    rejects.is_empty()
}

/// Notes everything in which a value breaks a schema.
#[inline]
fn all(check: &mut Check<'_>, value: &Value, schema: &Value) {
    match schema {
        Value::Boolean(false) => check.reject("must not be there"),
        Value::Object(keywords) => {
            for (name, rule) in keywords {
                of_any(check, value, name, rule, schema);
                match value {
                    Value::Number(number) => of_number(check, number.as_str(), name, rule),
                    Value::String(text) => of_string(check, text, name, rule),
                    Value::Array(items) => of_array(check, (value, items), name, rule, schema),
                    Value::Object(members) => of_object(check, (value, members), name, rule, schema),
                    Value::Null | Value::Boolean(_) => {}
                }
            }
        }
        _ => {}
    }
}

/// Keywords for values of every kind.
#[inline]
fn of_any(check: &mut Check<'_>, value: &Value, name: &str, rule: &Value, schema: &Value) {
    match name {
        "type" if !list(rule).iter().any(|ty| ty.as_str().is_some_and(|ty| is_of(value, ty))) => {
            let words: Vec<&str> = list(rule).iter().filter_map(Value::as_str).collect();
            check.reject(format!("must be of type {}", words.join(" or ")));
        }
        "const" if !value.same(rule) => check.reject("must be the one value that the description allows"),
        "enum" if !list(rule).iter().any(|one| value.same(one)) => {
            check.reject("must be one of the values that the description lists");
        }
        "not" if holds(value, rule) => check.reject("is what the description says it must not be (`not`)"),
        "allOf" => list(rule).iter().for_each(|one| all(check, value, one)),
        "anyOf" if !list(rule).iter().any(|one| holds(value, one)) => {
            check.reject("fits none of the alternatives that the description gives (`anyOf`)");
        }
        "oneOf" => {
            let fitting = list(rule).iter().filter(|one| holds(value, one)).count();
            if fitting != 1 {
                check.reject(format!("must fit one of the alternatives (`oneOf`), and fits {fitting}"));
            }
        }
        "if" => {
            let then = schema.get(if holds(value, rule) { "then" } else { "else" });
            then.into_iter().for_each(|then| all(check, value, then));
        }
        _ => {}
    }
}

#[inline]
fn of_number(check: &mut Check<'_>, text: &str, name: &str, rule: &Value) {
    let (Some(number), Value::Number(limit)) = (Exact::parse(text), rule) else { return };
    let Some(bound) = Exact::parse(limit.as_str()) else { return };
    let words = match name {
        "minimum" if number < bound => "at least",
        "exclusiveMinimum" if number <= bound => "greater than",
        "maximum" if number > bound => "at most",
        "exclusiveMaximum" if number >= bound => "less than",
        "multipleOf" if !number.is_multiple_of(bound) => "a multiple of",
        _ => return,
    };
    check.reject(format!("must be {words} {}, and is {text}", limit.as_str()));
}

#[inline]
fn of_string(check: &mut Check<'_>, text: &str, name: &str, rule: &Value) {
    match (name, rule) {
        ("minLength", _) if count(rule).is_some_and(|least| text.chars().count() < least) => {
            check.reject("has fewer characters than it must have (`minLength`)");
        }
        ("maxLength", _) if count(rule).is_some_and(|most| text.chars().count() > most) => {
            check.reject("has more characters than it may have (`maxLength`)");
        }
        ("pattern", Value::String(pattern)) if !pattern::matches(pattern, text) => {
            check.reject("does not match the `pattern` of the description");
        }
        _ => {}
    }
}

#[inline]
fn of_array(check: &mut Check<'_>, (value, items): (&Value, &[Value]), name: &str, rule: &Value, schema: &Value) {
    match name {
        "minItems" if count(rule).is_some_and(|least| items.len() < least) => {
            check.reject("has fewer items than it must have (`minItems`)");
        }
        "maxItems" if count(rule).is_some_and(|most| items.len() > most) => {
            check.reject("has more items than it may have (`maxItems`)");
        }
        "uniqueItems" if *rule == Value::Boolean(true) => {
            let again = |(at, item): &(usize, &Value)| items.iter().take(*at).any(|earlier| earlier.same(item));
            if let Some((at, _)) = items.iter().enumerate().find(again) {
                check.item(at).reject("must differ from the items before it");
            }
        }
        "prefixItems" => {
            for (at, (item, schema)) in items.iter().zip(list(rule)).enumerate() {
                all(&mut check.item(at), item, schema);
            }
        }
        "items" => {
            let first = schema.get("prefixItems").map_or(0, |prefix| list(prefix).len());
            for (at, item) in items.iter().enumerate().skip(first) {
                all(&mut check.item(at), item, rule);
            }
        }
        "unevaluatedItems" => {
            let spoken = spoken(value, schema);
            for (at, item) in items.iter().enumerate().filter(|(at, _)| spoken.is_left(*at)) {
                all(&mut check.item(at), item, rule);
            }
        }
        "contains" => {
            let found = items.iter().filter(|item| holds(item, rule)).count();
            let least = schema.get("minContains").and_then(count).unwrap_or(1);
            let most = schema.get("maxContains").and_then(count);
            if found < least || most.is_some_and(|most| found > most) {
                check.reject(format!("has {found} items of the kind that it must have some of (`contains`)"));
            }
        }
        _ => {}
    }
}

/// An object and its members.
type Members<'v> = (&'v Value, &'v [(String, Value)]);

#[inline]
fn of_object(check: &mut Check<'_>, (whole, members): Members<'_>, name: &str, rule: &Value, schema: &Value) {
    let value = |wanted: &str| members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    match (name, rule) {
        ("minProperties", _) if count(rule).is_some_and(|least| members.len() < least) => {
            check.reject("has fewer members than it must have (`minProperties`)");
        }
        ("maxProperties", _) if count(rule).is_some_and(|most| members.len() > most) => {
            check.reject("has more members than it may have (`maxProperties`)");
        }
        ("required", _) => missing(check, members, list(rule)),
        ("properties", Value::Object(schemas)) => {
            for (name, schema) in schemas {
                value(name).into_iter().for_each(|value| all(&mut check.member(name), value, schema));
            }
        }
        ("patternProperties", Value::Object(schemas)) => {
            for (pattern, schema) in schemas {
                let named = members.iter().filter(|(name, _)| pattern::matches(pattern, name));
                named.for_each(|(name, value)| all(&mut check.member(name), value, schema));
            }
        }
        ("additionalProperties", _) => {
            for (name, value) in members.iter().filter(|(name, _)| !is_named(name, schema)) {
                all(&mut check.member(name), value, rule);
            }
        }
        ("unevaluatedProperties", _) => {
            let spoken = spoken(whole, schema);
            for (_, (name, value)) in members.iter().enumerate().filter(|(at, _)| spoken.is_left(*at)) {
                all(&mut check.member(name), value, rule);
            }
        }
        ("propertyNames", _) => {
            for (name, _) in members {
                all(&mut check.member(name), &Value::String(name.clone()), rule);
            }
        }
        ("dependentRequired", Value::Object(dependents)) => {
            let held = dependents.iter().filter(|(name, _)| value(name).is_some());
            held.for_each(|(_, names)| missing(check, members, list(names)));
        }
        ("dependentSchemas", Value::Object(dependents)) => {
            let held = dependents.iter().filter(|(name, _)| value(name).is_some());
            held.for_each(|(_, schema)| all(check, whole, schema));
        }
        _ => {}
    }
}

#[inline]
fn missing(check: &mut Check<'_>, members: &[(String, Value)], names: &[Value]) {
    for name in names.iter().filter_map(Value::as_str) {
        if !members.iter().any(|(known, _)| known == name) {
            check.member(name).reject("must be there");
        }
    }
}

/// Do `properties` or `patternProperties` of the schema speak of this member?
#[inline]
pub(super) fn is_named(name: &str, schema: &Value) -> bool {
    let by_pattern = match schema.get("patternProperties") {
        Some(Value::Object(schemas)) => schemas.iter().any(|(pattern, _)| pattern::matches(pattern, name)),
        _ => false,
    };
    by_pattern || schema.get("properties").is_some_and(|properties| properties.get(name).is_some())
}

#[inline]
fn is_of(value: &Value, ty: &str) -> bool {
    match (ty, value) {
        ("integer", Value::Number(number)) => {
            // One of more digits than can be compared is whole if it is written so.
            let written = !number.as_str().contains(['.', 'e', 'E']);
            Exact::parse(number.as_str()).map_or(written, |number| number.is_multiple_of(Exact::new(1, 0)))
        }
        ("null", Value::Null)
        | ("boolean", Value::Boolean(_))
        | ("number", Value::Number(_))
        | ("string", Value::String(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        _ => false,
    }
}

/// The items of a list; of what is none, itself.
#[inline]
pub(super) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        other => std::slice::from_ref(other),
    }
}

#[inline]
fn count(value: &Value) -> Option<usize> {
    match value {
        Value::Number(number) => number.as_i64().and_then(|count| usize::try_from(count).ok()),
        _ => None,
    }
}
