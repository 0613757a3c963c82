//! What raising a document of version 2.0 finds: what 3.0 has no words for.

use crate::diagnostic::{Code, Severity};

/// A way to write a list that 3.0 does not have there.
pub static COLLECTION_FORMAT: Code = Code {
    id: "SW0701",
    name: "collection-format-without-equivalent",
    severity: Severity::Warning,
    what: "A list is written with a `collectionFormat` that OpenAPI 3 does not have in this place.",
    why: "The client cannot join the values; it takes one string and sends it as it is.",
    example: "name: ids\nin: query\ntype: array\nitems: { type: string }\ncollectionFormat: tsv",
    instead: "Join the values in the caller, or use `csv` or `multi` if the server takes them.",
    section: "OpenAPI 2.0, Parameter Object",
};

/// Two bodies.
pub static TWO_BODIES: Code = Code {
    id: "SW0702",
    name: "two-bodies",
    severity: Severity::Error,
    what: "An operation has two parameters `in: body`, or one beside parameters `in: formData`.",
    why: "A request has one body; the first is taken and the others are left out.",
    example: "parameters:\n  - { name: pet, in: body, schema: { type: object } }\n  - { name: photo, in: formData, type: file }",
    instead: "Keep one body; fields of a form stand together as `in: formData`.",
    section: "OpenAPI 2.0, Parameter Object",
};

/// A scheme that is not HTTP.
pub static SCHEME: Code = Code {
    id: "SW0703",
    name: "scheme-not-http",
    severity: Severity::Warning,
    what: "`schemes` names a protocol that is not HTTP.",
    why: "The client speaks HTTP only; no server is made of this scheme.",
    example: "schemes: [wss]",
    instead: "Name `https` too if the server can be reached by it.",
    section: "OpenAPI 2.0, Swagger Object",
};

/// An example for a media type that is not produced.
pub static EXAMPLE: Code = Code {
    id: "SW0704",
    name: "example-of-no-answer",
    severity: Severity::Info,
    what: "An example is of a media type that the operation does not produce, or of an answer without a schema.",
    why: "It belongs to no answer and is left out.",
    example: "produces: [application/json]\nresponses:\n  '200':\n    description: ok\n    examples: { text/plain: hello }",
    instead: "Name the media type in `produces`, and give the answer a schema.",
    section: "OpenAPI 2.0, Example Object",
};

/// All of them, by id.
pub static ALL: &[&Code] = &[&COLLECTION_FORMAT, &TWO_BODIES, &SCHEME, &EXAMPLE];
