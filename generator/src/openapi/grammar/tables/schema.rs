//! Schemas: the dialect of 3.0, and JSON Schema 2020-12 from 3.1 on.

use super::super::Value::{
    self, Any, Boolean, Count, Either, Number, Object as An, OneOf, Positive, Schema, Text, Url,
};
use super::super::{KeyForm, Object, Others, Rule, field};
use super::EXTERNAL_DOCS;
use crate::openapi::Version::{V3_0, V3_1, V3_2};

const TYPES: Value = OneOf(&["null", "boolean", "object", "array", "number", "string", "integer"]);
const SCHEMAS: Value = map!(KeyForm::Any, Schema);
const TEXTS: Value = set!(Text);
const ONE_OR_MORE: Value = some!(Schema);

const TYPE_LISTS: &str = "write `type: [string, 'null']`";
const ONE_EXAMPLE: &str = "write one `example`";
const ENUM_OF_ONE: &str = "write an `enum` of one value";
const RAISE: &str = "3.0 has no such keyword; raise the document to 3.1";

/// The Schema Object.
pub static SCHEMA: Object = Object::new(
    "Schema Object",
    "4.7.24",
    &[
        field("title", Text),
        field("description", Text),
        field("type", OneOf(&["array", "boolean", "integer", "number", "object", "string"])).until(V3_0),
        field("type", Either(&[TYPES, Value::List { of: &TYPES, at_least: 1, unique: true }])).since(V3_1),
        field("format", Text),
        field("enum", some!(Any)).until(V3_0),
        field("enum", list!(Any)).since(V3_1),
        field("default", Any),
        field("nullable", Boolean).until(V3_0).instead(TYPE_LISTS),
        // Numbers
        field("multipleOf", Positive),
        field("maximum", Number),
        field("exclusiveMaximum", Boolean).until(V3_0),
        field("exclusiveMaximum", Number).since(V3_1),
        field("minimum", Number),
        field("exclusiveMinimum", Boolean).until(V3_0),
        field("exclusiveMinimum", Number).since(V3_1),
        // Strings
        field("maxLength", Count),
        field("minLength", Count),
        field("pattern", Text),
        // Lists
        field("items", Schema),
        field("maxItems", Count),
        field("minItems", Count),
        field("uniqueItems", Boolean),
        // Objects
        field("properties", SCHEMAS),
        field("additionalProperties", Either(&[Boolean, Schema])),
        field("maxProperties", Count),
        field("minProperties", Count),
        field("required", Value::List { of: &Text, at_least: 1, unique: true }).until(V3_0),
        field("required", TEXTS).since(V3_1),
        // Together
        field("allOf", list!(Schema)).until(V3_0),
        field("oneOf", list!(Schema)).until(V3_0),
        field("anyOf", list!(Schema)).until(V3_0),
        field("allOf", ONE_OR_MORE).since(V3_1),
        field("oneOf", ONE_OR_MORE).since(V3_1),
        field("anyOf", ONE_OR_MORE).since(V3_1),
        field("not", Schema),
        // OpenAPI's own
        field("discriminator", An(&DISCRIMINATOR)),
        field("readOnly", Boolean),
        field("writeOnly", Boolean),
        field("xml", An(&XML)),
        field("externalDocs", An(&EXTERNAL_DOCS)),
        field("example", Any),
        field("deprecated", Boolean),
        // JSON Schema 2020-12
        field("$id", Url).since(V3_1).instead(RAISE),
        field("$schema", Url).since(V3_1).instead(RAISE),
        field("$ref", Text).since(V3_1),
        field("$anchor", Text).since(V3_1).instead(RAISE),
        field("$dynamicRef", Text).since(V3_1).instead(RAISE),
        field("$dynamicAnchor", Text).since(V3_1).instead(RAISE),
        field("$vocabulary", map!(KeyForm::Any, Boolean)).since(V3_1).instead(RAISE),
        field("$comment", Text).since(V3_1).instead("use a comment of YAML, or `x-comment`"),
        field("$defs", SCHEMAS).since(V3_1).instead("put the schemas under `components/schemas`"),
        field("const", Any).since(V3_1).instead(ENUM_OF_ONE),
        field("examples", list!(Any)).since(V3_1).instead(ONE_EXAMPLE),
        field("prefixItems", ONE_OR_MORE).since(V3_1).instead(RAISE),
        field("contains", Schema).since(V3_1).instead(RAISE),
        field("maxContains", Count).since(V3_1).instead(RAISE),
        field("minContains", Count).since(V3_1).instead(RAISE),
        field("patternProperties", SCHEMAS).since(V3_1).instead("describe the values with `additionalProperties`"),
        field("propertyNames", Schema).since(V3_1).instead(RAISE),
        field("dependentRequired", map!(KeyForm::Any, TEXTS)).since(V3_1).instead(RAISE),
        field("dependentSchemas", SCHEMAS).since(V3_1).instead(RAISE),
        field("if", Schema).since(V3_1).instead(RAISE),
        field("then", Schema).since(V3_1).instead(RAISE),
        field("else", Schema).since(V3_1).instead(RAISE),
        field("unevaluatedItems", Schema).since(V3_1).instead(RAISE),
        field("unevaluatedProperties", Schema).since(V3_1).instead("use `additionalProperties`"),
        field("contentEncoding", Text).since(V3_1).instead("write `format: byte`"),
        field("contentMediaType", Text).since(V3_1).instead("write `format: binary`"),
        field("contentSchema", Schema).since(V3_1).instead(RAISE),
    ],
)
.others(Others::Vocabularies);

/// The Discriminator Object.
pub static DISCRIMINATOR: Object = Object::new(
    "Discriminator Object",
    "4.7.25",
    &[
        field("propertyName", Text).required(),
        field("mapping", map!(KeyForm::Any, Text)),
        field("defaultMapping", Text).since(V3_2),
    ],
);

/// The XML Object.
pub static XML: Object = Object::new(
    "XML Object",
    "4.7.26",
    &[
        field("name", Text),
        field("namespace", Url),
        field("prefix", Text),
        field("attribute", Boolean),
        field("wrapped", Boolean),
        field("nodeType", OneOf(&["element", "attribute", "text", "cdata", "none"])).since(V3_2),
    ],
)
.rules(&[Rule::AtMostOne(&["nodeType", "attribute"]), Rule::AtMostOne(&["nodeType", "wrapped"])]);
