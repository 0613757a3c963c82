//! Security schemes, and what an operation asks of them.

use super::{At, Docs};

/// A security scheme (OpenAPI 3.0.3 §4.7.27).
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its key in the components.
    pub name: String,
    /// Words about it.
    pub docs: Docs,
    /// What it is.
    pub kind: SchemeKind,
    /// Where it stands.
    pub at: At,
}

/// Kinds of scheme.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …` (RFC 6750), with the documented format of the token.
    Bearer {
        /// `bearerFormat`
        format: Option<String>,
    },
    /// `Authorization: Basic …` (RFC 7617)
    Basic,
    /// A key of its own.
    ApiKey {
        /// Where it is sent.
        location: ApiKeyIn,
        /// The name of the header, query parameter or cookie.
        parameter: String,
    },
    /// OAuth 2; the caller brings an access token, sent as a bearer token.
    OAuth2,
    /// OpenID Connect; the same.
    OpenIdConnect,
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiKeyIn {
    /// As a header.
    Header,
    /// After the `?`.
    Query,
    /// In the `Cookie` header.
    Cookie,
}

/// One alternative: all of these schemes together. Empty: no credential (`{}`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecurityRequirement {
    /// Index into [`super::Api::security_schemes`], and the scopes asked for.
    pub schemes: Vec<(usize, Vec<String>)>,
}
