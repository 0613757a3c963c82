//! JSONPath (RFC 9535): expressions that select values of a document.
//!
//! [`parse`] reads an expression, [`select`] evaluates one over [`Values`]. Rulesets of Spectral are written in the dialect of
//! another reader, which is read too, as far as RFC 9535 has the same thing. Must not know what selects, or why.

mod compare;
mod eval;
mod lex;
mod parse;
mod script;

pub use compare::is_truthy;
pub use eval::{Match, Stopped, select};
pub use parse::{parse, parse_of_spectral};

use std::hash::Hash;

use crate::source::Kind;

/// Values that expressions select from.
pub trait Values<'t> {
    /// The identity of a value.
    type Id: Copy + Eq + Hash;

    /// The whole.
    fn root(&self) -> Self::Id;

    /// What a value is.
    fn kind(&self, id: Self::Id) -> Kind<'t>;

    /// The items of a list, in order; none of anything else.
    fn items(&self, id: Self::Id) -> Vec<Self::Id>;

    /// The members of an object, in order; none of anything else.
    fn fields(&self, id: Self::Id) -> Vec<(&'t str, Self::Id)>;

    /// The member of an object by its name.
    fn member(&self, id: Self::Id, key: &str) -> Option<(&'t str, Self::Id)> {
        self.fields(id).into_iter().find(|(name, _)| *name == key)
    }

    /// What holds a value where it stands; none where that is not known.
    fn parent(&self, _id: Self::Id) -> Option<Self::Id> {
        None
    }

    /// May a value be below itself? Then what is below (`..`) is looked at once.
    fn has_circles(&self) -> bool {
        false
    }
}

/// An expression, or a query in a filter of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Does it begin at the root (`$`), rather than at the value that a filter looks at (`@`)?
    absolute: bool,
    segments: Vec<Segment>,
    /// Are the names of what it selects meant (`~`, of Spectral)?
    pub names: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Does it look at everything below (`..`), too?
    pub(super) descendant: bool,
    pub(super) selectors: Vec<Selector>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Test),
    /// What holds it (`^`, of Spectral).
    Parent,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Exists(Query),
    /// Is of one of these types (`@object()`, of Spectral), by the names of JSON Schema.
    Is(&'static [&'static str]),
    /// Selects something that is neither `null`, `false`, zero, nor empty text: what JavaScript takes for true.
    Truthy(Query),
    Compare(Operand, Comparison, Operand),
    /// `match` (of the whole string) or `search` (of a part of it).
    Fits {
        whole: bool,
        text: Operand,
        pattern: Operand,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A query that selects one value at most.
    Single(Query),
    Length(Box<Operand>),
    Count(Query),
    Value(Query),
    /// The name of the value that a filter looks at (`@property`, of Spectral).
    Key,
}

impl Query {
    /// Does its form tell that it selects one value at most (RFC 9535 §2.3.5.1)?
    pub(super) fn is_single(&self) -> bool {
        self.segments.iter().all(|segment| {
            let one = matches!(segment.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)]);
            one && !segment.descendant
        })
    }
}

/// Where an expression is wrong, in bytes of it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte.
    pub at: usize,
    /// Why, as a sentence.
    pub why: &'static str,
}
