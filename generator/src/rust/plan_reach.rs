//! The part of the plan that is about reaching an API, and being reached: credentials, servers, webhooks, callbacks.

use super::docs::Words;
use super::names::Name;
use super::plan_types::Use;
use crate::api::Server;

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its key in the document.
    pub wire: String,
    /// The type of its secret: `UserSessionToken`.
    pub ty: Name,
    /// The setter of the builder: `user_session_token`.
    pub setter: Name,
    /// What it is.
    pub kind: SchemeKind,
    /// For the client credentials grant, if the document has it.
    pub client_credentials: Option<TokenEndpoint>,
    /// Words about it.
    pub docs: Words,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A bearer token.
    Bearer,
    /// User and password.
    Basic,
    /// A key in this header.
    ApiKeyHeader(String),
    /// A key in this query parameter.
    ApiKeyQuery(String),
    /// A key in this cookie.
    ApiKeyCookie(String),
    /// The whole value of `Authorization`.
    Authorization,
    /// Shown by the transport: it has no secret type, and its setter takes a transport.
    Transport,
}

impl SchemeKind {
    /// Can a provider give its secrets?
    #[must_use]
    pub fn has_provider(&self) -> bool {
        matches!(self, Self::Bearer | Self::Authorization)
    }

    /// Has it a type for its secret?
    #[must_use]
    pub fn has_secret(&self) -> bool {
        *self != Self::Transport
    }
}

/// Where a client that acts for itself gets its tokens (RFC 6749 §4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// The address; none where the document's is not one that a secret may be sent to, so that the caller names it.
    pub address: Option<String>,
    /// A scope to show in an example.
    pub scope: Option<String>,
}

/// A server of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerPlan {
    /// As the document has it.
    pub server: Server,
    /// The type by which it is chosen: `Production`.
    pub ty: Name,
    /// The constant that describes it: `PRODUCTION`. Made of the type's name.
    pub constant: String,
    /// Words about it.
    pub docs: Words,
    /// The variables of its address, in the order of the document.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's address.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Between the braces.
    pub wire: String,
    /// Its setter.
    pub setter: Name,
    /// Words about it.
    pub docs: Words,
    /// The type of its values, if not any text is one.
    pub ty: Name,
    /// Its values; none for any text.
    pub values: Vec<ServerValue>,
}

/// What a variable of a server may be.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerValue {
    /// In the address.
    pub wire: String,
    /// The variant.
    pub name: Name,
}

/// A webhook, as a variant of the enum of them all.
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Its name in the document, behind its method if it has more than one.
    pub wire: String,
    /// The variant.
    pub name: Name,
    /// Words about it.
    pub docs: Words,
    /// Should no longer be used.
    pub deprecated: bool,
    /// What it carries.
    pub content: WebhookContent,
}

/// What a webhook carries.
#[derive(Clone, Debug, PartialEq)]
pub enum WebhookContent {
    /// Nothing.
    Empty,
    /// A value read from JSON.
    Json(Use),
    /// Anything else.
    Bytes,
}

/// A callback whose body is JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The function that reads it.
    pub name: Name,
    /// Words about it.
    pub docs: Words,
    /// The type of its body.
    pub ty: Use,
}
