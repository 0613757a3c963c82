//! `specwright generate`: a crate from a document, or whether the crate that stands there is the one.

use std::io::Result;
use std::path::{Path, PathBuf};

use super::Status;
use super::output::{self, Colour};
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::files::{Difference, DifferenceKind, Files, Mode, codes, sync};
use crate::project::{self, Generated, Project};
use crate::source::Sources;

/// Generate a client crate from an OpenAPI document
///
/// Only files that an earlier run made are changed or removed; whatever else stands in the folder is left alone.
/// A defect of the document is told, and what depends on it is left out or becomes any JSON value.
///
/// Exit status 0: the crate is as it should be; 1: nothing could be made of the document, it has a defect and --strict
/// was given, or --check found a difference; 2: a file could not be read or written.
#[derive(Debug, clap::Args)]
pub(super) struct Generate {
    /// The document, in YAML or JSON
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// The folder of the crate
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The configuration [default: specwright.toml beside the document, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write nothing, and fail if the crate is not what the document generates
    #[arg(long)]
    check: bool,
    /// Generate types that no operation uses, too
    #[arg(long)]
    all_types: bool,
    /// Generate nothing from a document with a defect, rather than leave out what depends on it
    #[arg(long)]
    strict: bool,
    /// Show every finding, rather than the first five of a kind that stops nothing and was found more than ten times
    #[arg(long)]
    all_findings: bool,
    /// Who makes the code of the crate
    #[cfg(feature = "progenitor")]
    #[arg(long, value_enum, default_value_t = Backend::Specwright)]
    backend: Backend,
    #[command(flatten)]
    reading: Reading,
}

#[cfg(feature = "progenitor")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Backend {
    Specwright,
    Progenitor,
}

impl Generate {
    pub(super) fn run(&self, colour: Colour) -> Result<Status> {
        let project = Project {
            spec: self.spec.clone(),
            config: self.config.clone(),
            out: self.out.clone(),
            root: self.reading.root().map(Path::to_owned),
            overlays: self.reading.overlays().to_vec(),
            rulesets: Vec::new(),
            all_types: self.all_types,
            tag_features: None,
            runtime: None,
            strict: self.strict,
            backend: self.backend(),
        };
        let (mut generated, rest) = project.generate_from(self.reading.sources());
        let done = self.finish(&project, &mut generated, colour);
        // The process ends now, and the system takes its memory as a whole; of a large document that is millions of pieces.
        std::mem::forget((generated, rest));
        done
    }

    /// Writes the files, and tells what there is to tell.
    fn finish(&self, project: &Project, generated: &mut Generated, colour: Colour) -> Result<Status> {
        let Generated { sources, diagnostics, files } = generated;
        let Some(files) = files else {
            self.show(sources, diagnostics, colour)?;
            return Ok(match output::status(diagnostics, Severity::Error) {
                // Nothing was generated, whatever the findings are called.
                Status::Clean => Status::Findings,
                other => other,
            });
        };
        let done = self.sync(files, &project.command(), diagnostics);
        self.show(sources, diagnostics, colour)?;
        match done {
            Some((differences, status)) => {
                output::result(&self.summary(files, &differences))?;
                Ok(status)
            }
            None => Ok(Status::CouldNotRun),
        }
    }

    fn show(&self, sources: &Sources, diagnostics: &Diagnostics, colour: Colour) -> Result<()> {
        if self.all_findings {
            output::findings(sources, diagnostics, colour)
        } else {
            output::first_findings(sources, diagnostics, "`--all-findings`", colour)
        }
    }

    #[cfg(feature = "progenitor")]
    fn backend(&self) -> project::Backend {
        match self.backend {
            Backend::Specwright => project::Backend::Specwright,
            Backend::Progenitor => project::Backend::Progenitor,
        }
    }

    #[cfg(not(feature = "progenitor"))]
    fn backend(&self) -> project::Backend {
        project::Backend::Specwright
    }

    fn sync(&self, files: &Files, command: &str, diagnostics: &mut Diagnostics) -> Option<(Vec<Difference>, Status)> {
        let mode = if self.check { Mode::Check } else { Mode::Write };
        match sync(&self.out, files, mode) {
            Ok(differences) if self.check && !differences.is_empty() => {
                let message = format!("`{}` is not what `{}` generates", self.out.display(), self.spec.display());
                diagnostics.push(Diagnostic::new(&codes::DRIFT, message).help(format!("run `{command}`")));
                Some((differences, Status::Findings))
            }
            Ok(differences) => Some((differences, Status::Clean)),
            Err(refusal) => {
                diagnostics.push(*refusal);
                None
            }
        }
    }

    fn summary(&self, files: &Files, differences: &[Difference]) -> String {
        let mut text = String::new();
        for difference in differences {
            text += &format!("{:>8} {}\n", self.verb(difference.kind), difference.path);
            if self.check {
                difference.diff.lines().for_each(|line| text += &format!("         {}\n", shown(line)));
            }
        }
        let state = match (differences.is_empty(), self.check) {
            (true, _) => "up to date",
            (false, true) => "out of date",
            (false, false) => "written",
        };
        text + &format!("{}: {} files, {state}\n", self.out.display(), files.len())
    }

    fn verb(&self, kind: DifferenceKind) -> &'static str {
        match (kind, self.check) {
            (DifferenceKind::Added, true) => "missing",
            (DifferenceKind::Changed, true) => "differs",
            (DifferenceKind::Stale, true) => "stale",
            (DifferenceKind::Added, false) => "added",
            (DifferenceKind::Changed, false) => "changed",
            (DifferenceKind::Stale, false) => "removed",
        }
    }
}

/// A line of a file as a terminal may see it.
fn shown(line: &str) -> String {
    line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}
