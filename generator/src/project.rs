//! A document with its configuration, from the disk to files: what the doors `cli` and `build` share.
//!
//! It reads and generates, and leaves it to its callers to write, to print and to end.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use crate::config::{self, Config, Runtime};
use crate::diagnostic::{Diagnostics, FileId, Texts};
use crate::files::Files;
use crate::source::Sources;
use crate::{Options, Rest, lint};

/// The name of the configuration that is looked for beside the document.
const CONFIG: &str = "specwright.toml";

/// Who makes the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// This generator.
    #[default]
    Specwright,
    /// Progenitor, of the document lowered to 3.0 in one file.
    #[cfg(feature = "progenitor")]
    Progenitor,
}

/// What to generate, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The document.
    pub spec: PathBuf,
    /// Its configuration; when `None`, `specwright.toml` beside the document, if there is one.
    pub config: Option<PathBuf>,
    /// The folder of the crate. Nothing is read from it; the heads of the files name the command that makes it.
    pub out: PathBuf,
    /// The folder that holds every file the document may refer to; when `None`, the folder of the document.
    pub root: Option<PathBuf>,
    /// Overlays that are applied to the document, in order, after those that the configuration names.
    pub overlays: Vec<PathBuf>,
    /// Rulesets that `validate` holds the document against, after those that the configuration names.
    pub rulesets: Vec<PathBuf>,
    /// Generate types that no operation uses, too.
    pub all_types: bool,
    /// Is each tag a feature, whatever the configuration says?
    pub tag_features: Option<bool>,
    /// Where the runtime stands, whatever the configuration says.
    pub runtime: Option<Runtime>,
    /// Generate nothing from a document with a defect; see [`Options::strict`].
    pub strict: bool,
    /// Who makes the code.
    pub backend: Backend,
}

/// What came of it.
#[derive(Debug)]
pub struct Generated {
    /// Every file that was read, for showing the findings.
    pub sources: Sources,
    /// All findings, in order of place.
    pub diagnostics: Diagnostics,
    /// The files of the crate; `None` if there is an error among the findings.
    pub files: Option<Files>,
}

impl Project {
    /// A document, with the configuration beside it.
    #[must_use]
    pub fn new(spec: impl Into<PathBuf>, out: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            config: None,
            out: out.into(),
            root: None,
            overlays: Vec::new(),
            rulesets: Vec::new(),
            all_types: false,
            tag_features: None,
            runtime: None,
            strict: false,
            backend: Backend::default(),
        }
    }

    /// The configuration that is read, if any.
    #[must_use]
    pub fn config_path(&self) -> Option<PathBuf> {
        let is_input = self.spec.as_os_str() == "-";
        let beside = Some(self.config_beside()).filter(|beside| !is_input && beside.is_file());
        self.config.clone().or(beside)
    }

    /// Where the configuration is looked for, if none is named.
    #[must_use]
    pub fn config_beside(&self) -> PathBuf {
        self.spec.with_file_name(CONFIG)
    }

    /// Reads the document and its configuration and generates the files.
    #[must_use]
    pub fn generate(&self, sources: Sources) -> Generated {
        self.generate_from(sources).0
    }

    /// As [`Self::generate`], with what the files were made of.
    pub(crate) fn generate_from(&self, mut sources: Sources) -> (Generated, Option<Rest>) {
        let mut diagnostics = Diagnostics::new();
        let options = Options { command: self.command(), all_types: self.all_types, strict: self.strict };
        let files = self.read(&mut sources, &mut diagnostics);
        let made = files.and_then(|(spec, config)| match self.backend {
            Backend::Specwright => {
                let made = crate::made(&sources, spec, &config, &options, &mut diagnostics)?;
                Some((made.files, Some(made.rest)))
            }
            #[cfg(feature = "progenitor")]
            Backend::Progenitor => crate::generate_progenitor(&sources, spec, &config, &options, &mut diagnostics)
                .map(|files| (files, None)),
        });
        diagnostics.sort();
        let (files, rest) = made.map_or((None, None), |(files, rest)| (Some(files), rest));
        (Generated { sources, diagnostics, files }, rest)
    }

    /// Reads the document, the files that it refers to, its configuration, and the overlays that both name; `None` if
    /// one of them cannot be read. Every one is tried, so that one run tells all that is wrong.
    pub fn read(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<(FileId, Config)> {
        let spec = sources.load(&self.spec, diagnostics);
        let config = self.read_config(sources, diagnostics);
        for (address, folder) in config.iter().flat_map(|config| &config.references) {
            sources.serve(address, &self.beside_config(folder));
        }
        if let Some(spec) = spec {
            let root = self.root.as_deref().or(self.spec.parent()).unwrap_or(Path::new(""));
            sources.follow(spec, root, diagnostics);
        }
        let (spec, mut config) = spec.zip(config)?;
        config.tag_features = self.tag_features.or(config.tag_features);
        config.runtime = self.runtime.or(config.runtime);
        let named = config.overlays.iter().map(|path| self.beside_config(path));
        let overlays: Vec<PathBuf> = named.chain(self.overlays.iter().cloned()).collect();
        let unread = overlays.iter().filter(|path| sources.overlay(spec, path, diagnostics).is_none()).count();
        (unread == 0).then_some((spec, config))
    }

    /// Reads the document as [`Project::read`] does, and the rulesets that it is to be held against.
    pub fn read_to_validate(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<(FileId, Config)> {
        let (spec, config) = self.read(sources, diagnostics)?;
        let named = config.lint.rulesets.iter().map(|path| self.beside_config(path));
        let rulesets: Vec<PathBuf> = named.chain(self.rulesets.iter().cloned()).collect();
        // The document is looked at whether or not they can be read.
        let mut seen = HashSet::new();
        for path in &rulesets {
            Self::read_ruleset(spec, path, &mut seen, sources, diagnostics);
        }
        Some((spec, config))
    }

    /// Reads a ruleset, after those that it extends.
    fn read_ruleset(
        spec: FileId,
        path: &Path,
        seen: &mut HashSet<PathBuf>,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) {
        if !seen.insert(path.to_owned()) {
            return;
        }
        let tree = sources.load(path, diagnostics).and_then(|file| sources.shared(file));
        for name in tree.iter().flat_map(|tree| lint::ruleset::extended(tree.root())) {
            Self::read_ruleset(spec, &path.with_file_name(name), seen, sources, diagnostics);
        }
        sources.ruleset(spec, path, diagnostics);
    }

    /// A path that the configuration names, which is told from its folder.
    fn beside_config(&self, path: &str) -> PathBuf {
        let folder = self.config_path().and_then(|config| config.parent().map(Path::to_owned));
        folder.unwrap_or_default().join(path)
    }

    fn read_config(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Config> {
        match self.config_path() {
            None => Some(Config::default()),
            Some(path) => {
                let file = sources.load_text(&path, diagnostics)?;
                Some(config::parse(file, sources.text(file), diagnostics))
            }
        }
    }

    /// The command that makes the same files again, in the same words from wherever it was called: paths are told from
    /// the folder that the crate stands in, and a document elsewhere by its name alone, so that no file of the crate
    /// names a folder of one machine.
    #[must_use]
    pub fn command(&self) -> String {
        let out = absolute(&self.out);
        let home = out.parent().unwrap_or(Path::new("")).to_owned();
        let told = |path: &Path| {
            let path = absolute(path);
            let below = path.strip_prefix(&home).ok().or_else(|| path.file_name().map(Path::new));
            word(&below.unwrap_or(&path).to_string_lossy().replace('\\', "/"))
        };
        let mut command = format!("specwright generate --spec {} --out {}", told(&self.spec), told(&self.out));
        if let Some(config) = self.config.as_deref().filter(|path| **path != self.spec.with_file_name(CONFIG)) {
            command += &format!(" --config {}", told(config));
        }
        if let Some(root) = &self.root {
            command += &format!(" --root {}", told(root));
        }
        for overlay in &self.overlays {
            command += &format!(" --overlay {}", told(overlay));
        }
        if self.all_types {
            command += " --all-types";
        }
        if self.strict {
            command += " --strict";
        }
        #[cfg(feature = "progenitor")]
        if self.backend == Backend::Progenitor {
            command += " --backend progenitor";
        }
        command
    }
}

/// A path as one word of a shell, on one line.
fn word(path: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    if !path.is_empty() && path.chars().all(is_plain) {
        return path.to_owned();
    }
    let escaped: String = path.chars().map(|c| if c.is_control() || c == '\'' { '?' } else { c }).collect();
    format!("'{escaped}'")
}

/// The path from the root, without `.` and `..`; links are not followed.
fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.components().fold(PathBuf::new(), |mut clean, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
        clean
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spec: &str, out: &str, command: &str) {
        assert_eq!(Project::new(spec, out).command(), command);
    }

    #[test]
    fn the_command_is_the_same_from_wherever_it_was_called() {
        check("spec/api.yaml", "client", "specwright generate --spec spec/api.yaml --out client");
        check("./spec/../spec/api.yaml", "./client/", "specwright generate --spec spec/api.yaml --out client");
        check("/a/spec/api.yaml", "/a/client", "specwright generate --spec spec/api.yaml --out client");
        check("/elsewhere/api.yaml", "/a/client", "specwright generate --spec api.yaml --out client");
        check("/a/my api.yaml", "/a/client", "specwright generate --spec 'my api.yaml' --out client");
        check("/a/x\n'y.yaml", "/a/client", "specwright generate --spec 'x??y.yaml' --out client");
    }
}
