//! What all calls of a client have in common, and how it is put together.
//!
//! `Client` and `ClientBuilder`, to which an API adds methods of its own, are shells over it.

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

/// What is shared.
#[derive(Clone)]
pub struct Core {
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

impl Core {
    /// The same with another credential.
    #[inline]
    pub fn with_credential(&self, scheme: usize, credential: Credential) -> Result<Arc<Core>, BadCredential> {
        let mut core = self.clone();
        core.credentials.set(core.api, scheme, credential)?;
        Ok(Arc::new(core))
    }

    /// The same over another transport.
    #[inline]
    pub fn with_transport(&self, transport: Arc<dyn Transport>) -> Arc<Core> {
        let mut core = self.clone();
        core.transport = Carrier::Other(transport);
        Arc::new(core)
    }

    /// What the `Debug` of a client says: no secret.
    pub fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

/// A client that is being put together.
pub struct CoreBuilder {
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

impl CoreBuilder {
    pub fn new(api: &'static ApiSpec) -> Self {
        CoreBuilder {
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

    #[inline]
    pub fn credential(&mut self, scheme: usize, credential: Credential) {
        if let Err(error) = self.credentials.set(self.api, scheme, credential) {
            self.fault.get_or_insert(BuildError::Credential(error));
        }
    }

    #[inline]
    pub fn base_url(&mut self, url: String) {
        self.servers.base_url = Some(url);
    }

    #[inline]
    pub fn server(&mut self, server: Server) {
        self.servers.chosen.push(server);
    }

    #[inline]
    pub fn document_url(&mut self, url: String) {
        self.servers.document_url = Some(url);
    }

    #[inline]
    pub fn timeouts(&mut self, timeouts: Timeouts) {
        self.timeouts = timeouts;
    }

    #[inline]
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = policy;
    }

    #[inline]
    pub fn retry_budget(&mut self, budget: RetryBudget) {
        self.budget = budget;
    }

    #[inline]
    pub fn limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    #[inline]
    pub fn caller(&mut self, product: String) {
        self.caller = Some(product);
    }

    #[inline]
    pub fn header(&mut self, name: &str, value: &str) {
        match checked_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(why) => {
                self.fault.get_or_insert(BuildError::Header { name: name.to_owned(), why });
            }
        }
    }

    #[cfg(feature = "gzip")]
    #[inline]
    pub fn gzip(&mut self) {
        self.gzip = true;
    }

    #[inline]
    pub fn layer(&mut self, layer: Arc<dyn Layer>) {
        self.layers.push(layer);
    }

    #[inline]
    pub fn transport(&mut self, transport: Arc<dyn Transport>) {
        self.transport = Some(Carrier::Other(transport));
    }

    #[inline]
    pub fn clock(&mut self, clock: Arc<dyn Clock>) {
        self.clock = Time::Other(clock);
    }

    #[inline]
    pub fn random(&mut self, random: Arc<dyn Random>) {
        self.random = random;
    }

    pub fn build(self) -> Result<Arc<Core>, BuildError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&self.timeouts).map_err(BuildError::Transport)?,
        };
        Ok(Arc::new(Core {
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
        }))
    }

    /// What the `Debug` of a builder says.
    pub fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
