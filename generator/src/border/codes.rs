//! What is found where a document goes out.

use crate::diagnostic::{Code, Severity};

/// A part that would have to stand within itself.
pub static ENDLESS: Code = Code {
    id: "SW0901",
    name: "endless-part",
    severity: Severity::Warning,
    what: "A path item or operation of another file, which can only be written where it is used, is used within itself.",
    why: "One file cannot hold it; the reference stays as it is, and leads to another file.",
    example: "# hooks.yaml\npost:\n  callbacks:\n    again:\n      '{$request.body#/url}': {$ref: hooks.yaml}",
    instead: "Write the inner use out, as far as callers need it.",
    section: "OpenAPI 3.0.3 §4.7.9",
};

/// An address that is relative to another file.
pub static RELATIVE: Code = Code {
    id: "SW0902",
    name: "address-of-part",
    severity: Severity::Warning,
    what: "A part in another file has an address that is relative to that file, and is no reference.",
    why: "In one file it is relative to that one, and may lead elsewhere.",
    example: "externalValue: ./examples/pet.json",
    instead: "Write the whole address, or put the value itself.",
    section: "OpenAPI 3.0.3 §4.7.19",
};

/// All codes of this stage, in order.
pub const ALL: &[&Code] = &[&ENDLESS, &RELATIVE];
