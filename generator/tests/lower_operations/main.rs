//! Operations in the model: what goes in, what comes out, and which of them live.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod bodies;
mod choices;
mod incoming;
mod parameters;

use expect_test::Expect;
use specwright::lower::LowerOptions;

/// The rest of a 3.0 document after its head; the model and the findings that it must give.
fn check(rest: &str, expected: Expect) {
    check_with(rest, &LowerOptions::default(), expected);
}

fn check_3_2(rest: &str, expected: Expect) {
    let (api, findings) = support::model(&support::document("3.2.0", rest), &LowerOptions::default());
    expected.assert_eq(&(support::print::api(&api) + &findings));
}

fn check_with(rest: &str, options: &LowerOptions, expected: Expect) {
    let (api, findings) = support::model(&support::document("3.0.3", rest), options);
    expected.assert_eq(&(support::print::api(&api) + &findings));
}
