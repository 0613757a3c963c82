//! The JSON Schema Test Suite, through generated types.
//!
//! Each schema of the suite that OpenAPI 3.1 can carry becomes the body of an operation (`document`), all of them one
//! crate. A program (`program`) reads each instance with the generated type and calls the operation with it over a mock
//! transport, so that what is measured is what a caller meets: it cannot be read, it is refused before it is sent, or it is
//! sent as it was. `report` makes the table of `docs/json-schema.md`.

mod cases;
mod document;
mod program;
mod report;

use std::fs;
use std::path::Path;

use specwright::config::Config;
use specwright::diagnostic::Diagnostics;
use specwright::lower::{LowerOptions, lower};
use specwright::openapi;
use specwright::resolve::Resolver;
use specwright::source::{Limits, Sources};

use cases::Case;
use report::Report;

pub(crate) const USAGE: &str = "suite FOLDER [--write FILE] [--only KEYWORD]";

/// What became of an instance.
#[derive(Debug)]
pub(crate) enum Fate {
    /// Sent, as this JSON.
    Sent(String),
    /// Refused before it was sent, with the reason.
    Refused(String),
    /// Not read by the type, with the reason.
    Unread(String),
}

impl Fate {
    /// What became of it, in words.
    fn words(&self) -> String {
        match self {
            Fate::Sent(json) => format!("sent as {json}"),
            Fate::Refused(why) => format!("refused: {why}"),
            Fate::Unread(why) => format!("not read: {why}"),
        }
    }
}

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (folder, mut write, mut only) = match arguments.split_first() {
        Some((folder, rest)) => (Path::new(folder), None, rest),
        None => return Err(format!("usage: specwright-bench {USAGE}")),
    };
    let mut keyword = None;
    while let [flag, value, rest @ ..] = only {
        match flag.as_str() {
            "--write" => write = Some(Path::new(value)),
            "--only" => keyword = Some(value.as_str()),
            _ => return Err(format!("usage: specwright-bench {USAGE}")),
        }
        only = rest;
    }
    let mut findings = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let suite = cases::load(&mut sources, folder, keyword, &mut findings)?;
    let cases: Vec<Case<'_>> = suite.cases(&sources);
    let text = document::of(&cases);
    let mut own = Sources::new(Limits::default());
    let file = own.add_text("suite.json", &text, &mut findings).ok_or("the document cannot be read")?;
    let tree = own.tree(file).ok_or("the document cannot be read")?;
    let mut findings = Diagnostics::new();
    let document = openapi::read(tree, &mut findings).ok_or("the document is none")?;
    let resolver = Resolver::new(document);
    let api = lower(&document, &resolver, &LowerOptions { skips: Vec::new(), all_types: false }, &mut findings);
    // Without a feature for each tag, so that none has to be named.
    let config = Config { tag_features: Some(false), ..Config::default() };
    let plan = specwright::rust::plan(&api, &config, &mut findings);
    let fates = program::run(&plan, &cases)?;
    let report = Report::of(&cases, &fates);
    println!("{}", report.troubles());
    let page = report.page();
    match write {
        Some(path) => fs::write(path, page).map_err(|error| format!("{}: {error}", path.display())),
        None => {
            println!("{page}");
            Ok(())
        }
    }
}
