//! The codec: what it reads, what it writes, and what it says about what it cannot read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "json/choice.rs"]
mod choice;
#[path = "json/faults.rs"]
mod faults;
#[path = "json/grammar.rs"]
mod grammar;
#[path = "json/hostile.rs"]
mod hostile;
#[path = "json/numbers.rs"]
mod numbers;
#[path = "json/purchase.rs"]
mod purchase;
#[path = "json/round_trip.rs"]
mod round_trip;
#[path = "json/shim.rs"]
mod shim;
#[path = "json/suite.rs"]
mod suite;
