//! The golden cases: small documents, one idea each.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::config::{self, Config};
use specwright::diagnostic::{Diagnostics, Texts};
use specwright::files::Files;
use specwright::source::{Limits, Sources};
use specwright::{Options, generate};

/// Where the cases stand.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The folders of all cases.
pub(crate) fn all() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.join("spec.yaml").is_file());
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// Is a file one of the runtime, which stands elsewhere in this repository?
#[allow(dead_code, reason = "not all tests that have cases ask")]
pub(crate) fn is_runtime(path: &str) -> bool {
    path.starts_with("src/runtime/") || path.starts_with("runtime/src/")
}

/// What is generated for a case, and its findings as lines.
pub(crate) fn generated(case: &Path) -> (Option<Files>, String) {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let spec = sources.load(&case.join("spec.yaml"), &mut diagnostics);
    let spec = spec.unwrap_or_else(|| panic!("{}: the document is not YAML", case.display()));
    sources.follow(spec, case, &mut diagnostics);
    let overlay = case.join("overlay.yaml");
    if overlay.is_file() {
        sources.overlay(spec, &overlay, &mut diagnostics).expect("an overlay");
    }
    let config = match fs::read_to_string(case.join("specwright.toml")) {
        Ok(text) => config::parse(spec, &text, &mut diagnostics),
        Err(_) => Config::default(),
    };
    let options =
        Options { command: "specwright generate --spec spec.yaml".to_owned(), all_types: false, strict: false };
    let files = generate(&sources, spec, &config, &options, &mut diagnostics);
    diagnostics.sort();
    let lines = diagnostics.iter().map(|found| {
        let place = found.location.as_ref().map_or_else(String::new, |location| {
            let text = sources.text(location.place.file);
            let before = &text[..location.place.span.start as usize];
            format!("{} {}", before.matches('\n').count() + 1, location.pointer)
        });
        format!("{} {place}: {}\n", found.code.id, found.message)
    });
    (files, lines.collect())
}
