//! `specwright generate` as a user runs it: what it writes, what it refuses, how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("api.yaml"), SPEC).unwrap();
    home
}

struct Ended {
    status: i32,
    out: String,
    err: String,
}

fn specwright(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    let output = command.current_dir(folder).arg("generate").args(arguments).output().unwrap();
    Ended {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

const USUAL: [&str; 4] = ["--spec", "api.yaml", "--out", "client"];

/// Every file below a folder with its bytes.
fn held(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_crate_is_written_once_and_then_up_to_date() {
    let home = home();
    let first = specwright(home.path(), &USUAL);
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.out.contains("added src/lib.rs") && first.out.contains("written"), "{}", first.out);
    let before = held(&home.path().join("client"));
    let second = specwright(home.path(), &USUAL);
    assert_eq!((second.status, second.out.contains("up to date")), (0, true));
    assert_eq!(held(&home.path().join("client")), before);
}

#[test]
fn the_bytes_do_not_depend_on_how_it_was_called() {
    let (one, two) = (home(), home());
    specwright(one.path(), &USUAL);
    let (spec, out) = (two.path().join("./api.yaml"), two.path().join("x/../client"));
    let elsewhere = specwright(Path::new("/"), &["--spec", spec.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(elsewhere.status, 0, "{}", elsewhere.err);
    assert_eq!(held(&one.path().join("client")), held(&two.path().join("client")));
}

#[test]
fn drift_is_named_with_the_command_that_mends_it() {
    let home = home();
    specwright(home.path(), &USUAL);
    fs::write(home.path().join("api.yaml"), SPEC.replace("listPets", "allPets")).unwrap();
    let before = held(&home.path().join("client"));
    let check = specwright(home.path(), &["--spec", "api.yaml", "--out", "client", "--check"]);
    assert_eq!(check.status, 1);
    assert!(check.err.contains("SW0607"), "{}", check.err);
    assert!(check.err.contains("specwright generate --spec api.yaml --out client"), "{}", check.err);
    assert!(check.out.contains("differs src/operations"), "{}", check.out);
    assert_eq!(held(&home.path().join("client")), before);
    assert_eq!(specwright(home.path(), &USUAL).status, 0);
    assert_eq!(specwright(home.path(), &["--spec", "api.yaml", "--out", "client", "--check"]).status, 0);
}

#[test]
fn a_hand_made_file_stays() {
    let home = home();
    specwright(home.path(), &USUAL);
    fs::write(home.path().join("client/NOTES"), "mine").unwrap();
    fs::write(home.path().join("api.yaml"), SPEC.replace("/pets", "/cats")).unwrap();
    assert_eq!(specwright(home.path(), &USUAL).status, 0);
    assert_eq!(fs::read(home.path().join("client/NOTES")).unwrap(), b"mine");
}

/// A run that must end with this status and code, and leave everything as it was.
fn refused(prepare: impl Fn(&Path), arguments: &[&str], status: i32, told: &str) {
    let home = home();
    specwright(home.path(), &USUAL);
    prepare(home.path());
    let before = held(home.path());
    let ended = specwright(home.path(), arguments);
    assert_eq!(ended.status, status, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains(told), "{}", ended.err);
    assert_eq!(held(home.path()), before);
}

fn spec(text: &str) -> impl Fn(&Path) {
    move |home| fs::write(home.join("api.yaml"), text).unwrap()
}

#[test]
fn a_bad_document_changes_nothing() {
    let strict = ["--spec", "api.yaml", "--out", "client", "--strict"];
    let undefined = SPEC.replace("description: fine", "$ref: '#/components/responses/Fine'");
    refused(spec(&undefined), &strict, 1, "api.yaml:8:");
    refused(spec(&undefined), &strict, 1, "SW0301");
    refused(spec("openapi: 3.0.3\n\tinfo: x\n"), &USUAL, 1, "SW0112");
    refused(spec("just a text"), &USUAL, 1, "error[SW02");
    refused(spec("swagger: '1.2'\ninfo: { title: x, version: '1' }\npaths: {}\n"), &USUAL, 1, "Swagger");
    refused(|home| fs::remove_file(home.join("api.yaml")).unwrap(), &USUAL, 2, "SW0101");
}

#[test]
fn a_defect_costs_what_depends_on_it() {
    let home = home();
    let undefined = SPEC.replace("description: fine", "$ref: '#/components/responses/Fine'");
    spec(&format!("{undefined}  /cats:\n    get:\n      responses: {{}}\n"))(home.path());
    let ended = specwright(home.path(), &USUAL);
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert!(ended.err.contains("warning[SW0301]") && !ended.err.contains("error["), "{}", ended.err);
    let made = held(&home.path().join("client"));
    let pets = String::from_utf8(made.get(Path::new("src/operations/pets.rs")).unwrap().clone()).unwrap();
    assert!(pets.contains("Bytes"), "{pets}");
    assert!(made.contains_key(Path::new("src/operations/cats.rs")));
}

#[test]
fn a_bad_output_changes_nothing() {
    let to = |out: &'static str| ["--spec", "api.yaml", "--out", out];
    refused(|home| fs::write(home.join("file"), "mine").unwrap(), &to("file"), 2, "SW0601");
    let foreign = |home: &Path| {
        fs::create_dir(home.join("thesis")).unwrap();
        fs::write(home.join("thesis/one.tex"), "mine").unwrap();
    };
    refused(foreign, &to("thesis"), 2, "SW0602");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_said() {
    refused(|_| {}, &["--spec", "api.yaml", "--out", "/proc/specwright"], 2, "SW0605");
}

#[test]
fn a_bad_configuration_is_placed() {
    let config = |home: &Path| fs::write(home.join("specwright.toml"), "[crate]\nnmae = \"pets\"\n").unwrap();
    refused(config, &USUAL, 1, "specwright.toml:2:1");
}

#[test]
fn a_runtime_moves_out_of_its_client_and_back_again() {
    let home = home();
    let client = home.path().join("client");
    let runtime = |place: &str| {
        fs::write(home.path().join("specwright.toml"), format!("[crate]\nruntime = \"{place}\"\n")).unwrap();
        let ended = specwright(home.path(), &USUAL);
        assert_eq!(ended.status, 0, "{}", ended.err);
        held(&client)
    };
    let apart = runtime("crate");
    assert!(apart.contains_key(Path::new("runtime/src/lib.rs")), "{:?}", apart.keys());
    fs::write(client.join("runtime/NOTES"), "mine").unwrap();
    let whole = runtime("module");
    let left: Vec<_> = whole.keys().filter(|path| path.starts_with("runtime")).collect();
    assert_eq!(left, [Path::new("runtime/NOTES")]);
    assert!(whole.contains_key(Path::new("src/runtime/engine/mod.rs")));
    let again = runtime("crate");
    assert_eq!(again.get(Path::new("runtime/NOTES")).unwrap(), b"mine");
    assert_eq!(again.len(), apart.len() + 1);
}
