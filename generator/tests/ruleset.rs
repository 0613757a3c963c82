//! Rulesets in the format of Spectral: a ruleset and a document in, findings out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use expect_test::{Expect, expect};
use specwright::config::Config;
use specwright::diagnostic::{Diagnostic, Diagnostics, Lines, Texts};
use specwright::project::Project;
use specwright::source::{Limits, Sources};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: Pets, version: 1.0.0, contact: { name: Us } }
tags: [{ name: Toys }, { name: Pets }]
paths:
  /pets:
    parameters: [{ $ref: '#/components/parameters/Limit' }]
    get:
      operationId: list_pets
      summary: Lists the pets.
      x-owner: team-a
      tags: [Pets]
      responses:
        '200': { description: The pets., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        4XX: { description: No. }
  /petToys/{id}/:
    post:
      operationId: addToy
      deprecated: true
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { 2XX: { description: Fine. }, 4XX: { description: No. } }
components:
  parameters:
    Limit: { name: LIMIT, in: query, schema: { type: integer } }
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
        parent: { $ref: '#/components/schemas/Pet' }
";

/// What is said of the document by these rules alone.
#[track_caller]
fn check(rules: &str, expect: Expect) {
    check_with(&format!("rules:\n{rules}"), expect);
}

#[track_caller]
fn check_with(ruleset: &str, expect: Expect) {
    expect.assert_eq(&said_with(ruleset));
}

fn said_with(ruleset: &str) -> String {
    let mut told = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let (document, rules) = (Path::new("/house/openapi.yaml"), Path::new("/house/rules.yaml"));
    sources.open(document.to_owned(), DOCUMENT.to_owned());
    sources.open(rules.to_owned(), ruleset.to_owned());
    let file = sources.load(document, &mut told).unwrap();
    sources.ruleset(file, rules, &mut told);
    specwright::validate(&sources, file, &Config::default(), &mut told);
    told.sort();
    told.iter().filter(is_of_ruleset).map(|found| said(&sources, found)).collect()
}

fn is_of_ruleset(found: &&Diagnostic) -> bool {
    found.code.id.starts_with("custom/") || found.code.id.starts_with("SW100")
}

fn said(sources: &Sources, found: &Diagnostic) -> String {
    let place = found.location.as_ref().unwrap().place;
    let text = sources.text(place.file);
    let position = Lines::new(text).position(text, place.span.start);
    let name = sources.name(place.file).rsplit('/').next().unwrap();
    let severity = format!("{:?}", found.severity).to_lowercase();
    let help: String = found.help.iter().map(|help| format!("  {help}\n")).collect();
    format!("{name}:{}:{} {severity} {}: {}\n{help}", position.line, position.column, found.code.id, found.message)
}

#[test]
fn what_must_be_there() {
    check(
        "
  owner:
    description: Each operation has an owner.
    message: '{{property}} is missing: {{description}}'
    severity: error
    given: $.paths[*][get,put,post,delete]
    then: { field: x-owner, function: truthy }
  contact:
    given: $.info
    then:
      - { field: contact.email, function: defined }
      - { field: termsOfService, function: undefined }
  no-title:
    given: $.info.title
    then: { function: falsy }
",
        expect![[r#"
            openapi.yaml:2:1 warning custom/contact: `email` must be there
            openapi.yaml:2:16 warning custom/no-title: `title` must not be there, or be empty
            openapi.yaml:16:5 error custom/owner: x-owner is missing: Each operation has an owner.
              `x-owner` must be there, and not be empty
        "#]],
    );
}

#[test]
fn names_and_patterns() {
    check(
        "
  camel-ids:
    given: $.paths[*][*].operationId
    then: { function: casing, functionOptions: { type: camel } }
  kebab-paths:
    given: $.paths[*]~
    then: { function: pattern, functionOptions: { match: '^(/([a-z-]+|\\{[^}]+\\}))+$', notMatch: '/i/' } }
  lower-parameters:
    given: $.paths..parameters[?(@.in === 'query')]
    then: { field: name, function: casing, functionOptions: { type: flat } }
  keys:
    given: $.components.schemas
    then: { field: '@key', function: length, functionOptions: { min: 4 } }
",
        expect![[r#"
            openapi.yaml:8:20 warning custom/camel-ids: `operationId` must be written in camel case
            openapi.yaml:15:3 warning custom/kebab-paths: `/petToys/{id}/` must match `^(/([a-z-]+|\{[^}]+\}))+$`
            openapi.yaml:23:20 warning custom/lower-parameters: `name` must be written in flat case
            openapi.yaml:25:5 warning custom/keys: `Pet` must be 4 long or more, and is 3
        "#]],
    );
}

#[test]
fn lists_and_values() {
    check(
        "
  sorted-tags:
    given: $.tags
    then: { function: alphabetical, functionOptions: { keyedBy: name } }
  types:
    given: $..type
    then: { function: enumeration, functionOptions: { values: [object, string] } }
  one-of:
    given: $.paths[*][*]
    then:
      - { function: xor, functionOptions: { properties: [summary, deprecated] } }
      - { function: or, functionOptions: { properties: [description, tags] } }
  short:
    given: $.info.title
    then: { function: length, functionOptions: { max: 3 } }
",
        expect![[r#"
            openapi.yaml:2:16 warning custom/short: `title` must be 3 long or less, and is 4
            openapi.yaml:3:1 warning custom/sorted-tags: `tags` must be in alphabetical order: `Pets` comes before `Toys`
            openapi.yaml:16:5 warning custom/one-of: `post` must have one of description, tags
            openapi.yaml:23:54 warning custom/types: `type` must be one of object, string
        "#]],
    );
}

#[test]
fn schemas_say_what_is_allowed() {
    check(
        "
  versions:
    given: $.info
    then:
      function: schema
      functionOptions:
        schema: { type: object, required: [license], properties: { version: { type: string, pattern: '^2' } } }
",
        expect![[r#"
            openapi.yaml:2:1 warning custom/versions: `info` must have the property `license`
            openapi.yaml:2:31 warning custom/versions: `version` must match the pattern `^2`
        "#]],
    );
}

#[test]
fn expressions_of_spectral() {
    check(
        "
  by-method:
    given: \"$.paths[*][?(@property === 'post' && @.deprecated)]\"
    then: { field: description, function: truthy }
  by-match:
    given: \"$.paths[?(@property.match(/toys/i))].post\"
    then: { field: summary, function: truthy }
  by-length:
    given: $..[?(@.tags && @.tags.length > 0)]
    then: { field: description, function: truthy }
  by-list:
    given: \"$.paths[*][?(['put', 'post'].indexOf(@property) !== -1 && @object())]\"
    then: { field: x, function: truthy }
  by-text:
    given: \"$.paths[?(@property.startsWith('/pet') && !@property.includes('Toys'))].get.responses[?(@property >= 200)]\"
    then: { field: x, function: truthy }
  above:
    given: \"$..[?(@property === 'deprecated')]^\"
    then: { field: x, function: truthy }
  as-written:
    resolved: false
    given: $.paths[*].parameters[*]
    then: { field: $ref, function: undefined }
",
        expect![[r#"
            openapi.yaml:6:26 warning custom/as-written: `$ref` must not be there
            openapi.yaml:7:5 warning custom/by-length: `description` must be there, and not be empty
            openapi.yaml:13:9 warning custom/by-text: `x` must be there, and not be empty
            openapi.yaml:16:5 warning custom/above: `x` must be there, and not be empty
            openapi.yaml:16:5 warning custom/by-list: `x` must be there, and not be empty
            openapi.yaml:16:5 warning custom/by-match: `summary` must be there, and not be empty
            openapi.yaml:16:5 warning custom/by-method: `description` must be there, and not be empty
        "#]],
    );
}

#[test]
fn aliases_formats_and_severities() {
    check_with(
        "
aliases:
  Paths: $.paths[*]
  Operations: ['#Paths.get', '#Paths.post']
rules:
  summaries: { given: '#Operations', severity: hint, then: { field: summary, function: truthy } }
  of-others: { given: $, formats: [asyncapi2], then: { field: x, function: truthy } }
  of-3-1: { given: $, formats: [oas3_1], then: { field: x, function: truthy } }
  of-3: { given: $, formats: [oas3], severity: 2, then: { field: x, function: truthy } }
  off: { given: $, severity: off, then: { field: x, function: truthy } }
",
        expect![[r#"
            openapi.yaml:1:1 info custom/of-3: `x` must be there, and not be empty
            openapi.yaml:16:5 info custom/summaries: `summary` must be there, and not be empty
        "#]],
    );
}

#[test]
fn severities_of_rules_before_and_of_what_is_found_here() {
    let base = "
rules:
  first: { given: $, then: { field: x, function: truthy } }
  second: { given: $, then: { field: y, function: truthy } }
  third: { given: $, recommended: false, then: { field: z, function: truthy } }
";
    let rules = "
extends: [spectral:oas, ./base.yaml]
rules:
  first: error
  second: off
  third: true
  fourth: loud
  operation-tag-defined: error
  info-contact: error
";
    let mut told = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("base.yaml", base), ("rules.yaml", rules), ("openapi.yaml", &DOCUMENT.replace("[Pets]", "[Cats]"))]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let project = Project {
        rulesets: vec![folder.path().join("rules.yaml")],
        ..Project::new(folder.path().join("openapi.yaml"), "")
    };
    let (file, config) = project.read_to_validate(&mut sources, &mut told).unwrap();
    specwright::validate(&sources, file, &config, &mut told);
    told.sort();
    let is_asked = |found: &&Diagnostic| found.code.id == "SW1028" || is_of_ruleset(found);
    let said: String = told.iter().filter(is_asked).map(|found| said(&sources, found)).collect();
    expect![[r#"
        openapi.yaml:1:1 error custom/first: `x` must be there, and not be empty
        openapi.yaml:1:1 warning custom/third: `z` must be there, and not be empty
        openapi.yaml:11:14 error SW1028: the tag `Cats` is not declared
          declare it under `tags`
        rules.yaml:2:11 info SW1005: `extends: spectral:oas` is not followed
          what `specwright validate` finds by itself takes its place
        rules.yaml:7:11 error SW1004: this is no severity
          write `error`, `warn`, `info`, `hint` or `off`
        rules.yaml:9:3 warning SW1005: there is no rule `info-contact` here
          severities of our own rules are chosen in `[lint.rules]`
    "#]]
    .assert_eq(&said);
}

#[test]
fn what_is_not_supported_is_told() {
    check_with(
        "
extends: [[spectral:oas, recommended], ./base.yaml]
functions: [mine]
rules:
  operation-tags: off
  mine: { given: $, then: { function: mine } }
  near: { given: $, then: { function: truthyy } }
  path: { given: \"$.info[?(@path === 'x')]\", then: { function: truthy } }
  methods: { given: \"$.paths[?(@property.trim() === '/a')]\", then: { function: truthy } }
  look: { given: $.info.title, then: { function: pattern, functionOptions: { match: '(?=a)' } } }
",
        expect![[r#"
            rules.yaml:2:12 info SW1005: `extends: spectral:oas` is not followed
              what `specwright validate` finds by itself takes its place
            rules.yaml:3:1 warning SW1005: `functions` is not supported
              functions in JavaScript are not run
            rules.yaml:5:3 warning SW1005: there is no rule `operation-tags` here
              severities of our own rules are chosen in `[lint.rules]`
            rules.yaml:6:39 warning SW1005: the function `mine` is not supported
              the functions are truthy, falsy, defined, undefined, pattern, enumeration, length, casing, alphabetical, xor, or, schema
            rules.yaml:7:39 warning SW1005: the function `truthyy` is not supported
              did you mean `truthy`?
            rules.yaml:8:18 warning SW1005: `$.info[?(@path === 'x')]` is not read: `)` must stand here, at `path === 'x')]`
              write a JSONPath expression as in RFC 9535
            rules.yaml:9:21 warning SW1005: `$.paths[?(@property.trim() === '/a')]` is not read: of the methods of JavaScript, `match`, `includes`, `indexOf`, `startsWith` and `endsWith` are supported, at `.trim() === '/a')]`
              write a JSONPath expression as in RFC 9535
            rules.yaml:10:85 warning SW1005: an engine of linear time cannot read this pattern
              write it without look-around and references back
        "#]],
    );
}

#[test]
fn what_is_wrong_is_told() {
    check_with(
        "
rules:
  nowhere: { then: { function: truthy } }
  nothing: { given: $ }
  alias: { given: '#None', then: { function: truthy } }
  options: { given: $, then: { function: casing } }
  case: { given: $, then: { function: casing, functionOptions: { type: upper } } }
  severity: { given: $, severity: loud, then: { function: truthy } }
",
        expect![[r#"
            rules.yaml:3:3 error SW1004: this rule does not say where it counts
              write `given`, as in `$.paths[*]`
            rules.yaml:4:3 error SW1004: this rule does not say what must hold
              write `then`, with a `function`
            rules.yaml:5:19 error SW1004: there is no alias `None`
              write it under `aliases`
            rules.yaml:6:42 error SW1004: this function needs the option `type`
              write `functionOptions`, with `type`
            rules.yaml:7:72 error SW1004: this is no case
              write one of flat, camel, pascal, kebab, cobol, snake, macro
            rules.yaml:8:35 error SW1004: this is no severity
              write `error`, `warn`, `info`, `hint` or `off`
        "#]],
    );
    check_with(
        "lint: {}",
        expect![[r#"
        rules.yaml:1:1 error SW1004: this ruleset has no `rules`
          write rules, each by its name
    "#]],
    );
}

#[test]
fn aliases_that_grow_without_end_are_told() {
    const TOO_MUCH: &str = "rules.yaml:3:13 error SW1004: aliases lead to each other without end, or to too many expressions\n  \
        write an expression that begins with `$`\n";
    let many = |count: usize, text: &str| vec![format!("'{text}'"); count].join(", ");
    let circle = "  A: ['#B.x']\n  B: ['#A.y']\n".to_owned();
    let doubling: String = (0..15).map(|index| format!("  A{index}: ['#A{0}', '#A{0}']\n", index + 1)).collect();
    let wide = format!("  A: [{}]\n  B: [{}]\n", many(1_000, "#B"), many(100_000, "$"));
    let long = format!("  A: [{}]\n", many(1_000, &"$".repeat(2_000)));
    for (name, aliases) in [("A", circle), ("A0", format!("{doubling}  A15: [$]\n")), ("A", wide), ("A", long)] {
        let ruleset =
            format!("rules:\n  rule:\n    given: ['#{name}']\n    then: {{ function: truthy }}\naliases:\n{aliases}");
        assert_eq!(said_with(&ruleset), TOO_MUCH, "{name}");
    }
}
