//! Where requests go: the address of a server, and the promise that a credential goes there in safety.
//!
//! Knows addresses only; the path below the server's comes from `target`.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;

use super::{ApiSpec, OperationSpec, ServerSpec};

/// The address of a server: scheme, host and port, and the path that all operations stand below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    /// `https://app.talkover.ai`
    origin: String,
    /// Begins with a slash or is empty, and does not end in one.
    path: String,
}

impl Base {
    /// Takes an absolute address: `https`, or `http` to this machine itself; no user, no query, no fragment.
    pub(crate) fn parse(address: &str) -> Result<Base, BadAddress> {
        // Said apart, because what is refused here must not be shown: it may be a password.
        if !address.contains('@') && address.contains(['?', '#']) {
            return Err(BadAddress { why: "it holds a query or a fragment" });
        }
        let uri = endpoint(address)?;
        let scheme = uri.scheme_str().unwrap_or_default();
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        let path = uri.path().trim_end_matches('/').to_owned();
        Ok(Base { origin: format!("{scheme}://{authority}"), path })
    }

    /// The whole address of a path below it.
    pub(crate) fn join(&self, path: &str) -> String {
        [&self.origin, &self.path, path].concat()
    }

    fn resolve(&self, address: &str) -> Result<Base, BadAddress> {
        if address.starts_with('/') && !address.starts_with("//") {
            return Base::parse(&[&self.origin, address].concat());
        }
        Base::parse(address)
    }
}

/// Takes an absolute address to which a secret may go: `https`, or `http` to this machine itself; no user, no fragment.
pub(crate) fn endpoint(address: &str) -> Result<Uri, BadAddress> {
    let bad = |why| Err(BadAddress { why });
    if address.contains('@') {
        return bad("it holds a user or password: credentials are given to the client by themselves");
    }
    if address.contains('#') {
        return bad("it holds a fragment");
    }
    let Ok(uri) = address.parse::<Uri>() else { return bad("it is no URL") };
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return bad("it is not absolute: an address such as https://api.example.com/v1 is needed");
    };
    match scheme {
        "https" => {}
        "http" if is_loopback(host) => {}
        "http" => {
            return bad("http is for the loopback only: whoever is on the way could read and change it. Use https");
        }
        _ => return bad("its scheme is not https"),
    }
    if has_dot_segment(uri.path()) {
        return bad("its path holds . or ..");
    }
    Ok(uri)
}

/// Is it this machine, whatever a name service says?
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || bare.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}

/// Does a path climb? A `%2E` counts as the dot that every parser of addresses takes it for.
pub(crate) fn has_dot_segment(path: &str) -> bool {
    path.split('/').any(|segment| {
        let dots = segment.replace("%2E", ".").replace("%2e", ".");
        dots == "." || dots == ".."
    })
}

/// What the caller wants to say about servers.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServerChoice {
    /// Instead of all servers of the document.
    pub(crate) base_url: Option<String>,
    /// Which of the API's servers.
    pub(crate) index: usize,
    /// Values for variables.
    pub(crate) variables: Vec<(String, String)>,
}

/// The servers of a client.
#[derive(Clone, Debug)]
pub(crate) struct Servers {
    base: Base,
    /// The caller set the address: it holds for operations with servers of their own, too, so that what was meant for a
    /// test server does not go elsewhere.
    fixed: bool,
    variables: Vec<(String, String)>,
}

impl Servers {
    pub(crate) fn choose(api: &'static ApiSpec, choice: ServerChoice) -> Result<Servers, BadAddress> {
        let known = |name: &str| api.servers.iter().flat_map(|server| server.variables).any(|known| known.name == name);
        if !choice.variables.iter().all(|(name, _)| known(name)) {
            return Err(BadAddress { why: "a variable was set that no server of the API has" });
        }
        let base = match &choice.base_url {
            Some(address) => Base::parse(address)?,
            None => match api.servers.get(choice.index) {
                Some(server) => Base::parse(&expand(server, &choice.variables)?)?,
                None => return Err(BadAddress { why: "the API does not say where it is served: set a base URL" }),
            },
        };
        Ok(Servers { base, fixed: choice.base_url.is_some(), variables: choice.variables })
    }

    /// The server for an operation.
    pub(crate) fn of(&self, operation: &OperationSpec) -> Result<Base, BadAddress> {
        match operation.servers.first() {
            Some(own) if !self.fixed => self.base.resolve(&expand(own, &self.variables)?),
            _ => Ok(self.base.clone()),
        }
    }
}

/// Puts values in the place of a server's variables.
fn expand(server: &ServerSpec, given: &[(String, String)]) -> Result<String, BadAddress> {
    let mut address = server.url.to_owned();
    for variable in server.variables {
        let given = given.iter().rev().find(|(name, _)| name == variable.name).map(|(_, value)| value.as_str());
        let value = given.unwrap_or(variable.default);
        if !variable.allowed.is_empty() && !variable.allowed.contains(&value) {
            return Err(BadAddress { why: "a variable of the server has a value that the API does not allow" });
        }
        address = address.replace(&format!("{{{}}}", variable.name), value);
    }
    Ok(address)
}

/// An address that requests cannot go to. It is not shown: it may hold a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadAddress {
    pub(crate) why: &'static str,
}

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the address of the server cannot be used: {}", self.why)
    }
}

impl std::error::Error for BadAddress {}
