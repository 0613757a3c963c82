//! Specwright turns an OpenAPI document into a typed Rust client crate.

#![forbid(unsafe_code)]

pub mod api;
pub mod cli;
pub mod codes;
pub mod diagnostic;
pub mod emit;
pub mod files;
pub mod lower;
pub mod openapi;
pub mod resolve;
pub mod rust;
pub mod source;
