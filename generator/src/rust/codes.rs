//! Codes of the plan.

use crate::diagnostic::{Code, Severity};

/// Two names of the document are one in Rust.
pub static NAMES_MEET: Code = Code {
    id: "SW0501",
    name: "names-meet",
    severity: Severity::Info,
    what: "Two things of the document have the same name in Rust.",
    why: "One of them gets a name with a hash of its own text, which is stable but not pretty.",
    example: "schemas:\n  fooBar: {}\n  foo_bar: {}",
    instead: "Choose a name for one of them in `specwright.toml`.",
    section: "",
};

/// A chosen name is no identifier.
pub static CHOSEN_NAME: Code = Code {
    id: "SW0502",
    name: "chosen-name-not-usable",
    severity: Severity::Error,
    what: "A name chosen in `specwright.toml` is not a Rust identifier, or is a keyword.",
    why: "The crate would not compile.",
    example: "[names.schemas]\nPet = \"my pet\"",
    instead: "Write letters, digits and underscores, a letter first, and no keyword.",
    section: "",
};

/// A chosen name is for nothing.
pub static NAME_UNMATCHED: Code = Code {
    id: "SW0503",
    name: "chosen-name-for-nothing",
    severity: Severity::Warning,
    what: "A name is chosen for something that the document does not have.",
    why: "The thing was renamed or removed, or the key is misspelt, and the choice has no effect.",
    example: "[names.schemas]\nPett = \"Animal\"",
    instead: "Correct the key, or remove the choice.",
    section: "",
};

/// The crate cannot be called so.
pub static PACKAGE_NAME: Code = Code {
    id: "SW0504",
    name: "crate-name-not-usable",
    severity: Severity::Error,
    what: "The configured name or version of the crate is not one that Cargo takes.",
    why: "Cargo would refuse the generated crate.",
    example: "[crate]\nname = \"talkover client\"\nversion = \"1.0\"",
    instead: "Write a name of letters, digits, `-` and `_`, a letter first, and a version of three numbers.",
    section: "",
};

/// A parameter without a defined text.
pub static PARAMETER_TEXT: Code = Code {
    id: "SW0505",
    name: "parameter-written-by-caller",
    severity: Severity::Warning,
    what: "OpenAPI does not define how the value of this parameter is written: it is nested deeper than a list or an \
           object of plain values, or has a media type other than JSON.",
    why: "The parameter is a string, and the caller must know how the server wants it.",
    example: "- name: filter\n  in: query\n  schema:\n    type: array\n    items: { type: object }",
    instead: "Describe the parameter with `content: { application/json: … }`.",
    section: "OpenAPI 3.0.3 §4.7.12.3",
};

/// A body that is sent raw.
pub static BODY_RAW: Code = Code {
    id: "SW0506",
    name: "request-body-raw",
    severity: Severity::Warning,
    what: "The request body has a media type that is not typed yet.",
    why: "The body is a string or bytes, and the caller must write it.",
    example: "requestBody:\n  content:\n    application/xml: {}",
    instead: "Nothing, or describe a JSON form of it.",
    section: "OpenAPI 3.0.3 §4.7.13",
};

/// An answer that is read raw.
pub static ANSWER_RAW: Code = Code {
    id: "SW0507",
    name: "response-body-raw",
    severity: Severity::Info,
    what: "An answer has a media type that is not typed.",
    why: "It is given as text or bytes, and the caller must read it.",
    example: "'200':\n  description: A report\n  content:\n    application/xml: {}",
    instead: "Nothing, or describe a JSON form of it.",
    section: "OpenAPI 3.0.3 §4.7.14",
};

/// One of several media types was chosen.
pub static MEDIA_TYPES_UNUSED: Code = Code {
    id: "SW0508",
    name: "media-types-unused",
    severity: Severity::Info,
    what: "A body is described in several media types, and not all of them have a method of their own.",
    why: "The others say the same value in other words, or are for the caller to write.",
    example: "content:\n  application/json: {}\n  application/xml: {}",
    instead: "Nothing: JSON is preferred, then forms, parts, text. `Call::bytes` and `Call::stream` reach the others.",
    section: "OpenAPI 3.0.3 §4.7.14",
};

/// An alias of itself.
pub static ENDLESS_ALIAS: Code = Code {
    id: "SW0509",
    name: "type-only-names-itself",
    severity: Severity::Warning,
    what: "A schema is defined by nothing but itself.",
    why: "No value can be told from another, so any JSON value is taken.",
    example: "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }",
    instead: "Say what the schema is.",
    section: "",
};

/// A method that is none.
pub static METHOD: Code = Code {
    id: "SW0510",
    name: "method-not-a-token",
    severity: Severity::Error,
    what: "An operation has a method that is no token, so that it cannot be sent.",
    why: "The operation is left out.",
    example: "additionalOperations:\n  'COPY ALL': {}",
    instead: "Write a method of letters, digits and hyphens: `COPY`.",
    section: "RFC 9110 §9.1",
};

/// A signature of nothing.
pub static SIGNATURE_UNUSED: Code = Code {
    id: "SW0511",
    name: "signature-for-nothing",
    severity: Severity::Warning,
    what: "The configuration says how webhooks are signed, and the document has no webhooks.",
    why: "They were removed, or stand in another document, and what is said has no effect.",
    example: "[webhooks]\nsignature = \"stripe\"",
    instead: "Describe the webhooks (OpenAPI 3.1, `webhooks`), or remove the signature.",
    section: "OpenAPI 3.1.1 §4.8.1",
};

/// Pages that cannot be told as the configuration says.
pub static PAGING: Code = Code {
    id: "SW0512",
    name: "pagination-without-its-parts",
    severity: Severity::Warning,
    what: "The configuration says how the pages of an operation are told, and the operation, its query parameter, its list of items or another member is not there, or it is no `GET` without a body.",
    why: "What is said has no effect: the operation is generated as one whose answer has one page.",
    example: "[pagination]\nlistPets = { kind = \"cursor\", parameter = \"aftr\", next = \"/next\" }   # the parameter is `after`",
    instead: "Name what the document has, or write \"none\".",
    section: "RFC 6901 §3 (JSON pointers)",
};

/// All of them.
pub static ALL: &[&Code] = &[
    &NAMES_MEET,
    &CHOSEN_NAME,
    &NAME_UNMATCHED,
    &PACKAGE_NAME,
    &PARAMETER_TEXT,
    &BODY_RAW,
    &ANSWER_RAW,
    &MEDIA_TYPES_UNUSED,
    &ENDLESS_ALIAS,
    &METHOD,
    &SIGNATURE_UNUSED,
    &PAGING,
];
