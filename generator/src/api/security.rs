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
    /// OAuth 2 (RFC 6749), whose access tokens are sent as bearer tokens.
    OAuth2(OAuth2),
    /// OpenID Connect; the same.
    OpenIdConnect {
        /// `openIdConnectUrl`: where the provider describes itself.
        url: Option<String>,
    },
    /// A certificate of the client (RFC 8705): a matter of the connection.
    MutualTls,
    /// `Authorization: <scheme> …`, of which nothing more is known (RFC 9110 §11).
    Http {
        /// `scheme`, in small letters: `digest`, `hawk`.
        scheme: String,
    },
}

/// What a document says of OAuth 2 (OpenAPI 3.0.3 §4.7.28).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OAuth2 {
    /// The ways to a token, in the order of the document.
    pub flows: Vec<OAuthFlow>,
    /// `oauth2MetadataUrl` (from 3.2).
    pub metadata: Option<String>,
}

/// A way to a token (OpenAPI 3.0.3 §4.7.29).
#[derive(Clone, Debug, PartialEq)]
pub struct OAuthFlow {
    /// Which one.
    pub kind: FlowKind,
    /// `authorizationUrl`, or `deviceAuthorizationUrl`: where a user says yes.
    pub authorization: Option<String>,
    /// `tokenUrl`
    pub token: Option<String>,
    /// `refreshUrl`
    pub refresh: Option<String>,
    /// What can be asked for, with words about each; in the order of the document.
    pub scopes: Vec<(String, String)>,
}

/// Kinds of flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlowKind {
    /// `implicit`
    Implicit,
    /// `password`
    Password,
    /// `clientCredentials`
    ClientCredentials,
    /// `authorizationCode`
    AuthorizationCode,
    /// `deviceAuthorization` (from 3.2)
    DeviceAuthorization,
}

impl FlowKind {
    /// The key under which it stands in a document.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FlowKind::Implicit => "implicit",
            FlowKind::Password => "password",
            FlowKind::ClientCredentials => "clientCredentials",
            FlowKind::AuthorizationCode => "authorizationCode",
            FlowKind::DeviceAuthorization => "deviceAuthorization",
        }
    }
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
