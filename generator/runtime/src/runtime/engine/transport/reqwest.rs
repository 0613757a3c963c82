//! The default transport: reqwest, with all its helpfulness switched off.
//!
//! - No redirect: a purchase that is answered by 307 must not be made somewhere else.
//! - No retry: whether a request may be sent again is decided where it is known what it does.
//! - HTTP/2 only with the feature `http2`, also where another crate of the program switches it on: a server says there of a
//!   request that it did not work on it (RFC 9113 §6.8, §8.7), and that has to be understood.
//! - No proxy from the environment, no referer, no decompression, no cookie.
//! - TLS by rustls with ring, which builds without cmake, and the roots of the operating system, which its keeper manages;
//!   reqwest brings that verifier along in any case.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::Uri;
use http::uri::{Authority, Scheme};
#[cfg(feature = "http2")]
use http_body::Body;
use reqwest::Url;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::super::clock::BoxFuture;
#[cfg(feature = "http2")]
use super::Watch;
use super::{BoxError, RequestBody, ResponseBody, TimeoutKind, Transport, TransportFailure, TransportKind};

/// How long a connection is kept for the next request. Less than what servers keep theirs, for a request that goes out on
/// a connection which the server is closing is one of which nobody can say whether it arrived.
const POOL_IDLE: Duration = Duration::from_secs(15);

/// Protocols, the first the best (ALPN, RFC 7301).
#[cfg(feature = "http2")]
const SPOKEN: [&str; 2] = ["h2", "http/1.1"];
#[cfg(not(feature = "http2"))]
const SPOKEN: [&str; 1] = ["http/1.1"];

/// Requests by [`reqwest`].
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// The server of the last request, as reqwest takes it: to read a name again for each request is a tenth of a call.
    server: Arc<Mutex<Option<(Scheme, Authority, Url)>>>,
}

impl ReqwestTransport {
    /// As described above, with so much time for name service, connecting and TLS. The client watches over that time for
    /// requests with a body; of others it cannot see whether they were sent, and leaves it to the transport.
    ///
    /// # Errors
    ///
    /// The parts do not fit together: not expected.
    pub fn new(connect: Duration) -> Result<Self, BoxError> {
        Self::over(connect, tls(None)?)
    }

    /// As [`ReqwestTransport::new`], with a certificate of this client for servers that ask for one: mutual TLS (RFC 8705).
    /// `pem` holds the chain of certificates, the client's own first, and its private key, each as PEM (RFC 7468).
    ///
    /// # Errors
    ///
    /// There is no certificate or no key, or the two do not belong together.
    pub fn with_identity(connect: Duration, pem: &[u8]) -> Result<Self, BoxError> {
        Self::over(connect, tls(Some(pem))?)
    }

    /// With TLS of your own, of the version of `rustls` that this crate depends on: other roots, other identities. Of the
    /// protocols that `tls` offers (ALPN, RFC 7301) those are left that are spoken: `http/1.1`, and before it, with the
    /// feature `http2`, `h2`. If none is, it offers what is spoken.
    ///
    /// # Errors
    ///
    /// The parts do not fit together: not expected.
    pub fn with_tls(connect: Duration, tls: rustls::ClientConfig) -> Result<Self, BoxError> {
        Self::over(connect, tls)
    }

    /// HTTP/2 and nothing else, also over `http`, where nothing is negotiated (RFC 9113 §3.3): for a server on the loopback
    /// that is known to speak it.
    ///
    /// # Errors
    ///
    /// The parts do not fit together: not expected.
    #[cfg(feature = "http2")]
    pub fn http2_prior_knowledge(connect: Duration) -> Result<Self, BoxError> {
        let mut tls = tls(None)?;
        tls.alpn_protocols = vec![b"h2".to_vec()];
        let builder = Self::configure(reqwest::Client::builder()).connect_timeout(connect).http2_prior_knowledge();
        Ok(ReqwestTransport::with(builder.tls_backend_preconfigured(tls).build()?))
    }

    fn over(connect: Duration, mut tls: rustls::ClientConfig) -> Result<Self, BoxError> {
        // A server that speaks only something else then refuses the handshake, before anything is sent.
        let spoken = SPOKEN.iter().map(|name| name.as_bytes().to_vec());
        let chosen: Vec<_> = spoken.clone().filter(|name| tls.alpn_protocols.contains(name)).collect();
        tls.alpn_protocols = if chosen.is_empty() { spoken.collect() } else { chosen };
        let builder = Self::configure(reqwest::Client::builder()).connect_timeout(connect);
        Ok(ReqwestTransport::with(builder.tls_backend_preconfigured(tls).build()?))
    }

    /// With a client of your own, for proxies and the like. Begin it with [`ReqwestTransport::configure`], or the
    /// promises of this crate about redirects and retries do not hold.
    #[must_use]
    pub fn with(client: reqwest::Client) -> Self {
        ReqwestTransport { client, server: Arc::default() }
    }

    fn url(&self, uri: &Uri) -> Result<Url, TransportFailure> {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        let known = server.as_ref().filter(|(scheme, authority, _)| {
            uri.scheme() == Some(scheme) && uri.authority().map(Authority::as_str) == Some(authority.as_str())
        });
        let mut url = match known {
            Some((_, _, url)) => url.clone(),
            None => {
                let refused = || TransportFailure::new(TransportKind::Refused);
                let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else { return Err(refused()) };
                let text = format!("{scheme}://{authority}/");
                let url = Url::parse(&text).map_err(|error| refused().with_source(error))?;
                server.insert((scheme.clone(), authority.clone(), url)).2.clone()
            }
        };
        drop(server);
        url.set_path(uri.path());
        url.set_query(uri.query());
        Ok(url)
    }

    /// Switches off what would send a request twice, elsewhere, or in another protocol.
    pub fn configure(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        #[cfg(not(feature = "http2"))]
        let builder = builder.http1_only();
        builder
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .pool_idle_timeout(POOL_IDLE)
    }
}

/// A machine without roots, such as a bare container, trusts nobody: each `https` request fails there before it is sent,
/// and `http` to the loopback still works.
fn tls(identity: Option<&[u8]>) -> Result<rustls::ClientConfig, BoxError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = rustls_platform_verifier::Verifier::new(Arc::clone(&provider));
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let builder = match verifier {
        Ok(verifier) => builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)),
        Err(_) => builder.with_root_certificates(rustls::RootCertStore::empty()),
    };
    let Some(pem) = identity else { return Ok(builder.with_no_client_auth()) };
    let chain: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>()?;
    if chain.is_empty() {
        return Err("the identity holds no certificate".into());
    }
    let key = PrivateKeyDer::from_pem_slice(pem).map_err(|_| "the identity holds no private key that can be read")?;
    Ok(builder.with_client_auth_cert(chain, key)?)
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        Box::pin(self.carry(request))
    }
}

impl ReqwestTransport {
    /// As [`Transport::send`], without a box around it.
    pub(super) fn carry(
        &self,
        request: http::Request<RequestBody>,
    ) -> impl Future<Output = Result<http::Response<ResponseBody>, TransportFailure>> + Send + Unpin + use<> {
        let (head, body) = request.into_parts();
        #[cfg(feature = "http2")]
        let sent = body.watch();
        let begun = self.url(&head.uri).map(|url| {
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(reqwest::Body::wrap(body));
            self.client.execute(request)
        });
        Carried {
            begun: begun.map_err(Some),
            #[cfg(feature = "http2")]
            sent,
        }
    }
}

/// A request that reqwest carries, or why it does not.
struct Carried<F> {
    begun: Result<F, Option<TransportFailure>>,
    #[cfg(feature = "http2")]
    sent: Arc<Watch>,
}

impl<F: Future<Output = reqwest::Result<reqwest::Response>> + Unpin> Future for Carried<F> {
    type Output = Result<http::Response<ResponseBody>, TransportFailure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = match &mut self.begun {
            Ok(begun) => ready!(Pin::new(begun).poll(context)).map_err(failure)?,
            Err(refused) => {
                let refused = refused.take().unwrap_or_else(|| TransportFailure::new(TransportKind::Refused));
                return Poll::Ready(Err(refused));
            }
        };
        #[cfg(feature = "http2")]
        if response.version() == http::Version::HTTP_2 {
            let (head, body) = http::Response::<reqwest::Body>::from(response).into_parts();
            let body = ResponseBody::new(Whole { body, sent: Arc::clone(&self.sent) });
            return Poll::Ready(Ok(http::Response::from_parts(head, body)));
        }
        Poll::Ready(Ok(answer(response)))
    }
}

/// The head of an answer, and its body as it is.
fn answer(mut response: reqwest::Response) -> http::Response<ResponseBody> {
    let (status, version) = (response.status(), response.version());
    let headers = std::mem::take(response.headers_mut());
    let mut answer = http::Response::new(ResponseBody::of_reqwest(response));
    *answer.status_mut() = status;
    *answer.version_mut() = version;
    *answer.headers_mut() = headers;
    answer
}

/// The body of an answer in HTTP/2, whose end has to be said by the server. The library takes a stream that is reset by
/// `CANCEL` or `NO_ERROR`, or by a GOAWAY, for one that is at its end.
#[cfg(feature = "http2")]
struct Whole {
    body: reqwest::Body,
    /// The request. A server that has answered may reset the rest of one that it does not care for (RFC 9113 §8.1): that is
    /// no other end than what was just said, as far as can be seen from here.
    sent: Arc<Watch>,
}

#[cfg(feature = "http2")]
impl Body for Whole {
    type Data = bytes::Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<bytes::Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        let was_sent = self.sent.has_finished() || !self.sent.is_visible();
        if frame.is_none() && was_sent && !self.body.is_end_stream() {
            return Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())));
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}

/// What an error of reqwest says about the way to the server. Its address may hold a key, and goes.
fn failure(error: reqwest::Error) -> TransportFailure {
    let kind = if error.is_builder() {
        TransportKind::Refused
    } else if error.is_dns() {
        TransportKind::Resolve
    } else if error.is_connect() && error.is_timeout() {
        TransportKind::Timeout(TimeoutKind::Connect)
    } else if error.is_connect() && is_tls(&error) {
        TransportKind::Tls
    } else if error.is_connect() {
        TransportKind::Connect
    } else if error.is_timeout() {
        TransportKind::Timeout(TimeoutKind::Attempt)
    } else if is_unprocessed(&error) {
        TransportKind::Unprocessed
    } else {
        TransportKind::Interrupted
    };
    TransportFailure::new(kind).with_source(error.without_url())
}

/// Does the server say that it did not work on the request? It does so by `REFUSED_STREAM` (RFC 9113 §8.7), and by a GOAWAY
/// that names the last stream that it worked on, if ours is behind that (§6.8). The library gives such a GOAWAY as an error to
/// those streams alone: the others go on, and lose their connection if they have to.
#[cfg(feature = "http2")]
fn is_unprocessed(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            return error.is_remote() && (refused || error.is_go_away());
        }
        next = error.source();
    }
    false
}

#[cfg(not(feature = "http2"))]
fn is_unprocessed(_: &reqwest::Error) -> bool {
    false
}

/// Does the error come from TLS? An `io::Error` hides what it holds from `source`, and has to be opened.
fn is_tls(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(error) = next {
        if error.is::<rustls::Error>() {
            return true;
        }
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        };
    }
    false
}
