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

/// A field that 3.0 does not have.
pub static LEFT_OUT: Code = Code {
    id: "SW0903",
    name: "left-out-of-older",
    severity: Severity::Warning,
    what: "A field of OpenAPI 3.1 or 3.2 has no counterpart in 3.0, and is left out of the document that is lowered to it.",
    why: "Readers of the lowered document do not know what it said.",
    example: "info:\n  summary: In one line",
    instead: "Say it in a field that 3.0 has, or give readers the document as it is.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A schema that says less in 3.0.
pub static WIDENED: Code = Code {
    id: "SW0904",
    name: "widened-for-older",
    severity: Severity::Warning,
    what: "A keyword of JSON Schema 2020-12 that 3.0 does not have is left out, or replaced by one that allows more.",
    why: "The lowered schema takes all that the document allows, and more.",
    example: "prefixItems: [{type: string}, {type: integer}]",
    instead: "Describe the value by keywords that 3.0 has, if its readers should hold it to be wrong.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// Words and examples that 3.0 has no place for.
pub static FEWER_WORDS: Code = Code {
    id: "SW0905",
    name: "fewer-words-in-older",
    severity: Severity::Info,
    what: "Words or examples have no place in 3.0: what stands beside a reference, and all examples of a schema but one.",
    why: "Readers of the lowered document do not see them; what the API takes and gives is the same.",
    example: "examples: [1, 2]",
    instead: "Nothing has to be done.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// Something that can be called and that 3.0 cannot describe.
pub static CALL_LEFT_OUT: Code = Code {
    id: "SW0906",
    name: "call-left-out-of-older",
    severity: Severity::Warning,
    what: "A webhook, an operation, a parameter or a way to authenticate that 3.0 cannot describe is left out of the document that is lowered to it.",
    why: "Readers of the lowered document do not know it.",
    example: "webhooks:\n  paid: {post: {}}",
    instead: "Give readers that need it the document as it is.",
    section: "OpenAPI 3.0.3 §4.7.1",
};

/// What the crate `openapiv3` does not take.
pub static NOT_OPENAPIV3: Code = Code {
    id: "SW0907",
    name: "not-for-openapiv3",
    severity: Severity::Error,
    what: "The crate openapiv3, by which progenitor reads documents, does not take a part of the document, or has made one that cannot be written.",
    why: "It takes a document as a whole or not at all, so that nothing can be made of it.",
    example: "type: integer\nminimum: -9223372036854776000",
    instead: "Correct or remove the part by an overlay.",
    section: "",
};

/// What progenitor cannot generate.
pub static PROGENITOR: Code = Code {
    id: "SW0908",
    name: "not-for-progenitor",
    severity: Severity::Error,
    what: "Progenitor returned an error or panicked on a document that is valid, whatever was left out of it.",
    why: "It generates all of a document or nothing; which part it ended on is in its words, if anywhere.",
    example: "",
    instead: "Leave the operation or schema out by an overlay or a `[[skip]]`, or generate without `--backend`.",
    section: "",
};

/// What is said otherwise so that progenitor can generate it.
pub static CONCESSION: Code = Code {
    id: "SW0909",
    name: "conceded-to-progenitor",
    severity: Severity::Info,
    what: "Something that progenitor cannot generate is said otherwise, or left out, before it reads the document.",
    why: "The client that it makes does less than the document says, in the way that the finding tells.",
    example: "responses:\n  '200': {description: found}\n  '204': {description: nothing}",
    instead: "Nothing has to be done; without `--backend` the whole of it is generated.",
    section: "",
};

/// An operation or schema that progenitor cannot generate.
pub static LEFT_TO_OTHERS: Code = Code {
    id: "SW0910",
    name: "left-out-for-progenitor",
    severity: Severity::Warning,
    what: "Progenitor cannot generate an operation, which is left out, or a schema, which becomes any JSON value.",
    why: "It generates all of a document or nothing; the rest is generated without it.",
    example: "requestBody:\n  required: true\n  content: {multipart/form-data: {}}",
    instead: "Call it by other means, or generate without `--backend`.",
    section: "",
};

/// All codes of this stage, in order.
pub const ALL: &[&Code] =
    &[&ENDLESS, &RELATIVE, &LEFT_OUT, &WIDENED, &FEWER_WORDS, &CALL_LEFT_OUT, &NOT_OPENAPIV3, &PROGENITOR, &CONCESSION];
