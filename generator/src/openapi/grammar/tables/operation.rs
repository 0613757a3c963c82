//! Paths, operations, and all that goes in and comes out of them.

use super::super::Value::{Any, Boolean, Name, Object as An, OneOf, OrReference, Schema, Text, True, Url};
use super::super::{KeyForm, Object, Rule, Value, field};
use super::{EXTERNAL_DOCS, SECURITY_REQUIREMENT, SERVER};
use crate::openapi::Version::{self, V3_0, V3_1, V3_2};
use crate::source::Node;

/// The Path Item Object.
pub static PATH_ITEM: Object = Object::new(
    "Path Item Object",
    "4.7.9",
    &[
        field("$ref", Text),
        field("summary", Text),
        field("description", Text),
        field("get", An(&OPERATION)),
        field("put", An(&OPERATION)),
        field("post", An(&OPERATION)),
        field("delete", An(&OPERATION)),
        field("options", An(&OPERATION)),
        field("head", An(&OPERATION)),
        field("patch", An(&OPERATION)),
        field("trace", An(&OPERATION)),
        field("query", An(&OPERATION)).since(V3_2),
        field("additionalOperations", map!(KeyForm::Method, An(&OPERATION))).since(V3_2),
        field("servers", list!(An(&SERVER))),
        field("parameters", list!(OrReference(&PARAMETER))),
    ],
);

/// The Operation Object.
pub static OPERATION: Object = Object::new(
    "Operation Object",
    "4.7.10",
    &[
        field("tags", list!(Text)),
        field("summary", Text),
        field("description", Text),
        field("externalDocs", An(&EXTERNAL_DOCS)),
        field("operationId", Text),
        field("parameters", list!(OrReference(&PARAMETER))),
        field("requestBody", OrReference(&REQUEST_BODY)),
        field("responses", An(&RESPONSES)).required().until(V3_0),
        field("responses", An(&RESPONSES)).since(V3_1),
        field("callbacks", map!(KeyForm::Any, OrReference(&CALLBACK))),
        field("deprecated", Boolean),
        field("security", list!(An(&SECURITY_REQUIREMENT))),
        field("servers", list!(An(&SERVER))),
    ],
);

const QUERY_STYLES: Value = OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]);

/// The Parameter Object.
pub static PARAMETER: Object = Object::new(
    "Parameter Object",
    "4.7.12",
    &[
        field("name", Text).required(),
        field("in", OneOf(&["query", "header", "path", "cookie"])).required().until(V3_1),
        field("in", OneOf(&["query", "querystring", "header", "path", "cookie"])).required().since(V3_2),
        field("description", Text),
        field("required", True).when("in", &["path"]),
        field("required", Boolean).when("in", &["query", "querystring", "header", "cookie"]),
        field("deprecated", Boolean),
        field("allowEmptyValue", Boolean).until(V3_0),
        field("allowEmptyValue", Boolean).since(V3_1).when("in", &["query"]),
        field("style", OneOf(&["simple", "label", "matrix"])).when("in", &["path"]),
        field("style", QUERY_STYLES).when("in", &["query"]),
        field("style", OneOf(&["simple"])).when("in", &["header"]),
        field("style", OneOf(&["form"])).when("in", &["cookie"]).until(V3_1),
        field("style", OneOf(&["form", "cookie"])).when("in", &["cookie"]).since(V3_2),
        field("explode", Boolean),
        field("allowReserved", Boolean).until(V3_0),
        field("allowReserved", Boolean).since(V3_1).until(V3_1).when("in", &["query"]),
        field("allowReserved", Boolean).since(V3_2).when("in", &["path", "query", "cookie"]),
        field("schema", Schema),
        field("content", one!(KeyForm::MediaType, An(&MEDIA_TYPE))),
        field("example", Any),
        field("examples", map!(KeyForm::Any, OrReference(&EXAMPLE))),
    ],
)
.rules(&[
    Rule::ExactlyOne(&["schema", "content"]),
    Rule::AtMostOne(&["example", "examples"]),
    Rule::RequiredIf("required", path_parameter),
]);

/// A path parameter says `required: true`. The official schemas of 3.1 ask it only of one with a `schema`.
fn path_parameter(node: Node<'_>, version: Version) -> bool {
    node.get("in").and_then(Node::as_str) == Some("path") && (version == V3_0 || node.get("content").is_none())
}

/// The Request Body Object.
pub static REQUEST_BODY: Object = Object::new(
    "Request Body Object",
    "4.7.13",
    &[
        field("description", Text),
        field("content", map!(KeyForm::MediaType, An(&MEDIA_TYPE))).required(),
        field("required", Boolean),
    ],
);

/// The Media Type Object.
pub static MEDIA_TYPE: Object = Object::new(
    "Media Type Object",
    "4.7.14",
    &[
        field("$ref", Text).since(V3_2),
        field("schema", Schema),
        field("itemSchema", Schema).since(V3_2),
        field("example", Any),
        field("examples", map!(KeyForm::Any, OrReference(&EXAMPLE))),
        field("encoding", map!(KeyForm::Any, An(&ENCODING))),
        field("prefixEncoding", list!(An(&ENCODING))).since(V3_2),
        field("itemEncoding", An(&ENCODING)).since(V3_2),
    ],
)
.rules(&[Rule::AtMostOne(&["example", "examples"])]);

/// The Encoding Object.
pub static ENCODING: Object = Object::new(
    "Encoding Object",
    "4.7.15",
    &[
        field("contentType", Text),
        field("headers", map!(KeyForm::Any, OrReference(&HEADER))),
        field("style", QUERY_STYLES),
        field("explode", Boolean),
        field("allowReserved", Boolean),
        field("encoding", map!(KeyForm::Any, An(&ENCODING))).since(V3_2),
        field("prefixEncoding", list!(An(&ENCODING))).since(V3_2),
        field("itemEncoding", An(&ENCODING)).since(V3_2),
    ],
);

/// The Responses Object.
pub static RESPONSES: Object = Object::new("Responses Object", "4.7.16", &[field("default", OrReference(&RESPONSE))])
    .patterned_some(KeyForm::Status, OrReference(&RESPONSE));

/// The Response Object.
pub static RESPONSE: Object = Object::new(
    "Response Object",
    "4.7.17",
    &[
        field("summary", Text).since(V3_2),
        field("description", Text).required().until(V3_1),
        field("description", Text).since(V3_2),
        field("headers", map!(KeyForm::Any, OrReference(&HEADER))),
        field("content", map!(KeyForm::MediaType, An(&MEDIA_TYPE))),
        field("links", map!(KeyForm::Component, OrReference(&LINK))),
    ],
);

/// The Callback Object.
pub static CALLBACK: Object = Object::new("Callback Object", "4.7.18", &[]).patterned(KeyForm::Any, An(&PATH_ITEM));

/// The Example Object.
pub static EXAMPLE: Object = Object::new(
    "Example Object",
    "4.7.19",
    &[
        field("summary", Text),
        field("description", Text),
        field("value", Any),
        field("dataValue", Any).since(V3_2),
        field("serializedValue", Text).since(V3_2),
        field("externalValue", Url),
    ],
)
.rules(&[
    Rule::AtMostOne(&["value", "externalValue"]),
    Rule::AtMostOne(&["value", "dataValue"]),
    Rule::AtMostOne(&["value", "serializedValue"]),
    Rule::AtMostOne(&["serializedValue", "externalValue"]),
]);

/// The Link Object.
pub static LINK: Object = Object::new(
    "Link Object",
    "4.7.20",
    &[
        field("operationRef", Url),
        field("operationId", Name),
        field("parameters", map!(KeyForm::Any, Any)),
        field("requestBody", Any),
        field("description", Text),
        field("server", An(&SERVER)),
    ],
)
.rules(&[Rule::ExactlyOne(&["operationRef", "operationId"])]);

/// The Header Object.
pub static HEADER: Object = Object::new(
    "Header Object",
    "4.7.21",
    &[
        field("description", Text),
        field("required", Boolean),
        field("deprecated", Boolean),
        field("allowEmptyValue", Boolean).until(V3_0),
        field("style", OneOf(&["simple"])),
        field("explode", Boolean),
        field("allowReserved", Boolean).until(V3_0).instead("remove it: it is only for query parameters"),
        field("schema", Schema),
        field("content", one!(KeyForm::MediaType, An(&MEDIA_TYPE))),
        field("example", Any),
        field("examples", map!(KeyForm::Any, OrReference(&EXAMPLE))),
    ],
)
.rules(&[Rule::ExactlyOne(&["schema", "content"]), Rule::AtMostOne(&["example", "examples"])]);
