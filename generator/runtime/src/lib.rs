//! The hand-written client runtime of Specwright.
//!
//! The folder `runtime/` is compiled and tested here, and copied as it stands into every generated crate, where it is
//! found under the same path, `crate::runtime`; or its `engine/` into a crate beside that, which is found there all the same.

#![forbid(unsafe_code)]

#[cfg(feature = "client")]
pub mod runtime;
#[cfg(feature = "source")]
pub mod source;
