//! What a rule is: a code with its explanation, and a plain function over the objects that it looks at.

use super::{ExampleSite, OperationSite, ParameterSite, ResponseSite, SchemaSite, ServerSite, Survey};
use crate::diagnostic::{Code, Diagnostics};

/// A rule. What it says of itself stands in its code, from which `specwright explain` and `docs/rules.md` are made.
#[derive(Debug)]
pub struct Rule {
    /// Its number, name, default severity and explanation.
    pub code: &'static Code,
    /// What it looks at, and how.
    pub check: Check,
}

/// What a rule looks at. It is given that, and nothing else.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The whole document, once.
    Document(for<'a, 't> fn(&Survey<'a, 't>, &mut Diagnostics)),
    /// Each operation of a path.
    Operation(for<'a, 't> fn(&OperationSite<'a, 't>, &mut Diagnostics)),
    /// Each parameter, where it is written.
    Parameter(for<'a, 't> fn(ParameterSite<'a, 't>, &mut Diagnostics)),
    /// Each response, where it is written.
    Response(for<'a, 't> fn(ResponseSite<'a, 't>, &mut Diagnostics)),
    /// Each server.
    Server(for<'t> fn(ServerSite<'t>, &mut Diagnostics)),
    /// Each schema, where it is written.
    Schema(for<'a, 't> fn(SchemaSite<'a, 't>, &mut Diagnostics)),
    /// Each value that stands for what a schema allows: examples and defaults.
    Example(for<'a, 't> fn(ExampleSite<'a, 't>, &mut Diagnostics)),
}
