//! `specwright validate` as a CI calls it: formats on standard output, baselines, exit statuses.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn validate(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specwright")).arg("validate").args(arguments).current_dir(home).output().unwrap()
}

fn document(path: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  {path}:\n    get:\n      operationId: get\n      responses:\n        '200': {{ $ref: '#/components/responses/Gone' }}\n"
    )
}

#[test]
fn a_baseline_accepts_what_is_known_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let status = |arguments: &[&str]| validate(home, arguments).status.code();
    fs::write(home.join("api.yaml"), document("/a")).unwrap();
    assert_eq!(status(&["api.yaml"]), Some(1));
    assert_eq!(status(&["api.yaml", "--write-baseline", "known.json"]), Some(0));
    assert_eq!(status(&["api.yaml", "--baseline", "known.json", "--fail-on", "warn"]), Some(0));
    assert_eq!(status(&["api.yaml", "--baseline", "known.json", "--fail-on", "info"]), Some(0));
    // Lines that move change nothing; another finding counts, and the old one is told as gone.
    fs::write(home.join("api.yaml"), format!("# moved\n\n{}", document("/a"))).unwrap();
    assert_eq!(status(&["api.yaml", "--baseline", "known.json", "--fail-on", "info"]), Some(0));
    fs::write(home.join("api.yaml"), document("/b")).unwrap();
    let said = validate(home, &["api.yaml", "--baseline", "known.json"]);
    let words = String::from_utf8(said.stderr).unwrap();
    assert_eq!(said.status.code(), Some(1));
    assert!(words.contains("error[SW0301]") && words.contains("info[SW1102]"), "{words}");
    fs::write(home.join("known.json"), "[]").unwrap();
    assert_eq!(status(&["api.yaml", "--baseline", "known.json"]), Some(1));
    assert_eq!(status(&["api.yaml", "--baseline", "gone.json"]), Some(2));
    assert_eq!(status(&["gone.yaml", "--write-baseline", "new.json"]), Some(2));
    fs::write(home.join("empty.yaml"), "").unwrap();
    fs::write(home.join("other.yaml"), "a: 1").unwrap();
    for nothing in ["empty.yaml", "other.yaml"] {
        assert_eq!(status(&[nothing, "--write-baseline", "new.json"]), Some(1), "{nothing}");
    }
    assert!(!home.join("new.json").exists());
}

#[test]
fn every_format_goes_to_standard_output_and_is_well_formed() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("api.yaml"), document("/a")).unwrap();
    fs::write(home.join("empty.yaml"), "").unwrap();
    for (format, begins, holds) in [
        ("json", "{\"version\": 1", "\"code\": \"SW0301\""),
        ("sarif", "{\n\"$schema\"", "\"ruleId\": \"SW0301\""),
        ("github", "::notice file=api.yaml,line=7", "\n::error file=api.yaml,line=8,endLine=8,col=24"),
        ("junit", "<?xml version=\"1.0\"", "<failure type=\"SW0301\""),
        ("markdown", "| severity | place |", "| SW0301 |"),
    ] {
        let done = validate(home, &["api.yaml", "--format", format]);
        let said = String::from_utf8(done.stdout).unwrap();
        assert_eq!(done.status.code(), Some(1), "{format}");
        assert!(said.starts_with(begins) && said.contains(holds), "{format}:\n{said}");
        assert!(!said.contains('\u{1b}'), "{format}");
        let done = validate(home, &["empty.yaml", "--format", format]);
        assert_eq!(done.status.code(), Some(1), "{format}: what is no document is never well");
        if matches!(format, "json" | "sarif") {
            let mut sources = specwright::source::Sources::new(specwright::source::Limits::default());
            let mut findings = specwright::diagnostic::Diagnostics::new();
            assert!(sources.add_text("said.json", &said, &mut findings).is_some() && findings.is_empty(), "{said}");
        }
    }
}
