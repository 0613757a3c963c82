//! The client runtime: all of a generated client that does not depend on its API.
//!
//! Generated code is tables and types. It hands them to the runtime, which sends requests and says what is known about
//! them, and it implements [`Operation`], [`json::Decode`], [`json::Encode`], [`Validate`], [`ToText`] and [`ToParam`].
//!
//! Here stands what must be in one crate with the API: the types to which it adds methods ([`Client`], [`ClientBuilder`],
//! [`Call`]), and the macros that make code of its tables. All else is the engine, which knows nothing of the crate it is in.

mod call;
mod client;
mod engine;
pub mod json;
mod tables;

pub use call::Call;
pub use client::{Client, ClientBuilder};
pub use engine::*;
#[allow(unused_imports, reason = "which of these are said depends on the API")]
pub(crate) use tables::{operation, paged, parameters, pattern, schema, xml};
