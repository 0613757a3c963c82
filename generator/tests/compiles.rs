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

use specwright::build::{Build, Environment};
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
    mounted(&folder);
    used(&folder);
    members += "\"mounted\", \"used\"";
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = false\n");
    fs::write(folder.join("Cargo.toml"), text).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

/// A crate that uses some of the others.
fn used(folder: &Path) {
    let home = folder.join("used");
    fs::create_dir_all(home.join("tests")).unwrap();
    let mut manifest =
        "[package]\nname = \"used\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"rt\"] }\n".to_owned();
    for case in ["callbacks", "default_mapping", "runtime_crate", "security", "servers", "signed_webhooks", "webhooks"]
    {
        let own = fs::read_to_string(folder.join(case).join("Cargo.toml")).unwrap();
        let name = own.lines().find_map(|line| line.strip_prefix("name = ")).unwrap();
        let features = if case == "runtime_crate" { ", features = [\"mock\"]" } else { "" };
        writeln!(manifest, "{case} = {{ package = {name}, path = \"../{case}\"{features} }}").unwrap();
    }
    fs::write(home.join("Cargo.toml"), manifest).unwrap();
    fs::create_dir_all(home.join("src")).unwrap();
    fs::write(home.join("src/lib.rs"), "").unwrap();
    fs::copy(cases::folder().join("../behaviour.rs.txt"), home.join("tests/behaviour.rs")).unwrap();
    fs::copy(folder.join("purchase/rustfmt.toml"), home.join("rustfmt.toml")).unwrap();
}

/// A crate that takes in the purchase client as a module, as `specwright::build` leaves it below `OUT_DIR`.
fn mounted(folder: &Path) {
    let (home, out) = (folder.join("mounted"), folder.join("mounted/out"));
    fs::create_dir_all(home.join("src")).unwrap();
    fs::create_dir_all(&out).unwrap();
    fs::copy(cases::folder().join("purchase/spec.yaml"), home.join("api.yaml")).unwrap();
    // There is no crate beside a module: it holds its runtime, whatever is said.
    fs::write(home.join("specwright.toml"), "[crate]\nruntime = \"crate\"\n").unwrap();
    let environment = Environment { package: home.clone(), out_dir: out, ..Environment::default() };
    let report = Build::new("api.yaml").into_out_dir("client", &["reqwest", "serde"]).run_in(&environment);
    assert!(!report.failed(), "{report:?}");
    let manifest = fs::read_to_string(folder.join("purchase/Cargo.toml")).unwrap();
    let name = manifest.lines().find(|line| line.starts_with("name = ")).unwrap();
    fs::write(home.join("Cargo.toml"), manifest.replacen(name, "name = \"mounted\"", 1)).unwrap();
    // Its own, or that of whichever folder the target folder happens to stand in would be held against it.
    fs::copy(folder.join("purchase/rustfmt.toml"), home.join("rustfmt.toml")).unwrap();
    fs::write(home.join("src/lib.rs"), MOUNTED).unwrap();
}

/// A build script would write `env!("OUT_DIR")`; without one the folder is named by the package.
const MOUNTED: &str = "include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/out/client.rs\"));

pub fn buy(
    client: &client::Client,
    amount: client::Decimal,
) -> client::Call<'_, client::operations::PurchaseCredits> {
    client.purchase_credits(client::types::PurchaseCreditsRequest::new(amount))
}
";

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
    let said = String::from_utf8_lossy(&done.stderr) + String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "cargo {}:\n{said}", arguments.join(" "));
}

#[test]
fn golden_crates_and_a_module_compile_without_a_warning() {
    let folder = workspace();
    let all = ["--workspace", "--offline", "--quiet"];
    cargo(&folder, &[&["clippy", "--all-features"], &all[..]].concat());
    // The features of a module were decided when it was generated: it has none to switch off.
    cargo(&folder, &[&["check", "--no-default-features", "--exclude", "mounted"], &all[..]].concat());
    cargo(&folder, &[&["doc", "--no-deps", "--all-features"], &all[..]].concat());
    cargo(&folder, &["fmt", "--all", "--check"]);
    for tag in ["pets", "mock_"] {
        let alone = ["check", "-p", "tag-features-client", "--no-default-features", "--features", tag];
        cargo(&folder, &[&alone[..], &all[1..]].concat());
    }
    // Its examples are those of its shell; those of its engine are tested where it is at home.
    cargo(&folder, &["test", "--doc", "-p", "runtime-as-a-crate-client", "--all-features", "--offline", "--quiet"]);
    cargo(&folder, &["test", "-p", "used", "--test", "behaviour", "--offline", "--quiet"]);
}
