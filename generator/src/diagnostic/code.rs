//! Codes: the stable name of a kind of finding, and all that `specwright explain` says about it.

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something is lost or doubtful, and the run goes on.
    Warning,
    /// The document (or the call) is wrong, and the exit status says so.
    Error,
}

/// A kind of finding. Codes are never reused; a code that is no longer found keeps its number.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `SW0203`: the hundreds are the stage (00 tool, 01 source, 02 openapi, 03 resolve, 04 lower, 05 rust, 06 files).
    pub id: &'static str,
    /// The name in kebab-case.
    pub name: &'static str,
    /// The severity unless configured otherwise.
    pub severity: Severity,
    /// What is found.
    pub what: &'static str,
    /// Why it is bad.
    pub why: &'static str,
    /// A small example that has the defect (may be empty).
    pub example: &'static str,
    /// What to write instead.
    pub instead: &'static str,
    /// The section of the specification that says so (may be empty).
    pub section: &'static str,
}
