//! Specwright turns an OpenAPI document into a typed Rust client crate.
//!
//! [`generate`] is the whole of it: bytes were read by [`source`], and each stage after that is a room of its own that
//! imports only the rooms before it.

#![forbid(unsafe_code)]

pub mod api;
pub mod baseline;
pub mod border;
pub mod build;
#[cfg(feature = "cli")]
pub mod cli;
pub mod codes;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod files;
pub mod jsonpath;
pub mod lint;
pub mod lower;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod openapi;
pub mod overlay;
mod parallel;
pub mod project;
pub mod raise;
pub mod resolve;
pub mod rust;
pub mod source;

#[cfg(feature = "openapiv3")]
pub use border::openapiv3::{from_openapiv3, to_openapiv3};

use std::path::Path;
use std::sync::Arc;

use config::Config;
use diagnostic::{Diagnostic, Diagnostics, FileId, Severity};
use emit::EmitOptions;
use files::Files;
use lint::{Rulesets, UserRule};
use lower::{LowerOptions, Skip};
use openapi::Document;
use resolve::Resolver;
use source::{Sources, Tree};

/// What a caller of [`generate`] decides, beside the configuration that stands with the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The command that makes the same files again; it stands in the head of each.
    pub command: String,
    /// Generate types that no operation uses, too.
    pub all_types: bool,
    /// Generate nothing from a document with a defect. Otherwise a defect is a warning, and costs what depends on it:
    /// a reference to nothing becomes any JSON value, an operation that cannot be called is left out.
    pub strict: bool,
}

/// The pipeline: the files of a client crate, or nothing if there is an error among the diagnostics.
///
/// A stage gives what it could make and adds its findings, so that one run tells all that is wrong. What cannot be read
/// as an OpenAPI document, and a configuration that is wrong, are errors always; a defect within a document is one if
/// the options are strict.
#[must_use]
pub fn generate(
    sources: &Sources,
    spec: FileId,
    config: &Config,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Files> {
    made(sources, spec, config, options, diagnostics).map(|made| made.files)
}

/// The files, and what they were made of: it costs time to take apart, which is for the caller to spend or not.
struct Made {
    files: Files,
    rest: Rest,
}

/// What is of no use once the files are made.
#[derive(Debug)]
#[expect(dead_code, reason = "it is only kept, so that who ends the process need not take it apart")]
pub(crate) struct Rest {
    tree: Arc<Tree>,
    api: api::Api,
    plan: rust::Plan,
}

fn made(
    sources: &Sources,
    spec: FileId,
    config: &Config,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Made> {
    let tree = Raised::of(sources, spec, diagnostics)?;
    let document = openapi::read(&tree.tree, diagnostics)?;
    let resolver = Resolver::over(document, sources);
    tree.check(&document, &resolver, diagnostics);
    let lower_options = LowerOptions { skips: skips(config), all_types: options.all_types };
    let api = lower::lower(&document, &resolver, &lower_options, diagnostics);
    let plan = rust::plan(&api, config, diagnostics);
    if !options.strict {
        diagnostics.tolerate(|found| is_in_document(found, sources));
    }
    if diagnostics.has(Severity::Error) {
        return None;
    }
    let files = emit::emit(&plan, &EmitOptions { command: options.command.clone() });
    Some(Made { files, rest: Rest { tree: Arc::clone(&tree.tree), api, plan } })
}

/// All that is wrong with a document: its structure, its references, what a client could not be made of, and what the
/// rules of [`lint`] find, as severe as the configuration says. Nothing is generated, and rules never stop [`generate`].
pub fn validate(sources: &Sources, spec: FileId, config: &Config, diagnostics: &mut Diagnostics) {
    let Rulesets { rules, levels } = lint::ruleset::read(sources.rulesets(spec).map(source::Tree::root), diagnostics);
    let known = codes::all().into_iter().chain(rules.iter().map(|rule| rule.code)).collect();
    let settings = lint::Settings::new(&levels, &config.lint, known, diagnostics);
    // What is said of findings is said of those of this document.
    let mut found = Diagnostics::new();
    find(sources, spec, &settings, &rules, &mut found);
    diagnostics.extend(found);
}

fn find<'s>(
    sources: &'s Sources,
    spec: FileId,
    settings: &lint::Settings,
    rules: &[UserRule<'s>],
    diagnostics: &mut Diagnostics,
) {
    let Some(tree) = Raised::of(sources, spec, diagnostics) else { return };
    let Some(document) = openapi::read(&tree.tree, diagnostics) else { return };
    let resolver = Resolver::over(document, sources);
    tree.check(&document, &resolver, diagnostics);
    let options = LowerOptions { all_types: true, ..LowerOptions::default() };
    // Only what it says is wanted here, not the model.
    let _ = lower::lower(&document, &resolver, &options, diagnostics);
    diagnostics.retain(|found| !OF_CLIENTS_ALONE.contains(&found.code.id));
    // It may be right: nobody looked.
    diagnostics.tolerate(|found| found.code.id == resolve::codes::REMOTE.id);
    if is_excerpt(document) {
        diagnostics.tolerate(|found| NOT_IN_EXCERPTS.contains(&found.code.id));
    }
    if !rules.is_empty() {
        tree.hold_against(rules, sources, diagnostics);
    }
    lint::lint(document, &resolver, settings, diagnostics);
}

/// What says nothing of a document, and of a client only that it has no more to it.
const OF_CLIENTS_ALONE: [&str; 2] = [lower::codes::LINKS.id, lower::codes::INCOMING.id];

/// What is asked of whole documents alone.
const NOT_IN_EXCERPTS: [&str; 3] =
    [lower::codes::PATH_UNDECLARED.id, lower::codes::PATH_UNUSED.id, lower::codes::SCHEME_UNKNOWN.id];

/// Does it ask for security schemes, and have no components at all? Then it was cut out of a larger document, as the
/// examples of the specification are, and what it lacks may stand there.
fn is_excerpt(document: Document<'_>) -> bool {
    let asks = |(_, item): (_, openapi::PathItem<'_>)| {
        item.operations().any(|(_, operation)| operation.node().get("security").is_some())
    };
    document.components().is_none() && (document.security().is_some() || document.paths().any(asks))
}

/// The files of the crate that progenitor makes of a document: what [`bundle`] makes of it, lowered to 3.0, is what
/// progenitor sees. Of the configuration the name and version of the crate count, and
/// what is skipped.
#[cfg(feature = "progenitor")]
#[must_use]
pub fn generate_progenitor(
    sources: &Sources,
    spec: FileId,
    config: &Config,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Files> {
    let tree = bundle(sources, spec, BundleOptions { strict: options.strict, to_3_0: true }, diagnostics)?;
    let document = openapi::read(&tree, diagnostics)?;
    let resolver = Resolver::new(document);
    // Only what the crate is called is wanted of the model and the plan.
    let api = lower::lower(&document, &resolver, &LowerOptions::default(), &mut Diagnostics::new());
    let api = api::Api { info: api.info, ..api::Api::default() };
    let named = Config {
        crate_name: config.crate_name.clone(),
        crate_version: config.crate_version.clone(),
        ..Config::default()
    };
    let package = rust::plan(&api, &named, diagnostics).package;
    let package = border::progenitor::Package {
        name: package.name,
        version: package.version,
        description: package.description,
        command: options.command.clone(),
        skips: config.skips.iter().map(|skip| skip.operation.clone()).collect(),
    };
    border::progenitor::generate(&tree, &package, diagnostics)
}

/// How [`bundle`] writes a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BundleOptions {
    /// Nothing comes of a document with a defect.
    pub strict: bool,
    /// A document of 3.1 or 3.2 is lowered to 3.0.
    pub to_3_0: bool,
}

/// A document of any number of files, with its overlays, as one file: a tree to be written by [`source::write`]. One of
/// 2.0 becomes one of 3.0; unless it is to be lowered, only references change otherwise. `None` if it cannot be read as
/// an OpenAPI document, or has a defect and the options are strict.
#[must_use]
pub fn bundle(
    sources: &Sources,
    spec: FileId,
    options: BundleOptions,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Tree>> {
    let tree = Raised::of(sources, spec, diagnostics)?;
    let document = openapi::read(&tree.tree, diagnostics)?;
    let resolver = Resolver::over(document, sources);
    tree.check(&document, &resolver, diagnostics);
    let mut bundled = Arc::new(border::bundle::bundle(document, &resolver, &tree.tree, sources, diagnostics));
    if options.to_3_0 {
        let document = openapi::read(&bundled, &mut Diagnostics::new())?;
        let lowered = border::to_3_0::to_3_0(document, &Resolver::new(document), &bundled, diagnostics);
        bundled = lowered.map_or(Arc::clone(&bundled), Arc::new);
    }
    if !options.strict {
        diagnostics.tolerate(|found| is_in_document(found, sources));
    }
    (!diagnostics.has(Severity::Error)).then_some(bundled)
}

/// The tree of a document as the stages after parsing read it: OpenAPI 3, whatever the document itself follows.
struct Raised {
    tree: Arc<Tree>,
    /// A document of 2.0, as it is written, with its overlays.
    written: Option<Arc<Tree>>,
}

impl Raised {
    fn of(sources: &Sources, spec: FileId, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut tree = sources.shared(spec)?;
        let overlays = sources.overlays(spec);
        if !overlays.is_empty() {
            tree = Arc::new(overlay::apply(&tree, &overlays, diagnostics)?);
        }
        if raise::is_swagger(tree.root()) {
            tree = Self::gathered(tree, sources, diagnostics);
        }
        match raise::raise(&tree, diagnostics).map(Arc::new) {
            Some(raised) => Some(Self { tree: raised, written: Some(tree) }),
            None => Some(Self { tree, written: None }),
        }
    }

    /// A document of 2.0 with what it refers to in other files, which has to be raised with it. What is wrong with a
    /// reference is told once it is raised.
    fn gathered(tree: Arc<Tree>, sources: &Sources, diagnostics: &mut Diagnostics) -> Arc<Tree> {
        let document = openapi::read_swagger(&tree);
        let resolver = Resolver::over(document, sources);
        resolve::check(&document, &resolver, &mut Diagnostics::new());
        if resolver.parts().is_empty() {
            return tree;
        }
        Arc::new(border::bundle::bundle(document, &resolver, &tree, sources, diagnostics))
    }

    /// Holds the document against rules of users, who see it as it is written.
    fn hold_against<'s>(&'s self, rules: &[UserRule<'s>], sources: &'s Sources, diagnostics: &mut Diagnostics) {
        let document = match &self.written {
            Some(written) => Some(openapi::read_swagger(written)),
            None => openapi::read(&self.tree, &mut Diagnostics::new()),
        };
        if let Some(document) = document {
            lint::hold_against(rules, document, &Resolver::over(document, sources), diagnostics);
        }
    }

    /// Holds the document against the tables of its version, and follows its references. (The structure of one of 2.0 was
    /// looked at before it was raised.)
    fn check<'t>(&self, document: &Document<'t>, resolver: &Resolver<'t>, diagnostics: &mut Diagnostics) {
        if self.written.is_none() {
            resolve::check_all(document, resolver, diagnostics);
        } else {
            resolve::check(document, resolver, diagnostics);
        }
    }
}

/// The command that generates a crate, as it stands in the heads of its files: the same through whichever door it was
/// generated. Paths are named as they were given if they are relative, else by their last part, since where they stand
/// on this machine is nobody's business.
#[must_use]
pub fn command(spec: &Path, out: &Path) -> String {
    let shown = |path: &Path| {
        let path = if path.is_relative() { Some(path.as_os_str()) } else { path.file_name() };
        path.unwrap_or_default().to_string_lossy().replace('\\', "/")
    };
    format!("specwright generate --spec {} --out {}", shown(spec), shown(out))
}

/// Does it stand in a document that was read, rather than in a configuration?
fn is_in_document(found: &Diagnostic, sources: &Sources) -> bool {
    found.location.as_ref().is_some_and(|location| sources.tree(location.place.file).is_some())
}

fn skips(config: &Config) -> Vec<Skip> {
    let skips = config.skips.iter().cloned();
    skips.map(|skip| Skip { operation: skip.operation, reason: skip.reason, location: Some(skip.location) }).collect()
}
