//! A sandbox of the purchase endpoint: it charges nobody, and behaves as the spec says.
//!
//! It is stateful (balances grow, transactions are numbered) and lives in memory. It knows the API only from
//! `spec/openapi.yaml`: it does not use the generated client, so that each can be tested against the other.
//!
//! | file | holds |
//! |---|---|
//! | `ledger` | accounts, payment methods, charges, in exact decimals |
//! | `fixture` | what it starts with |
//! | `wire` | requests and answers as bytes |
//! | `server` | routes and sockets |
//! | [`chaos`] | a way to it on which things go wrong, by a seed |

pub mod chaos;
pub mod fixture;
pub mod ledger;
mod server;
mod wire;

pub use server::Sandbox;
