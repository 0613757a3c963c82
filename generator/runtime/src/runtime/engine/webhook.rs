//! Why a request that a server sent by itself could not be read.

use std::fmt;

use super::json::Fault;
#[cfg(feature = "signatures")]
use super::signature::SignatureError;

/// A webhook that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The API has no webhook of this name.
    Unknown,
    /// The body is not what is documented.
    Unreadable(Fault),
    /// It is not from the server, or not from now.
    #[cfg(feature = "signatures")]
    Unsigned(SignatureError),
}

#[cfg(feature = "signatures")]
impl From<SignatureError> for WebhookError {
    #[inline]
    fn from(error: SignatureError) -> Self {
        WebhookError::Unsigned(error)
    }
}

impl From<Fault> for WebhookError {
    #[inline]
    fn from(fault: Fault) -> Self {
        WebhookError::Unreadable(fault)
    }
}

impl fmt::Display for WebhookError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WebhookError::Unknown => f.write_str("the API has no webhook of this name"),
            WebhookError::Unreadable(fault) => write!(f, "the body of the webhook cannot be read: {fault}"),
            #[cfg(feature = "signatures")]
            WebhookError::Unsigned(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WebhookError {
    #[inline]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WebhookError::Unknown => None,
            WebhookError::Unreadable(fault) => Some(fault),
            #[cfg(feature = "signatures")]
            WebhookError::Unsigned(error) => Some(error),
        }
    }
}
