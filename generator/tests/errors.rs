//! What a user reads when something is wrong: each case is a folder of given files, a command that is run among them, and
//! all that it says on the error stream, with its exit status.
//!
//! `UPDATE_GOLDEN=1 cargo test -p specwright --test errors` writes what is said now; read the diff as a user would.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The command, what it says, and how it ends.
fn said(case: &Path) -> String {
    let home = TempDir::new().unwrap();
    copy(&case.join("given"), home.path());
    let command = fs::read_to_string(case.join("command")).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_specwright"));
    let output = program.args(command.split_whitespace()).current_dir(home.path()).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(!errors.contains('\u{1b}'), "colour is for terminals:\n{errors}");
    assert!(!errors.contains(home.path().to_str().unwrap()), "a folder of this machine:\n{errors}");
    let lines: Vec<&str> = errors.lines().map(str::trim_end).collect();
    format!("$ specwright {command}{}\nexit status {}\n", lines.join("\n"), output.status.code().unwrap())
}

#[test]
fn every_case_says_what_is_kept() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    assert!(cases().len() > 20);
    for case in cases() {
        let (said, kept) = (said(&case), case.join("stderr.txt"));
        if update {
            fs::write(kept, said).unwrap();
            continue;
        }
        let expected = fs::read_to_string(kept).unwrap_or_default();
        assert!(said == expected, "{}; UPDATE_GOLDEN=1 writes what is said now:\n{said}", case.display());
    }
}
