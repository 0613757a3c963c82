//! The client runtime.

pub mod json;
