//! The client: what all calls have in common, and how it is put together.
//!
//! Both types are shells, so that an API can add methods to them: one for each operation, one for each credential.

use std::fmt;
use std::sync::Arc;

use super::engine::shell::{Core, CoreBuilder};
use super::{
    ApiSpec, BadCredential, BuildError, Clock, Credential, Layer, Limits, Random, RetryBudget, RetryPolicy, Server,
    Timeouts, Transport,
};

/// A client of the API. Cloning it is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client(pub(super) Arc<Core>);

impl Client {
    /// The same client with another credential for a scheme, by its index in [`ApiSpec::schemes`]: for a service that acts
    /// for many users, each with a token of its own, over the same connections.
    ///
    /// # Errors
    ///
    /// The credential is empty, or cannot be sent.
    pub fn with_credential(&self, scheme: usize, credential: impl Into<Credential>) -> Result<Client, BadCredential> {
        self.0.with_credential(scheme, credential.into()).map(Client)
    }

    /// The same client over another transport: for tests.
    #[must_use]
    pub fn with_transport(&self, transport: impl Transport) -> Client {
        Client(self.0.with_transport(Arc::new(transport)))
    }
}

impl fmt::Debug for Client {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

/// Puts a [`Client`] together. What is wrong is told by [`ClientBuilder::build`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder(CoreBuilder);

impl ClientBuilder {
    /// A builder with all defaults.
    #[inline]
    pub fn new(api: &'static ApiSpec) -> Self {
        ClientBuilder(CoreBuilder::new(api))
    }

    /// Gives the credential for a scheme, by its index in [`ApiSpec::schemes`].
    pub fn credential(self, scheme: usize, credential: impl Into<Credential>) -> Self {
        let credential = credential.into();
        changed(self, |core| core.credential(scheme, credential))
    }

    /// Sends all requests to this address instead of the servers of the API: `https`, or `http` to the loopback.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        let url = url.into();
        changed(self, |core| core.base_url(url))
    }

    /// Chooses a server of the document, with values for its variables: for all operations that have it. Operations with
    /// servers of their own can be given one each by further calls.
    pub fn server(self, server: impl Into<Server>) -> Self {
        let server = server.into();
        changed(self, |core| core.server(server))
    }

    /// Says where the document was found, which the addresses of its servers may be relative to.
    pub fn document_url(self, url: impl Into<String>) -> Self {
        let url = url.into();
        changed(self, |core| core.document_url(url))
    }

    /// Sets the limits of time.
    #[inline]
    pub fn timeouts(self, timeouts: Timeouts) -> Self {
        changed(self, |core| core.timeouts(timeouts))
    }

    /// Sets how often, and at which distance, a request that may be sent again is sent again.
    #[inline]
    pub fn retry(self, policy: RetryPolicy) -> Self {
        changed(self, |core| core.retry(policy))
    }

    /// Sets what pays for sending again, over all calls of the client and its clones. Clients that are given clones of one
    /// budget share it.
    #[inline]
    pub fn retry_budget(self, budget: RetryBudget) -> Self {
        changed(self, |core| core.retry_budget(budget))
    }

    /// Sets how much is taken of an answer.
    #[inline]
    pub fn limits(self, limits: Limits) -> Self {
        changed(self, |core| core.limits(limits))
    }

    /// Names the program that calls, in front of the client's own name in `User-Agent`: `shop/2.1`.
    pub fn caller(self, product: impl Into<String>) -> Self {
        let product = product.into();
        changed(self, |core| core.caller(product))
    }

    /// Adds a header to every request.
    #[inline]
    pub fn header(self, name: &str, value: &str) -> Self {
        changed(self, |core| core.header(name, value))
    }

    /// Asks for answers that are compressed, and opens them, up to [`Limits::body`]. Streams come as they are.
    #[cfg(feature = "gzip")]
    #[inline]
    pub fn gzip(self) -> Self {
        changed(self, CoreBuilder::gzip)
    }

    /// Adds a layer, within those that were added before.
    pub fn layer(self, layer: impl Layer) -> Self {
        changed(self, |core| core.layer(Arc::new(layer)))
    }

    /// Carries requests in another way than the default one.
    pub fn transport(self, transport: impl Transport) -> Self {
        changed(self, |core| core.transport(Arc::new(transport)))
    }

    /// Takes the time from another clock: for tests.
    pub fn clock(self, clock: impl Clock) -> Self {
        changed(self, |core| core.clock(Arc::new(clock)))
    }

    /// Takes chance from another source: for tests.
    pub fn random(self, random: impl Random) -> Self {
        changed(self, |core| core.random(Arc::new(random)))
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Something that was set cannot be used, or the default transport cannot be had.
    #[inline]
    pub fn build(self) -> Result<Client, BuildError> {
        self.0.build().map(Client)
    }
}

/// Not a method: it would be a name that no credential can have.
#[inline]
fn changed(mut builder: ClientBuilder, change: impl FnOnce(&mut CoreBuilder)) -> ClientBuilder {
    change(&mut builder.0);
    builder
}

impl fmt::Debug for ClientBuilder {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}
