//! What the tests at the root share: a client that only moves bytes, and a server that plays a script.

#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

pub(crate) mod http;
pub(crate) mod script;
