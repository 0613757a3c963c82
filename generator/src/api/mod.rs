//! Stage 4's result, the model: what the API *is*.
//!
//! One concept a file, in the field's own terms. No YAML, no references (they are resolved), no Rust, no tokens. Two
//! models can be compared: places do not count.

mod body;
mod docs;
mod incoming;
mod json;
mod operation;
mod parameter;
mod rules;
mod security;
mod server;
mod types;
mod xml;

pub use body::{Content, Example, FieldEncoding, MediaKind, RequestBody, Response, ResponseHeader, StatusPattern};
pub use docs::{At, Docs, Info, Tag};
pub use incoming::Incoming;
pub use json::Json;
pub use operation::{Operation, PathPiece, PathTemplate};
pub use parameter::{Parameter, ParameterEncoding, ParameterIn, Style};
pub use rules::{Bound, Rules};
pub use security::{ApiKeyIn, FlowKind, OAuth2, OAuthFlow, SchemeKind, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use types::{
    Additional, Direction, Discriminator, Enum, EnumValue, Field, IntegerFormat, Kind, NumberFormat, Object, Origin,
    OriginBase, SharedPart, StringFormat, Type, TypeBody, TypeId, TypeRef, Types, Union, Variant,
};
pub use xml::Xml;

/// A whole API, as one document (with the files it refers to) describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Title, version, description.
    pub info: Info,
    /// Where it is served, first the default.
    pub servers: Vec<Server>,
    /// How a caller proves who they are; operations refer to these by index.
    pub security_schemes: Vec<SecurityScheme>,
    /// Groups of operations, those that the document declares first.
    pub tags: Vec<Tag>,
    /// In the order of the document.
    pub operations: Vec<Operation>,
    /// What the server sends by itself, in the order of the document.
    pub webhooks: Vec<Incoming>,
    /// Every named type, those of the components first.
    pub types: Types,
}
