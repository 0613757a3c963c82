//! What users say of findings, in the configuration and beside the objects of a document; and that documents which have
//! nothing wrong are silent.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod mutants;

use expect_test::{Expect, expect};
use specwright::config;
use specwright::diagnostic::{Diagnostics, Severity, Texts};
use specwright::source::{Limits, Sources};

/// The rest of a 3.0 document, its configuration, and what `validate` says: `code severity pointer: message`.
#[track_caller]
fn check(rest: &str, toml: &str, expected: Expect) {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: Test, version: '1' }}\n{}", rest.trim_start());
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let file = sources.add_text("openapi.yaml", &text, &mut diagnostics).expect("the test's document is YAML");
    let settings = sources.add_text("specwright.toml", "{}", &mut diagnostics).unwrap();
    let config = config::parse(settings, toml, &mut diagnostics);
    specwright::validate(&sources, file, &config, &mut diagnostics);
    diagnostics.sort();
    let mut said = String::new();
    for found in &diagnostics {
        let location = found.location.as_ref().unwrap();
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let place = format!("{} {}", sources.name(location.place.file), location.pointer);
        said += &format!("{} {severity} {place}: {}\n", found.code.id, found.message);
        found.help.iter().for_each(|help| said += &format!("  help: {help}\n"));
    }
    expected.assert_eq(&said);
}

const PETS: &str = "
paths:
  /pets:
    get: { operationId: a, responses: { '200': { description: Fine. } } }
  /internal/pets:
    get: { operationId: b, responses: { '500': { description: Fine. } } }
";

#[test]
fn nothing_is_said_of_findings() {
    check(
        PETS,
        "",
        expect![[r#"
        SW1013 info openapi.yaml /paths/~1pets/get/responses: `GET /pets` describes no answer for a request that is refused
          help: describe the errors that callers should expect: `404`, `4XX`, or `default`
        SW1012 warning openapi.yaml /paths/~1internal~1pets/get/responses: `GET /internal/pets` describes no answer for success
          help: describe the `2XX` answer that it gives
        SW1013 info openapi.yaml /paths/~1internal~1pets/get/responses: `GET /internal/pets` describes no answer for a request that is refused
          help: describe the errors that callers should expect: `404`, `4XX`, or `default`
    "#]],
    );
}

#[test]
fn severities_by_code_and_by_name() {
    check(
        PETS,
        "[lint.rules]\nSW1012 = 'error'\nno-client-error-response = 'off'",
        expect![[r#"
        SW1012 error openapi.yaml /paths/~1internal~1pets/get/responses: `GET /internal/pets` describes no answer for success
          help: describe the `2XX` answer that it gives
    "#]],
    );
}

#[test]
fn severities_by_place() {
    let toml = "
[lint.rules]
no-client-error-response = 'warn'
[[lint.override]]
rule = 'SW1013'
severity = 'off'
path = '/internal/**'
reason = 'only we call it'
[[lint.override]]
rule = 'SW1012'
severity = 'error'
pointer = '/paths/~1internal*/get'
reason = 'it was forgotten once too often'
";
    check(
        PETS,
        toml,
        expect![[r#"
        SW1013 warning openapi.yaml /paths/~1pets/get/responses: `GET /pets` describes no answer for a request that is refused
          help: describe the errors that callers should expect: `404`, `4XX`, or `default`
        SW1012 error openapi.yaml /paths/~1internal~1pets/get/responses: `GET /internal/pets` describes no answer for success
          help: describe the `2XX` answer that it gives
    "#]],
    );
}

#[test]
fn what_is_not_known_or_always_counts() {
    check(
        PETS,
        "[lint.rules]\nno-sucess-response = 'off'\nSW0201 = 'off'\nSW1013 = 'off'",
        expect![[r#"
            SW1012 warning openapi.yaml /paths/~1internal~1pets/get/responses: `GET /internal/pets` describes no answer for success
              help: describe the `2XX` answer that it gives
            SW1003 warning specwright.toml /lint/rules/no-sucess-response: `no-sucess-response` is no finding whose severity can be chosen
              help: did you mean `no-success-response`?
            SW1003 warning specwright.toml /lint/rules/SW0201: `SW0201` is no finding whose severity can be chosen
              help: `specwright explain --list` lists them
        "#]],
    );
}

#[test]
fn what_cannot_be_read_of_the_configuration() {
    let toml = "
[lint.rules]
SW1012 = 'loud'
SW1013 = 'off'
[[lint.override]]
rule = 'SW1012'
severity = 'off'
path = '/pets'
[[lint.override]]
rule = 'SW1012'
severity = 'off'
reason = 'nowhere'
";
    check(
        PETS,
        toml,
        expect![[r#"
        SW1012 warning openapi.yaml /paths/~1internal~1pets/get/responses: `GET /internal/pets` describes no answer for success
          help: describe the `2XX` answer that it gives
        SW0022 error specwright.toml /lint/rules/SW1012: `SW1012` must be "off", "info", "warn" or "error", and this is a string
        SW0023 error specwright.toml /lint/override/0: this entry has no `reason`
        SW0023 error specwright.toml /lint/override/1: this entry says by neither or by both of `path` and `pointer` where it counts
    "#]],
    );
}

#[test]
fn findings_are_ignored_beside_the_object() {
    let pets = "
paths:
  /pets:
    get:
      x-specwright-ignore:
        - { code: SW1013, reason: It never refuses. }
        - { code: no-success-response, reason: Not needed. }
        - { code: SW9999, reason: Unknown. }
        - { code: SW1013 }
      responses: { '200': { description: Fine. } }
  /toys:
    x-specwright-ignore: [{ code: SW1013, reason: For all of the path. }]
    get: { responses: { '200': { description: Fine. } } }
    put: { responses: { '200': { description: Fine. } } }
  /cats:
    x-specwright-ignore: SW1013
    get: { responses: { '200': { description: Fine. } } }
";
    check(
        pets,
        "",
        expect![[r#"
            SW1001 warning openapi.yaml /paths/~1pets/get/x-specwright-ignore/1: nothing is found here that `no-success-response` would hide
              help: remove it
            SW1002 warning openapi.yaml /paths/~1pets/get/x-specwright-ignore/2: `SW9999` is no finding that can be ignored
              help: `specwright explain --list` lists them
            SW1002 warning openapi.yaml /paths/~1pets/get/x-specwright-ignore/3: this lacks a `code` or a `reason`
              help: write a list, as in `- { code: SW1012, reason: answers are not settled }`
            SW1002 warning openapi.yaml /paths/~1cats/x-specwright-ignore: this is no list of codes with reasons
              help: write a list, as in `- { code: SW1012, reason: answers are not settled }`
            SW1013 info openapi.yaml /paths/~1cats/get/responses: `GET /cats` describes no answer for a request that is refused
              help: describe the errors that callers should expect: `404`, `4XX`, or `default`
        "#]],
    );
}

#[test]
fn an_error_of_an_earlier_stage_is_ignored_too() {
    let pets = "
paths:
  /pets/{id}:
    get:
      x-specwright-ignore: [{ code: SW0407, reason: The gateway fills it. }]
      responses: { '200': { description: Fine. }, '404': { description: None. } }
";
    check(pets, "", expect![[""]]);
}

#[test]
fn an_excerpt_lacks_what_stands_elsewhere() {
    let pets = "
paths:
  /pets/{id}:
    get:
      security: [{ key: [] }]
      responses: { '200': { description: Fine. }, '404': { description: None. } }
";
    check(
        pets,
        "",
        expect![[r#"
        SW0407 warning openapi.yaml /paths/~1pets~1{id}/get: `GET /pets/{id}` has no parameter for `{id}`; it is taken as a string
          help: declare it: `name: id`, `in: path`, `required: true`, with a `schema`
        SW0414 warning openapi.yaml /paths/~1pets~1{id}/get/security/0/key: no security scheme is called `key`; the alternative is left out
          help: declare it under `components/securitySchemes`
    "#]],
    );
    check(
        &format!("{pets}components: {{}}"),
        "",
        expect![[r#"
        SW0407 error openapi.yaml /paths/~1pets~1{id}/get: `GET /pets/{id}` has no parameter for `{id}`; it is taken as a string
          help: declare it: `name: id`, `in: path`, `required: true`, with a `schema`
        SW0414 error openapi.yaml /paths/~1pets~1{id}/get/security/0/key: no security scheme is called `key`; the alternative is left out
          help: declare it under `components/securitySchemes`
    "#]],
    );
}
