//! Codes: the stable name of a kind of finding, and all that `specwright explain` says about it.

use std::sync::{Mutex, PoisonError};

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

/// A code of a rule that a user wrote: the same words give the same one. What is made stays as long as the process, which
/// is as much as its rulesets have words.
#[must_use]
pub fn intern(id: &str, name: &str, severity: Severity, what: &str) -> &'static Code {
    static KNOWN: Mutex<Vec<&'static Code>> = Mutex::new(Vec::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = |code: &&&'static Code| code.id == id && code.severity == severity && code.what == what;
    if let Some(code) = known.iter().find(is_same) {
        return code;
    }
    let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let code: &'static Code = Box::leak(Box::new(Code {
        id: kept(id),
        name: kept(name),
        severity,
        what: kept(what),
        why: "A rule of a ruleset asks for it.",
        example: "",
        instead: "What the rule asks for.",
        section: "",
    }));
    known.push(code);
    code
}
