//! One operation: method, path, and all that goes in and comes out.

use super::{At, Docs, Incoming, Parameter, RequestBody, Response, SecurityRequirement, Server};

/// An operation (OpenAPI 3.0.3 §4.7.10).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The `operationId` if there is one.
    pub id: Option<String>,
    /// In capitals: `GET`, `POST`, …
    pub method: String,
    /// Path below the server's address.
    pub path: PathTemplate,
    /// Words about it.
    pub docs: Docs,
    /// Names of its groups.
    pub tags: Vec<String>,
    /// Those of the path item included, overrides applied; in the order of the document.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<RequestBody>,
    /// What can come back, in the order of the document.
    pub responses: Vec<Response>,
    /// What the server sends later because of it, in the order of the document.
    pub callbacks: Vec<Incoming>,
    /// Alternatives, each a set of schemes that must all be satisfied. Empty: no credential at all. The document's
    /// default is already applied.
    pub security: Vec<SecurityRequirement>,
    /// Its own servers, if it or its path has some.
    pub servers: Vec<Server>,
    /// Where it stands.
    pub at: At,
}

/// A path template, cut into its pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PathTemplate {
    /// As written, with its leading slash: `/pets/{petId}`.
    pub text: String,
    /// Literal text and names in turn.
    pub pieces: Vec<PathPiece>,
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPiece {
    /// Text that is sent as it is.
    Literal(String),
    /// The name of a path parameter.
    Parameter(String),
}
