//! `specwright validate`: all that is wrong with a document, and all that a client could not be made of.

use std::collections::BTreeSet;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use super::output::{self, Colour};
use super::reading::Reading;
use super::watch::Watch;
use super::{Status, fix};
use crate::baseline::{self, Baseline};
use crate::diagnostic::{Diagnostics, Severity, render};
use crate::files;
use crate::project::Project;
use crate::source::Sources;

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
    /// Leave out the findings of this file, which are known; those of it that are gone are told
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the findings into this file, to be known from now on; the exit status is 0 then
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// Mend what can be mended without a doubt (misspelt fields, a path without its slash, spellings of another version), and
    /// report the rest. Nothing else in the files is changed
    #[arg(long, conflicts_with = "write_baseline")]
    fix: bool,
    /// Look again whenever a file changes that was read, until the command is ended
    #[arg(long, conflicts_with = "write_baseline")]
    watch: bool,
    /// Rules of your own, in the format of Spectral; may be given again
    #[arg(long, value_name = "FILE")]
    ruleset: Vec<PathBuf>,
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
    #[value(alias = "warn")]
    Warning,
    Info,
}

impl Validate {
    pub(super) fn run(&self, colour: Colour) -> Result<Status> {
        let reads_input = self.files.iter().any(|path| path.as_os_str() == "-");
        for (is_given, option, does) in [(self.fix, "--fix", "changes"), (self.watch, "--watch", "watches")] {
            if is_given && reads_input {
                output::say(&format!("error: `{option}` {does} files, and `-` is none; give the file by its name"))?;
                return Ok(Status::CouldNotRun);
            }
        }
        if self.watch { self.again_and_again(colour) } else { Ok(self.once(colour)?.0) }
    }

    /// Until the process is ended, or nothing can be watched.
    fn again_and_again(&self, colour: Colour) -> Result<Status> {
        let mut watch = Watch::new().map_err(Error::other)?;
        watch.also(self.files.iter().map(PathBuf::as_path)).map_err(Error::other)?;
        loop {
            let (_, mut read) = self.once(colour)?;
            // One that is gone, or a configuration that is not there yet, may come.
            read.extend(self.files.iter().cloned());
            read.extend(self.files.iter().map(|file| Project::new(file, "").config_beside()));
            watch.also(read.iter().map(PathBuf::as_path)).map_err(Error::other)?;
            output::say(&format!(
                "\nwatching {} files; Ctrl-C ends it",
                read.iter().filter(|path| path.is_file()).count()
            ))?;
            watch.wait(&read).map_err(Error::other)?;
        }
    }

    /// How it ended, and the files that were read.
    fn once(&self, colour: Colour) -> Result<(Status, BTreeSet<PathBuf>)> {
        if self.fix && !fix::fix(|| self.read(), colour)? {
            return Ok((Status::CouldNotRun, BTreeSet::new()));
        }
        let (mut sources, mut diagnostics) = self.read();
        diagnostics.sort();
        let read: BTreeSet<PathBuf> = sources.paths().map(Path::to_owned).collect();
        if let Some(path) = &self.write_baseline {
            return Ok((write_baseline(path, &sources, &diagnostics, colour)?, read));
        }
        if let Some(path) = &self.baseline
            && let Some(file) = sources.load(path, &mut diagnostics)
            && let Some(tree) = sources.tree(file)
        {
            Baseline::read(tree.root(), &mut diagnostics).apply(&sources, &mut diagnostics);
        }
        self.print(&sources, &diagnostics, colour)?;
        Ok((output::status(&diagnostics, self.fail_on.severity()), read))
    }

    /// Reads the documents, and tells what is wrong with them.
    fn read(&self) -> (Sources, Diagnostics) {
        let mut sources = self.reading.sources();
        let mut diagnostics = Diagnostics::new();
        for path in &self.files {
            // No crate is made, so that its folder does not matter.
            let project = Project {
                root: self.reading.root().map(Path::to_owned),
                overlays: self.reading.overlays().to_vec(),
                rulesets: self.ruleset.clone(),
                ..Project::new(path, "")
            };
            if let Some((file, config)) = project.read_to_validate(&mut sources, &mut diagnostics) {
                crate::validate(&sources, file, &config, &mut diagnostics);
            }
        }
        (sources, diagnostics)
    }

    fn print(&self, sources: &Sources, diagnostics: &Diagnostics, colour: Colour) -> Result<()> {
        match self.format {
            Format::Human => output::findings(sources, diagnostics, colour)?,
            Format::Json => output::result(&render::json(sources, diagnostics))?,
            Format::Sarif => output::result(&render::sarif(sources, diagnostics))?,
            Format::Github => output::result(&render::github(sources, diagnostics))?,
            Format::Junit => {
                let documents: Vec<String> = self.files.iter().map(|path| path.display().to_string()).collect();
                output::result(&render::junit(sources, diagnostics, &documents, self.fail_on.severity()))?;
            }
            Format::Markdown => output::result(&render::markdown(sources, diagnostics))?,
        }
        Ok(())
    }
}

/// What is no document, or could not be read, is nothing to be known, and nothing is written.
fn write_baseline(path: &Path, sources: &Sources, diagnostics: &Diagnostics, colour: Colour) -> Result<Status> {
    if output::status(diagnostics, Severity::Error) == Status::CouldNotRun {
        output::findings(sources, diagnostics, colour)?;
        return Ok(Status::CouldNotRun);
    }
    if diagnostics.iter().any(baseline::is_fatal) {
        output::findings(sources, diagnostics, colour)?;
        return Ok(Status::Findings);
    }
    if let Err(fault) = files::write_one(path, &baseline::write(sources, diagnostics)) {
        let mut all = Diagnostics::new();
        all.push(*fault);
        output::findings(sources, &all, colour)?;
        return Ok(Status::CouldNotRun);
    }
    output::say(&format!("{}: {} findings are known from now on", path.display(), diagnostics.len()))?;
    Ok(Status::Clean)
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
