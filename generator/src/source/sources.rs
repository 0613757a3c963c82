//! The files of a run: each is read once, keeps its number, and can be shown whether or not it became a tree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::limits::Limits;
use super::links::Links;
use super::text::{NotText, decode};
use super::tree::Tree;
use super::{Kind, codes, json, loader, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Location, Place, Span, Texts};

/// All files that were loaded, in order.
#[derive(Debug, Default)]
pub struct Sources {
    pub(super) limits: Limits,
    files: Vec<Loaded>,
    by_path: BTreeMap<PathBuf, FileId>,
    pub(super) links: Links,
    /// For each document the overlays that change it, in order.
    overlays: BTreeMap<FileId, Vec<FileId>>,
    /// For each document the rulesets that it is held against, in order.
    rulesets: BTreeMap<FileId, Vec<FileId>>,
    /// What is read instead of files.
    open: BTreeMap<PathBuf, String>,
}

#[derive(Debug)]
struct Loaded {
    name: String,
    /// Where it was read from, if from the disk.
    path: Option<PathBuf>,
    text: Arc<str>,
    tree: Option<Arc<Tree>>,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// From now on this text is what the file of this path holds, whatever is on the disk: an editor has it open.
    pub fn open(&mut self, path: PathBuf, text: String) {
        self.open.insert(path, text);
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.open.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => loader::read(path, &self.limits),
        }
    }

    /// Reads a file, or standard input for `-`. A path that was read before gives the same number and says nothing
    /// anew. `None` if the file has no tree; the findings say why.
    pub fn load(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<FileId> {
        if let Some(&known) = self.by_path.get(path) {
            return self.tree(known).map(|_| known);
        }
        let is_input = path.as_os_str() == loader::STANDARD_INPUT;
        let name = if is_input { "<stdin>".to_owned() } else { path.display().to_string() };
        let bytes = if is_input { loader::read_standard_input(&self.limits) } else { self.bytes(path) };
        match bytes {
            Ok(bytes) => {
                let id = self.add_bytes(name, bytes, diagnostics);
                self.by_path.insert(path.to_owned(), id);
                if let Some(loaded) = self.files.get_mut(id.0 as usize).filter(|_| !is_input) {
                    loaded.path = Some(path.to_owned());
                }
                self.tree(id).map(|_| id)
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        }
    }

    /// Reads an overlay, to be applied to a document after those that were given before, and the files that it refers to
    /// if those of the document were followed. `None` if it has no tree.
    pub fn overlay(&mut self, document: FileId, path: &Path, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let overlay = self.load(path, diagnostics)?;
        self.overlays.entry(document).or_default().push(overlay);
        self.follow_overlay(document, overlay, diagnostics);
        Some(overlay)
    }

    /// The overlays of a document, in order.
    #[must_use]
    pub fn overlays(&self, document: FileId) -> Vec<Arc<Tree>> {
        let overlays = self.overlays.get(&document).into_iter().flatten();
        overlays.filter_map(|overlay| self.shared(*overlay)).collect()
    }

    /// Reads a ruleset, which a document is held against beside those that were given before. `None` if it has no tree.
    pub fn ruleset(&mut self, document: FileId, path: &Path, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let ruleset = self.load(path, diagnostics)?;
        self.rulesets.entry(document).or_default().push(ruleset);
        Some(ruleset)
    }

    /// The rulesets of a document, in order.
    pub fn rulesets(&self, document: FileId) -> impl Iterator<Item = &Tree> {
        self.rulesets.get(&document).into_iter().flatten().filter_map(|ruleset| self.tree(*ruleset))
    }

    /// Every path that was read, in order of their names.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.by_path.keys().map(PathBuf::as_path)
    }

    /// The path that a file was read from; none for standard input.
    #[must_use]
    pub fn path(&self, file: FileId) -> Option<&Path> {
        self.files.get(file.0 as usize)?.path.as_deref()
    }

    /// The number of the file that was read from a path, if one was.
    #[must_use]
    pub fn file(&self, path: &Path) -> Option<FileId> {
        self.known(path)
    }

    pub(super) fn known(&self, path: &Path) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// Reads a file that is neither JSON nor YAML (a configuration): it has a text and no tree.
    pub fn load_text(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let bytes = match self.bytes(path) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                return None;
            }
        };
        let file = FileId(self.files.len() as u32);
        let (text, fault) = match decode(bytes) {
            Ok(text) => (text, None),
            Err(NotText { text, span, diagnostic }) => {
                let location = Location { place: Place { file, span }, pointer: String::new() };
                (text, Some(diagnostic.at(location)))
            }
        };
        self.files.push(Loaded { name: path.display().to_string(), path: None, text: text.into(), tree: None });
        match fault {
            Some(fault) => {
                diagnostics.push(fault);
                None
            }
            None => Some(file),
        }
    }

    /// Takes a text as if it had been read from a file of this name, whose extension tells JSON from YAML.
    pub fn add_text(&mut self, name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let id = self.add_bytes(name.to_owned(), text.as_bytes().to_vec(), diagnostics);
        self.tree(id).map(|_| id)
    }

    /// The values of a file; `None` if it has no tree.
    #[must_use]
    pub fn tree(&self, file: FileId) -> Option<&Tree> {
        self.files.get(file.0 as usize)?.tree.as_deref()
    }

    /// The values of all files, in the order in which they were read.
    pub fn trees(&self) -> impl Iterator<Item = &Tree> {
        self.files.iter().filter_map(|file| file.tree.as_deref())
    }

    /// The same, to be kept beside the files.
    #[must_use]
    pub fn shared(&self, file: FileId) -> Option<Arc<Tree>> {
        self.files.get(file.0 as usize)?.tree.clone()
    }

    pub(super) fn add_bytes(&mut self, name: String, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> FileId {
        let file = FileId(self.files.len() as u32);
        let (text, tree) = match decode(bytes) {
            Ok(text) => {
                let text: Arc<str> = text.into();
                let tree = parse(file, &name, Arc::clone(&text), self.limits, diagnostics);
                (text, tree.map(Arc::new))
            }
            Err(NotText { text, span, diagnostic }) => {
                diagnostics.push(diagnostic.at(Location { place: Place { file, span }, pointer: String::new() }));
                (text.into(), None)
            }
        };
        self.files.push(Loaded { name, path: None, text, tree });
        file
    }
}

impl Texts for Sources {
    fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.name)
    }

    fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.text)
    }
}

/// Chooses the syntax by the extension, then by the first character.
fn parse(file: FileId, name: &str, text: Arc<str>, limits: Limits, diagnostics: &mut Diagnostics) -> Option<Tree> {
    if text.trim().is_empty() {
        diagnostics.push(empty(file));
        return None;
    }
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if extension.eq_ignore_ascii_case("json") {
        return json::parse(file, text, limits, diagnostics);
    }
    // JSON is YAML too, and its own reader takes a tenth of the time and memory.
    if text.trim_start().starts_with(['{', '[']) {
        let mut found = Diagnostics::new();
        let tree = json::parse(file, Arc::clone(&text), limits, &mut found);
        if tree.is_some() || !found.iter().any(|diagnostic| diagnostic.code == &codes::JSON_SYNTAX) {
            diagnostics.extend(found);
            return tree;
        }
    }
    let before = diagnostics.len();
    let tree = yaml::parse(file, text, limits, diagnostics);
    let is_empty = tree.as_ref().is_none_or(|tree| {
        let root = tree.root();
        matches!(root.kind(), Kind::Null) && root.place().span.start == root.place().span.end
    });
    if is_empty && diagnostics.len() == before {
        diagnostics.push(empty(file));
        return None;
    }
    tree
}

fn empty(file: FileId) -> Diagnostic {
    let location = Location { place: Place { file, span: Span::default() }, pointer: String::new() };
    Diagnostic::new(&codes::EMPTY_DOCUMENT, "the file holds no document")
        .at(location)
        .help("give the file that was meant; this one has nothing but blanks and comments")
}
