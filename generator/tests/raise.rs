//! Documents of 2.0: what is wrong with them is told in their own words and at their own places, and what 3.0 has no
//! words for is told too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use expect_test::{Expect, expect};
use specwright::config::Config;
use specwright::diagnostic::{Diagnostics, Texts};
use specwright::source::{Limits, Sources};
use specwright::{Options, generate};

/// The findings of a document with these lines below its head, and whether a crate is made of it.
fn findings(rest: &str) -> (String, bool) {
    let text = format!("swagger: '2.0'\ninfo: {{ title: x, version: '1' }}\n{rest}");
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let spec = sources.add_text("spec.yaml", &text, &mut diagnostics).expect("YAML");
    let options = Options { command: "x".to_owned(), all_types: true, strict: false };
    let files = generate(&sources, spec, &Config::default(), &options, &mut diagnostics);
    diagnostics.sort();
    let lines = diagnostics.iter().map(|found| {
        let location = found.location.as_ref().expect("a place");
        let span = location.place.span;
        let marked = sources.text(location.place.file)[span.start as usize..span.end as usize].lines().next();
        let help = found.help.as_ref().map(|help| format!("  help: {help}\n")).unwrap_or_default();
        let (id, message, pointer) = (found.code.id, &found.message, &location.pointer);
        format!("{id} {pointer} `{}`: {message}\n{help}", marked.unwrap_or_default())
    });
    (lines.collect(), files.is_some())
}

#[track_caller]
fn check(rest: &str, expected: Expect) {
    let (found, made) = findings(rest);
    assert!(made, "{found}");
    expected.assert_eq(&found);
}

#[test]
fn a_plain_document_is_clean() {
    check("paths:\n  /a:\n    get: { responses: { '204': { description: ok } } }\n", expect![[""]]);
}

#[test]
fn the_structure_is_told_in_the_words_of_2_0() {
    check(
        "paths:\n  /a:\n    get:\n      parameters:\n        - { name: q, in: qurey, type: string }\n        - { name: r, in: query, schema: { type: string } }\n      requestBody: {}\n      responses: { '200': { description: ok, content: {} } }\ndefinitions:\n  A: { type: string, nullable: true }\n",
        expect![[r#"
            SW0412 /paths/~1a/get/parameters/0 `{ name: q, in: qurey, type: string }`: the parameter `q` is sent in `qurey`, which is no place
              help: write `name`, and `in: path`, `query`, `header` or `cookie`
            SW0207 /paths/~1a/get/parameters/0/in `qurey`: `in` cannot be `qurey`
              help: did you mean `query`?
            SW0206 /paths/~1a/get/parameters/1 `{ name: r, in: query, schema: { type: string } }`: this Parameter Object has no `type`
              help: add `type`
            SW0214 /paths/~1a/get/parameters/1/schema `schema`: `schema` means nothing in a Parameter Object with `in: query`
              help: remove it, or change `in`
            SW0208 /paths/~1a/get/requestBody `requestBody`: `requestBody` is no field of the Operation Object in 2.0: it comes with 3.0
              help: 2.0 has a parameter with `in: body`
            SW0208 /paths/~1a/get/responses/200/content `content`: `content` is no field of the Response Object in 2.0: it comes with 3.0
              help: 2.0 has `produces`, and `schema` here
            SW0208 /definitions/A/nullable `nullable`: `nullable` is no field of the Schema Object in 2.0: it comes with 3.0
              help: write `x-nullable: true`
        "#]],
    );
}

#[test]
fn a_lost_reference_is_told_where_it_stands() {
    check(
        "paths:\n  /a:\n    get: { responses: { '200': { description: ok, schema: { $ref: '#/definitions/Pett' } } } }\ndefinitions:\n  Pet: { type: string }\n",
        expect![[r#"
            SW0301 /paths/~1a/get/responses/200/schema/$ref `'#/definitions/Pett'`: `#/definitions/Pett` points at nothing: `#/definitions` has no `Pett`
              help: did you mean `#/definitions/Pet`?
        "#]],
    );
}

#[test]
fn references_in_a_circle_end() {
    check(
        "paths:\n  /a:\n    post:\n      parameters: [{ $ref: '#/parameters/A' }]\n      responses: { '204': { description: ok } }\nparameters:\n  A: { $ref: '#/parameters/B' }\n  B: { $ref: '#/parameters/A' }\n",
        expect![[r#"
            SW0303 /parameters/A/$ref `'#/parameters/B'`: `#/components/parameters/B` leads only back to itself
              help: let one of them hold the object itself
        "#]],
    );
}

#[test]
fn lists_that_3_0_cannot_join() {
    check(
        "paths:\n  /a/{p}:\n    get:\n      parameters:\n        - { name: q, in: query, type: array, items: { type: string }, collectionFormat: tsv }\n        - { name: p, in: path, required: true, type: array, items: { type: string }, collectionFormat: pipes }\n      responses: { '204': { description: ok } }\n",
        expect![[r#"
            SW0701 /paths/~1a~1{p}/get/parameters/0/collectionFormat `tsv`: OpenAPI 3 has no `collectionFormat: tsv` in a query: one string is sent
              help: join the values in the caller, or use a format that the server takes too
            SW0701 /paths/~1a~1{p}/get/parameters/1/collectionFormat `pipes`: OpenAPI 3 has no `collectionFormat: pipes` in a path or header: one string is sent
              help: join the values in the caller, or use a format that the server takes too
        "#]],
    );
}

#[test]
fn a_request_has_one_body() {
    check(
        "paths:\n  /a:\n    post:\n      parameters:\n        - { name: a, in: body, schema: { type: string } }\n        - { name: b, in: body, schema: { type: string } }\n        - { name: c, in: formData, type: string }\n      responses: { '204': { description: ok } }\n",
        expect![[r#"
            SW0702 /paths/~1a/post/parameters/1 `{ name: b, in: body, schema: { type: string } }`: this operation has a body already
              help: keep one body
            SW0702 /paths/~1a/post/parameters/2 `{ name: c, in: formData, type: string }`: this operation has a body already
              help: keep one body
        "#]],
    );
}

#[test]
fn schemes_and_examples_that_come_to_nothing() {
    check(
        "host: a.example\nschemes: [wss]\nproduces: [application/json]\npaths:\n  /a:\n    get: { responses: { '200': { description: ok, schema: { type: string }, examples: { text/plain: hi } } } }\n",
        expect![[r#"
            SW0703 /schemes/0 `wss`: no server is made of the scheme `wss`
              help: name `https` too if the server can be reached by it
            SW0704 /paths/~1a/get/responses/200/examples/text~1plain `hi`: the example of `text/plain` belongs to no answer
              help: name its media type in `produces`, and give the answer a schema
        "#]],
    );
}

#[test]
fn nonsense_in_every_place_is_no_panic() {
    let values = ["null", "1", "text", "[]", "[1, [a]]", "{}", "{ $ref: '#' }", "{ $ref: 7 }", "{ a: { b: c } }"];
    let places = [
        "paths: X",
        "host: X\nbasePath: X\nschemes: X\npaths: {}",
        "consumes: X\nproduces: X\npaths: { /a: { post: { parameters: [{ in: body, name: a }], responses: { default: X } } } }",
        "paths: { /a: X }",
        "paths: { /a: { parameters: X, get: X } }",
        "paths: { /a: { parameters: [X], post: { parameters: [X, { in: formData, name: X, type: X }], consumes: X } } }",
        "paths: { /a: { get: { responses: { '200': { headers: { a: X }, schema: X, examples: X } } } } }",
        "paths: {}\ndefinitions: { A: X, B: { properties: X, items: X, allOf: X, type: X, discriminator: X, required: X } }",
        "paths: {}\nparameters: { A: X }\nresponses: { A: X }\nsecurityDefinitions: { A: X, B: { type: oauth2, flow: X } }",
    ];
    for place in places {
        for value in values {
            let _ = findings(&place.replace('X', value));
        }
    }
}
