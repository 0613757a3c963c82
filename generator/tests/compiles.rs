//! Every golden crate compiles without a warning of rustc, clippy or rustdoc, with and without its features.
//!
//! The crates become the members of one workspace, so that what they depend on is compiled once; it is kept between runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod cases;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::files::{Mode, sync};

/// A workspace of all golden crates.
fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden-crates");
    fs::create_dir_all(&folder).unwrap();
    let mut members = String::new();
    for case in cases::all() {
        let name = case.file_name().unwrap().to_str().unwrap();
        let files = cases::generated(&case).0.unwrap_or_else(|| panic!("{name}: nothing was generated"));
        sync(&folder.join(name), &files, Mode::Write).unwrap_or_else(|error| panic!("{name}: {}", error.message));
        write!(members, "{name:?}, ").unwrap();
    }
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = false\n");
    fs::write(folder.join("Cargo.toml"), text).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let done = Command::new(env!("CARGO"))
        .current_dir(folder)
        .args(arguments)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "cargo {}:\n{said}", arguments.join(" "));
}

#[test]
fn golden_crates_compile_without_a_warning() {
    let folder = workspace();
    let all = ["--workspace", "--offline", "--quiet"];
    cargo(&folder, &[&["clippy", "--all-features"], &all[..]].concat());
    cargo(&folder, &[&["check", "--no-default-features"], &all[..]].concat());
    cargo(&folder, &[&["doc", "--no-deps", "--all-features"], &all[..]].concat());
    cargo(&folder, &["fmt", "--all", "--check"]);
}
