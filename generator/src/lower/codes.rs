//! What the fourth stage finds: what the model cannot hold, or holds in a weaker form.

use crate::diagnostic::{Code, Severity};

/// An operation that is left out.
pub static OPERATION: Code = Code {
    id: "SW0401",
    name: "operation-not-generated",
    severity: Severity::Error,
    what: "An operation cannot be generated; what is in the way is reported beside it.",
    why: "It is missing from the client. All other operations are there.",
    example: "parameters:\n  - $ref: '#/components/parameters/Limt'",
    instead: "Mend what is in the way, or skip the operation by name in `specwright.toml`, with the reason.",
    section: "",
};

/// An operation that the configuration leaves out.
pub static SKIPPED: Code = Code {
    id: "SW0402",
    name: "operation-skipped",
    severity: Severity::Info,
    what: "An operation was skipped because the configuration says so.",
    why: "It is missing from the client.",
    example: "",
    instead: "Remove the skip when it is no longer needed.",
    section: "",
};

/// A skip without a need.
pub static SKIP_NOT_NEEDED: Code = Code {
    id: "SW0403",
    name: "skip-not-needed",
    severity: Severity::Warning,
    what: "The configuration skips an operation that could be lowered without an error.",
    why: "The client lacks an operation that it could have.",
    example: "",
    instead: "Remove the skip.",
    section: "",
};

/// A skip of nothing.
pub static SKIP_UNMATCHED: Code = Code {
    id: "SW0404",
    name: "skip-matches-nothing",
    severity: Severity::Warning,
    what: "The configuration skips an operation that the document does not have.",
    why: "It was renamed or removed, or the skip has a typo.",
    example: "",
    instead: "Write the `operationId`, or method and path as in `POST /pets`; or remove the skip.",
    section: "",
};

/// An `operationId` that stands twice.
pub static DUPLICATE_ID: Code = Code {
    id: "SW0405",
    name: "duplicate-operation-id",
    severity: Severity::Warning,
    what: "Two operations have the same `operationId`.",
    why: "It must be unique; the second one gets a derived name.",
    example: "",
    instead: "Give each operation an id of its own.",
    section: "OpenAPI 3.0.3 §4.7.10",
};

/// A path template that cannot be read.
pub static BAD_PATH: Code = Code {
    id: "SW0406",
    name: "bad-path-template",
    severity: Severity::Error,
    what: "The braces of a path do not fit together, or a name between them is empty.",
    why: "The address of the operation cannot be made.",
    example: "paths:\n  /pets/{petId:",
    instead: "Write each parameter as `{name}`.",
    section: "OpenAPI 3.0.3 §4.7.8.1",
};

/// A name in the path without a parameter.
pub static PATH_UNDECLARED: Code = Code {
    id: "SW0407",
    name: "path-parameter-not-declared",
    severity: Severity::Warning,
    what: "A name in the path has no parameter; it is taken as a required string.",
    why: "Its type and its meaning are not known.",
    example: "paths:\n  /pets/{petId}:\n    get: { responses: {} }",
    instead: "Declare the parameter, with `in: path` and `required: true`.",
    section: "OpenAPI 3.0.3 §4.7.8.1",
};

/// A path parameter that the path does not have.
pub static PATH_UNUSED: Code = Code {
    id: "SW0408",
    name: "path-parameter-not-in-path",
    severity: Severity::Warning,
    what: "A path parameter does not occur in the path; it is left out.",
    why: "It cannot be sent.",
    example: "",
    instead: "Put `{name}` into the path, or correct the parameter's name.",
    section: "OpenAPI 3.0.3 §4.7.12.1",
};

/// A header parameter that does not count.
pub static HEADER_IGNORED: Code = Code {
    id: "SW0409",
    name: "header-parameter-ignored",
    severity: Severity::Warning,
    what: "A header parameter is called `Accept`, `Content-Type` or `Authorization`; the specification ignores it.",
    why: "The media types, and the security schemes, say what these headers hold.",
    example: "- name: Authorization\n  in: header\n  schema: { type: string }",
    instead: "Use `content` or a security scheme instead.",
    section: "OpenAPI 3.0.3 §4.7.12.1",
};

/// A parameter without a type.
pub static PARAMETER_UNTYPED: Code = Code {
    id: "SW0410",
    name: "parameter-without-type",
    severity: Severity::Warning,
    what: "A parameter has neither `schema` nor `content`; it is taken as a string.",
    why: "Its type is not known.",
    example: "- name: limit\n  in: query",
    instead: "Add a `schema`.",
    section: "OpenAPI 3.0.3 §4.7.12.1",
};

/// A parameter that stands twice.
pub static PARAMETER_TWICE: Code = Code {
    id: "SW0411",
    name: "duplicate-parameter",
    severity: Severity::Warning,
    what: "A list has two parameters of the same name and place; the first one counts.",
    why: "They may differ.",
    example: "",
    instead: "Keep one of them.",
    section: "OpenAPI 3.0.3 §4.7.10",
};

/// A parameter that cannot be sent.
pub static PARAMETER_UNREADABLE: Code = Code {
    id: "SW0412",
    name: "parameter-not-readable",
    severity: Severity::Error,
    what: "A parameter has no name, or no place that is known.",
    why: "It cannot be sent, and a call without it may mean something else.",
    example: "- name: limit\n  in: qurey",
    instead: "Write `in: path`, `query`, `header` or `cookie`.",
    section: "OpenAPI 3.0.3 §4.7.12.1",
};

/// A style that the place does not have.
pub static STYLE: Code = Code {
    id: "SW0413",
    name: "style-not-allowed-here",
    severity: Severity::Warning,
    what: "A parameter's `style` does not exist for its place; the default of the place is used.",
    why: "Servers cannot expect a form that the specification does not have.",
    example: "- name: id\n  in: path\n  style: form",
    instead: "Write one of the styles of the place.",
    section: "OpenAPI 3.0.3 §4.7.12.3",
};

/// A security scheme that is not there.
pub static SCHEME_UNKNOWN: Code = Code {
    id: "SW0414",
    name: "unknown-security-scheme",
    severity: Severity::Warning,
    what: "A security requirement names a scheme that the components do not have; the alternative is left out.",
    why: "The client cannot know which credential to send.",
    example: "security:\n  - apiKey: []",
    instead: "Add the scheme to `components/securitySchemes`, or correct the name.",
    section: "OpenAPI 3.0.3 §4.7.30",
};

/// A kind of security scheme that is not covered.
pub static SCHEME_UNSUPPORTED: Code = Code {
    id: "SW0415",
    name: "security-scheme-not-supported",
    severity: Severity::Warning,
    what: "A security scheme is of a kind that is not supported yet; the client does not send it.",
    why: "Calls that need it must bring it by other means.",
    example: "type: mutualTLS",
    instead: "Use bearer, basic, an API key, OAuth 2 or OpenID Connect, where the server takes one of these.",
    section: "OpenAPI 3.0.3 §4.7.27",
};

/// Callbacks.
pub static CALLBACKS: Code = Code {
    id: "SW0416",
    name: "callbacks-not-generated",
    severity: Severity::Info,
    what: "An operation has callbacks, for which nothing is generated yet.",
    why: "The client is not affected; the server's requests have no types.",
    example: "",
    instead: "Nothing needs to be done.",
    section: "OpenAPI 3.0.3 §4.7.18",
};

/// Webhooks.
pub static WEBHOOKS: Code = Code {
    id: "SW0417",
    name: "webhooks-not-generated",
    severity: Severity::Info,
    what: "The document has webhooks, for which nothing is generated yet.",
    why: "The client is not affected; the server's requests have no types.",
    example: "",
    instead: "Nothing needs to be done.",
    section: "OpenAPI 3.1.1 §4.8.1",
};

/// Links.
pub static LINKS: Code = Code {
    id: "SW0418",
    name: "links-not-generated",
    severity: Severity::Info,
    what: "An answer has links, for which nothing is generated.",
    why: "The client is not affected: what a link names can be called as an operation.",
    example: "",
    instead: "Nothing needs to be done.",
    section: "OpenAPI 3.0.3 §4.7.20",
};

/// A media type that is not covered.
pub static MEDIA_TYPE: Code = Code {
    id: "SW0419",
    name: "media-type-not-supported",
    severity: Severity::Warning,
    what: "A body has a media type whose values are not typed yet; it is sent or read as raw bytes.",
    why: "The caller must build or read the bytes.",
    example: "content:\n  application/xml: { schema: { type: object } }",
    instead: "Offer `application/json` as well, if the server takes it.",
    section: "OpenAPI 3.0.3 §4.7.14",
};

/// An encoding.
pub static ENCODING: Code = Code {
    id: "SW0420",
    name: "encoding-not-supported",
    severity: Severity::Warning,
    what: "A body has an `encoding`, which is not supported yet and is ignored.",
    why: "Parts may be sent in another form than the document says.",
    example: "encoding:\n  history: { contentType: application/xml }",
    instead: "Check that the defaults of the media type are what the server takes.",
    section: "OpenAPI 3.0.3 §4.7.15",
};

/// A keyword that is not covered.
pub static KEYWORD: Code = Code {
    id: "SW0421",
    name: "keyword-not-supported",
    severity: Severity::Warning,
    what: "A schema has a keyword that the generated types do not express.",
    why: "The types accept values that the schema does not, or hold them as untyped JSON.",
    example: "not: { type: string }",
    instead: "Nothing needs to be done where the wider type is good enough.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A conjunction that contradicts itself.
pub static CONFLICT: Code = Code {
    id: "SW0422",
    name: "all-of-conflict",
    severity: Severity::Warning,
    what: "Schemas that must all hold contradict each other.",
    why: "No value satisfies them all; the client takes the values that the first of them allows.",
    example: "allOf:\n  - type: string\n  - type: object",
    instead: "Make them agree.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A schema that nothing satisfies.
pub static NEVER: Code = Code {
    id: "SW0423",
    name: "no-value-allowed",
    severity: Severity::Warning,
    what: "A schema allows no value at all; it is taken as any JSON value.",
    why: "Nothing valid can be sent or received.",
    example: "schema: false",
    instead: "Describe the values, or remove what uses the schema.",
    section: "JSON Schema 2020-12 core §4.3.2",
};

/// A constant of another type.
pub static ENUM_VALUE: Code = Code {
    id: "SW0424",
    name: "enum-value-of-another-type",
    severity: Severity::Warning,
    what: "A value of an `enum` is not of the schema's type.",
    why: "No value can be equal to it and of the type as well.",
    example: "type: string\nenum: [1, 2]",
    instead: "Quote the value, or correct the type.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// Constants that have no names.
pub static ENUM_UNTYPED: Code = Code {
    id: "SW0425",
    name: "enum-not-checked",
    severity: Severity::Warning,
    what: "The values of an `enum` are not all strings or all integers; any value of the type is taken.",
    why: "The client does not know the constants by name.",
    example: "enum: [1, a, true]",
    instead: "Use strings only, where the API allows it.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A required property that is not described.
pub static REQUIRED: Code = Code {
    id: "SW0426",
    name: "required-not-described",
    severity: Severity::Warning,
    what: "A name in `required` is not among the properties; it is taken as an optional value of any type.",
    why: "Most often the property was renamed or removed, or the name has a typo.",
    example: "required: [nmae]\nproperties: { name: { type: string } }",
    instead: "Describe the property, or correct the name.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A tag for no alternative.
pub static MAPPING: Code = Code {
    id: "SW0427",
    name: "mapping-to-nothing",
    severity: Severity::Warning,
    what: "A discriminator's mapping names a schema that is not among the alternatives; the entry is left out.",
    why: "Values with this tag are not recognised.",
    example: "",
    instead: "Name one of the alternatives.",
    section: "OpenAPI 3.0.3 §4.7.25",
};

/// A type that is not written.
pub static INFERRED: Code = Code {
    id: "SW0428",
    name: "type-inferred",
    severity: Severity::Info,
    what: "A schema has no `type`; it was inferred from the other keywords.",
    why: "Strictly, the schema allows values of every other type as well.",
    example: "properties:\n  name: { type: string }",
    instead: "Write the type.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// Nesting without an end.
pub static TOO_DEEP: Code = Code {
    id: "SW0429",
    name: "schema-too-deep",
    severity: Severity::Warning,
    what: "Schemas are nested deeper than is read; what is below is taken as any JSON value.",
    why: "Its type is lost.",
    example: "",
    instead: "Give the inner schemas names in the components.",
    section: "",
};

/// Inheritance without a list of heirs.
pub static SUBTYPES: Code = Code {
    id: "SW0430",
    name: "subtypes-not-told-apart",
    severity: Severity::Warning,
    what: "A schema has a discriminator but lists no alternatives; the fields of its subtypes are kept untyped.",
    why: "A value of a subtype is read as the base type with further members.",
    example: "",
    instead: "Write `oneOf` with the subtypes beside the discriminator.",
    section: "OpenAPI 3.0.3 §4.7.25",
};

/// Alternatives that do not shape the type.
pub static ALTERNATIVES: Code = Code {
    id: "SW0431",
    name: "alternatives-not-checked",
    severity: Severity::Warning,
    what: "Alternatives that stand beside other parts of a schema are not expressed by the generated type.",
    why: "The type accepts values that the schema does not.",
    example: "properties: { a: {}, b: {} }\noneOf:\n  - required: [a]\n  - required: [b]",
    instead: "Nothing needs to be done where the wider type is good enough.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A fragment in a path.
pub static PATH_FRAGMENT: Code = Code {
    id: "SW0432",
    name: "path-with-fragment",
    severity: Severity::Warning,
    what: "A path has a `#`; what follows is never sent, and is left out.",
    why: "Two operations that differ only there have the same address.",
    example: "paths:\n  /#Action=Stop: {}",
    instead: "Tell the operations apart by path or method.",
    section: "RFC 3986 §3.5",
};

/// A server without an address.
pub static SERVER: Code = Code {
    id: "SW0433",
    name: "server-not-usable",
    severity: Severity::Warning,
    what: "A server has no address, or a variable without a value; it is left out.",
    why: "The client cannot call it.",
    example: "servers:\n  - url: https://{region}.example.com",
    instead: "Give each variable a default.",
    section: "OpenAPI 3.0.3 §4.7.5",
};

/// A property that could never travel.
pub static DIRECTION: Code = Code {
    id: "SW0434",
    name: "read-only-and-write-only",
    severity: Severity::Warning,
    what: "A property is both `readOnly` and `writeOnly`; neither is applied.",
    why: "It could never travel.",
    example: "",
    instead: "Keep one of the two.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// An answer for no status.
pub static STATUS: Code = Code {
    id: "SW0435",
    name: "status-not-readable",
    severity: Severity::Error,
    what: "A key of the responses is no status.",
    why: "The answer cannot be told from others.",
    example: "responses:\n  ok: { description: fine }",
    instead: "Write a status as `404`, a range as `4XX`, or `default`.",
    section: "OpenAPI 3.0.3 §4.7.16",
};

/// A query in a path.
pub static PATH_QUERY: Code = Code {
    id: "SW0436",
    name: "path-with-query",
    severity: Severity::Warning,
    what: "A path has a `?`; what follows is sent as query parameters.",
    why: "The specification has no queries in paths, and tools differ in what they make of them.",
    example: "paths:\n  /pets?page={page}: {}",
    instead: "Declare the parameters with `in: query`.",
    section: "OpenAPI 3.0.3 §4.7.8.1",
};

/// All of them, by id.
pub static ALL: &[&Code] = &[
    &OPERATION,
    &SKIPPED,
    &SKIP_NOT_NEEDED,
    &SKIP_UNMATCHED,
    &DUPLICATE_ID,
    &BAD_PATH,
    &PATH_UNDECLARED,
    &PATH_UNUSED,
    &HEADER_IGNORED,
    &PARAMETER_UNTYPED,
    &PARAMETER_TWICE,
    &PARAMETER_UNREADABLE,
    &STYLE,
    &SCHEME_UNKNOWN,
    &SCHEME_UNSUPPORTED,
    &CALLBACKS,
    &WEBHOOKS,
    &LINKS,
    &MEDIA_TYPE,
    &ENCODING,
    &KEYWORD,
    &CONFLICT,
    &NEVER,
    &ENUM_VALUE,
    &ENUM_UNTYPED,
    &REQUIRED,
    &MAPPING,
    &INFERRED,
    &TOO_DEEP,
    &SUBTYPES,
    &ALTERNATIVES,
    &PATH_FRAGMENT,
    &SERVER,
    &DIRECTION,
    &STATUS,
    &PATH_QUERY,
];
