//! The objects of OpenAPI 2.0 (Swagger), whose parameters, bodies and security differ from what came after.
//!
//! A field that later versions have stands here too where people write it by mistake: the finding then says which
//! version has it.

use super::super::Value::{
    Any, Boolean, Count, Either, Name, Number, Object as An, OneOf, OrReference, Positive, Text, Url,
};
use super::super::{Field, KeyForm, Object, Rule, Value, field};
use super::{CONTACT, EXTERNAL_DOCS, LICENSE, SECURITY_REQUIREMENT};
use crate::openapi::Version::{self, V3_0};
use crate::source::Node;

const fn later(name: &'static str, value: Value) -> Field {
    field(name, value).since(V3_0)
}

const SCHEMES: Value = list!(OneOf(&["http", "https", "ws", "wss"]));
const FORMATS: Value = Value::OneOf(&["csv", "ssv", "tsv", "pipes"]);
const TYPES: Value = OneOf(&["string", "number", "integer", "boolean", "array"]);
const RAISE: &str = "2.0 has no such keyword; raise the document to 3.0";

/// The root: the Swagger Object.
pub static SWAGGER: Object = Object::new(
    "Swagger Object",
    "2.0",
    &[
        // Its form was looked at when the version was read.
        field("swagger", Any).required(),
        field("info", An(&INFO)).required(),
        field("host", Text),
        field("basePath", Text),
        field("schemes", SCHEMES),
        field("consumes", list!(Text)),
        field("produces", list!(Text)),
        field("paths", An(&PATHS)).required(),
        field("definitions", map!(KeyForm::Any, OrReference(&SCHEMA))),
        field("parameters", map!(KeyForm::Any, OrReference(&PARAMETER))),
        field("responses", map!(KeyForm::Any, OrReference(&RESPONSE))),
        field("securityDefinitions", map!(KeyForm::Any, An(&SECURITY_SCHEME))),
        field("security", list!(An(&SECURITY_REQUIREMENT))),
        field("tags", list!(An(&TAG))),
        field("externalDocs", An(&EXTERNAL_DOCS)),
        later("servers", Any).instead("2.0 has `host`, `basePath` and `schemes`"),
        later("components", Any).instead("2.0 has `definitions`, `parameters`, `responses` and `securityDefinitions`"),
    ],
);

static INFO: Object = Object::new(
    "Info Object",
    "2.0",
    &[
        field("title", Text).required(),
        field("description", Text),
        field("termsOfService", Text),
        field("contact", An(&CONTACT)),
        field("license", An(&LICENSE)),
        field("version", Text).required(),
    ],
);

static TAG: Object = Object::new(
    "Tag Object",
    "2.0",
    &[field("name", Name).required(), field("description", Text), field("externalDocs", An(&EXTERNAL_DOCS))],
);

static PATHS: Object = Object::new("Paths Object", "2.0", &[]).patterned(KeyForm::Path, An(&PATH_ITEM));

static PATH_ITEM: Object = Object::new(
    "Path Item Object",
    "2.0",
    &[
        field("$ref", Text),
        field("get", An(&OPERATION)),
        field("put", An(&OPERATION)),
        field("post", An(&OPERATION)),
        field("delete", An(&OPERATION)),
        field("options", An(&OPERATION)),
        field("head", An(&OPERATION)),
        field("patch", An(&OPERATION)),
        later("trace", Any),
        field("parameters", list!(OrReference(&PARAMETER))),
    ],
);

static OPERATION: Object = Object::new(
    "Operation Object",
    "2.0",
    &[
        field("tags", list!(Text)),
        field("summary", Text),
        field("description", Text),
        field("externalDocs", An(&EXTERNAL_DOCS)),
        field("operationId", Text),
        field("consumes", list!(Text)),
        field("produces", list!(Text)),
        field("parameters", list!(OrReference(&PARAMETER))),
        field("responses", An(&RESPONSES)).required(),
        field("schemes", SCHEMES),
        field("deprecated", Boolean),
        field("security", list!(An(&SECURITY_REQUIREMENT))),
        later("requestBody", Any).instead("2.0 has a parameter with `in: body`"),
        later("servers", Any).instead("2.0 has `schemes`"),
        later("callbacks", Any),
    ],
);

const INLINE: &[&str] = &["query", "header", "path", "formData"];

static PARAMETER: Object = Object::new(
    "Parameter Object",
    "2.0",
    &[
        field("name", Text).required(),
        field("in", OneOf(&["query", "header", "path", "formData", "body"])).required(),
        field("description", Text),
        field("required", Boolean),
        field("schema", OrReference(&SCHEMA)).when("in", &["body"]).required(),
        field("type", TYPES).when("in", &["query", "header", "path"]).required(),
        field("type", OneOf(&["string", "number", "integer", "boolean", "array", "file"]))
            .when("in", &["formData"])
            .required(),
        field("format", Text).when("in", INLINE),
        field("allowEmptyValue", Boolean).when("in", &["query", "formData"]),
        field("items", An(&ITEMS)).when("in", INLINE),
        field("collectionFormat", OneOf(&["csv", "ssv", "tsv", "pipes", "multi"])).when("in", &["query", "formData"]),
        field("collectionFormat", FORMATS).when("in", &["header", "path"]),
        field("default", Any).when("in", INLINE),
        field("maximum", Number).when("in", INLINE),
        field("exclusiveMaximum", Boolean).when("in", INLINE),
        field("minimum", Number).when("in", INLINE),
        field("exclusiveMinimum", Boolean).when("in", INLINE),
        field("maxLength", Count).when("in", INLINE),
        field("minLength", Count).when("in", INLINE),
        field("pattern", Text).when("in", INLINE),
        field("maxItems", Count).when("in", INLINE),
        field("minItems", Count).when("in", INLINE),
        field("uniqueItems", Boolean).when("in", INLINE),
        field("enum", some!(Any)).when("in", INLINE),
        field("multipleOf", Positive).when("in", INLINE),
        later("style", Any).instead("2.0 has `collectionFormat`"),
        later("explode", Any).instead("2.0 has `collectionFormat: multi`"),
        later("content", Any).instead("2.0 has `consumes`"),
        later("example", Any).instead("2.0 has no examples of parameters: write `x-example`"),
        later("examples", Any).instead("2.0 has no examples of parameters: write `x-example`"),
    ],
)
.rules(&[Rule::RequiredIf("required", in_path), Rule::RequiredIf("items", is_array)]);

fn in_path(node: Node<'_>, _: Version) -> bool {
    node.get("in").and_then(Node::as_str) == Some("path")
}

fn is_array(node: Node<'_>, _: Version) -> bool {
    node.get("type").and_then(Node::as_str) == Some("array")
}

static ITEMS: Object = Object::new(
    "Items Object",
    "2.0",
    &[
        field("type", TYPES).required(),
        field("format", Text),
        field("items", An(&ITEMS)),
        field("collectionFormat", FORMATS),
        field("default", Any),
        field("maximum", Number),
        field("exclusiveMaximum", Boolean),
        field("minimum", Number),
        field("exclusiveMinimum", Boolean),
        field("maxLength", Count),
        field("minLength", Count),
        field("pattern", Text),
        field("maxItems", Count),
        field("minItems", Count),
        field("uniqueItems", Boolean),
        field("enum", some!(Any)),
        field("multipleOf", Positive),
    ],
)
.rules(&[Rule::RequiredIf("items", is_array)]);

static RESPONSES: Object = Object::new("Responses Object", "2.0", &[field("default", OrReference(&RESPONSE))])
    .patterned_some(KeyForm::Status, OrReference(&RESPONSE));

static RESPONSE: Object = Object::new(
    "Response Object",
    "2.0",
    &[
        field("description", Text).required(),
        field("schema", OrReference(&SCHEMA)),
        field("headers", map!(KeyForm::Any, An(&HEADER))),
        field("examples", map!(KeyForm::Any, Any)),
        later("content", Any).instead("2.0 has `produces`, and `schema` here"),
    ],
);

static HEADER: Object = Object::new(
    "Header Object",
    "2.0",
    &[
        field("description", Text),
        field("type", TYPES).required(),
        field("format", Text),
        field("items", An(&ITEMS)),
        field("collectionFormat", FORMATS),
        field("default", Any),
        field("maximum", Number),
        field("exclusiveMaximum", Boolean),
        field("minimum", Number),
        field("exclusiveMinimum", Boolean),
        field("maxLength", Count),
        field("minLength", Count),
        field("pattern", Text),
        field("maxItems", Count),
        field("minItems", Count),
        field("uniqueItems", Boolean),
        field("enum", some!(Any)),
        field("multipleOf", Positive),
    ],
)
.rules(&[Rule::RequiredIf("items", is_array)]);

static SCHEMA: Object = Object::new(
    "Schema Object",
    "2.0",
    &[
        field("title", Text),
        field("description", Text),
        field("type", OneOf(&["array", "boolean", "integer", "number", "object", "string", "file"])),
        field("format", Text),
        field("enum", some!(Any)),
        field("default", Any),
        field("multipleOf", Positive),
        field("maximum", Number),
        field("exclusiveMaximum", Boolean),
        field("minimum", Number),
        field("exclusiveMinimum", Boolean),
        field("maxLength", Count),
        field("minLength", Count),
        field("pattern", Text),
        field("items", OrReference(&SCHEMA)),
        field("maxItems", Count),
        field("minItems", Count),
        field("uniqueItems", Boolean),
        field("properties", map!(KeyForm::Any, OrReference(&SCHEMA))),
        field("additionalProperties", Either(&[Boolean, OrReference(&SCHEMA)])),
        field("maxProperties", Count),
        field("minProperties", Count),
        field("required", Value::List { of: &Text, at_least: 0, unique: true }),
        field("allOf", list!(OrReference(&SCHEMA))),
        field("discriminator", Text),
        field("readOnly", Boolean),
        field("xml", Any),
        field("externalDocs", An(&EXTERNAL_DOCS)),
        field("example", Any),
        later("nullable", Any).instead("write `x-nullable: true`"),
        later("oneOf", Any).instead(RAISE),
        later("anyOf", Any).instead(RAISE),
        later("not", Any).instead(RAISE),
        later("writeOnly", Any).instead(RAISE),
        later("deprecated", Any).instead(RAISE),
    ],
);

static SECURITY_SCHEME: Object = Object::new(
    "Security Scheme Object",
    "2.0",
    &[
        field("type", OneOf(&["basic", "apiKey", "oauth2"])).required(),
        field("description", Text),
        field("name", Text).required().when("type", &["apiKey"]),
        field("in", OneOf(&["query", "header"])).required().when("type", &["apiKey"]),
        field("flow", OneOf(&["implicit", "password", "application", "accessCode"]))
            .required()
            .when("type", &["oauth2"]),
        field("authorizationUrl", Url).required().when("flow", &["implicit", "accessCode"]),
        field("tokenUrl", Url).required().when("flow", &["password", "application", "accessCode"]),
        field("scopes", map!(KeyForm::Any, Text)).required().when("type", &["oauth2"]),
        later("scheme", Any).instead("2.0 has `type: basic`"),
        later("flows", Any).instead("2.0 has one `flow`"),
    ],
);
