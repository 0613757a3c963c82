//! Documents that nobody wrote for people: they cost time and memory in proportion, and end in a finding.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fmt::Write;

use expect_test::{Expect, expect};
use specwright::lower::LowerOptions;

/// The schemas of a document whose one operation answers with `S0`: how many types there are, and the first findings.
fn check(schemas: impl IntoIterator<Item = String>, expected: Expect) {
    let mut rest = String::from(
        "paths: { /a: { get: { responses: { '200': { description: Fine, content: { application/json: \
         { schema: { $ref: '#/components/schemas/S0' } } } } } } } }\ncomponents:\n  schemas:\n",
    );
    for (index, schema) in schemas.into_iter().enumerate() {
        writeln!(rest, "    S{index}: {schema}").unwrap();
    }
    let (api, findings) = support::model(&support::document("3.1.0", &rest), &LowerOptions::default());
    let first: String = findings.lines().take(2).map(|line| format!("{line}\n")).collect();
    let findings = findings.lines().count();
    expected.assert_eq(&format!("{} types, {findings} lines of findings\n{first}", api.types.len()));
}

fn reference(index: usize) -> String {
    format!("{{ $ref: '#/components/schemas/S{index}' }}")
}

#[test]
fn a_long_chain_of_references() {
    check(
        (1..5000).map(reference).chain(["{ type: string }".to_owned()]),
        expect![[r#"
        1 types, 0 lines of findings
    "#]],
    );
}

#[test]
fn a_long_circle_of_references() {
    check(
        (1..=5000).map(|index| reference(index % 5000)),
        expect![[r#"
        0 types, 10 lines of findings
        SW0303 error 6:17 /components/schemas/S0/$ref: `#/components/schemas/S1` leads only back to itself
          7:9 /components/schemas/S1: on the way
    "#]],
    );
}

#[test]
fn a_long_chain_of_objects() {
    let object = |index| format!("{{ properties: {{ next: {} }}, type: object }}", reference(index));
    check(
        (1..2000).map(object).chain(["{ type: string }".to_owned()]),
        expect![[r#"
        2000 types, 0 lines of findings
    "#]],
    );
}

#[test]
fn a_long_chain_of_all_of() {
    let heir = |index| format!("{{ allOf: [{}], type: object, properties: {{ p{index}: {{}} }} }}", reference(index));
    check(
        (1..2000).map(heir).chain(["{ type: object }".to_owned()]),
        expect![[r#"
            1 types, 1 lines of findings
            SW0429 warning 69:20 /components/schemas/S63/allOf/0: `allOf` is nested more than 64 deep
        "#]],
    );
}

#[test]
fn lists_in_lists() {
    let (open, close) = ("{ type: array, items: ".repeat(100), " }".repeat(100));
    check(
        [format!("{open}{{ type: string }}{close}")],
        expect![[r#"
        1 types, 1 lines of findings
        SW0429 warning 6:1439 /components/schemas/S0/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items/items: lists and maps are nested more than 64 deep
    "#]],
    );
}

#[test]
fn everyone_is_an_alternative_of_everyone() {
    let all = (0..60).map(reference).collect::<Vec<_>>().join(", ");
    check(
        (0..60).map(|_| format!("{{ anyOf: [{all}, {{ type: 'null' }}] }}")),
        expect![[r#"
        60 types, 0 lines of findings
    "#]],
    );
}

#[test]
fn everyone_takes_in_everyone() {
    let all = (0..60).map(reference).collect::<Vec<_>>().join(", ");
    check(
        (0..60).map(|index| format!("{{ allOf: [{all}], properties: {{ p{index}: {{}} }} }}")),
        expect![[r#"
            1 types, 1 lines of findings
            SW0428 info 6:9 /components/schemas/S0: this schema has no `type`; it is taken as object
        "#]],
    );
}

#[test]
fn alternatives_that_each_repeat_a_wide_base() {
    let properties = (0..600).map(|index| format!("p{index}: {{}}")).collect::<Vec<_>>().join(", ");
    let members =
        (0..600).map(|index| format!("{{ properties: {{ q{index}: {{}} }} }}")).collect::<Vec<_>>().join(", ");
    check(
        [format!("{{ type: object, properties: {{ {properties} }}, oneOf: [{members}] }}")],
        expect![[r#"
        601 types, 1 lines of findings
        SW0437 error 1:1 : the types of this document have more than 250000 fields; the rest is untyped
    "#]],
    );
}
