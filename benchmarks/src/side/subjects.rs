//! The crates that the parties generate, ready to be compiled: written once a measure, counted, built under the clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::documents::Document;
use super::measured;
use super::peers::{Party, Tools};
use crate::crates;
use crate::measure::Workspace;

/// A generated crate.
pub(crate) struct Subject {
    folder: PathBuf,
    /// Shared by all crates of a party, so that their dependencies are built once.
    target: PathBuf,
    pub(crate) lines: usize,
    pub(crate) bytes: u64,
}

/// What a build of the crate alone took.
pub(crate) struct Built {
    /// Processor seconds of `rustc`, to 10 ms.
    pub(crate) seconds: f64,
    /// Bytes of the library, where one was made.
    pub(crate) library: Option<u64>,
}

impl Subject {
    /// Generates it, and fetches what it depends on.
    pub(crate) fn new(tools: &Tools, document: &Document, party: Party) -> Result<Self, String> {
        let word = |name: &str| name.split(' ').next().unwrap_or_default().to_lowercase();
        let own = crates::folder("compile")?.join(party.folder());
        let folder = own.join(word(document.name));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let command = party.generate(tools, &document.path, &folder)?;
        measured::run(&command, Duration::from_secs(600), &own)?.success()?;
        party.complete(&folder)?;
        let (lines, bytes) = size(&folder);
        let subject = Self { folder, target: own.join("target"), lines, bytes };
        crates::cargo(&subject.folder, &subject.target, &["fetch", "--quiet"])?;
        Ok(subject)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Crates that its library needs, itself left out.
    pub(crate) fn dependencies(&self) -> Result<usize, String> {
        let arguments = ["tree", "--quiet", "--edges", "normal,build", "--prefix", "none", "--no-dedupe"];
        let output = crates::cargo(&self.folder, &self.target, &arguments)?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut names: Vec<&str> = text.lines().filter_map(|line| line.split(" (").next()).collect();
        names.sort_unstable();
        names.dedup();
        Ok(names.len().saturating_sub(1))
    }

    /// Builds it and all that it depends on from nothing; nothing is left in the target folder but that.
    pub(crate) fn cold(&self, how: &[&str]) -> Result<measured::Cost, String> {
        let _ = fs::remove_dir_all(&self.target);
        let mut command = Command::new("cargo");
        command.args(how).args(["--lib", "--quiet"]).current_dir(&self.folder);
        self.environment(&mut command);
        measured::run(&command, Duration::from_secs(1800), self.folder.parent().unwrap_or(&self.folder))?.success()
    }

    /// Builds the crate itself; what it depends on is built before if it has to be.
    pub(crate) fn build(&self, how: &[&str]) -> Result<Built, String> {
        let (seconds, name) = self.timed(&self.folder, "src/lib.rs", how)?;
        let profile = if how.contains(&"--release") { "release" } else { "debug" };
        let library = self.target.join(profile).join(format!("lib{name}.rlib"));
        let library = how.contains(&"build").then(|| fs::metadata(library).ok()).flatten();
        Ok(Built { seconds, library: library.map(|about| about.len()) })
    }

    /// Builds a crate that shares the target folder, for the processor seconds of `rustc` for it alone, and its name.
    pub(crate) fn timed(&self, folder: &Path, source: &str, how: &[&str]) -> Result<(f64, String), String> {
        let source = folder.join(source);
        let touched = fs::File::options()
            .append(true)
            .open(&source)
            .and_then(|file| file.set_modified(std::time::SystemTime::now()));
        touched.map_err(|error| format!("{}: {error}", source.display()))?;
        let times = folder.join("times.txt");
        let _ = fs::remove_file(&times);
        let mut command = Command::new("cargo");
        command.args(how).arg("--quiet").current_dir(folder);
        self.environment(&mut command);
        Workspace::time(&mut command, &times)?;
        measured::run(&command, Duration::from_secs(1800), folder.parent().unwrap_or(folder))?.success()?;
        let text = fs::read_to_string(&times).map_err(|error| format!("{}: {error}", times.display()))?;
        let name = crates::compiled_name(folder)?;
        let ticks = text.lines().filter_map(|line| line.split_once(' ')).find(|(_, compiled)| *compiled == name);
        let (ticks, _) = ticks.ok_or_else(|| format!("no time was noted for {name}"))?;
        Ok((ticks.parse::<f64>().map_err(|error| error.to_string())? / 100.0, name))
    }

    fn environment(&self, command: &mut Command) {
        command
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUSTFLAGS", "--cap-lints=allow");
        command.env_remove("CARGO_PROFILE_DEV_DEBUG");
    }
}

/// Lines and bytes of the Rust files of a crate.
fn size(folder: &Path) -> (usize, u64) {
    let (mut lines, mut bytes) = (0, 0);
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read(&path).unwrap_or_default();
                lines += text.iter().filter(|byte| **byte == b'\n').count();
                bytes += text.len() as u64;
            }
        }
    }
    (lines, bytes)
}
