//! `--overlay` on the command: what it changes, how it is named in what is generated, and what is said of a bad one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SPEC: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths:\n  /pets:\n    get:\n      operationId: pets\n      responses: { '204': { description: ok } }\n";

fn overlay(actions: &str) -> String {
    format!("overlay: 1.0.0\ninfo: {{ title: Fixes, version: 1.0.0 }}\nactions:\n{actions}")
}

fn home(files: &[(&str, &str)]) -> TempDir {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("api.yaml"), SPEC).unwrap();
    for (name, text) in files {
        fs::write(home.path().join(name), text).unwrap();
    }
    home
}

fn run(home: &Path, arguments: &[&str]) -> (i32, String) {
    let command = Path::new(env!("CARGO_BIN_EXE_specwright"));
    let Output { status, stderr, .. } = Command::new(command).args(arguments).current_dir(home).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn overlays_count_in_order_and_stand_in_the_command() {
    let first = overlay("  - { target: $.paths.*.get, update: { operationId: first } }\n");
    let second = overlay("  - { target: \"$.paths.*[?@.operationId == 'first']\", update: { operationId: second } }\n");
    let home = home(&[("1.yaml", &first), ("2.yaml", &second)]);
    let arguments = ["generate", "--spec", "api.yaml", "--out", "client", "--overlay", "1.yaml", "--overlay", "2.yaml"];
    let (status, told) = run(home.path(), &arguments);
    assert_eq!((status, told.as_str()), (0, ""));
    let root = fs::read_to_string(home.path().join("client/src/lib.rs")).unwrap();
    assert!(root.contains("--overlay 1.yaml --overlay 2.yaml`"), "{root}");
    let folder = fs::read_dir(home.path().join("client/src/operations")).unwrap();
    let text: String = folder.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    assert!(text.contains("pub fn second(") && !text.contains("pub fn pets("), "{text}");
}

#[test]
fn the_configuration_names_overlays_too() {
    let fixes = overlay("  - { target: $.paths.*.get, update: { operationId: fixed } }\n");
    let home = home(&[("fixes.yaml", &fixes), ("specwright.toml", "overlays = [\"fixes.yaml\"]\n")]);
    let (status, told) = run(home.path(), &["generate", "--spec", "api.yaml", "--out", "client"]);
    assert_eq!((status, told.as_str()), (0, ""));
    let manifest = fs::read_to_string(home.path().join("client/src/lib.rs")).unwrap();
    assert!(!manifest.contains("--overlay"), "{manifest}");
    let folder = fs::read_dir(home.path().join("client/src/operations")).unwrap();
    let text: String = folder.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    assert!(text.contains("pub fn fixed("), "{text}");
}

/// Validates with an overlay, and gives the status and what stands on the lines that matter.
#[track_caller]
fn check(text: &str, status: i32, wanted: &[&str]) {
    let home = home(&[("fix.yaml", text)]);
    for verb in [&["validate", "api.yaml"][..], &["generate", "--spec", "api.yaml", "--out", "client"][..]] {
        let arguments = [verb, &["--overlay", "fix.yaml"]].concat();
        let (found, told) = run(home.path(), &arguments);
        assert_eq!(found, status, "{told}");
        for wanted in wanted {
            assert!(told.contains(wanted), "{wanted}:\n{told}");
        }
        assert_eq!(status == 0 && verb.len() > 2, home.path().join("client").exists());
    }
}

#[test]
fn what_is_wrong_with_an_overlay_stands_in_it() {
    check(&overlay("  - { target: '$.paths[', remove: true }\n"), 1, &["error[SW0802]", "fix.yaml:4:"]);
    check(
        &overlay("  - target: $.paths['/pets'.get\n    remove: true\n"),
        1,
        &["fix.yaml:4:28", "`]` must stand here"],
    );
    check(&overlay("  - { target: $.info.title, update: { a: b } }\n"), 1, &["error[SW0804]", "fix.yaml:4:15"]);
    check(&overlay("  - { target: $.info }\n"), 1, &["error[SW0801]", "fix.yaml:4:5"]);
    check("openapi: 3.0.3\n", 1, &["error[SW0801]", "fix.yaml:1:1"]);
    check(&overlay("  - { target: $.info.contact, remove: true }\n"), 0, &["warning[SW0803]", "fix.yaml:4:15"]);
}

#[test]
fn what_an_overlay_brings_is_told_at_its_place() {
    let fix =
        overlay("  - { target: $.paths.*.get, update: { parameters: [{ $ref: '#/components/parameters/None' }] } }\n");
    let home = home(&[("fix.yaml", &fix)]);
    let (status, told) = run(home.path(), &["validate", "api.yaml", "--overlay", "fix.yaml"]);
    assert_eq!(status, 1);
    assert!(told.contains("SW0301") && told.contains("fix.yaml:4:61"), "{told}");
}

#[test]
fn an_overlay_that_is_not_there_stops_the_run() {
    let home = home(&[]);
    let (status, told) = run(home.path(), &["generate", "--spec", "api.yaml", "--out", "c", "--overlay", "no.yaml"]);
    assert_eq!(status, 2, "{told}");
}
