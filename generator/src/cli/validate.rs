//! `specwright validate`: all that is wrong with a document, and all that a client could not be made of.

use std::io::Result;
use std::path::{Path, PathBuf};

use super::Status;
use super::output::{self, Colour};
use super::reading::Reading;
use crate::diagnostic::render::json;
use crate::diagnostic::{Diagnostics, Severity};
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
    /// How to write the findings: for people to standard error, or as JSON to standard output
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
    Human,
    Json,
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
            Format::Json => output::result(&json(&sources, &diagnostics))?,
        }
        let fail_on = match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
        };
        Ok(output::status(&diagnostics, fail_on))
    }
}
