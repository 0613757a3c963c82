//! The door for `build.rs`: keep a checked-in crate in step with its document, or put a module below `OUT_DIR`.
//!
//! ```no_run
//! // build.rs
//! specwright::build::Build::new("spec/openapi.yaml").into_folder("generated-client").run();
//! ```
//!
//! On a developer's machine a difference is written and then stops the build once, because cargo may already have
//! compiled the files that were there before; the next build finds nothing to do. With `CI` or `SPECWRIGHT_CHECK` set
//! (to anything but the empty text, `0` or `false`), or where the folder cannot be written, nothing is written and the
//! build fails with the command that mends it. A build without a difference prints nothing that a person sees.
//!
//! What to do is decided here from an [`Environment`] and told as a [`Report`]; only [`Build::run`] prints.

mod environment;
mod fingerprint;
mod module;
mod pieces;
mod report;

use std::path::{Path, PathBuf};

pub use environment::Environment;
pub use report::Report;

use crate::config::Runtime;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{Difference, Files, MANIFEST, Mode, sync};
use crate::project::{Generated, Project};
use crate::source::{Limits, Sources};
use fingerprint::Fingerprint;

/// What a build script asks for. Relative paths are taken from the folder of the package.
#[derive(Clone, Debug)]
pub struct Build {
    spec: PathBuf,
    config: Option<PathBuf>,
    root: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    strict: bool,
    target: Target,
}

#[derive(Clone, Debug)]
enum Target {
    Folder(PathBuf),
    Module { name: String, features: Vec<String> },
}

impl Build {
    /// A document. Without further words its client becomes the module `client` below `OUT_DIR`.
    #[must_use]
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        let features = ["reqwest", "serde"].map(str::to_owned).to_vec();
        Self {
            spec: spec.into(),
            config: None,
            root: None,
            overlays: Vec::new(),
            strict: false,
            target: Target::Module { name: "client".to_owned(), features },
        }
    }

    /// The configuration; without this, `specwright.toml` beside the document, if there is one.
    #[must_use]
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.config = Some(path.into());
        self
    }

    /// The folder that holds every file the document may refer to; without this, the folder of the document.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Changes the document by an OpenAPI Overlay before it is read; may be called again, and counts in order.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Fails the build at a defect of the document, rather than leave out what depends on it.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Keeps a crate in this folder, to be checked in.
    #[must_use]
    pub fn into_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.target = Target::Folder(folder.into());
        self
    }

    /// Makes a public module of this name, for the root of the crate that is built, with these features of a generated
    /// crate (`reqwest`, `serde`, `mock`) on. The crate takes it in by one line at its root, and needs the dependencies
    /// that a generated `Cargo.toml` lists if its runtime is a part of it, as that of a module always is:
    ///
    /// ```text
    /// include!(concat!(env!("OUT_DIR"), "/client.rs"));
    /// ```
    #[must_use]
    pub fn into_out_dir(mut self, module: impl Into<String>, features: &[&str]) -> Self {
        let features = features.iter().map(|&feature| feature.to_owned()).collect();
        self.target = Target::Module { name: module.into(), features };
        self
    }

    /// Does it, and tells cargo what it has to know.
    pub fn run(self) {
        for line in self.run_in(&Environment::of_process()).lines() {
            println!("{line}");
        }
    }

    /// Does it in the given environment, and gives the lines for cargo.
    #[must_use]
    pub fn run_in(self, environment: &Environment) -> Report {
        let mut report = Report::default();
        for variable in Environment::VARIABLES {
            report.rerun_if_variable_changed(variable);
        }
        match &self.target {
            Target::Folder(folder) => self.keep_in_step(folder, environment, &mut report),
            Target::Module { name, features } => self.write_module(name, features, environment, &mut report),
        }
        report
    }

    fn project(&self, folder: &Path, environment: &Environment) -> Project {
        let mut project = Project::new(environment.path(&self.spec), environment.path(folder));
        project.config = self.config.as_deref().map(|path| environment.path(path));
        project.root = self.root.as_deref().map(|path| environment.path(path));
        project.overlays = self.overlays.iter().map(|path| environment.path(path)).collect();
        project.strict = self.strict;
        project
    }

    fn keep_in_step(&self, folder: &Path, environment: &Environment, report: &mut Report) {
        let project = self.project(folder, environment);
        let fingerprint = Fingerprint::new(environment, project.command());
        if let Some(known) = fingerprint.unchanged(&given(&project)) {
            known.iter().for_each(|path| report.rerun_if_changed(path));
            return;
        }
        let (files, inputs) = generated(&project, report);
        let Some(files) = files else { return };
        let outputs = files.iter().map(|(path, _)| path).chain([MANIFEST]).map(|path| project.out.join(path));
        let outputs: Vec<PathBuf> = outputs.collect();
        outputs.iter().for_each(|path| report.rerun_if_changed(path));
        match in_step(&project, &files, environment) {
            Ok(()) => fingerprint.keep(&[inputs, outputs].concat()),
            Err(words) => report.error(&words),
        }
    }

    fn write_module(&self, name: &str, features: &[String], environment: &Environment, report: &mut Report) {
        let mut project = self.project(&environment.out_dir, environment);
        // A module has no features to switch off, and no crate beside it.
        project.tag_features = Some(false);
        project.runtime = Some(Runtime::Module);
        let (Some(files), _) = generated(&project, report) else { return };
        let mounted = module::mount(&files, name, features, environment).and_then(|mounted| {
            sync(&environment.out_dir.join(name), &mounted.files, Mode::Write).map_err(|refusal| words(&refusal))?;
            // Beside its place first: a build that was cut off leaves no half of it.
            let waiting = environment.out_dir.join(format!("{name}.rs.new"));
            let placed = std::fs::write(&waiting, mounted.entry)
                .and_then(|()| std::fs::rename(&waiting, environment.out_dir.join(format!("{name}.rs"))));
            placed.map_err(|error| error.to_string())
        });
        if let Err(words) = mounted {
            report.error(&words);
        }
    }
}

/// The files that are read in any case: the document, and its configuration.
fn given(project: &Project) -> Vec<PathBuf> {
    [Some(project.spec.clone()), project.config_path()].into_iter().flatten().collect()
}

/// The files of the crate and those that were read for it, every finding told.
fn generated(project: &Project, report: &mut Report) -> (Option<Files>, Vec<PathBuf>) {
    let Generated { sources, diagnostics, files } = project.generate(Sources::new(Limits::default()));
    let mut inputs = given(project);
    let linked = sources.paths().filter(|path| *path != project.spec);
    inputs.extend(linked.map(Path::to_owned));
    inputs.iter().for_each(|path| report.rerun_if_changed(path));
    report.findings(&sources, &diagnostics, if files.is_some() { Severity::Warning } else { Severity::Error });
    if files.is_none() && !diagnostics.has(Severity::Error) {
        report.error(&format!("nothing was generated from `{}`", project.spec.display()));
    }
    (files, inputs)
}

/// Brings the folder in step as far as that is allowed; otherwise the words that the build fails with.
fn in_step(project: &Project, files: &Files, environment: &Environment) -> Result<(), String> {
    let folder = environment.shown(&project.out);
    let differences = sync(&project.out, files, Mode::Check).map_err(|refusal| words(&refusal))?;
    if differences.is_empty() {
        return Ok(());
    }
    let listed = listed(&differences);
    let command = project.command();
    if environment.only_checks {
        return Err(format!(
            "{folder} is not what the document generates ({listed}); run `{command}`, or this build without CI and SPECWRIGHT_CHECK, and commit the result"
        ));
    }
    match sync(&project.out, files, Mode::Write) {
        Ok(_) => Err(format!(
            "regenerated {folder} ({listed}); run the build again, since cargo may have compiled the old files already"
        )),
        Err(refusal) => Err(format!(
            "{folder} is not what the document generates ({listed}) and cannot be written here ({}); run `{command}` where it can",
            refusal.message
        )),
    }
}

/// Paths that are named in a message at most.
const NAMED: usize = 8;

fn listed(differences: &[Difference]) -> String {
    let paths = differences.iter().map(|difference| difference.path.as_str());
    let named = paths.take(NAMED).collect::<Vec<_>>().join(", ");
    match differences.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn words(refusal: &Diagnostic) -> String {
    let help = refusal.help.as_deref().map_or(String::new(), |help| format!("; {help}"));
    format!("[{}] {}{help}", refusal.code.id, refusal.message)
}
