//! What tells the alternatives of a union apart where the document names no discriminator: a property that holds a constant
//! of its own in each of them. It must be required in one at least; a value without it is kept as JSON, which is better
//! than to take it for an alternative that merely fits.

use std::collections::HashSet;

use super::Lowering;
use crate::api::{Discriminator, Json, Variant};
use crate::lower::json;
use crate::openapi::Schema;

/// The constants that a property may hold.
struct Constants {
    name: String,
    values: Vec<String>,
    required: bool,
}

impl<'t> Lowering<'_, 't> {
    /// The first property that tells all alternatives apart, each given its values. Alternatives that are no objects
    /// with properties need none.
    pub(super) fn inferred_tags(
        &mut self,
        variants: &mut [Variant],
        targets: &[Option<Schema<'t>>],
    ) -> Option<Discriminator> {
        let mut known: Vec<Option<Vec<Constants>>> = Vec::new();
        for target in targets {
            known.push(match target {
                Some(target) => self.constants(*target),
                None => return None,
            });
        }
        let objects = || known.iter().flatten();
        if objects().count() < 2 {
            return None;
        }
        fn of<'c>(constants: &'c [Constants], name: &str) -> Option<&'c Constants> {
            constants.iter().find(|constants| constants.name == name)
        }
        let tells_apart = |name: &str| {
            let all: Option<Vec<&Constants>> = objects().map(|constants| of(constants, name)).collect();
            let Some(all) = all.filter(|all| all.iter().any(|constants| constants.required)) else { return false };
            let mut seen = HashSet::new();
            all.iter().flat_map(|constants| &constants.values).all(|value| seen.insert(value))
        };
        let names = objects().next()?.iter().map(|constants| &constants.name);
        let property = names.into_iter().find(|name| tells_apart(name))?.clone();
        for (variant, constants) in variants.iter_mut().zip(&known) {
            let constants = constants.as_ref().and_then(|constants| of(constants, &property));
            variant.tags = constants.map(|constants| constants.values.clone()).unwrap_or_default();
        }
        Some(Discriminator { property, default: None })
    }

    /// The properties that hold one of some strings; none if the schema has no properties.
    fn constants(&mut self, target: Schema<'t>) -> Option<Vec<Constants>> {
        let parts = self.parts(target);
        let required: Vec<&str> = parts.schemas().flat_map(Schema::required).collect();
        let mut found: Vec<Constants> = Vec::new();
        let mut has_properties = false;
        for (entry, schema) in parts.schemas().flat_map(Schema::properties) {
            has_properties = true;
            if found.iter().any(|constants| constants.name == entry.key) {
                continue;
            }
            let schema = match schema.reference() {
                Some(reference) => self.resolver.schema(reference, self.diagnostics).unwrap_or(schema),
                None => schema,
            };
            let listed = schema.enumeration().into_iter().flat_map(|list| list.items());
            let values = schema.constant().into_iter().chain(listed).map(json::value);
            let text = |value| if let Json::String(text) = value { Some(text) } else { None };
            // Where anything else may stand, a string does not tell.
            if let Some(values) = values.map(text).collect::<Option<Vec<String>>>().filter(|values| !values.is_empty())
            {
                let required = required.contains(&entry.key);
                found.push(Constants { name: entry.key.to_owned(), values, required });
            }
        }
        has_properties.then_some(found)
    }
}
