//! What proves who calls: a secret that is there from the start, or someone who gives tokens when they are needed.
//!
//! Knows nothing of schemes, and not where in a request a secret is written: that is the matter of `security`.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use super::client::Core;
use super::clock::{BoxFuture, Clock, Deadline};
use super::transport::{BoxError, Transport};
use super::{Secret, TransportError};

/// Gives tokens: for OAuth 2, OpenID Connect, and whatever else makes tokens that do not last.
///
/// [`TokenProvider::token`] is asked before each call that needs a token, so that it should keep what it has, and fetch
/// only when that has gone stale. [`ClientCredentials`](super::ClientCredentials) is one that does.
///
/// ```
/// use specwright_runtime::runtime::{BoxFuture, Secret, TokenContext, TokenError, TokenProvider};
///
/// struct FromFile(std::path::PathBuf);
///
/// impl TokenProvider for FromFile {
///     fn token(&self, _: &TokenContext) -> BoxFuture<Result<Secret, TokenError>> {
///         let read = std::fs::read_to_string(&self.0);
///         Box::pin(async move { read.map(|text| Secret::new(text.trim())).map_err(TokenError::new) })
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
        &*self.core.transport
    }

    /// The client's clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.core.clock
    }
}

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
