//! Lists and objects against their keywords.

use std::collections::HashSet;

use super::{Failure, Judge, value};
use crate::openapi::{Schema, View};
use crate::source::{Entry, Node};

impl<'t> Judge<'_, 't> {
    pub(super) fn list(
        &self,
        schema: Schema<'t>,
        list: Node<'t>,
        depth: usize,
        failures: &mut Vec<Failure<'t>>,
    ) -> Option<()> {
        let count = list.items().len() as u64;
        if let Some(least) = schema.min_items().filter(|least| count < *least) {
            failures.push(Failure::new(list, format!("must have {least} items at least, and has {count}")));
        }
        if let Some(most) = schema.max_items().filter(|most| count > *most) {
            failures.push(Failure::new(list, format!("must have {most} items at most, and has {count}")));
        }
        if schema.unique_items() {
            self.pay(list.items().len())?;
            let mut seen = HashSet::new();
            let is_known = |item: &Node<'t>| value::fingerprint(*item).is_some_and(|text| !seen.insert(text));
            if let Some(twice) = list.items().find(is_known) {
                failures.push(Failure::new(twice, "stands twice in a list whose items are unique"));
            }
        }
        let prefix: Vec<Schema<'t>> = if schema.has_prefix_items() {
            let items = schema.keyword("prefixItems").into_iter().flat_map(|entry| entry.value.items());
            items.filter_map(|node| schema.below(node)).collect()
        } else {
            Vec::new()
        };
        let rest = schema.items();
        for (at, item) in list.items().enumerate() {
            if let Some(schema) = prefix.get(at).copied().or(rest) {
                self.hold(schema, item, depth + 1, failures)?;
            }
        }
        Some(())
    }

    pub(super) fn object(
        &self,
        schema: Schema<'t>,
        object: Node<'t>,
        depth: usize,
        failures: &mut Vec<Failure<'t>>,
    ) -> Option<()> {
        self.missing(schema, object, failures)?;
        let count = object.entries().len() as u64;
        let limit = |field: &str| schema.keyword(field)?.value.as_number()?.parse::<u64>().ok();
        if let Some(least) = limit("minProperties").filter(|least| count < *least) {
            failures.push(Failure::new(object, format!("must have {least} members at least, and has {count}")));
        }
        if let Some(most) = limit("maxProperties").filter(|most| count > *most) {
            failures.push(Failure::new(object, format!("must have {most} members at most, and has {count}")));
        }
        let properties = schema.node().get("properties");
        for entry in object.entries() {
            let declared = properties.and_then(|properties| schema.below(properties.get(entry.key)?));
            if let Some(property) = declared {
                self.hold(property, entry.value, depth + 1, failures)?;
            }
            let by_pattern = self.by_pattern(schema, entry, depth, failures)?;
            if declared.is_none() && !by_pattern {
                self.additional(schema, entry, depth, failures)?;
            }
        }
        Some(())
    }

    /// What is required and not there; `readOnly` and `writeOnly` properties are missing in one direction or the other.
    fn missing(&self, schema: Schema<'t>, object: Node<'t>, failures: &mut Vec<Failure<'t>>) -> Option<()> {
        let properties = schema.node().get("properties");
        for name in schema.required() {
            self.pay(1)?;
            if object.get(name).is_some() {
                continue;
            }
            let property = properties.and_then(|properties| schema.below(properties.get(name)?));
            let property = property.and_then(|property| Some([property, self.links.schema(property)?]));
            let one_way = property.iter().flatten().any(|property| {
                let parts = property.all_of().filter_map(|part| self.links.schema(part));
                parts.chain([*property]).any(|part| part.read_only() || part.write_only())
            });
            if !one_way {
                failures.push(Failure::new(object, format!("must have the property `{name}`")));
            }
        }
        Some(())
    }

    /// Is there a schema for names like this?
    fn by_pattern(
        &self,
        schema: Schema<'t>,
        entry: Entry<'t>,
        depth: usize,
        failures: &mut Vec<Failure<'t>>,
    ) -> Option<bool> {
        let mut known = false;
        for (pattern, property) in schema.pattern_properties() {
            self.pay(1)?;
            match self.matches(pattern.key, entry.key) {
                Some(true) => {
                    known = true;
                    self.hold(property, entry.value, depth + 1, failures)?;
                }
                Some(false) => {}
                None => known = true,
            }
        }
        Some(known)
    }

    fn additional(
        &self,
        schema: Schema<'t>,
        entry: Entry<'t>,
        depth: usize,
        failures: &mut Vec<Failure<'t>>,
    ) -> Option<()> {
        let Some(additional) = schema.keyword("additionalProperties") else { return Some(()) };
        if additional.value.as_bool() == Some(false) {
            failures
                .push(Failure::new(entry.value, format!("is called `{}`, a property that is not allowed", entry.key)));
        } else if let Some(additional) = schema.below(additional.value) {
            self.hold(additional, entry.value, depth + 1, failures)?;
        }
        Some(())
    }
}
