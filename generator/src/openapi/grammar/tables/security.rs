//! Security schemes and requirements.

use super::super::Value::{Boolean, Object as An, OneOf, Text, Url};
use super::super::{KeyForm, Object, Others, Value, field};
use crate::openapi::Version::{V3_0, V3_1, V3_2};

/// The Security Scheme Object.
pub static SECURITY_SCHEME: Object = Object::new(
    "Security Scheme Object",
    "4.7.27",
    &[
        field("type", OneOf(&["apiKey", "http", "oauth2", "openIdConnect"])).required().until(V3_0),
        field("type", OneOf(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).required().since(V3_1),
        field("description", Text),
        field("name", Text).required().when("type", &["apiKey"]),
        field("in", OneOf(&["query", "header", "cookie"])).required().when("type", &["apiKey"]),
        field("scheme", Text).required().when("type", &["http"]),
        field("bearerFormat", Text).when("type", &["http"]),
        field("flows", An(&OAUTH_FLOWS)).required().when("type", &["oauth2"]),
        field("openIdConnectUrl", Url).required().when("type", &["openIdConnect"]),
        field("oauth2MetadataUrl", Url).since(V3_2).when("type", &["oauth2"]),
        field("deprecated", Boolean).since(V3_2),
    ],
);

/// The OAuth Flows Object.
pub static OAUTH_FLOWS: Object = Object::new(
    "OAuth Flows Object",
    "4.7.28",
    &[
        field("implicit", An(&IMPLICIT)),
        field("password", An(&TOKEN_ONLY)),
        field("clientCredentials", An(&TOKEN_ONLY)),
        field("authorizationCode", An(&AUTHORIZATION_CODE)),
        field("deviceAuthorization", An(&DEVICE)).since(V3_2),
    ],
);

const SCOPES: Value = map!(KeyForm::Any, Text);

// Which addresses a flow needs depends on the flow, so the OAuth Flow Object is four objects here.

static IMPLICIT: Object = Object::new(
    "OAuth Flow Object",
    "4.7.29",
    &[field("authorizationUrl", Url).required(), field("refreshUrl", Url), field("scopes", SCOPES).required()],
);

static TOKEN_ONLY: Object = Object::new(
    "OAuth Flow Object",
    "4.7.29",
    &[field("tokenUrl", Url).required(), field("refreshUrl", Url), field("scopes", SCOPES).required()],
);

static AUTHORIZATION_CODE: Object = Object::new(
    "OAuth Flow Object",
    "4.7.29",
    &[
        field("authorizationUrl", Url).required(),
        field("tokenUrl", Url).required(),
        field("refreshUrl", Url),
        field("scopes", SCOPES).required(),
    ],
);

static DEVICE: Object = Object::new(
    "OAuth Flow Object",
    "4.7.29",
    &[
        field("deviceAuthorizationUrl", Url).required(),
        field("tokenUrl", Url).required(),
        field("refreshUrl", Url),
        field("scopes", SCOPES).required(),
    ],
);

/// The Security Requirement Object.
pub static SECURITY_REQUIREMENT: Object =
    Object::new("Security Requirement Object", "4.7.30", &[]).others(Others::None).patterned(KeyForm::Any, list!(Text));
