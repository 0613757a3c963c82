//! What is found in how an API is reached: whole queries, tags, security, servers, and what it sends by itself.

use crate::diagnostic::{Code, Severity};

/// A whole query that is not alone.
pub static QUERY_STRING: Code = Code {
    id: "SW0450",
    name: "query-string-not-alone",
    severity: Severity::Warning,
    what: "An operation has a parameter that is the whole query (`in: querystring`), and others in the query; all are sent.",
    why: "The specification allows only one of the two, and servers differ in what they make of both.",
    example: "parameters:\n  - { name: q, in: querystring, content: {} }\n  - { name: page, in: query, schema: {} }",
    instead: "Describe all of the query by one parameter `in: querystring`, or each part of it by `in: query`.",
    section: "OpenAPI 3.2.0 §4.12.1",
};

/// A tag without its parent.
pub static TAG_PARENT: Code = Code {
    id: "SW0451",
    name: "tag-parent",
    severity: Severity::Warning,
    what: "The `parent` of a tag is no tag of the document, or is below the tag itself; it is ignored.",
    why: "The tag has no place among the others.",
    example: "tags:\n  - { name: cats, parent: animlas }",
    instead: "Name a tag of the document that is not below this one.",
    section: "OpenAPI 3.2.0 §4.22",
};

/// Credentials that the caller writes.
pub static SCHEME_RAW: Code = Code {
    id: "SW0452",
    name: "security-scheme-written-by-the-caller",
    severity: Severity::Info,
    what: "A security scheme is of an HTTP scheme that is not known; its secret is the whole value of `Authorization`.",
    why: "How the value is made depends on the scheme, and may depend on the request and on what the server said before.",
    example: "type: http\nscheme: digest",
    instead: "Nothing needs to be done; where the value differs by request, set the header of the call.",
    section: "RFC 9110 §11",
};

/// Parts of incoming requests that get no types.
pub static INCOMING: Code = Code {
    id: "SW0453",
    name: "incoming-request-partly-typed",
    severity: Severity::Info,
    what: "A webhook or callback has parameters, an answer with a body, or a body that is not JSON; these get no types. \
           Told once, at the first.",
    why: "Who receives the request is a server, and reads headers and writes answers in its own ways.",
    example: "webhooks:\n  moved:\n    post: { parameters: [{ name: X-Signature, in: header }] }",
    instead: "Nothing needs to be done; the JSON bodies have types.",
    section: "OpenAPI 3.1.1 §4.8.1",
};
