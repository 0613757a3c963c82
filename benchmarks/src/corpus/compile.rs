//! A generated crate before the compiler, every warning an error.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::measure::Workspace;

/// `cargo check` of the crate; the processor seconds that it took, or the first error.
///
/// The dependencies are built once in `target`, whatever crate asks for them first.
pub(super) fn check(krate: &Path, target: &Path) -> Result<f64, String> {
    checked(krate, target, &[])
}

/// The same for each feature of a tag, alone; the processor seconds of them all.
pub(super) fn check_features(krate: &Path, target: &Path) -> Result<f64, String> {
    let manifest = fs::read_to_string(krate.join("Cargo.toml")).map_err(|error| error.to_string())?;
    let features = manifest.split("[features]").nth(1).and_then(|after| after.split("\n\n").next()).unwrap_or_default();
    // The features of the runtime stand for something, or for `mock`; those of tags are empty.
    let tags = features.lines().filter_map(|line| line.strip_suffix(" = []")).filter(|name| *name != "mock");
    tags.map(|tag| {
        let alone = ["--no-default-features", "--features", tag];
        checked(krate, target, &alone).map_err(|words| format!("feature {tag}: {words}"))
    })
    .sum()
}

fn checked(krate: &Path, target: &Path, arguments: &[&str]) -> Result<f64, String> {
    let manifest = krate.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    if !text.contains("\n[workspace]") {
        // The folder may stand inside of another workspace.
        fs::write(&manifest, text + "\n[workspace]\n").map_err(|error| error.to_string())?;
    }
    let times = krate.join("times.txt");
    let _ = fs::remove_file(&times);
    let target = std::path::absolute(target).map_err(|error| error.to_string())?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["check", "--quiet", "--message-format", "short"])
        .args(arguments)
        .current_dir(krate)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-D warnings");
    Workspace::time(&mut cargo, &std::path::absolute(&times).map_err(|error| error.to_string())?)?;
    let output = cargo.output().map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        let errors = words.lines().filter(|line| line.contains("error")).count();
        let first = words.lines().find(|line| line.contains("error")).unwrap_or("cargo failed without a word");
        return Err(format!("{errors} errors, the first: {first}"));
    }
    let text = fs::read_to_string(&times).unwrap_or_default();
    // The crate itself is compiled last.
    let ticks = text.lines().last().and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    Ok(ticks.unwrap_or(0.0) / 100.0)
}
