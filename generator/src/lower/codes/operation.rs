//! What is found in operations, their parameters, bodies and answers.

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
    severity: Severity::Error,
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
    severity: Severity::Error,
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
    severity: Severity::Error,
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
    severity: Severity::Error,
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
    why: "It cannot be sent. The operation is generated without it, and a call without it may mean something else.",
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
    severity: Severity::Error,
    what: "A security requirement names a scheme that the components do not have; the alternative is left out.",
    why: "The client cannot know which credential to send.",
    example: "security:\n  - apiKey: []",
    instead: "Add the scheme to `components/securitySchemes`, or correct the name.",
    section: "OpenAPI 3.0.3 §4.7.30",
};

/// A security scheme that cannot be used.
pub static SCHEME_UNSUPPORTED: Code = Code {
    id: "SW0415",
    name: "security-scheme-not-usable",
    severity: Severity::Warning,
    what: "A security scheme has no type that is known, or does not say where its key is sent; the client does not send it.",
    why: "Calls that need it must bring it by other means.",
    example: "type: apiKey\nin: header",
    instead: "Write the `type`, and what it needs: `scheme`, or `name` and `in`.",
    section: "OpenAPI 3.0.3 §4.7.27",
};

/// Links.
pub static LINKS: Code = Code {
    id: "SW0418",
    name: "links-not-generated",
    severity: Severity::Info,
    what: "Answers have links, for which nothing is generated. Told once, at the first.",
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
    what: "A part of an `encoding` is not supported yet and is ignored.",
    why: "Parts may be sent in another form than the document says.",
    example: "multipart/mixed:\n  prefixEncoding: [{ contentType: image/png }]",
    instead: "Check that the defaults of the media type are what the server takes.",
    section: "OpenAPI 3.2.0 §4.15",
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

/// An answer for no status.
pub static STATUS: Code = Code {
    id: "SW0435",
    name: "status-not-readable",
    severity: Severity::Error,
    what: "A key of the responses is no status.",
    why: "The answer cannot be told from others; it is taken as not described.",
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
