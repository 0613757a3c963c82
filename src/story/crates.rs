//! The first half of the story: the spec is sound, and the generated client is what it says.
//!
//! It only reads. Writing is for the build script, and for `specwright generate`.

use std::path::Path;

use specwright::diagnostic::render::Human;
use specwright::files::{DifferenceKind, Files, Mode, sync};
use specwright::project::{Generated, Project};
use specwright::source::{Limits, Sources};

const SPEC: &str = "spec/openapi.yaml";
const CLIENT: &str = "generated-client";

fn project(root: &Path) -> Project {
    Project { strict: true, ..Project::new(root.join(SPEC), root.join(CLIENT)) }
}

/// Reads the spec of the repository at `root` and makes the files of the client from it, in memory.
///
/// # Errors
/// What is wrong with the spec, for people.
pub(super) fn generated(root: &Path) -> Result<Files, String> {
    let Generated { sources, diagnostics, files } = project(root).generate(Sources::new(Limits::default()));
    files.ok_or_else(|| Human::new(&sources, false).all(&diagnostics))
}

/// Holds the generated client of the repository at `root` against what would be generated.
///
/// # Errors
/// The files that differ, and the command that makes them right; for people.
pub(super) fn checked(root: &Path, files: &Files) -> Result<(), String> {
    let project = project(root);
    let differences = sync(&project.out, files, Mode::Check).map_err(|finding| finding.message)?;
    if differences.is_empty() {
        return Ok(());
    }
    let mut lines: Vec<String> = Vec::new();
    for difference in &differences {
        let how = match difference.kind {
            DifferenceKind::Added => "is missing",
            DifferenceKind::Changed => "differs",
            DifferenceKind::Stale => "is no longer generated",
        };
        lines.push(format!("{CLIENT}/{} {how}", difference.path));
    }
    lines.push(format!("run: {}", project.command()));
    Err(lines.join("\n"))
}
