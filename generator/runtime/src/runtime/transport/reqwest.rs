//! The default transport: reqwest, with all its helpfulness switched off.
//!
//! - No redirect: a purchase that is answered by 307 must not be made somewhere else.
//! - No retry: whether a request may be sent again is decided where it is known what it does.
//! - No HTTP/2, also where another crate of the program switches it on: what is said about *sent* is what HTTP/1.1 tells.
//! - No proxy from the environment, no referer, no decompression, no cookie.
//! - TLS by rustls with ring, which builds without cmake, and the roots of the operating system, which its keeper manages;
//!   reqwest brings that verifier along in any case.

use std::error::Error as StdError;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::Uri;
use http::uri::{Authority, Scheme};
use reqwest::Url;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::{BoxError, RequestBody, ResponseBody, TimeoutKind, Transport, TransportFailure, TransportKind};
use crate::runtime::clock::BoxFuture;

/// How long a connection is kept for the next request. Less than what servers keep theirs, for a request that goes out on
/// a connection which the server is closing is one of which nobody can say whether it arrived.
const POOL_IDLE: Duration = Duration::from_secs(15);

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

    /// With TLS of your own, of the version of `rustls` that this crate depends on: other roots, other identities. It
    /// offers HTTP/1.1 and no other protocol (ALPN, RFC 7301), whatever `tls` says.
    ///
    /// # Errors
    ///
    /// The parts do not fit together: not expected.
    pub fn with_tls(connect: Duration, tls: rustls::ClientConfig) -> Result<Self, BoxError> {
        Self::over(connect, tls)
    }

    fn over(connect: Duration, mut tls: rustls::ClientConfig) -> Result<Self, BoxError> {
        // A server that speaks only something else then refuses the handshake, before anything is sent.
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
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
        let known = server
            .as_ref()
            .filter(|(scheme, authority, _)| uri.scheme() == Some(scheme) && uri.authority() == Some(authority));
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
        builder
            .http1_only()
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
        let client = self.client.clone();
        let (head, body) = request.into_parts();
        let url = self.url(&head.uri);
        Box::pin(async move {
            let mut request = reqwest::Request::new(head.method, url?);
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(reqwest::Body::wrap(body));
            let response = client.execute(request).await.map_err(failure)?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(ResponseBody::new))
        })
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
    } else {
        TransportKind::Interrupted
    };
    TransportFailure::new(kind).with_source(error.without_url())
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
