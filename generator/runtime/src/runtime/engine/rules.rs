//! The constraints of a specification, as data (JSON Schema validation §6, OpenAPI 3.0.3 §4.7.24).
//!
//! `pattern` is in a room of its own, and so is what takes the JSON of a value to be checked.

use super::number::Exact;

/// Constraints on a number.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberRules {
    /// `minimum`, `exclusiveMinimum`
    pub minimum: Option<Bound>,
    /// `maximum`, `exclusiveMaximum`
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<Literal>,
}

/// A bound of a number.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// The bound.
    pub value: Literal,
    /// Is the bound itself outside?
    pub exclusive: bool,
}

/// A number of the specification: as it is written there, for words, and as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Literal {
    pub(crate) text: &'static str,
    pub(crate) number: Exact,
}

impl Literal {
    /// A JSON number.
    ///
    /// # Panics
    ///
    /// When it is none, or needs more than 38 digits; in a constant that is an error of the compiler.
    #[must_use]
    pub const fn new(text: &'static str) -> Literal {
        Literal { text, number: Exact::literal(text) }
    }
}

impl NumberRules {
    /// No constraint: what the others are added to.
    pub const NONE: NumberRules = NumberRules { minimum: None, maximum: None, multiple_of: None };

    /// And `minimum`.
    #[must_use]
    pub const fn at_least(self, bound: &'static str) -> NumberRules {
        NumberRules { minimum: Some(Bound::inclusive(bound)), ..self }
    }

    /// And `exclusiveMinimum`.
    #[must_use]
    pub const fn above(self, bound: &'static str) -> NumberRules {
        NumberRules { minimum: Some(Bound::exclusive(bound)), ..self }
    }

    /// And `maximum`.
    #[must_use]
    pub const fn at_most(self, bound: &'static str) -> NumberRules {
        NumberRules { maximum: Some(Bound::inclusive(bound)), ..self }
    }

    /// And `exclusiveMaximum`.
    #[must_use]
    pub const fn below(self, bound: &'static str) -> NumberRules {
        NumberRules { maximum: Some(Bound::exclusive(bound)), ..self }
    }

    /// And `multipleOf`.
    #[must_use]
    pub const fn multiple_of(self, unit: &'static str) -> NumberRules {
        NumberRules { multiple_of: Some(Literal::new(unit)), ..self }
    }
}

impl Bound {
    /// `minimum` or `maximum`: the bound itself is inside.
    #[must_use]
    pub const fn inclusive(text: &'static str) -> Bound {
        Bound { value: Literal::new(text), exclusive: false }
    }

    /// `exclusiveMinimum` or `exclusiveMaximum`: the bound itself is outside.
    #[must_use]
    pub const fn exclusive(text: &'static str) -> Bound {
        Bound { value: Literal::new(text), exclusive: true }
    }
}

/// A range of counts: characters of a string, items of a list, members of an object.
#[derive(Clone, Copy, Debug, Default)]
pub struct CountRules {
    /// `minLength`, `minItems`, `minProperties`
    pub minimum: Option<u64>,
    /// `maxLength`, `maxItems`, `maxProperties`
    pub maximum: Option<u64>,
}

impl CountRules {
    /// No constraint: what the others are added to.
    pub const NONE: CountRules = CountRules { minimum: None, maximum: None };

    /// And a least count.
    #[must_use]
    pub const fn at_least(self, count: u64) -> CountRules {
        CountRules { minimum: Some(count), ..self }
    }

    /// And a greatest count.
    #[must_use]
    pub const fn at_most(self, count: u64) -> CountRules {
        CountRules { maximum: Some(count), ..self }
    }
}
