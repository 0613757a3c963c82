//! Buying Talkover credits from the command line, and a sandbox of the purchase endpoint to try it on.
//!
//! | room | what it is for |
//! |---|---|
//! | [`cli`] | the command: arguments in, printing and exit status out |
//! | [`story`] | `cargo run`: from the spec to credits on an account, on loopback |
//! | [`buy`] | one purchase through the generated client |
//! | [`verdict`] | what became of a purchase, in words: did money move? |
//! | [`sandbox`] | serves the endpoint from memory, over real sockets; the tests and `cargo run` buy from it |
//! | [`exact`] | exact decimals as JSON numbers |

#![forbid(unsafe_code)]

pub mod buy;
pub mod cli;
pub mod exact;
pub mod sandbox;
pub mod story;
pub mod verdict;
