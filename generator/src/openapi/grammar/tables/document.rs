//! The document, its parts, and what it says about itself.

use super::super::Value::{Any, Email, Name, Object as An, OrReference, Schema, Text, Url};
use super::super::{KeyForm, Object, Rule, field};
use super::{
    CALLBACK, EXAMPLE, HEADER, LINK, MEDIA_TYPE, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, SECURITY_REQUIREMENT,
    SECURITY_SCHEME,
};
use crate::openapi::Version::{V3_0, V3_1, V3_2};

/// The OpenAPI Object.
pub static DOCUMENT: Object = Object::new(
    "OpenAPI Object",
    "4.7.1",
    &[
        // Its form was looked at when the version was read.
        field("openapi", Any).required(),
        field("$self", Url).since(V3_2),
        field("info", An(&INFO)).required(),
        field("jsonSchemaDialect", Url).since(V3_1),
        field("servers", list!(An(&SERVER))),
        field("paths", An(&PATHS)).required().until(V3_0),
        field("paths", An(&PATHS)).since(V3_1),
        field("webhooks", map!(KeyForm::Any, An(&PATH_ITEM))).since(V3_1),
        field("components", An(&COMPONENTS)),
        field("security", list!(An(&SECURITY_REQUIREMENT))),
        field("tags", list!(An(&TAG))),
        field("externalDocs", An(&EXTERNAL_DOCS)),
    ],
)
.rules(&[Rule::AtLeastOne(V3_1, &["paths", "components", "webhooks"])]);

/// The Info Object.
pub static INFO: Object = Object::new(
    "Info Object",
    "4.7.2",
    &[
        field("title", Text).required(),
        field("summary", Text).since(V3_1).instead("say it in `description`"),
        field("description", Text),
        field("termsOfService", Url),
        field("contact", An(&CONTACT)),
        field("license", An(&LICENSE)),
        field("version", Text).required(),
    ],
);

/// The Contact Object.
pub static CONTACT: Object =
    Object::new("Contact Object", "4.7.3", &[field("name", Text), field("url", Url), field("email", Email)]);

/// The License Object.
pub static LICENSE: Object = Object::new(
    "License Object",
    "4.7.4",
    &[
        field("name", Text).required(),
        field("identifier", Text).since(V3_1).instead("write the `url` of the licence"),
        field("url", Url),
    ],
)
.rules(&[Rule::AtMostOne(&["identifier", "url"])]);

/// The Server Object.
pub static SERVER: Object = Object::new(
    "Server Object",
    "4.7.5",
    &[
        field("url", Url).required(),
        field("description", Text),
        field("name", Text).since(V3_2),
        field("variables", map!(KeyForm::Any, An(&SERVER_VARIABLE))),
    ],
);

/// The Server Variable Object.
pub static SERVER_VARIABLE: Object = Object::new(
    "Server Variable Object",
    "4.7.6",
    &[
        field("enum", list!(Text)).until(V3_0),
        field("enum", some!(Text)).since(V3_1),
        field("default", Text).required(),
        field("description", Text),
    ],
);

/// The Components Object.
pub static COMPONENTS: Object = Object::new(
    "Components Object",
    "4.7.7",
    &[
        field("schemas", map!(KeyForm::Component, Schema)),
        field("responses", map!(KeyForm::Component, OrReference(&RESPONSE))),
        field("parameters", map!(KeyForm::Component, OrReference(&PARAMETER))),
        field("examples", map!(KeyForm::Component, OrReference(&EXAMPLE))),
        field("requestBodies", map!(KeyForm::Component, OrReference(&REQUEST_BODY))),
        field("headers", map!(KeyForm::Component, OrReference(&HEADER))),
        field("securitySchemes", map!(KeyForm::Component, OrReference(&SECURITY_SCHEME))),
        field("links", map!(KeyForm::Component, OrReference(&LINK))),
        field("callbacks", map!(KeyForm::Component, OrReference(&CALLBACK))),
        field("pathItems", map!(KeyForm::Component, An(&PATH_ITEM))).since(V3_1),
        field("mediaTypes", map!(KeyForm::Component, OrReference(&MEDIA_TYPE))).since(V3_2),
    ],
);

/// The Paths Object.
pub static PATHS: Object = Object::new("Paths Object", "4.7.8", &[]).patterned(KeyForm::Path, An(&PATH_ITEM));

/// The External Documentation Object.
pub static EXTERNAL_DOCS: Object =
    Object::new("External Documentation Object", "4.7.11", &[field("description", Text), field("url", Url).required()]);

/// The Tag Object.
pub static TAG: Object = Object::new(
    "Tag Object",
    "4.7.22",
    &[
        field("name", Name).required(),
        field("summary", Text).since(V3_2),
        field("description", Text),
        field("externalDocs", An(&EXTERNAL_DOCS)),
        field("parent", Text).since(V3_2),
        field("kind", Text).since(V3_2),
    ],
);
