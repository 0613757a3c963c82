//! JSONPath (RFC 9535): expressions that select values of a document.
//!
//! [`parse`] reads an expression, [`select`] evaluates one over a [`super::draft::Draft`]. Neither knows of overlays.

mod compare;
mod eval;
mod lex;
mod parse;

pub(super) use eval::{Match, Stopped, select};
pub(super) use parse::parse;

/// An expression, or a query in a filter of one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Query {
    /// Does it begin at the root (`$`), rather than at the value that a filter looks at (`@`)?
    pub(super) absolute: bool,
    pub(super) segments: Vec<Segment>,
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
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Filter(Test),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Exists(Query),
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
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) why: &'static str,
}
