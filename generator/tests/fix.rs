//! `specwright validate --fix`: what is mended, and that every other byte stays.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn fix(home: &Path, file: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.args(["validate", "--fix", file]).current_dir(home).output().unwrap()
}

/// Mends a document twice: the second time there is nothing left.
fn check(name: &str, before: &str, after: &str) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(name);
    fs::write(&path, before).unwrap();
    let said = String::from_utf8(fix(home.path(), name).stderr).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), after, "{said}");
    assert_eq!(said.contains("mended"), before != after, "{said}");
    let again = String::from_utf8(fix(home.path(), name).stderr).unwrap();
    assert!(!again.contains("mended"), "{again}");
    assert_eq!(fs::read_to_string(&path).unwrap(), after, "{again}");
}

/// The schema `S` of a document in YAML.
fn check_schema(version: &str, before: &str, after: &str) {
    let head = format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\npaths: {{}} # none\ncomponents:\n  schemas:\n    S:"
    );
    check("api.yaml", &format!("{head}{before}\n"), &format!("{head}{after}\n"));
}

#[test]
fn misspelt_fields_and_words_in_the_quotes_that_are_there() {
    check(
        "api.yaml",
        "openapi: 3.1.0\ninof: # comments\n  titel:   T   # stay\n  'verison': 1.0\npahts:\n  pets/{id}:\n    get:\n      parametres:\n        - { naem: id, in: pathh, required: \"true\", schema: { type: strng } }\n      responses: { '200': { \"descripton\": ok } }\n",
        "openapi: 3.1.0\ninfo: # comments\n  title:   T   # stay\n  'version': '1.0'\npaths:\n  /pets/{id}:\n    get:\n      parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }\n      responses: { '200': { \"description\": ok } }\n",
    );
    check(
        "api.json",
        "{\"openapi\": \"3.1.0\", \"inof\": {\"title\": \"T\", \"version\": 1},\n\t\"paths\": {\"a\": {}}}",
        "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\", \"version\": \"1\"},\n\t\"paths\": {\"/a\": {}}}",
    );
}

#[test]
fn a_byte_order_mark_and_ends_of_lines_stay() {
    check(
        "api.yaml",
        "\u{FEFF}openapi: 3.0.3\r\ninof: { title: Ü, version: '1' }\r\npaths: {}\r\n",
        "\u{FEFF}openapi: 3.0.3\r\ninfo: { title: Ü, version: '1' }\r\npaths: {}\r\n",
    );
}

#[test]
fn null_as_the_version_spells_it() {
    check_schema("3.1.0", " { type: string, nullable: true }", " { type: [string, 'null'] }");
    check_schema("3.1.0", " { nullable: true, type: \"string\" }", " { type: [\"string\", 'null'] }");
    check_schema(
        "3.1.0",
        "\n      type: string # a\n      nullable: true\n      maxLength: 3",
        "\n      type: [string, 'null'] # a\n      maxLength: 3",
    );
    check_schema("3.1.0", "\n      nullable: false\n      type: string", "\n      type: string");
    check_schema("3.0.3", " { type: [string, 'null'] }", " { type: string, nullable: true }");
    check_schema(
        "3.0.3",
        "\n      maxLength: 3\n      type: [string, 'null']",
        "\n      maxLength: 3\n      type: string\n      nullable: true",
    );
    check(
        "api.json",
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, \"paths\": {},\n\"components\": {\"schemas\": {\"S\": {\n  \"type\": [\"string\", \"null\"],\n  \"maxLength\": 3\n}}}}",
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, \"paths\": {},\n\"components\": {\"schemas\": {\"S\": {\n  \"type\": \"string\",\n  \"nullable\": true,\n  \"maxLength\": 3\n}}}}",
    );
}

#[test]
fn bounds_as_the_version_spells_them() {
    check_schema(
        "3.1.0",
        " { type: number, minimum: 0, exclusiveMinimum: true }",
        " { type: number, exclusiveMinimum: 0 }",
    );
    check_schema(
        "3.1.0",
        "\n      type: number\n      maximum: 9 # nine\n      exclusiveMaximum: true",
        "\n      type: number\n      exclusiveMaximum: 9 # nine",
    );
    check_schema(
        "3.0.3",
        " { type: number, exclusiveMinimum: 0.5, maximum: 9 }",
        " { type: number, minimum: 0.5, exclusiveMinimum: true, maximum: 9 }",
    );
    check_schema(
        "3.0.3",
        "\n      exclusiveMaximum: 9\n      type: number # any",
        "\n      maximum: 9\n      exclusiveMaximum: true\n      type: number # any",
    );
    // Which of the two bounds counts is for the author to say.
    check_schema(
        "3.0.3",
        " { type: number, exclusiveMinimum: 0, minimum: 1 }",
        " { type: number, exclusiveMinimum: 0, minimum: 1 }",
    );
}

#[test]
fn statuses_are_put_in_quotes() {
    let document = |keys: [&str; 3]| {
        let [one, two, three] = keys;
        format!(
            "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get:\n      responses:\n        {one}: {{ description: a }} # fine\n        {two}: {{ description: b }}\n        {three}: {{ description: c }}\n"
        )
    };
    check("api.yaml", &document(["200", "404", "\"5XX\""]), &document(["'200'", "'404'", "\"5XX\""]));
}

#[test]
fn what_is_not_sure_stays() {
    // Null must be among the values, which only the author knows.
    check_schema(
        "3.1.0",
        " { type: string, nullable: true, enum: [a] }",
        " { type: string, nullable: true, enum: [a] }",
    );
    // Two words that are misspellings of one: the second would stand twice.
    check_schema("3.0.3", " { typ: string, tpe: number }", " { type: string, tpe: number }");
    check_schema("3.0.3", " { type: [string, number, 'null'] }", " { type: [string, number, 'null'] }");
    check_schema(
        "3.1.0",
        "\n      nullable: true # by hand\n      type: string",
        "\n      nullable: true # by hand\n      type: string",
    );
}

#[test]
fn a_file_that_is_referred_to_is_mended_and_standard_input_is_not() {
    let home = tempfile::tempdir().unwrap();
    let document = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /a: { $ref: 'a.yaml' }\n";
    fs::write(home.path().join("api.yaml"), document).unwrap();
    fs::write(home.path().join("a.yaml"), "get: { respones: { '200': { description: ok } } }\n").unwrap();
    let said = String::from_utf8(fix(home.path(), "api.yaml").stderr).unwrap();
    assert!(said.contains("a.yaml: 1 finding mended"), "{said}");
    let mended = fs::read_to_string(home.path().join("a.yaml")).unwrap();
    assert_eq!(mended, "get: { responses: { '200': { description: ok } } }\n");
    assert_eq!(fs::read_to_string(home.path().join("api.yaml")).unwrap(), document);
    for clash in [&["--write-baseline", "b.json", "api.yaml"][..], &["-"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        let run = command.args(["validate", "--fix"]).args(clash).current_dir(home.path()).output().unwrap();
        assert_eq!(run.status.code(), Some(2));
    }
}
