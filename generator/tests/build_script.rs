//! What a build script that uses `specwright::build` does, case by case.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use specwright::build::{Build, Environment, Report};
use tempfile::TempDir;

const SPEC: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': { description: fine }
";

/// A package with a document, and what cargo would say to its build script.
fn package(only_checks: bool) -> (TempDir, Environment) {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("out")).unwrap();
    fs::write(home.path().join("api.yaml"), SPEC).unwrap();
    let environment = Environment {
        package: home.path().to_owned(),
        out_dir: home.path().join("out"),
        only_checks,
        generator: "1".to_owned(),
    };
    (home, environment)
}

fn run(environment: &Environment) -> Report {
    Build::new("api.yaml").into_folder("client").run_in(environment)
}

/// The lines that a person sees.
fn told(report: &Report) -> Vec<String> {
    let shown = report.lines().filter(|line| !line.starts_with("cargo::rerun-if"));
    shown.map(str::to_owned).collect()
}

fn edit(home: &Path, from: &str, to: &str) {
    let path = home.join("api.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_difference_is_written_and_stops_the_build_once() {
    let (home, environment) = package(false);
    let first = run(&environment);
    assert!(first.failed());
    let told_first = told(&first);
    assert_eq!(told_first.len(), 1, "{told_first:?}");
    let line = told_first.concat();
    assert!(line.starts_with("cargo::error=regenerated client/ (") && line.contains("run the build again"), "{line}");
    assert!(home.path().join("client/src/lib.rs").is_file());
    for _ in 0..2 {
        let next = run(&environment);
        assert_eq!((next.failed(), told(&next)), (false, Vec::new()));
        assert!(next.lines().any(|line| line.ends_with("api.yaml")), "cargo must watch the document");
        assert!(next.lines().any(|line| line.ends_with("lib.rs")), "cargo must watch what was generated");
    }
    edit(home.path(), "listPets", "allPets");
    let line = told(&run(&environment)).concat();
    assert!(line.contains("regenerated client/"), "{line}");
}

#[test]
fn in_ci_nothing_is_written_and_the_command_is_named() {
    let (home, environment) = package(true);
    let report = run(&environment);
    assert!(report.failed());
    let line = told(&report).concat();
    assert!(line.contains("specwright generate --spec api.yaml --out client"), "{line}");
    assert!(!home.path().join("client").exists());
}

#[test]
fn an_edited_output_is_noticed() {
    let (home, environment) = package(false);
    run(&environment);
    assert!(!run(&environment).failed());
    let lib = home.path().join("client/src/lib.rs");
    let generated = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, format!("{generated}// mine\n")).unwrap();
    assert!(told(&run(&environment)).concat().contains("src/lib.rs"));
    assert_eq!(fs::read_to_string(&lib).unwrap(), generated);
}

#[test]
fn another_generator_is_asked_again() {
    let (_home, mut environment) = package(false);
    run(&environment);
    run(&environment);
    environment.generator = "2".to_owned();
    assert_eq!(told(&run(&environment)), Vec::<String>::new());
}

#[test]
fn a_broken_document_fails_with_its_place_and_leaves_the_crate() {
    let (home, environment) = package(false);
    run(&environment);
    let before = fs::read_to_string(home.path().join("client/src/lib.rs")).unwrap();
    edit(home.path(), "description: fine", "$ref: '#/components/responses/Fine'");
    let report = Build::new("api.yaml").strict().into_folder("client").run_in(&environment);
    assert!(report.failed());
    let told = told(&report);
    assert!(told.iter().all(|line| line.starts_with("cargo::")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("error[SW0301]")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("api.yaml:8:")), "{told:?}");
    assert_eq!(fs::read_to_string(home.path().join("client/src/lib.rs")).unwrap(), before);
}

#[test]
fn another_file_of_the_document_is_watched_too() {
    let (home, environment) = package(false);
    edit(home.path(), "description: fine", "$ref: 'fine.yaml'");
    fs::write(home.path().join("fine.yaml"), "description: fine\n").unwrap();
    run(&environment);
    let report = run(&environment);
    assert!(!report.failed(), "{:?}", told(&report));
    assert!(report.lines().any(|line| line.starts_with("cargo::rerun-if-changed=") && line.ends_with("fine.yaml")));
    let again = run(&environment);
    assert!(again.lines().any(|line| line.starts_with("cargo::rerun-if-changed=") && line.ends_with("fine.yaml")));
    fs::write(home.path().join("fine.yaml"), "description: well\ncontent: { text/plain: {} }\n").unwrap();
    assert!(run(&environment).failed());
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let (home, environment) = package(false);
    fs::create_dir(home.path().join("client")).unwrap();
    fs::write(home.path().join("client/thesis.tex"), "mine").unwrap();
    let report = run(&environment);
    assert!(report.failed() && told(&report).concat().contains("SW0602"), "{:?}", told(&report));
    assert_eq!(fs::read_dir(home.path().join("client")).unwrap().count(), 1);
}

#[test]
fn a_module_below_out_dir_names_its_new_root() {
    let (home, environment) = package(false);
    let report = Build::new("api.yaml").into_out_dir("pets", &["serde"]).run_in(&environment);
    assert!(!report.failed(), "{:?}", told(&report));
    let entry = fs::read_to_string(home.path().join("out/pets.rs")).unwrap();
    assert!(entry.contains("pub mod pets;"), "{entry}");
    let root = fs::read_to_string(home.path().join("out/pets/mod.rs")).unwrap();
    assert!(root.contains("crate::pets::runtime") && !root.contains("feature ="), "{root}");
}

#[test]
fn a_module_needs_a_name_that_is_one() {
    let (_home, environment) = package(false);
    let report = Build::new("api.yaml").into_out_dir("not a name", &[]).run_in(&environment);
    assert!(report.failed() && told(&report).concat().contains("not a name"));
}
