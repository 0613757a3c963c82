//! What applying an overlay finds.

use crate::diagnostic::{Code, Severity};

/// The file is no overlay, or a part of it has not its form.
pub static NOT_OVERLAY: Code = Code {
    id: "SW0801",
    name: "not-an-overlay",
    severity: Severity::Error,
    what: "A file given as an overlay, or a part of it, does not have the form of OpenAPI Overlay 1.0.",
    why: "What it was meant to change is not known, so that nothing is generated.",
    example: "overlay: 1.0.0\nactions:\n  - target: $.info",
    instead: "Write `overlay`, `info` with `title` and `version`, and `actions`, each with a `target` and one of `update` and `remove`.",
    section: "OpenAPI Overlay 1.0.0 §4.4",
};

/// A target that cannot be read.
pub static BAD_TARGET: Code = Code {
    id: "SW0802",
    name: "bad-target",
    severity: Severity::Error,
    what: "The `target` of an action is not a JSONPath expression.",
    why: "What the action was meant to change is not known, so that nothing is generated.",
    example: "target: $.paths[",
    instead: "Write an expression of RFC 9535: `$.paths['/pets'].get`, `$..[?@.deprecated == true]`.",
    section: "RFC 9535 §2",
};

/// A target that selects nothing.
pub static NOTHING: Code = Code {
    id: "SW0803",
    name: "target-selects-nothing",
    severity: Severity::Warning,
    what: "The `target` of an action selects nothing in the document.",
    why: "The action does nothing; the document may have changed, or the expression has a typo.",
    example: "target: $.paths['/pest']",
    instead: "Correct the expression, or remove the action.",
    section: "OpenAPI Overlay 1.0.0 §4.4.3",
};

/// A change that cannot be made to what was selected.
pub static CANNOT_CHANGE: Code = Code {
    id: "SW0804",
    name: "target-cannot-be-changed-so",
    severity: Severity::Error,
    what: "An action selects a value that cannot be changed in the way it says.",
    why: "Only objects and lists can be added to, an object takes an object, and the document itself cannot be removed.",
    example: "target: $.info.title\nupdate: { text: Pets }",
    instead: "Select the object that holds the value, and update its member: `target: $.info`, `update: { title: Pets }`.",
    section: "OpenAPI Overlay 1.0.0 §4.4.3",
};

/// An overlay that makes too much of a document.
pub static TOO_MUCH: Code = Code {
    id: "SW0805",
    name: "overlay-beyond-limits",
    severity: Severity::Error,
    what: "An action takes too many steps, or makes the document too large or too deep.",
    why: "Time and memory are bounded, whatever the overlay says.",
    example: "target: $..*..*..*",
    instead: "Select more narrowly.",
    section: "",
};

/// All of them, by id.
pub static ALL: &[&Code] = &[&NOT_OVERLAY, &BAD_TARGET, &NOTHING, &CANNOT_CHANGE, &TOO_MUCH];
