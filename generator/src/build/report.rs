//! What is told to cargo: lines of the build-script protocol.

use std::path::Path;

use crate::diagnostic::render::Human;
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::Sources;

/// The lines for cargo, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    lines: Vec<String>,
    failed: bool,
}

impl Report {
    /// The lines, as cargo reads them from standard output.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Does the build fail?
    #[must_use]
    pub fn failed(&self) -> bool {
        self.failed
    }

    pub(super) fn rerun_if_changed(&mut self, path: &Path) {
        self.lines.push(format!("cargo::rerun-if-changed={}", path.display()));
    }

    pub(super) fn rerun_if_variable_changed(&mut self, name: &str) {
        self.lines.push(format!("cargo::rerun-if-env-changed={name}"));
    }

    /// One line that fails the build.
    pub(super) fn error(&mut self, words: &str) {
        self.failed = true;
        self.lines.push(format!("cargo::error={}", words.replace(['\n', '\r'], " ")));
    }

    /// The findings of at least this severity with their places, each line a line for cargo.
    pub(super) fn findings(&mut self, sources: &Sources, diagnostics: &Diagnostics, least: Severity) {
        let mut human = Human::new(sources, false);
        for found in diagnostics.iter().filter(|found| found.severity >= least) {
            let key = if found.severity == Severity::Error { "error" } else { "warning" };
            self.failed |= found.severity == Severity::Error;
            for line in human.one(found).lines() {
                self.lines.push(format!("cargo::{key}={line}"));
            }
        }
    }
}
