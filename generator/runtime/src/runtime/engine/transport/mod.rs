//! What carries requests: a trait, so that tests and users can put their own in its place.
//!
//! A transport carries one request once. It knows no operation, no credential, no retry. What it says about *sent* is not
//! believed: the body of a request watches itself. Only where the server itself said that it did not work on a request
//! ([`TransportKind::Unprocessed`]) is that passed on.

mod body;
#[cfg(feature = "mock")]
pub mod mock;
#[cfg(feature = "record")]
pub mod record;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "record")]
mod tape;

use std::error::Error as StdError;
use std::fmt;
#[cfg(feature = "reqwest")]
use std::pin::Pin;
use std::sync::Arc;
#[cfg(feature = "reqwest")]
use std::task::{Context, Poll};

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub(crate) use body::Watch;
pub use body::{BodyError, RequestBody, ResponseBody};

use super::clock::BoxFuture;

/// Any error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Carries requests to servers.
///
/// Contract:
/// - a request is carried at most once for each call, and no redirect is followed;
/// - the body is polled when, and only when, there is a connection to write it to;
/// - dropping the future gives the request up.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, and is ready when the head of its answer is there.
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>>;
}

/// The transport of a client. The default one is told apart, since what it does then needs no memory of its own.
#[derive(Clone)]
pub(crate) enum Carrier {
    #[cfg(feature = "reqwest")]
    Reqwest(ReqwestTransport),
    Other(Arc<dyn Transport>),
}

type Carried = Result<http::Response<ResponseBody>, TransportFailure>;

impl Carrier {
    pub(crate) fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> impl Future<Output = Carried> + Send + Unpin + use<> {
        match self {
            #[cfg(feature = "reqwest")]
            Carrier::Reqwest(transport) => Sent::Direct(transport.carry(request)),
            #[cfg(feature = "reqwest")]
            Carrier::Other(transport) => Sent::Boxed(transport.send(request)),
            #[cfg(not(feature = "reqwest"))]
            Carrier::Other(transport) => transport.send(request),
        }
    }

    pub(crate) fn as_dyn(&self) -> &dyn Transport {
        match self {
            #[cfg(feature = "reqwest")]
            Carrier::Reqwest(transport) => transport,
            Carrier::Other(transport) => &**transport,
        }
    }
}

/// A request on its way. By hand rather than by `async`, which would keep its place twice.
#[cfg(feature = "reqwest")]
enum Sent<D> {
    Direct(D),
    Boxed(BoxFuture<Carried>),
}

#[cfg(feature = "reqwest")]
impl<D: Future<Output = Carried> + Unpin> Future for Sent<D> {
    type Output = Carried;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Carried> {
        match &mut *self {
            Sent::Direct(sent) => Pin::new(sent).poll(context),
            Sent::Boxed(sent) => sent.as_mut().poll(context),
        }
    }
}

/// Why a transport could not carry a request to its answer.
#[derive(Debug)]
pub struct TransportFailure {
    /// What happened.
    pub kind: TransportKind,
    /// The error below; must not show credentials or the address.
    pub source: Option<BoxError>,
}

impl TransportFailure {
    /// A failure of a kind.
    #[must_use]
    pub fn new(kind: TransportKind) -> Self {
        TransportFailure { kind, source: None }
    }

    /// With the error below it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }
}

/// Kinds of failure between here and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportKind {
    /// The name service does not know the host.
    Resolve,
    /// No connection could be made.
    Connect,
    /// No trust could be established: TLS.
    Tls,
    /// Something took too long.
    Timeout(TimeoutKind),
    /// The connection was closed or reset, or what came over it was not HTTP.
    Interrupted,
    /// The body of the answer is longer than the client's limit.
    TooLarge,
    /// The transport would not take the request.
    Refused,
    /// The server said, by the means of the protocol and before any answer, that it did not work on the request, of which
    /// something was sent: HTTP/2 has such means (RFC 9113 §8.7). It may be sent again, whatever it does.
    Unprocessed,
}

impl TransportKind {
    /// Does it happen only where there is no connection yet?
    #[must_use]
    pub fn is_before_connection(self) -> bool {
        matches!(
            self,
            TransportKind::Resolve
                | TransportKind::Connect
                | TransportKind::Tls
                | TransportKind::Timeout(TimeoutKind::Connect)
                | TransportKind::Refused
        )
    }
}

impl fmt::Display for TransportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TransportKind::Resolve => "the host's name could not be resolved",
            TransportKind::Connect => "no connection could be made",
            TransportKind::Tls => "no secure connection could be made",
            TransportKind::Timeout(TimeoutKind::Connect) => "connecting took too long",
            TransportKind::Timeout(TimeoutKind::Attempt) => "the answer took too long",
            TransportKind::Timeout(TimeoutKind::Idle) => "the answer stalled",
            TransportKind::Timeout(TimeoutKind::Total) => "the call took too long as a whole",
            TransportKind::Interrupted => "the connection broke",
            TransportKind::TooLarge => "the answer is larger than the client's limit",
            TransportKind::Refused => "the request could not be taken",
            TransportKind::Unprocessed => "the server said that it did not work on the request",
        })
    }
}

/// Which limit of [`Timeouts`](super::Timeouts) was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeoutKind {
    /// `connect`
    Connect,
    /// `attempt`
    Attempt,
    /// `idle`
    Idle,
    /// `total`
    Total,
}
