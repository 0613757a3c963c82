//! Codes of the configuration.

use crate::diagnostic::{Code, Severity};

/// The file is not TOML.
pub static NOT_TOML: Code = Code {
    id: "SW0020",
    name: "config-not-toml",
    severity: Severity::Error,
    what: "The configuration file is not TOML.",
    why: "Nothing in it can be trusted, and a crate generated without it would not be the one that was asked for.",
    example: "[crate\nname = \"talkover-client\"",
    instead: "Close the bracket or quote that the message points at.",
    section: "TOML 1.0.0",
};

/// A key that nobody reads.
pub static UNKNOWN_KEY: Code = Code {
    id: "SW0021",
    name: "config-unknown-key",
    severity: Severity::Error,
    what: "The configuration has a key that is not known.",
    why: "A key that is silently ignored is a decision that was not carried out.",
    example: "[crate]\nnmae = \"talkover-client\"",
    instead: "Write one of the known keys, or remove it.",
    section: "",
};

/// A value of the wrong type.
pub static WRONG_TYPE: Code = Code {
    id: "SW0022",
    name: "config-wrong-type",
    severity: Severity::Error,
    what: "A value of the configuration has the wrong type.",
    why: "It cannot be read as what the key stands for.",
    example: "[crate]\nversion = 1",
    instead: "Write the value in the type that the message names.",
    section: "",
};

/// A key that must be there.
pub static MISSING_KEY: Code = Code {
    id: "SW0023",
    name: "config-missing-key",
    severity: Severity::Error,
    what: "An entry of the configuration lacks a key that it needs.",
    why: "A skip without a reason is a gap that nobody can judge later.",
    example: "[[skip]]\noperation = \"uploadAvatar\"",
    instead: "Add the key.",
    section: "",
};

/// A value that cannot be.
pub static BAD_VALUE: Code = Code {
    id: "SW0024",
    name: "config-bad-value",
    severity: Severity::Error,
    what: "A value of the configuration has the right type, and cannot be what it is.",
    why: "A signature that is checked in a way that was only guessed is none.",
    example: "[webhooks]\nsignature = { header = \"X-Signature\", signed = \"{body}.{timestamp}\" }",
    instead: "Write what the message says.",
    section: "",
};

/// All of them.
pub static ALL: &[&Code] = &[&NOT_TOML, &UNKNOWN_KEY, &WRONG_TYPE, &MISSING_KEY, &BAD_VALUE];
