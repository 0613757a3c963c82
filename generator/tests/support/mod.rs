//! What the tests of the reading stages share: a document in, its diagnostics and its model as compact text out.

#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub(crate) mod print;

use specwright::api::Api;
use specwright::diagnostic::{Diagnostics, Severity};
use specwright::lower::LowerOptions;
use specwright::resolve::Resolver;
use specwright::source::{Limits, Sources};
use specwright::{lower, openapi, resolve};

/// The findings of reading and of the structural check.
pub(crate) fn structure(yaml: &str) -> String {
    run(yaml, |document, diagnostics| openapi::check(&document, diagnostics))
}

/// The findings about references.
pub(crate) fn references(yaml: &str) -> String {
    run(yaml, |document, diagnostics| resolve::check(&document, &Resolver::new(document), diagnostics))
}

fn run(yaml: &str, stage: impl FnOnce(openapi::Document<'_>, &mut Diagnostics)) -> String {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let file = sources.add_text("openapi.yaml", yaml, &mut diagnostics).expect("the test's document is YAML");
    if let Some(document) = openapi::read(sources.tree(file).unwrap(), &mut diagnostics) {
        stage(document, &mut diagnostics);
    }
    diagnostics.sort();
    print::diagnostics(&diagnostics, yaml)
}

/// The model of a document, and the findings of making it.
pub(crate) fn model(yaml: &str, options: &LowerOptions) -> (Api, String) {
    let mut api = None;
    let findings = run(yaml, |document, diagnostics| {
        api = Some(lower::lower(&document, &Resolver::new(document), options, diagnostics));
    });
    (api.expect("the test's document is OpenAPI"), findings)
}

/// A document of this version whose head is given, and the rest of it.
pub(crate) fn document(version: &str, rest: &str) -> String {
    format!("openapi: {version}\ninfo: {{ title: Test, version: '1' }}\n{}", rest.trim_start_matches('\n'))
}

pub(crate) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
