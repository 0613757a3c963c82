//! Constraints on a value, checked before it is sent. Numbers are kept as they were written.

use super::Json;

/// A bound of a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The text of the number.
    pub value: String,
    /// Is the bound itself outside?
    pub exclusive: bool,
}

/// Constraints (JSON Schema validation §6, OpenAPI 3.0.3 §4.7.24).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// `minimum`, `exclusiveMinimum`
    pub minimum: Option<Bound>,
    /// `maximum`, `exclusiveMaximum`
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<String>,
    /// `minLength`, in Unicode scalar values.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode scalar values.
    pub max_length: Option<u64>,
    /// `pattern`, in the words of engines that look at each character once; none where it needs more than they can do.
    pub pattern: Option<String>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// What no type expresses: a schema without references, in the words of JSON Schema 2020-12.
    pub schema: Option<Json>,
}

impl Rules {
    /// Is nothing asked?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
