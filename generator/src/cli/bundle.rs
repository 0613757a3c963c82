//! `specwright bundle`: a document of many files as one.

use std::io::Result;
use std::path::{Path, PathBuf};

use super::Status;
use super::output::{self, Colour};
use super::reading::Reading;
use crate::BundleOptions;
use crate::diagnostic::{Diagnostics, Severity};
use crate::files::write_one;
use crate::project::Project;
use crate::source::write;

/// Write a document of many files as one
///
/// What references lead to in other files comes into the components; overlays are applied. Keys keep their order and
/// numbers their text; comments are not kept. A document of 2.0 comes out as one of 3.0. A reference that leads nowhere
/// is told, and stays.
///
/// Exit status 0: written; 1: it could not be read as an OpenAPI document, or has a defect and --strict was given; 2: a
/// file could not be read or written.
#[derive(Debug, clap::Args)]
pub(super) struct Bundle {
    /// The document, in YAML or JSON
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The syntax [default: JSON if the file to write, else the document, ends in .json; otherwise YAML]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Lower a document of 3.1 or 3.2 to this version; what it has no words for is told, and left out or widened
    #[arg(long, value_enum, value_name = "VERSION")]
    openapi: Option<Target>,
    /// The configuration [default: specwright.toml beside the document, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write nothing of a document with a defect
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Yaml,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    #[value(name = "3.0")]
    V3_0,
}

impl Bundle {
    pub(super) fn run(&self, colour: Colour) -> Result<Status> {
        let project = Project {
            config: self.config.clone(),
            root: self.reading.root().map(Path::to_owned),
            overlays: self.reading.overlays().to_vec(),
            ..Project::new(&self.spec, "")
        };
        let mut sources = self.reading.sources();
        let mut diagnostics = Diagnostics::new();
        let read = project.read(&mut sources, &mut diagnostics);
        let options = BundleOptions { strict: self.strict, to_3_0: self.openapi.is_some() };
        let tree = read.and_then(|(spec, _)| crate::bundle(&sources, spec, options, &mut diagnostics));
        let text = tree.map(|tree| match self.format() {
            Format::Yaml => write::yaml(tree.root()),
            Format::Json => write::json(tree.root()),
        });
        let mut status = match (&text, output::status(&diagnostics, Severity::Error)) {
            (None, Status::Clean) => Status::Findings,
            (Some(_), _) => Status::Clean,
            (None, other) => other,
        };
        match (text, &self.output) {
            (None, _) => {}
            (Some(text), None) => output::result(&text)?,
            (Some(text), Some(path)) => {
                if let Err(refusal) = write_one(path, &text) {
                    diagnostics.push(*refusal);
                    status = Status::CouldNotRun;
                }
            }
        }
        diagnostics.sort();
        output::findings(&sources, &diagnostics, colour)?;
        Ok(status)
    }

    fn format(&self) -> Format {
        let named = self.output.as_ref().unwrap_or(&self.spec);
        let is_json = named.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        self.format.unwrap_or(if is_json { Format::Json } else { Format::Yaml })
    }
}
