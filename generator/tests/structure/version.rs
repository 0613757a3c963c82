//! Is it an OpenAPI document, and of which version?

use expect_test::expect;

use super::check;

#[test]
fn not_an_object() {
    check(
        r#"
- just
- a list
"#,
        expect![[r#"
            SW0201 error 1:1 : this is not an OpenAPI document: it is a list
              help: an OpenAPI document begins with its version: `openapi: 3.0.3`
        "#]],
    );
}

#[test]
fn no_version() {
    check(
        r#"
title: My API
"#,
        expect![[r#"
            SW0201 error 1:1 : this is not an OpenAPI document: it has no `openapi` field
              help: an OpenAPI document begins with its version: `openapi: 3.0.3`
        "#]],
    );
}

#[test]
fn swagger() {
    check(
        r#"
swagger: "1.2"
info: { title: Old, version: "1" }
"#,
        expect![[r#"
            SW0202 error 1:10 /swagger: this is not a version of Swagger that is known
              help: write `swagger: '2.0'`; earlier versions had a document for each resource
        "#]],
    );
}

#[test]
fn unknown_version() {
    check(
        r#"
openapi: 4.1.0
info: { title: New, version: "1" }
paths: {}
"#,
        expect![[r#"
            SW0202 error 1:10 /openapi: `4.1.0` is not a version of OpenAPI that is known
              help: write the version with all three parts: 3.0.3, 3.1.1 or 3.2.0
        "#]],
    );
}

#[test]
fn version_without_patch() {
    check(
        r#"
openapi: 3.1
info: { title: Test, version: "1" }
paths: {}
"#,
        expect![[r#"
            SW0202 error 1:10 /openapi: `3.1` is not a whole version
              help: write the version with all three parts: 3.1.0
        "#]],
    );
}

#[test]
fn version_of_another_type() {
    check(
        r#"
openapi: [3, 0, 3]
info: { title: Test, version: "1" }
paths: {}
"#,
        expect![[r#"
            SW0205 error 1:10 /openapi: `openapi` must be a string, not a list
              help: an OpenAPI document begins with its version: `openapi: 3.0.3`
        "#]],
    );
}

#[test]
fn a_release_candidate_is_fine() {
    check(
        r#"
openapi: 3.2.0-rc1
info: { title: Test, version: "1" }
paths: {}
"#,
        expect![[""]],
    );
}

#[test]
fn info_without_title_and_a_number_for_a_version() {
    check(
        r#"
openapi: 3.0.3
info:
  version: 1.0
  licence: { name: MIT }
paths: {}
"#,
        expect![[r#"
            SW0206 error 3:3 /info: this Info Object has no `title`
              help: add `title`
            SW0205 error 3:12 /info/version: `version` must be a string, not a number
              help: put it in quotes: `'1.0'`
            SW0204 error 4:3 /info/licence: `licence` is no field of the Info Object
              help: did you mean `license`?
        "#]],
    );
}

#[test]
fn no_paths() {
    check(
        r#"
openapi: 3.0.3
info: { title: Test, version: "1" }
"#,
        expect![[r#"
            SW0206 error 1:1 : this OpenAPI Object has no `paths`
              help: add `paths`
        "#]],
    );
}

#[test]
fn none_of_the_containers_of_3_1() {
    check(
        r#"
openapi: 3.1.0
info: { title: Test, version: "1" }
"#,
        expect![[r#"
            SW0213 error 1:1 : this OpenAPI Object has none of `paths`, `components`, `webhooks`
              help: add `paths` or `components` or `webhooks`
        "#]],
    );
}
