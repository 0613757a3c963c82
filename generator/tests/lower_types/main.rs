//! Schemas in the model: which type each of them is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod composition;
mod rest;
mod scalars;

use expect_test::Expect;
use specwright::lower::LowerOptions;

/// The schemas of a 3.0 document; the types and the findings that they must give.
fn check(schemas: &str, expected: Expect) {
    check_version("3.0.3", schemas, expected);
}

/// The same for 3.1.
fn check_3_1(schemas: &str, expected: Expect) {
    check_version("3.1.1", schemas, expected);
}

fn check_version(version: &str, schemas: &str, expected: Expect) {
    let indented = schemas.trim_matches('\n').replace('\n', "\n    ");
    let document = support::document(version, &format!("paths: {{}}\ncomponents:\n  schemas:\n    {indented}\n"));
    let options = LowerOptions { all_types: true, ..LowerOptions::default() };
    let (api, findings) = support::model(&document, &options);
    expected.assert_eq(&(support::print::all_types(&api) + &findings));
}
