//! Every object of the specification. Sections are those of OpenAPI 3.0.3.

mod document;
mod operation;
mod schema;
mod security;
pub mod swagger;

pub use document::{COMPONENTS, CONTACT, DOCUMENT, EXTERNAL_DOCS, INFO, LICENSE, PATHS, SERVER, SERVER_VARIABLE, TAG};
pub use operation::{
    CALLBACK, ENCODING, EXAMPLE, HEADER, LINK, MEDIA_TYPE, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE,
    RESPONSES,
};
pub use schema::{DISCRIMINATOR, SCHEMA, XML};
pub use security::{OAUTH_FLOWS, SECURITY_REQUIREMENT, SECURITY_SCHEME};
