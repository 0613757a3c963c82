//! Constraints on values. 3.0 says `exclusiveMinimum: true`, 3.1 says `exclusiveMinimum: 0`.

use super::Schema;
use crate::source::Kind;

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit<'t> {
    /// The number as it was written.
    pub value: &'t str,
    /// Is the bound itself outside?
    pub exclusive: bool,
}

impl<'t> Schema<'t> {
    fn limits(self, inclusive: &str, exclusive: &str) -> impl Iterator<Item = Limit<'t>> + use<'t> {
        let at = self.0.node.get(inclusive).and_then(|node| node.as_number());
        let (beyond, flagged) = match self.0.node.get(exclusive).map(|node| node.kind()) {
            Some(Kind::Number(value)) => (Some(Limit { value, exclusive: true }), false),
            Some(Kind::Bool(flag)) => (None, flag),
            _ => (None, false),
        };
        at.map(|value| Limit { value, exclusive: flagged }).into_iter().chain(beyond)
    }

    /// `minimum` and `exclusiveMinimum`; two of them when a 3.1 schema has both.
    pub fn minimums(self) -> impl Iterator<Item = Limit<'t>> {
        self.limits("minimum", "exclusiveMinimum")
    }

    /// `maximum` and `exclusiveMaximum`; two of them when a 3.1 schema has both.
    pub fn maximums(self) -> impl Iterator<Item = Limit<'t>> {
        self.limits("maximum", "exclusiveMaximum")
    }

    /// `multipleOf`
    #[must_use]
    pub fn multiple_of(self) -> Option<&'t str> {
        self.0.node.get("multipleOf")?.as_number()
    }

    /// `minLength`
    #[must_use]
    pub fn min_length(self) -> Option<u64> {
        self.0.count("minLength")
    }

    /// `maxLength`
    #[must_use]
    pub fn max_length(self) -> Option<u64> {
        self.0.count("maxLength")
    }

    /// `pattern`
    #[must_use]
    pub fn pattern(self) -> Option<&'t str> {
        self.0.text("pattern")
    }

    /// `format`
    #[must_use]
    pub fn format(self) -> Option<&'t str> {
        self.0.text("format")
    }

    /// `minItems`
    #[must_use]
    pub fn min_items(self) -> Option<u64> {
        self.0.count("minItems")
    }

    /// `maxItems`
    #[must_use]
    pub fn max_items(self) -> Option<u64> {
        self.0.count("maxItems")
    }

    /// `uniqueItems`
    #[must_use]
    pub fn unique_items(self) -> bool {
        self.0.flag("uniqueItems")
    }

    /// `minProperties`
    #[must_use]
    pub fn min_properties(self) -> Option<u64> {
        self.0.count("minProperties")
    }

    /// `maxProperties`
    #[must_use]
    pub fn max_properties(self) -> Option<u64> {
        self.0.count("maxProperties")
    }
}
