//! What was read with a file that is open, and what was found.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString};

use super::Server;
use super::position::Places;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Severity, Texts};
use crate::openapi::{self, Document};
use crate::project::Project;
use crate::raise;
use crate::source::{Limits, Sources, Tree};

/// A file with all that it leads to.
pub(super) struct Checked {
    pub(super) sources: Sources,
    /// The file itself; `None` if no tree could be made of it.
    pub(super) file: Option<FileId>,
    /// What was found, if it is a document by itself.
    pub(super) diagnostics: Diagnostics,
    path: PathBuf,
}

impl Checked {
    /// Reads a file and what it refers to, each as the editor has it open or else from the disk.
    pub(super) fn of(path: &Path, texts: &[(PathBuf, String)]) -> Self {
        let mut sources = Sources::new(Limits::default());
        texts.iter().for_each(|(path, text)| sources.open(path.clone(), text.clone()));
        let mut diagnostics = Diagnostics::new();
        let read = Project::new(path, "").read_to_validate(&mut sources, &mut diagnostics);
        let file = sources.file(path);
        let text = texts.iter().find(|(open, _)| open == path).map_or("", |(_, text)| text.as_str());
        if !is_document(file.and_then(|file| sources.tree(file)), text) {
            // A part of another document, or something else: nothing is asked of it.
            diagnostics = Diagnostics::new();
        } else if let Some((file, config)) = read {
            crate::validate(&sources, file, &config, &mut diagnostics);
            diagnostics.sort();
        }
        Self { sources, file, diagnostics, path: path.to_owned() }
    }

    /// The document that a tree is, of whichever version.
    pub(super) fn document<'t>(&self, tree: &'t Tree) -> Option<Document<'t>> {
        if raise::is_swagger(tree.root()) {
            return Some(openapi::read_swagger(tree));
        }
        openapi::read(tree, &mut Diagnostics::new())
    }

    /// The findings by the file that each stands in, as the protocol has them.
    pub(super) fn told(&self, server: &Server) -> Vec<(PathBuf, lsp_types::Diagnostic)> {
        let mut places: HashMap<FileId, Places<'_>> = HashMap::new();
        self.diagnostics.iter().map(|found| self.one(found, server, &mut places)).collect()
    }

    fn one<'c>(
        &'c self,
        found: &Diagnostic,
        server: &Server,
        places: &mut HashMap<FileId, Places<'c>>,
    ) -> (PathBuf, lsp_types::Diagnostic) {
        let mut at = |place: Place| {
            let places = places.entry(place.file).or_insert_with(|| Places::of(self.sources.text(place.file)));
            (self.path_of(place.file), places.range(place.span))
        };
        let (path, range) = found
            .location
            .as_ref()
            .map_or((self.path.clone(), lsp_types::Range::default()), |location| at(location.place));
        let related = found.related.iter().filter_map(|(location, words)| {
            let (path, range) = at(location.place);
            let location = Location { uri: server.uri(&path)?, range };
            Some(DiagnosticRelatedInformation { location, message: words.clone() })
        });
        let related: Vec<_> = related.collect();
        let help = found.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let told = lsp_types::Diagnostic {
            range,
            severity: Some(severity(found.severity)),
            code: Some(NumberOrString::String(found.code.id.to_owned())),
            source: Some("specwright".to_owned()),
            message: format!("{}{help}", found.message),
            related_information: (!related.is_empty()).then_some(related),
            ..lsp_types::Diagnostic::default()
        };
        (path, told)
    }

    /// What was not read from a file of its own is told where the document begins.
    pub(super) fn path_of(&self, file: FileId) -> PathBuf {
        let named = || PathBuf::from(self.sources.name(file));
        self.sources.path(file).map_or_else(named, Path::to_owned)
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// Is it a document, or would it be one if it could be read?
fn is_document(tree: Option<&Tree>, text: &str) -> bool {
    let says = |line: &str| {
        let line = line.trim_start_matches(['{', '\u{feff}', ' ', '\t', '"', '\'']);
        line.starts_with("openapi") || line.starts_with("swagger")
    };
    match tree {
        Some(tree) => ["openapi", "swagger"].iter().any(|key| tree.root().get(key).is_some()),
        None => text.lines().any(says),
    }
}
