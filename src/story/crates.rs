//! The first half of the story: the spec is sound, and the generated client is what it says.
//!
//! It only reads. Writing is for the build script, and for `specwright generate`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use specwright::config::{self, Config};
use specwright::diagnostic::render::Human;
use specwright::diagnostic::{Diagnostics, Severity};
use specwright::files::{DifferenceKind, Files, Mode, sync};
use specwright::source::{Limits, Sources};
use specwright::{Options, command, generate};

const SPEC: &str = "spec/openapi.yaml";
const CONFIG: &str = "spec/specwright.toml";
const CLIENT: &str = "generated-client";

/// Reads the spec of the repository at `root` and makes the files of the client from it, in memory.
///
/// # Errors
/// What is wrong with the spec, for people.
pub(super) fn generated(root: &Path) -> Result<Files, String> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let path = root.join(SPEC);
    let text = fs::read_to_string(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
    let spec = sources.add_text(SPEC, &text, &mut diagnostics);
    let files = spec.and_then(|spec| {
        let config = match fs::read_to_string(root.join(CONFIG)) {
            Ok(text) => config::parse(spec, &text, &mut diagnostics),
            Err(_) => Config::default(),
        };
        let options = Options { command: command(Path::new(SPEC), Path::new(CLIENT)), all_types: false };
        generate(&sources, spec, &config, &options, &mut diagnostics)
    });
    match files {
        Some(files) if !diagnostics.has(Severity::Error) => Ok(files),
        _ => {
            diagnostics.sort();
            Err(Human::new(&sources, false).all(&diagnostics))
        }
    }
}

/// Holds the generated client of the repository at `root` against what would be generated.
///
/// # Errors
/// The files that differ, and the command that makes them right; for people.
pub(super) fn checked(root: &Path, files: &Files) -> Result<(), String> {
    let differences = sync(&root.join(CLIENT), files, Mode::Check).map_err(|finding| finding.message)?;
    if differences.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for difference in &differences {
        let how = match difference.kind {
            DifferenceKind::Added => "is missing",
            DifferenceKind::Changed => "differs",
            DifferenceKind::Stale => "is no longer generated",
        };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{CLIENT}/{} {how}", difference.path);
    }
    text.push_str("run: ");
    text.push_str(&command(Path::new(SPEC), Path::new(CLIENT)));
    Err(text)
}
