//! Where an API is served.

/// A server (OpenAPI 3.0.3 §4.7.5).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The address with `{variable}`s, as written; may be relative.
    pub url: String,
    /// Its name (from 3.2).
    pub name: Option<String>,
    /// Words about it.
    pub description: Option<String>,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's address.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// What stands in for it when the caller says nothing.
    pub default: String,
    /// What may stand there; empty for anything.
    pub allowed: Vec<String>,
    /// Words about it.
    pub description: Option<String>,
}
