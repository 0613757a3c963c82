//! What is found in what users say of findings.

use crate::diagnostic::{Code, Severity};

/// An ignore that hides nothing.
pub static IGNORE_NOT_NEEDED: Code = Code {
    id: "SW1001",
    name: "ignore-not-needed",
    severity: Severity::Warning,
    what: "An `x-specwright-ignore` names a finding that there is not, in the object that it stands in.",
    why: "The defect was mended, or moved to where it is not ignored; what is left would hide the next one.",
    example: "x-specwright-ignore:\n  - { code: SW1012, reason: answers are not settled }   # and there is a `200`",
    instead: "Remove it.",
    section: "",
};

/// An ignore that cannot be read.
pub static IGNORE_UNREADABLE: Code = Code {
    id: "SW1002",
    name: "ignore-not-readable",
    severity: Severity::Warning,
    what: "An `x-specwright-ignore` is no list of codes with reasons, or names a code that there is not.",
    why: "It hides nothing.",
    example: "x-specwright-ignore: SW1012",
    instead: "Write a list, each with the `code` (or name) of a finding and the `reason` why it does not count.",
    section: "",
};

/// A severity for what is not known.
pub static RULE_UNKNOWN: Code = Code {
    id: "SW1003",
    name: "configured-rule-unknown",
    severity: Severity::Warning,
    what: "The configuration says how severe a finding is that is not known, or that always counts.",
    why: "It changes nothing. (What keeps a document from being read always counts.)",
    example: "[lint.rules]\nno-sucess-response = \"error\"",
    instead: "Write a code or a name of `specwright explain --list`.",
    section: "",
};

/// A ruleset that is none.
pub static RULESET_UNREADABLE: Code = Code {
    id: "SW1004",
    name: "ruleset-not-readable",
    severity: Severity::Error,
    what: "A part of a ruleset is not what a ruleset has there, or one of its expressions takes too many steps.",
    why: "The rule is left out: what it was to find is not looked for.",
    example: "rules:\n  owner:\n    given: $.paths[*]\n    # and no `then`",
    instead: "Write `given` and `then`, as the rulesets of Spectral have them.",
    section: "",
};

/// What rulesets may say elsewhere.
pub static RULESET_UNSUPPORTED: Code = Code {
    id: "SW1005",
    name: "ruleset-not-supported",
    severity: Severity::Warning,
    what: "A ruleset says something that is not supported here.",
    why: "The rule that needs it is left out: what it was to find is not looked for.",
    example: "extends: spectral:oas\nfunctions: [mine]",
    instead: "Write it by the core functions; docs/rulesets.md lists what is supported.",
    section: "",
};

/// All of them, by id.
pub static ALL: &[&Code] =
    &[&IGNORE_NOT_NEEDED, &IGNORE_UNREADABLE, &RULE_UNKNOWN, &RULESET_UNREADABLE, &RULESET_UNSUPPORTED];
