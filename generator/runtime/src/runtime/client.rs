//! The client: what all calls have in common, and how it is put together.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue};

use super::budget::RetryBudget;
use super::clock::{Clock, Random, SeededRandom, Time};
use super::draft::checked_header;
use super::retry::RetryPolicy;
use super::security::{BadCredential, Credentials};
use super::server::{BadAddress, Server, ServerChoice, Servers};
use super::timeouts::Timeouts;
use super::transport::{BoxError, Carrier, Transport};
use super::{ApiSpec, Credential, Layer, Limits};

/// A client of the API. Cloning it is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Core>);

/// What is shared.
#[derive(Clone)]
pub(crate) struct Core {
    pub(crate) api: &'static ApiSpec,
    pub(crate) servers: Servers,
    pub(crate) credentials: Credentials,
    pub(crate) transport: Carrier,
    pub(crate) clock: Time,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) limits: Limits,
    pub(crate) user_agent: HeaderValue,
    pub(crate) headers: HeaderMap,
    pub(crate) layers: Vec<Arc<dyn Layer>>,
    #[cfg(feature = "gzip")]
    pub(crate) gzip: bool,
}

impl Client {
    /// The same client with another credential for a scheme, by its index in [`ApiSpec::schemes`]: for a service that acts
    /// for many users, each with a token of its own, over the same connections.
    ///
    /// # Errors
    ///
    /// The credential is empty, or cannot be sent.
    pub fn with_credential(&self, scheme: usize, credential: impl Into<Credential>) -> Result<Client, BadCredential> {
        let mut core = (*self.0).clone();
        core.credentials.set(core.api, scheme, credential.into())?;
        Ok(Client(Arc::new(core)))
    }

    /// The same client over another transport: for tests.
    #[must_use]
    pub fn with_transport(&self, transport: impl Transport) -> Client {
        let mut core = (*self.0).clone();
        core.transport = Carrier::Other(Arc::new(transport));
        Client(Arc::new(core))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("credentials", &self.0.credentials)
            .field("timeouts", &self.0.timeouts)
            .field("retry", &self.0.retry)
            .field("budget", &self.0.budget)
            .finish_non_exhaustive()
    }
}

/// Puts a [`Client`] together. What is wrong is told by [`ClientBuilder::build`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    api: &'static ApiSpec,
    servers: ServerChoice,
    credentials: Credentials,
    transport: Option<Carrier>,
    clock: Time,
    random: Arc<dyn Random>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    budget: RetryBudget,
    limits: Limits,
    caller: Option<String>,
    headers: HeaderMap,
    layers: Vec<Arc<dyn Layer>>,
    #[cfg(feature = "gzip")]
    gzip: bool,
    fault: Option<BuildError>,
}

impl ClientBuilder {
    /// A builder with all defaults.
    pub fn new(api: &'static ApiSpec) -> Self {
        ClientBuilder {
            api,
            servers: ServerChoice::default(),
            credentials: Credentials::none(api),
            transport: None,
            clock: Time::Tokio,
            random: Arc::new(SeededRandom::default()),
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            budget: RetryBudget::default(),
            limits: Limits::default(),
            caller: None,
            headers: HeaderMap::new(),
            layers: Vec::new(),
            #[cfg(feature = "gzip")]
            gzip: false,
            fault: None,
        }
    }

    /// Gives the credential for a scheme, by its index in [`ApiSpec::schemes`].
    pub fn credential(mut self, scheme: usize, credential: impl Into<Credential>) -> Self {
        if let Err(error) = self.credentials.set(self.api, scheme, credential.into()) {
            self.fault.get_or_insert(BuildError::Credential(error));
        }
        self
    }

    /// Sends all requests to this address instead of the servers of the API: `https`, or `http` to the loopback.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.servers.base_url = Some(url.into());
        self
    }

    /// Chooses a server of the document, with values for its variables: for all operations that have it. Operations with
    /// servers of their own can be given one each by further calls.
    pub fn server(mut self, server: impl Into<Server>) -> Self {
        self.servers.chosen.push(server.into());
        self
    }

    /// Says where the document was found, which the addresses of its servers may be relative to.
    pub fn document_url(mut self, url: impl Into<String>) -> Self {
        self.servers.document_url = Some(url.into());
        self
    }

    /// Sets the limits of time.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets how often, and at which distance, a request that may be sent again is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets what pays for sending again, over all calls of the client and its clones. Clients that are given clones of one
    /// budget share it.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Sets how much is taken of an answer.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Names the program that calls, in front of the client's own name in `User-Agent`: `shop/2.1`.
    pub fn caller(mut self, product: impl Into<String>) -> Self {
        self.caller = Some(product.into());
        self
    }

    /// Adds a header to every request.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match checked_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(why) => {
                self.fault.get_or_insert(BuildError::Header { name: name.to_owned(), why });
            }
        }
        self
    }

    /// Asks for answers that are compressed, and opens them, up to [`Limits::body`]. Streams come as they are.
    #[cfg(feature = "gzip")]
    pub fn gzip(mut self) -> Self {
        self.gzip = true;
        self
    }

    /// Adds a layer, within those that were added before.
    pub fn layer(mut self, layer: impl Layer) -> Self {
        self.layers.push(Arc::new(layer));
        self
    }

    /// Carries requests in another way than the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Carrier::Other(Arc::new(transport)));
        self
    }

    /// Takes the time from another clock: for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Time::Other(Arc::new(clock));
        self
    }

    /// Takes chance from another source: for tests.
    pub fn random(mut self, random: impl Random) -> Self {
        self.random = Arc::new(random);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Something that was set cannot be used, or the default transport cannot be had.
    pub fn build(self) -> Result<Client, BuildError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&self.timeouts).map_err(BuildError::Transport)?,
        };
        Ok(Client(Arc::new(Core {
            api: self.api,
            servers: Servers::choose(self.api, self.servers).map_err(BuildError::Address)?,
            credentials: self.credentials,
            transport,
            clock: self.clock,
            random: self.random,
            timeouts: self.timeouts,
            retry: self.retry,
            budget: self.budget,
            limits: self.limits,
            user_agent: user_agent(self.api, self.caller.as_deref())?,
            headers: self.headers,
            layers: self.layers,
            #[cfg(feature = "gzip")]
            gzip: self.gzip,
        })))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the address: one that `build` will refuse may hold a password.
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(timeouts: &Timeouts) -> Result<Carrier, BoxError> {
    Ok(Carrier::Reqwest(super::transport::ReqwestTransport::new(timeouts.connect)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: &Timeouts) -> Result<Carrier, BoxError> {
    Err("no transport was given, and the feature `reqwest`, which has the default one, is off".into())
}

fn user_agent(api: &ApiSpec, caller: Option<&str>) -> Result<HeaderValue, BuildError> {
    let own = format!("{}/{}", api.name, api.version);
    let whole = caller.map_or_else(|| own.clone(), |caller| format!("{caller} {own}"));
    let why = "holds a character that cannot stand in a header";
    HeaderValue::from_str(&whole).map_err(|_| BuildError::Header { name: "user-agent".to_owned(), why })
}

/// Why a client cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The address of the server.
    Address(BadAddress),
    /// A credential.
    Credential(BadCredential),
    /// A header.
    Header {
        /// Its name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The default transport.
    Transport(BoxError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Address(error) => error.fmt(f),
            BuildError::Credential(error) => error.fmt(f),
            BuildError::Header { name, why } => write!(f, "the header {name:?} cannot be used: it {why}"),
            BuildError::Transport(error) => write!(f, "the client has no transport: {error}"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::Transport(error) => error.source(),
            _ => None,
        }
    }
}
