//! Which members and items of a value a schema speaks of, so that it can be said of the others what they must be:
//! `unevaluatedProperties`, `unevaluatedItems` (JSON Schema 2020-12 core §11). Nothing here tells what is wrong.

use super::json::Value;
use super::pattern;
use super::schema_rules::{holds, is_named, list};

/// The members or items, each with whether a schema speaks of it.
pub(super) struct Spoken<'v> {
    value: &'v Value,
    seen: Vec<bool>,
}

/// What this schema, which the value keeps, says of the members or items of a value, its own `unevaluated…` aside.
#[inline]
pub(super) fn spoken<'v>(value: &'v Value, schema: &Value) -> Spoken<'v> {
    let count = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    let mut spoken = Spoken { value, seen: vec![false; count] };
    spoken.by(schema, true);
    spoken
}

impl Spoken<'_> {
    /// Nothing was said of this one.
    #[inline]
    pub(super) fn is_left(&self, at: usize) -> bool {
        self.seen.get(at) == Some(&false)
    }

    #[inline]
    fn by(&mut self, schema: &Value, own: bool) {
        let Value::Object(keywords) = schema else { return };
        for (name, rule) in keywords {
            match name.as_str() {
                "allOf" => list(rule).iter().for_each(|one| self.by(one, false)),
                "anyOf" | "oneOf" => list(rule).iter().for_each(|one| self.if_held(one)),
                "if" => {
                    let held = holds(self.value, rule);
                    self.if_held(rule);
                    let then = schema.get(if held { "then" } else { "else" });
                    then.into_iter().for_each(|then| self.by(then, false));
                }
                "unevaluatedProperties" | "unevaluatedItems" if own => {}
                _ => match self.value {
                    Value::Array(items) => self.items(items, name, rule, schema),
                    Value::Object(members) => self.members(members, name, rule, schema),
                    _ => {}
                },
            }
        }
    }

    /// What an alternative says counts only if the value keeps it.
    #[inline]
    fn if_held(&mut self, schema: &Value) {
        if holds(self.value, schema) {
            self.by(schema, false);
        }
    }

    #[inline]
    fn items(&mut self, items: &[Value], name: &str, rule: &Value, schema: &Value) {
        let prefix = schema.get("prefixItems").map_or(0, |prefix| list(prefix).len());
        match name {
            "prefixItems" => self.seen.iter_mut().take(prefix).for_each(|seen| *seen = true),
            "items" => self.seen.iter_mut().skip(prefix).for_each(|seen| *seen = true),
            "unevaluatedItems" => self.seen.fill(true),
            "contains" => self.seen.iter_mut().zip(items).for_each(|(seen, item)| *seen |= holds(item, rule)),
            _ => {}
        }
    }

    #[inline]
    fn members(&mut self, members: &[(String, Value)], name: &str, rule: &Value, schema: &Value) {
        let mut named = |of: &dyn Fn(&str) -> bool| {
            self.seen.iter_mut().zip(members).for_each(|(seen, (name, _))| *seen |= of(name));
        };
        match (name, rule) {
            ("properties", _) => named(&|name| rule.get(name).is_some()),
            ("patternProperties", Value::Object(schemas)) => {
                named(&|name| schemas.iter().any(|(pattern, _)| pattern::matches(pattern, name)));
            }
            ("additionalProperties", _) => named(&|name| !is_named(name, schema)),
            ("unevaluatedProperties", _) => self.seen.fill(true),
            ("dependentSchemas", Value::Object(dependents)) => {
                for (name, schema) in dependents {
                    if members.iter().any(|(held, _)| held == name) {
                        self.by(schema, false);
                    }
                }
            }
            _ => {}
        }
    }
}
