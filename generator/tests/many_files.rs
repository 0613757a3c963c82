//! A document of several files, through the built command: what is read, what is refused, and where it is said.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";

/// Validates `spec/api.yaml` of these files from the folder above, and gives the findings as `SW0304 spec/api.yaml:7:13`.
fn findings(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let home = TempDir::new().unwrap();
    for (path, text) in files {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    validate(home.path(), arguments)
}

fn validate(home: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    let output = command.current_dir(home).args(["validate", "spec/api.yaml"]).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let mut told = Vec::new();
    for line in text.lines().map(str::trim_start) {
        let code = line.split_once('[').and_then(|(_, rest)| rest.split_once("]: ")).map(|(code, _)| code);
        if let Some(code) = code.filter(|code| code.starts_with("SW")) {
            told.push(code.to_owned());
        } else if let (Some(place), Some(last)) = (line.strip_prefix("--> "), told.last_mut()) {
            *last += &format!(" {place}");
        }
    }
    told.join("; ")
}

fn schema(reference: &str) -> String {
    format!("{HEAD}    A:\n      $ref: '{reference}'\n")
}

#[track_caller]
fn check(reference: &str, others: &[(&str, &str)], expected: &str) {
    let spec = schema(reference);
    let files = [&[("spec/api.yaml", spec.as_str())], others].concat();
    assert_eq!(findings(&files, &[]), expected, "{reference}");
}

#[test]
fn a_reference_may_be_spelled_in_many_ways() {
    let pet = ("spec/models/my pet.yaml", "type: object\nproperties:\n  friend: {$ref: 'my%20pet.yaml'}\n");
    for reference in
        ["models/my pet.yaml", "./models/my%20pet.yaml#", "models/../models/my pet.yaml#/properties/friend"]
    {
        check(reference, &[pet], "");
    }
    check("pets.json#/a~1b", &[("spec/pets.json", r#"{"a/b": {"type": "string"}}"#)], "");
    check("pets.yaml#cat", &[("spec/pets.yaml", "Cat: {$anchor: cat, type: string}\n")], "");
    check("#/components/schemas/A/$defs/B", &[], "SW0301 spec/api.yaml:7:13");
}

#[test]
fn a_reference_that_leads_nowhere_is_told_where_it_stands() {
    check("nowhere.yaml", &[], "SW0304 spec/api.yaml:7:13");
    check("https://example.com/pet.yaml", &[], "SW0308 spec/api.yaml:7:13");
    check("file:///etc/passwd", &[], "SW0308 spec/api.yaml:7:13");
    check("pet.yaml#/Nope", &[("spec/pet.yaml", "Pet: {type: object}\n")], "SW0301 spec/api.yaml:7:13");
    check("pet.yaml#nope", &[("spec/pet.yaml", "Pet: {type: object}\n")], "SW0305 spec/api.yaml:7:13");
    let inner = ("spec/pet.yaml", "type: object\nproperties:\n  a: {$ref: gone.yaml}\n");
    check("pet.yaml", &[inner], "SW0304 spec/pet.yaml:3:13");
}

#[test]
fn what_stands_in_another_file_is_held_against_the_grammar_there() {
    check("pet.yaml", &[("spec/pet.yaml", "type: objekt\n")], "SW0207 spec/pet.yaml:1:7");
    check("pet.yaml", &[("spec/pet.yaml", "- 1\n")], "SW0302 spec/api.yaml:7:13");
    check("pet.yaml", &[("spec/pet.yaml", "a: [\n")], "SW0304 spec/api.yaml:7:13; SW0111 spec/pet.yaml:1:5");
}

#[test]
fn files_may_refer_to_each_other_and_not_only_to_each_other() {
    let (a, b) = ("spec/a.yaml", "spec/b.yaml");
    let friend = "type: object\nproperties: {friend: {$ref: b.yaml}}\n";
    check("a.yaml", &[(a, friend), (b, "type: array\nitems: {$ref: a.yaml}\n")], "");
    check("a.yaml", &[(a, "$ref: b.yaml\n"), (b, "$ref: a.yaml\n")], "SW0303 spec/a.yaml:1:7");
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let spec = schema("../models/pet.yaml");
    let files = [("spec/api.yaml", spec.as_str()), ("models/pet.yaml", "type: object\n")];
    assert_eq!(findings(&files, &[]), "SW0304 spec/api.yaml:7:13");
    assert_eq!(findings(&files, &["--root", "."]), "");

    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("spec")).unwrap();
    fs::write(home.path().join("secret.yaml"), "type: object\n").unwrap();
    fs::write(home.path().join("spec/api.yaml"), schema("link.yaml")).unwrap();
    std::os::unix::fs::symlink(home.path().join("secret.yaml"), home.path().join("spec/link.yaml")).unwrap();
    assert_eq!(validate(home.path(), &[]), "SW0304 spec/api.yaml:7:13");
}

#[test]
fn an_address_is_read_from_the_folder_that_the_configuration_gives_for_it() {
    let spec = schema("https://example.com/schemas/v1/pet.yaml#/Pet");
    let pet = "Pet: {type: object, properties: {owner: {$ref: people/owner.yaml}, up: {$ref: ../../secret.yaml}}}\n";
    let files = |configuration| {
        [
            ("spec/api.yaml", spec.as_str()),
            ("vendor/v1/pet.yaml", pet),
            ("vendor/v1/people/owner.yaml", "$ref: 'https://example.com/schemas/v1/name.yaml'\n"),
            ("vendor/v1/name.yaml", "type: string\n"),
            ("secret.yaml", "type: string\n"),
            ("spec/specwright.toml", configuration),
        ]
    };
    let table = "[references]\n\"https://example.com/schemas/\" = \"../vendor\"\n";
    assert_eq!(findings(&files(table), &[]), "SW0304 vendor/v1/pet.yaml:1:79");
    let other = "[references]\n\"https://example.org/\" = \"../vendor\"\n";
    assert_eq!(findings(&files(other), &[]), "SW0308 spec/api.yaml:7:13");
    assert_eq!(
        findings(&files("[references]\nx = 1\n"), &[]),
        "SW0308 spec/api.yaml:7:13; SW0022 spec/specwright.toml:2:5"
    );
}

#[test]
fn what_an_overlay_refers_to_is_relative_to_the_document() {
    let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - target: $.components.schemas\n    update: {B: {$ref: models/b.yaml}, C: {$ref: nowhere.yaml}}\n";
    let spec = format!("{HEAD}    A: {{type: object}}\n");
    let files = [
        ("spec/api.yaml", spec.as_str()),
        ("spec/models/b.yaml", "type: object\nproperties: {a: {$ref: '../api.yaml#/components/schemas/C'}}\n"),
        ("fixes/overlay.yaml", overlay),
    ];
    let told = findings(&files, &["--overlay", "fixes/overlay.yaml"]);
    assert_eq!(told, "SW0304 fixes/overlay.yaml:5:50");
}
