//! What proves who calls: a secret that is there from the start, or someone who gives tokens when they are needed.
//!
//! Knows nothing of schemes, and not where in a request a secret is written: that is the matter of `security`.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, StatusCode};

use super::client_core::Core;
use super::clock::{BoxFuture, Clock, Deadline};
use super::headers::Headers;
use super::transport::{BoxError, Transport};
use super::{Answer, ApiSpec, OperationSpec, Paging, Secret, TransportError, exchange, percent, server};

/// Gives tokens: for OAuth 2, OpenID Connect, and whatever else makes tokens that do not last.
///
/// [`TokenProvider::token`] is asked before each call that needs a token, so that it should keep what it has, and fetch
/// only when that has gone stale. [`ClientCredentials`](super::ClientCredentials) is one that does.
///
/// ```
/// use specwright_runtime::runtime::{BoxFuture, Secret, TokenContext, TokenError, TokenProvider, json};
///
/// /// What is left of a login: a token that gives tokens (RFC 6749 §6).
/// struct Login(Secret);
///
/// impl TokenProvider for Login {
///     fn token(&self, context: &TokenContext) -> BoxFuture<Result<Secret, TokenError>> {
///         let (context, refresh) = (context.clone(), self.0.clone());
///         Box::pin(async move {
///             let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose())];
///             let answer = context.post_form("https://auth.example.com/token", &fields, None).await?;
///             let json::Value::Object(members) = answer.json().map_err(TokenError::new)? else {
///                 return Err(TokenError::new("no token came"));
///             };
///             match members.into_iter().find(|(name, _)| name == "access_token") {
///                 Some((_, json::Value::String(token))) => Ok(Secret::new(token)),
///                 _ => Err(TokenError::new("no token came")),
///             }
///         })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is good now.
    ///
    /// # Errors
    ///
    /// There is none to be had. The call that asked is not sent.
    fn token(&self, context: &TokenContext) -> BoxFuture<Result<Secret, TokenError>>;

    /// The server answered 401 to a request with this token: it should not be given again.
    fn rejected(&self, token: &Secret) {
        let _ = token;
    }

    /// Says at once what could never work, when a client is built.
    ///
    /// # Errors
    ///
    /// Why not; shown to the user, so without any secret.
    fn check(&self) -> Result<(), &'static str> {
        Ok(())
    }
}

/// What a provider is lent by the client that asks: its way to servers, its clock, and how long the call may still take.
#[derive(Clone)]
pub struct TokenContext {
    pub(crate) core: Arc<Core>,
    pub(crate) deadline: Deadline,
}

impl TokenContext {
    /// What carries the client's requests.
    #[must_use]
    pub fn transport(&self) -> &dyn Transport {
        self.core.transport.as_dyn()
    }

    /// The client's clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.core.clock
    }

    /// Sends a form to a token endpoint, as all grants of OAuth 2 do (RFC 6749 §4), and gives the answer, whatever its
    /// status. `basic`: id and secret of the client, by [`Secret::basic`]. The request goes the client's way, within the
    /// time of the call that asks, and is sent again as one that does no harm; headers of the client are for the API, and
    /// are left out.
    ///
    /// # Errors
    ///
    /// The address is not `https` (or of the loopback), or no answer came.
    pub async fn post_form(
        &self,
        endpoint: &str,
        fields: &[(&str, &str)],
        basic: Option<&Secret>,
    ) -> Result<Answer, TokenError> {
        let bad = |why| TokenError::new(format!("the address of the token endpoint cannot be used: {why}"));
        let uri = server::endpoint(endpoint).map_err(|error| bad(error.why))?;
        let mut headers = Headers::default();
        headers.insert(USER_AGENT, self.core.user_agent.clone());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        // Base 64 can stand in a header.
        if let Some(Ok(mut value)) = basic.map(|basic| HeaderValue::from_str(&["Basic ", basic.expose()].concat())) {
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let mut form = String::new();
        for (name, value) in fields {
            if !form.is_empty() {
                form.push('&');
            }
            percent::encode_form(name, &mut form);
            form.push('=');
            percent::encode_form(value, &mut form);
        }
        let prepared = exchange::Prepared::of_token(&self.core, &TOKEN, uri, headers, form.into());
        let answer = exchange::attempts(&self.core, &prepared, self.deadline, None).await;
        answer.map_err(|error| TokenError::of(TokenFault::Lost(error)))
    }
}

/// The request for a token, as an operation like others: it may be sent again, since a second token does no harm.
static TOKEN: OperationSpec = OperationSpec {
    api: &ApiSpec { name: "", version: "", servers: &[], schemes: &[] },
    id: "(token)",
    method: "POST",
    path: "(token endpoint)",
    security: &[],
    servers: &[],
    accept: "application/json",
    idempotency_header: None,
    paging: Paging::Link,
    responses: &[],
};

impl fmt::Debug for TokenContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenContext").finish_non_exhaustive()
    }
}

/// What a client proves by who calls, for one security scheme. It is never shown.
#[derive(Clone)]
pub struct Credential(pub(crate) Proof);

#[derive(Clone)]
pub(crate) enum Proof {
    Secret(Secret),
    Provider(Arc<dyn TokenProvider>),
    /// The transport shows it, as a certificate: nothing is written into requests.
    Transport,
}

impl Credential {
    /// Tokens from a provider.
    #[must_use]
    pub fn provided(provider: impl TokenProvider) -> Self {
        Credential(Proof::Provider(Arc::new(provider)))
    }

    /// What the transport shows by itself: mutual TLS.
    #[must_use]
    pub fn by_transport() -> Self {
        Credential(Proof::Transport)
    }
}

impl From<Secret> for Credential {
    fn from(secret: Secret) -> Self {
        Credential(Proof::Secret(secret))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Proof::Secret(_) => "Credential(…)",
            Proof::Provider(_) => "Credential(provider)",
            Proof::Transport => "Credential(transport)",
        })
    }
}

/// No token could be had, so that the call was not sent.
#[derive(Clone)]
pub struct TokenError(Arc<TokenFault>);

pub(crate) enum TokenFault {
    /// The token endpoint answered with an error (RFC 6749 §5.2).
    Refused { status: StatusCode, error: Option<String>, description: Option<String> },
    /// The token endpoint could not be asked.
    Lost(TransportError),
    /// Its answer is not what it should be.
    Unreadable(&'static str),
    /// The call's time was over first.
    Late,
    /// What a provider of the user's says.
    Own(BoxError),
}

impl TokenError {
    /// An error of a provider's own; must not show secrets.
    #[must_use]
    pub fn new(error: impl Into<BoxError>) -> Self {
        TokenError::of(TokenFault::Own(error.into()))
    }

    pub(crate) fn of(fault: TokenFault) -> Self {
        TokenError(Arc::new(fault))
    }

    /// The `error` with which a token endpoint refused: `invalid_client`, `invalid_scope`, … (RFC 6749 §5.2).
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &*self.0 {
            TokenFault::Refused { error, .. } => error.as_deref(),
            _ => None,
        }
    }

    /// The status with which a token endpoint refused.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &*self.0 {
            TokenFault::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing was sent, since no token could be had: ")?;
        match &*self.0 {
            TokenFault::Refused { status, error, description } => {
                write!(f, "the token endpoint answered {}", status.as_u16())?;
                error.iter().try_for_each(|error| write!(f, " {error}"))?;
                description.iter().try_for_each(|description| write!(f, " ({description})"))
            }
            TokenFault::Lost(error) => write!(f, "{error}"),
            TokenFault::Unreadable(why) => write!(f, "the answer of the token endpoint {why}"),
            TokenFault::Late => f.write_str("it took longer than the call may"),
            TokenFault::Own(error) => write!(f, "{error}"),
        }
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenError({self})")
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            TokenFault::Lost(error) => error.source(),
            TokenFault::Own(error) => error.source(),
            _ => None,
        }
    }
}
