//! Crates that are written into a folder and built there: the one way in which every measure does it.
//!
//! It knows nothing of what the crates are for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use specwright::files::Files;

/// Where a measure of that name writes and builds: `target/bench/NAME`, absolute.
pub(crate) fn folder(name: &str) -> Result<PathBuf, String> {
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(target) => PathBuf::from(target),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
    };
    let folder = target.join("bench").join(name);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    folder.canonicalize().map_err(|error| error.to_string())
}

/// Writes a text, and the folders above it. A file that says the same already keeps its time, by which cargo judges.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| match fs::read(path) {
        Ok(old) if old == text.as_bytes() => Ok(()),
        _ => fs::write(path, text),
    });
    made.map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a generated crate into a folder that holds nothing else afterwards.
pub(crate) fn write_files(folder: &Path, files: &Files) -> Result<(), String> {
    let _ = fs::remove_dir_all(folder);
    files.iter().try_for_each(|(path, text)| write(&folder.join(path), text))
}

/// What a crate calls itself in its manifest.
pub(crate) fn package(folder: &Path) -> Result<String, String> {
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    name.map(str::to_owned).ok_or_else(|| format!("{} names no package", manifest.display()))
}

/// What `rustc` calls a crate: as its manifest says for the library, or else as the package.
pub(crate) fn compiled_name(folder: &Path) -> Result<String, String> {
    let package = package(folder)?;
    let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let library = text.lines().skip_while(|line| *line != "[lib]").skip(1).take_while(|line| !line.starts_with('['));
    let named = library.filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).next();
    Ok(named.map_or(package, str::to_owned).replace('-', "_"))
}

/// Runs cargo in a folder, with a target folder that several crates may share so that dependencies are built once.
///
/// # Errors
/// The first lines behind the first error of what cargo says.
pub(crate) fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Output, String> {
    let output = Command::new("cargo")
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "--cap-lints=allow")
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let first = words.lines().position(|line| line.starts_with("error")).unwrap_or(0);
    Err(words.lines().skip(first).take(12).collect::<Vec<_>>().join("\n    "))
}
