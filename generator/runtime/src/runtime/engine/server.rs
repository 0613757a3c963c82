//! Where requests go: the address of a server, and the promise that a credential goes there in safety.
//!
//! Knows addresses only; the path below the server's comes from `target`.

use std::borrow::Cow;
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

    /// The address that those of paths begin with; there is room for one behind it.
    pub(crate) fn address(&self, room: usize) -> String {
        let mut address = String::with_capacity(self.origin.len() + self.path.len() + room);
        address.push_str(&self.origin);
        address.push_str(&self.path);
        address
    }

    /// A server's address, of which one that is relative has nowhere to start from.
    fn parse_absolute(address: &str) -> Result<Base, BadAddress> {
        if address.contains("://") {
            return Base::parse(address);
        }
        Err(BadAddress { why: "it is relative to where the document was found: set that address, or a base URL" })
    }

    /// The folder of a document, whose own name may have a query.
    fn of_document(address: &str) -> Result<Base, BadAddress> {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let folder = match address.rsplit_once('/') {
            Some((folder, _)) if !folder.ends_with('/') => folder,
            _ => address,
        };
        Base::parse(folder)
    }

    /// An address that may be relative to this one (RFC 3986 §5.2).
    fn resolve(&self, address: &str) -> Result<Base, BadAddress> {
        if let Some(rest) = address.strip_prefix("//") {
            let scheme = self.origin.split_once("//").map_or("https:", |(scheme, _)| scheme);
            return Base::parse(&[scheme, "//", rest].concat());
        }
        if address.starts_with('/') {
            return Base::parse(&[&self.origin, address].concat());
        }
        if address.contains("://") {
            return Base::parse(address);
        }
        let mut folder = self.path.as_str();
        let mut rest = address;
        loop {
            if let Some(after) = rest.strip_prefix("../").or(rest.strip_prefix("..").filter(|rest| rest.is_empty())) {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
                rest = after;
            } else if let Some(after) =
                rest.strip_prefix("./").or(rest.strip_prefix('.').filter(|rest| rest.is_empty()))
            {
                rest = after;
            } else {
                return Base::parse(&[&self.origin, folder, "/", rest].concat());
            }
        }
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
    // Most paths have no dot at all.
    path.bytes().any(|byte| matches!(byte, b'.' | b'%'))
        && path.split('/').any(|segment| {
            let mut rest = segment;
            let mut dots = 0;
            while let Some(after) = ["%2E", "%2e", "."].iter().find_map(|dot| rest.strip_prefix(dot)) {
                (rest, dots) = (after, dots + 1);
            }
            rest.is_empty() && (1..=2).contains(&dots)
        })
}

/// A server of the document, with values for the variables of its address. Generated code makes one of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    spec: &'static ServerSpec,
    values: Vec<(&'static str, String)>,
}

impl Server {
    /// With the default of every variable.
    #[must_use]
    pub fn new(spec: &'static ServerSpec) -> Self {
        Server { spec, values: Vec::new() }
    }

    /// With this value for a variable. What cannot stand there is told where the server is used.
    #[must_use]
    pub fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Its address: each variable in its place.
    fn address(&self) -> Result<String, BadAddress> {
        let mut address = String::with_capacity(self.spec.url.len() + 16);
        let mut rest = self.spec.url;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else { break };
            address.push_str(literal);
            let place = Place::of(&address, tail);
            address.push_str(self.value(name, place)?);
            rest = tail;
        }
        address.push_str(rest);
        Ok(address)
    }

    fn value(&self, name: &str, place: Place) -> Result<&str, BadAddress> {
        let spec = self.spec.variables.iter().find(|variable| variable.name == name);
        let given = self.values.iter().rev().find(|(given, _)| *given == name).map(|(_, value)| value.as_str());
        let default = spec.map_or("", |spec| spec.default);
        // The document may write what it likes, and against its own list.
        let Some(given) = given.filter(|given| *given != default) else { return Ok(default) };
        match spec.map_or(&[][..], |spec| spec.allowed) {
            [] if place.takes(given, default) => Ok(given),
            [] => Err(BadAddress { why: "a variable of the server has a value that would lead to another server" }),
            allowed if allowed.contains(&given) => Ok(given),
            _ => Err(BadAddress { why: "a variable of the server has a value that the API does not allow" }),
        }
    }
}

/// Where in an address a variable stands, which says what its value may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// All of the server is in it.
    Whole,
    /// In the scheme, or in host and port.
    Host,
    /// In the path.
    Path,
}

impl Place {
    fn of(before: &str, after: &str) -> Self {
        let authority = before.split_once("://").map(|(_, authority)| authority);
        match authority {
            None if before.is_empty() && !after.starts_with("://") => Place::Whole,
            None if before.starts_with('/') && !before.starts_with("//") => Place::Path,
            Some(authority) if authority.contains('/') => Place::Path,
            _ => Place::Host,
        }
    }

    fn takes(self, value: &str, default: &str) -> bool {
        let ends = |c: char| matches!(c, '?' | '#' | '@' | '\\') || c.is_whitespace() || c.is_control();
        match self {
            Place::Whole => true,
            Place::Path => !value.contains(ends),
            // A variable may be the whole path: `https://api.example.com{basePath}`.
            Place::Host if default.starts_with('/') && value.starts_with('/') => !value.contains(ends),
            Place::Host => !value.is_empty() && !value.contains('/') && !value.contains(ends),
        }
    }
}

impl From<&'static ServerSpec> for Server {
    fn from(spec: &'static ServerSpec) -> Self {
        Server::new(spec)
    }
}

/// What the caller wants to say about servers.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServerChoice {
    /// Instead of all servers of the document.
    pub(crate) base_url: Option<String>,
    /// Where the document was found, for addresses that are relative to that.
    pub(crate) document_url: Option<String>,
    /// Each for the operations that have it.
    pub(crate) chosen: Vec<Server>,
}

/// The servers of a client.
#[derive(Clone, Debug)]
pub(crate) struct Servers {
    base: Base,
    /// Where the document was found, as far as it is known: what relative addresses start from.
    root: Base,
    /// The caller set the address: it holds for operations with servers of their own, too, so that what was meant for a
    /// test server does not go elsewhere.
    fixed: bool,
    chosen: Vec<Server>,
}

impl Servers {
    pub(crate) fn choose(api: &'static ApiSpec, choice: ServerChoice) -> Result<Servers, BadAddress> {
        let ServerChoice { base_url, document_url, chosen } = choice;
        // A server that nobody has is looked at here, or never.
        for server in &chosen {
            server.address()?;
        }
        let root = document_url.as_deref().map(Base::of_document).transpose()?;
        let base = match (&base_url, &root) {
            (Some(address), _) => Base::parse(address)?,
            (None, Some(document)) => match among(&chosen, api.servers) {
                Some(server) => document.resolve(&server.address()?)?,
                None => document.resolve("/")?,
            },
            (None, None) => match among(&chosen, api.servers) {
                Some(server) => Base::parse_absolute(&server.address()?)?,
                None => return Err(BadAddress { why: NOWHERE }),
            },
        };
        let root = root.unwrap_or_else(|| base.clone());
        Ok(Servers { base, root, fixed: base_url.is_some(), chosen })
    }

    /// The server for an operation, or for a call that names one.
    pub(crate) fn of(&self, operation: &OperationSpec, named: Option<&Server>) -> Result<Cow<'_, Base>, BadAddress> {
        if self.fixed {
            return Ok(Cow::Borrowed(&self.base));
        }
        match named.cloned().or_else(|| among(&self.chosen, operation.servers)) {
            Some(server) => self.root.resolve(&server.address()?).map(Cow::Owned),
            None => Ok(Cow::Borrowed(&self.base)),
        }
    }
}

const NOWHERE: &str = "the API does not say where it is served: set a base URL";

/// The chosen one among those that there are, else the first of them.
fn among(chosen: &[Server], servers: &'static [ServerSpec]) -> Option<Server> {
    let own = chosen.iter().rev().find(|chosen| servers.contains(chosen.spec));
    own.cloned().or_else(|| servers.first().map(Server::new))
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
