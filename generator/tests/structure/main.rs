//! What the structural check says of a document that is not as the specification wants it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod fields;
mod version;
mod versions_apart;

use expect_test::Expect;

/// A whole document, and the findings that it must give.
fn check(yaml: &str, expected: Expect) {
    expected.assert_eq(&support::structure(yaml.trim_start()));
}

/// The rest of a 3.0 document after its head.
fn check_3_0(rest: &str, expected: Expect) {
    expected.assert_eq(&support::structure(&support::document("3.0.3", rest)));
}

/// The rest of a 3.1 document after its head.
fn check_3_1(rest: &str, expected: Expect) {
    expected.assert_eq(&support::structure(&support::document("3.1.1", rest)));
}

/// The rest of a 3.2 document after its head.
fn check_3_2(rest: &str, expected: Expect) {
    expected.assert_eq(&support::structure(&support::document("3.2.0", rest)));
}
