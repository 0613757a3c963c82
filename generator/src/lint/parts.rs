//! The schemas that must hold together: a schema with all that it takes in by `$ref` and `allOf`.

use super::Links;
use crate::openapi::{Schema, View};
use crate::resolve::{Key, KeySet};

/// More than this are not gathered: whoever asks takes the rest as saying whatever is needed.
const MANY: usize = 256;

/// Schemas that must hold together.
#[derive(Debug)]
pub struct Parts<'t> {
    schemas: Vec<Schema<'t>>,
    /// Was all of it found, and gathered?
    complete: bool,
}

impl<'t> Parts<'t> {
    /// The schema with all that it takes in.
    #[must_use]
    pub fn of(links: Links<'_, 't>, schema: Schema<'t>) -> Self {
        let mut parts = Self { schemas: Vec::new(), complete: true };
        let mut seen = KeySet::default();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            if !seen.insert(Key::of(schema.node())) {
                continue;
            }
            if parts.schemas.len() >= MANY {
                parts.complete = false;
                break;
            }
            parts.schemas.push(schema);
            match links.target(schema) {
                Some(Some(target)) => waiting.push(target),
                Some(None) => parts.complete = false,
                None => {}
            }
            waiting.extend(schema.all_of());
        }
        parts
    }

    /// All of them, the schema itself first.
    pub fn schemas(&self) -> impl Iterator<Item = Schema<'t>> {
        self.schemas.iter().copied()
    }

    /// Does one of them describe this property? One with alternatives, or that was not found, may.
    #[must_use]
    pub fn may_describe(&self, property: &str) -> bool {
        let describes = |schema: Schema<'t>| {
            let own = schema.node().get("properties").is_some_and(|properties| properties.get(property).is_some());
            own || schema.one_of().chain(schema.any_of()).next().is_some()
        };
        !self.complete || self.schemas().any(describes)
    }

    /// Does one of them require this property?
    #[must_use]
    pub fn requires(&self, property: &str) -> bool {
        !self.complete || self.schemas().any(|schema| schema.required().any(|name| name == property))
    }
}
