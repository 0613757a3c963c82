//! Every documented example that is valid against its schema goes through the generated type and comes back equal.
//!
//! For each document of a folder: `collect` finds the examples that a type stands for, `valid` asks an independent
//! validator which of them count, `subject` compiles the types and takes the examples through them, `compare` says what
//! differs. A difference that is not explained in `examples-exceptions.toml` fails the run.

mod collect;
mod compare;
mod exceptions;
mod report;
mod subject;

mod valid;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use specwright::config::Config;
use specwright::diagnostic::Diagnostics;
use specwright::lower::{LowerOptions, lower};
use specwright::openapi;
use specwright::resolve::Resolver;
use specwright::rust::Plan;
use specwright::source::{Limits, Node, Sources, Tree};

use crate::json_text as text;
use collect::Example;
use exceptions::Exceptions;
use report::{Report, Row, Trouble};
use subject::{Input, Workshop};
use valid::{Schemas, Verdict};

/// Runs the command; 1 if there is a difference that nothing explains.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    match checked(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn checked(arguments: &[String]) -> Result<bool, String> {
    let (folder, only) = match arguments {
        [folder] => (folder, None),
        [folder, flag, only] if flag == "--only" => (folder, Some(only.as_str())),
        _ => return Err("usage: specwright-bench examples FOLDER [--only SUBSTRING]".to_owned()),
    };
    let folder = Path::new(folder);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let workshop =
        Workshop::new(std::path::absolute(target.join("bench/examples")).map_err(|error| error.to_string())?);
    let mut exceptions = Exceptions::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples-exceptions.toml"))?;
    let mut report = Report::start();
    for document in documents(folder)? {
        let name = document.strip_prefix(folder).unwrap_or(&document).to_string_lossy().replace('\\', "/");
        if only.is_none_or(|only| name.contains(only)) {
            report.add(&name, one(&document, &workshop), &mut exceptions);
        }
    }
    Ok(report.end())
}

/// The documents below a folder, the smallest first.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let told = |error: std::io::Error| format!("{}: {error}", path.display());
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(told)? {
                waiting.push(entry.map_err(told)?.path());
            }
        } else if path.extension().is_some_and(|kind| kind == "json" || kind == "yaml" || kind == "yml") {
            found.push((fs::metadata(&path).map_err(told)?.len(), path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// A crate without a feature for each tag, so that no type is switched off.
fn whole() -> Config {
    Config { tag_features: Some(false), ..Config::default() }
}

/// What came of one document.
fn one(path: &Path, workshop: &Workshop) -> Result<Row, String> {
    let mut findings = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let spec = sources.load(path, &mut findings).ok_or("cannot be read")?;
    let tree = sources.tree(spec).ok_or("cannot be read")?;
    let document = openapi::read(tree, &mut findings).ok_or("is no OpenAPI document")?;
    let resolver = Resolver::new(document);
    let api = lower(&document, &resolver, &LowerOptions { skips: Vec::new(), all_types: true }, &mut findings);
    let mut plan = specwright::rust::plan(&api, &whole(), &mut findings);
    let mut row = Row::default();
    let examples = valid_examples(tree, collect::examples(tree, &api, &plan), &mut row)?;
    if examples.is_empty() {
        return Ok(row);
    }
    // Types stand alone; what is left out here is only compiled by other measurements.
    plan.operation_modules.clear();
    plan.package.name = "subject".to_owned();
    plan.package.lib = specwright::rust::names::written("subject").ok_or("a name that is none")?;
    let inputs: Vec<Input> = examples.iter().map(|example| input(&plan, example)).collect();
    let output = workshop.run(&plan, &inputs)?;
    let mut findings = Diagnostics::new();
    let results = sources_of(&output, &mut findings);
    let results =
        results.0.tree(results.1.ok_or("what was written is no JSON")?).ok_or("what was written is no JSON")?;
    judge(&plan, &examples, results.root(), &mut row);
    Ok(row)
}

fn sources_of(text: &str, findings: &mut Diagnostics) -> (Sources, Option<specwright::diagnostic::FileId>) {
    let mut sources = Sources::new(Limits::default());
    let file = sources.add_text("written.json", text, findings);
    (sources, file)
}

/// Counts all of them and keeps those that are valid against their schemas.
fn valid_examples<'t>(tree: &Tree, all: Vec<Example<'t>>, row: &mut Row) -> Result<Vec<Example<'t>>, String> {
    row.examples = all.len();
    if all.is_empty() {
        return Ok(all);
    }
    let mut schemas = Schemas::of(tree)?;
    let mut kept = Vec::new();
    for example in all {
        match schemas.verdict(&example.schema, example.node) {
            Verdict::Valid => kept.push(example),
            Verdict::Invalid => {}
            Verdict::Unknown(why) => row.unknown.push((example.node.pointer(), why)),
        }
    }
    row.valid = kept.len();
    Ok(kept)
}

fn input(plan: &Plan, example: &Example<'_>) -> Input {
    Input { ty: specwright::emit::rust_type(plan, &example.ty), json: text::json(example.node) }
}

fn judge(plan: &Plan, examples: &[Example<'_>], results: Node<'_>, row: &mut Row) {
    for (example, result) in examples.iter().zip(results.items()) {
        let Some(written) = result.get("value") else {
            let fault = result.get("fault").and_then(Node::as_str).unwrap_or("nothing was written").to_owned();
            row.trouble.push(Trouble { place: example.node.pointer(), kind: None, what: fault });
            continue;
        };
        row.decoded += 1;
        let differences = compare::differences(plan, &example.ty, example.node, written);
        match differences.iter().max_by_key(|(_, difference)| *difference) {
            None => row.equal += 1,
            Some((place, kind)) => {
                let what = format!("{kind:?} at {place} of {}", specwright::emit::rust_type(plan, &example.ty));
                row.trouble.push(Trouble { place: example.node.pointer(), kind: Some(*kind), what });
            }
        }
    }
}
