//! Buying Talkover credits from the command line, and a sandbox of the purchase endpoint to try it on.
//!
//! [`sandbox`] serves the endpoint from memory, over real sockets; it is what the tests and `cargo run` buy from.

#![forbid(unsafe_code)]

pub mod exact;
pub mod sandbox;
