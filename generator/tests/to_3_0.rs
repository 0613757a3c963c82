//! Lowering to 3.0: what becomes of what 3.0 does not have, what is told, and that the result is a document of 3.0.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use specwright::diagnostic::render::Human;
use specwright::diagnostic::{Diagnostics, Severity};
use specwright::resolve::Resolver;
use specwright::source::{Limits, Sources, write};
use specwright::{BundleOptions, bundle, openapi, resolve};

/// The lowered document, and the codes of what was told in order of place. What is wrong with the result fails the test.
fn lowered(text: &str) -> (String, String) {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let file = sources.add_text("api.yaml", text, &mut diagnostics).unwrap_or_else(|| panic!("{text}"));
    let options = BundleOptions { strict: true, to_3_0: true };
    let tree = bundle(&sources, file, options, &mut diagnostics);
    let told = Human::new(&sources, false).all(&diagnostics);
    let yaml = write::yaml(tree.unwrap_or_else(|| panic!("{told}\n{text}")).root());
    diagnostics.sort();
    let codes: Vec<&str> = diagnostics.iter().map(|found| found.code.id).collect();
    assert!(diagnostics.iter().all(|found| found.location.is_some()), "{told}");
    sound(&yaml);
    (yaml, codes.join(" "))
}

fn sound(yaml: &str) {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let file = sources.add_text("lowered.yaml", yaml, &mut diagnostics).unwrap_or_else(|| panic!("{yaml}"));
    let document = openapi::read(sources.tree(file).unwrap(), &mut diagnostics).unwrap();
    assert!(yaml.starts_with("openapi: 3.0.3\n"), "{yaml}");
    openapi::check(&document, &mut diagnostics);
    resolve::check(&document, &Resolver::new(document), &mut diagnostics);
    let told = Human::new(&sources, false).all(&diagnostics);
    assert!(!diagnostics.has(Severity::Warning), "{told}\n{yaml}");
}

const HEAD: &str = "openapi: 3.0.3\ninfo:\n  title: T\n  version: '1'\npaths: {}\n";

/// A schema beside a schema `Other`, as it is in 3.1 and as it becomes.
#[track_caller]
fn check(schema: &str, codes: &str, expected: &str) {
    let head = HEAD.replace("3.0.3", "3.1.1");
    let (yaml, told) = lowered(&format!("{head}components: {{schemas: {{Other: {{type: object}}, A: {schema}}}}}\n"));
    let (_, found) = yaml.split_once("    A:").unwrap();
    let plain = found.replace("\n      ", "\n").trim().to_owned();
    assert_eq!((plain.as_str(), told.as_str()), (expected.trim(), codes), "{schema}");
}

#[test]
fn types_and_null() {
    check("{type: string}", "", "type: string");
    check("{type: [string, 'null']}", "", "type: string\nnullable: true");
    check("{type: [string, 'null'], enum: [a]}", "", "type: string\nenum:\n  - a");
    check("{type: [string, 'null'], enum: [a, null]}", "", "type: string\nenum:\n  - a\n  - null\nnullable: true");
    check("{type: 'null'}", "", "enum:\n  - null\nnullable: true");
    check("{type: 'null', oneOf: [{type: string}]}", "", "oneOf:\n  - type: string\nnullable: true");
    check("{type: [integer, number]}", "", "type: number");
    check("{type: array}", "", "type: array\nitems: {}");
    check(
        "{type: [string, array], minLength: 1}",
        "",
        "anyOf:\n  - type: string\n  - type: array\n    items: {}\nminLength: 1",
    );
    check(
        "{type: [string, integer], anyOf: [{minimum: 3}, {maxLength: 2}]}",
        "",
        "allOf:\n  - anyOf:\n      - type: string\n      - type: integer\nanyOf:\n  - minimum: 3\n  - maxLength: 2",
    );
    check("{const: a}", "", "enum:\n  - a");
    check("{const: null}", "", "enum:\n  - null\nnullable: true");
    check(
        "{anyOf: [{type: string, maxLength: 3}, {type: 'null'}], title: S}",
        "",
        "type: string\nmaxLength: 3\ntitle: S\nnullable: true",
    );
    check(
        "{oneOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}",
        "",
        "allOf:\n  - $ref: '#/components/schemas/Other'\nnullable: true",
    );
    check(
        "{oneOf: [{type: string}, {type: integer}, {type: 'null'}]}",
        "",
        "oneOf:\n  - type: string\n  - type: integer\nnullable: true",
    );
    check(
        "{type: object, additionalProperties: true, properties: {a: true, b: false}}",
        "",
        "type: object\nadditionalProperties: true\nproperties:\n  a: {}\n  b:\n    not: {}",
    );
}

#[test]
fn bounds_values_and_words() {
    check("{exclusiveMinimum: 0}", "", "minimum: 0\nexclusiveMinimum: true");
    check("{minimum: 1, exclusiveMinimum: 1.50}", "", "minimum: 1.50\nexclusiveMinimum: true");
    check("{minimum: 2, exclusiveMinimum: 1}", "", "minimum: 2");
    check("{maximum: 2, exclusiveMaximum: 3}", "", "maximum: 2");
    check("{examples: [1]}", "", "example: 1");
    check("{examples: [1, 2]}", "SW0905", "example: 1");
    check("{type: string, contentEncoding: base64}", "", "type: string\nformat: byte");
    check("{type: string, contentMediaType: application/octet-stream}", "", "type: string\nformat: binary");
    check("{type: string, contentMediaType: image/png}", "SW0903", "type: string");
    check("{$comment: c, $schema: 'https://x.org/s', x-y: 1, colour: red}", "SW0903", "x-comment: c\nx-y: 1");
    check("{required: [], type: object}", "", "type: object");
}

#[test]
fn what_3_0_cannot_ask_for_is_widened_and_told() {
    check(
        "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
        "SW0904",
        "type: array\nitems:\n  anyOf:\n    - type: string\n    - type: integer\nmaxItems: 2",
    );
    check("{type: array, prefixItems: [{type: string}]}", "SW0904", "type: array\nitems: {}");
    check("{patternProperties: {'^x': {type: string}}}", "SW0904", "{}");
    check(
        "{patternProperties: {'^x': {type: string}}, additionalProperties: false}",
        "SW0904",
        "additionalProperties:\n  type: string",
    );
    check("{if: {required: [a]}, then: {required: [b]}}", "SW0904 SW0904", "{}");
    check("{type: object, unevaluatedProperties: false}", "SW0904", "type: object");
}

#[test]
fn references_may_stand_alone_only_and_lead_to_components_only() {
    let other = "$ref: '#/components/schemas/Other'";
    check(&format!("{{{other}}}"), "", other);
    check(&format!("{{{other}, description: d}}"), "", &format!("allOf:\n  - {other}\ndescription: d"));
    check(
        &format!("{{allOf: [{{type: object}}], {other}, minProperties: 1}}"),
        "",
        &format!("allOf:\n  - type: object\n  - {other}\nminProperties: 1"),
    );
    check(
        "{$defs: {Tag: {type: [string, 'null']}, Other: {$anchor: o}, Lost: {type: string}}, properties: {a: {$ref: '#/components/schemas/A/$defs/Tag'}, b: {$ref: '#o'}}}",
        "",
        "properties:\n  a:\n    $ref: '#/components/schemas/Tag'\n  b:\n    $ref: '#/components/schemas/A_Other'\n    Tag:\ntype: string\nnullable: true\n    A_Other: {}",
    );
}

#[test]
fn documents() {
    let (yaml, told) = lowered(
        "openapi: 3.2.0
$self: https://example.com/api
info: {title: T, summary: S, version: '1', license: {name: MIT, identifier: MIT}}
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
webhooks: {paid: {post: {}}}
paths:
  /a/{id}: {$ref: '#/components/pathItems/A'}
components:
  securitySchemes:
    tls: {type: mutualTLS}
    key: {type: apiKey, in: header, name: K}
  pathItems:
    A:
      parameters:
        - {name: id, in: path, required: true, content: {text/plain: {}}}
      get:
        security: [{tls: [], key: []}]
        parameters: [{name: q, in: querystring, content: {application/json: {schema: {type: object}}}}]
      query: {responses: {'200': {description: q}}}
      post:
        requestBody: {content: {application/json: {$ref: '#/components/mediaTypes/J'}}}
        responses: {'200': {summary: all well}, '201': {$ref: '#/components/responses/R', description: here}}
  mediaTypes: {J: {schema: {type: [boolean, 'null']}}}
  responses: {R: {description: r}}
",
    );
    let expected = "openapi: 3.0.3
info:
  title: T
  description: S
  version: '1'
  license:
    name: MIT
    url: https://spdx.org/licenses/MIT.html
paths:
  /a/{id}:
    parameters:
      - name: id
        in: path
        required: true
        content:
          text/plain: {}
    get:
      security:
        - key: []
      parameters: []
      responses:
        default:
          description: ''
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: boolean
              nullable: true
      responses:
        '200':
          description: all well
        '201':
          $ref: '#/components/responses/R'
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: K
  responses:
    R:
      description: r
";
    assert_eq!(yaml, expected);
    assert_eq!(told, "SW0903 SW0903 SW0906 SW0906 SW0906 SW0906 SW0905");
}

#[test]
fn a_document_of_3_0_stays_as_it_is() {
    let text = format!("{HEAD}components:\n  schemas:\n    A:\n      nullable: true\n      type: string\n");
    assert_eq!(lowered(&text), (text, String::new()));
}
