//! The Reference Object: where else to look.

use super::version::Version;
use super::view::{Raw, view};
use crate::source::Node;

view! {
    /// A reference (OpenAPI 3.0.3 §4.7.23, 3.1.1 §4.8.23).
    Reference
}

impl<'t> Reference<'t> {
    /// The reference that stands here, if the object is one: it has a `$ref` that is a string.
    #[must_use]
    #[inline]
    pub fn of(raw: Raw<'t>) -> Option<Self> {
        raw.text("$ref").map(|_| Self(raw))
    }

    /// The reference of a schema: from 3.1 on it may be a `$dynamicRef` (JSON Schema 2020-12 core §8.2.3.2).
    #[must_use]
    #[inline]
    pub fn of_schema(raw: Raw<'t>) -> Option<Self> {
        let is_dynamic = || raw.version >= Version::V3_1 && raw.text("$dynamicRef").is_some();
        (raw.text("$ref").is_some() || is_dynamic()).then_some(Self(raw))
    }

    /// Does it mean the outermost of the schemas that one came through?
    #[must_use]
    pub fn is_dynamic(self) -> bool {
        self.0.text("$ref").is_none()
    }

    /// What it points at, as written.
    #[must_use]
    pub fn target(self) -> &'t str {
        self.0.text("$ref").or_else(|| self.0.text("$dynamicRef")).unwrap_or_default()
    }

    /// The string itself, which is the place to show.
    #[must_use]
    pub fn target_node(self) -> Node<'t> {
        self.0.node.get(self.keyword()).unwrap_or(self.0.node)
    }

    fn keyword(self) -> &'static str {
        if self.is_dynamic() { "$dynamicRef" } else { "$ref" }
    }

    /// `description` beside it, which replaces the target's (from 3.1).
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `summary` beside it, which replaces the target's (from 3.1).
    #[must_use]
    pub fn summary(self) -> Option<&'t str> {
        self.0.text("summary")
    }
}
