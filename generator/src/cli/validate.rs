//! `specwright validate`: all that is wrong with a document, and all that a client could not be made of.

use std::io::Result;
use std::path::{Path, PathBuf};

use super::Status;
use super::output::{self, Colour};
use super::reading::Reading;
use crate::diagnostic::{Diagnostics, Severity, render};
use crate::project::Project;

/// Report what is wrong with OpenAPI documents
///
/// Overlays of the configuration beside a document (specwright.toml) are applied to it, then those that are given here.
///
/// Exit status 0: no finding as severe as --fail-on; 1: some; 2: a file could not be read.
#[derive(Debug, clap::Args)]
pub(super) struct Validate {
    /// The documents, in YAML or JSON; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to write the findings: for people to standard error, or to standard output for a program
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, with the lines that are meant
    Human,
    /// A schema of our own, that only grows
    Json,
    /// SARIF 2.1.0: code scanning, editors
    Sarif,
    /// Commands of a GitHub workflow: remarks beside the lines of a change
    Github,
    /// A report of tests, for the CI that reads it
    Junit,
    /// A table, for the summary of a job
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
}

impl Validate {
    pub(super) fn run(&self, colour: Colour) -> Result<Status> {
        let mut sources = self.reading.sources();
        let mut diagnostics = Diagnostics::new();
        for path in &self.files {
            // No crate is made, so that its folder does not matter.
            let project = Project {
                root: self.reading.root().map(Path::to_owned),
                overlays: self.reading.overlays().to_vec(),
                ..Project::new(path, "")
            };
            if let Some((file, config)) = project.read(&mut sources, &mut diagnostics) {
                crate::validate(&sources, file, &config, &mut diagnostics);
            }
        }
        diagnostics.sort();
        match self.format {
            Format::Human => output::findings(&sources, &diagnostics, colour)?,
            Format::Json => output::result(&render::json(&sources, &diagnostics))?,
            Format::Sarif => output::result(&render::sarif(&sources, &diagnostics))?,
            Format::Github => output::result(&render::github(&sources, &diagnostics))?,
            Format::Junit => {
                let documents: Vec<String> = self.files.iter().map(|path| path.display().to_string()).collect();
                output::result(&render::junit(&sources, &diagnostics, &documents, self.fail_on.severity()))?;
            }
            Format::Markdown => output::result(&render::markdown(&sources, &diagnostics))?,
        }
        Ok(output::status(&diagnostics, self.fail_on.severity()))
    }
}

impl FailOn {
    fn severity(self) -> Severity {
        match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
        }
    }
}
