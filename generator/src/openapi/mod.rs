//! Stage 2, read: typed views over the tree. 3.0, 3.1 and 3.2 differ here and nowhere else.
//!
//! [`read`] says whether a tree is an OpenAPI document and of which version; [`check`] reports all that is wrong with
//! its structure; the views read it, one object of the specification each. A view is a node and a version: it copies
//! nothing, never fails, and what is ill-typed reads as absent. Must not follow references (that is the next stage),
//! and knows nothing of clients or Rust.

mod body;
mod callback;
mod check;
pub mod codes;
mod document;
pub mod extensions;
pub mod grammar;
mod info;
mod operation;
mod parameter;
mod path;
mod reference;
mod response;
mod schema;
mod security;
mod server;
mod version;
mod view;

pub use body::{Encoding, Example, MediaType, RequestBody};
pub use callback::Callback;
pub use check::{check, check_swagger};
pub use document::{Components, Document};
pub use info::{ExternalDocs, Info, Tag};
pub use operation::Operation;
pub use parameter::{Header, Parameter, Valued};
pub use path::PathItem;
pub use reference::Reference;
pub use response::{Response, Responses};
pub use schema::{AdditionalProperties, Discriminator, Limit, Schema, SchemaType, SchemaTypes, Xml};
pub use security::{OAuthFlow, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use version::Version;
pub use view::{OrReference, Raw, Referable, View};

use crate::diagnostic::Diagnostics;
use crate::source::Tree;

/// Sees a tree as an OpenAPI document; `None`, with the reason told, if it is none of a version that can be read.
#[must_use]
pub fn read<'t>(tree: &'t Tree, diagnostics: &mut Diagnostics) -> Option<Document<'t>> {
    let version = Version::of(tree.root(), diagnostics)?;
    Some(Document::new(tree, version))
}

/// Sees a tree as a document of 2.0, so that its references can be followed before it is raised.
#[must_use]
pub fn read_swagger(tree: &Tree) -> Document<'_> {
    Document::new(tree, Version::V2_0)
}
