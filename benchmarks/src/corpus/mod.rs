//! Every document of a folder through the generator, each in a process of its own, and on request through the compiler.
//!
//! It decides what is run and what is a failure; `document` is what happens to one, `table` how it is told.

mod compile;
mod count;
mod document;
mod find;
mod table;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

pub(crate) use document::{CHILD, child};
use document::{Outcome, Stage};
pub(crate) use find::documents;

pub(crate) const USAGE: &str =
    "corpus FOLDER [--compile] [--features] [--only TEXT] [--jobs N] [--seconds N] [--out FOLDER]";

/// What was asked.
struct Asked {
    folder: PathBuf,
    compile: bool,
    /// Compile it with the feature of each tag alone as well.
    features: bool,
    only: String,
    jobs: usize,
    /// A document that takes longer has failed.
    limit: Duration,
    out: PathBuf,
}

/// A document and what came of it.
struct Run {
    document: PathBuf,
    outcome: Outcome,
}

/// Runs the command; an error if a document failed.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let documents = find::documents(&asked.folder, &asked.only)?;
    if documents.is_empty() {
        return Err(format!("{}: no OpenAPI document", asked.folder.display()));
    }
    println!("{}", table::HEAD);
    let (next, runs) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for job in 0..asked.jobs {
            let (next, runs, documents, asked) = (&next, &runs, &documents, &asked);
            scope.spawn(move || {
                while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let run = one(asked, document, job);
                    println!("{}", table::row(&run, &asked.folder));
                    if let Ok(mut runs) = runs.lock() {
                        runs.push(run);
                    }
                }
            });
        }
    });
    let runs = runs.into_inner().map_err(|error| error.to_string())?;
    println!("\n{}", table::totals(&runs, &asked.folder));
    let failed = runs.iter().filter(|run| !run.outcome.succeeded(asked.compile)).count();
    if failed > 0 { Err(format!("{failed} of {} documents failed", runs.len())) } else { Ok(()) }
}

fn one(asked: &Asked, document: &Path, job: usize) -> Run {
    let out = asked.out.join(name(document, &asked.folder));
    let mut outcome = document::generate(document, &out, asked.limit);
    if asked.compile && outcome.stage == Stage::Generated {
        let target = asked.out.join(format!("target-{job}"));
        let mut checked = compile::check(&out, &target);
        if asked.features {
            checked = checked.and_then(|seconds| Ok(seconds + compile::check_features(&out, &target)?));
        }
        match checked {
            Ok(seconds) => (outcome.stage, outcome.compiled) = (Stage::Compiled, seconds),
            Err(words) => outcome.words = words,
        }
    }
    Run { document: document.to_owned(), outcome }
}

/// A folder's name for a document: its path with signs for what separates it.
fn name(document: &Path, folder: &Path) -> String {
    let path = document.strip_prefix(folder).unwrap_or(document).to_string_lossy().into_owned();
    path.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect()
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let mut asked = Asked {
        folder: PathBuf::new(),
        compile: false,
        features: false,
        only: String::new(),
        jobs: 1,
        limit: Duration::from_secs(300),
        out: PathBuf::from("target/bench/corpus"),
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        let number = |text: &String| text.parse::<usize>().map_err(|error| format!("{argument} {text}: {error}"));
        match argument.as_str() {
            "--compile" => asked.compile = true,
            "--features" => (asked.compile, asked.features) = (true, true),
            "--only" => asked.only = value()?.clone(),
            "--jobs" => asked.jobs = number(value()?)?.max(1),
            "--seconds" => asked.limit = Duration::from_secs(number(value()?)? as u64),
            "--out" => asked.out = value()?.into(),
            option if option.starts_with('-') => return Err(format!("unknown option {option}; {USAGE}")),
            folder => asked.folder = folder.into(),
        }
    }
    if asked.folder.as_os_str().is_empty() { Err(format!("a folder is needed: {USAGE}")) } else { Ok(asked) }
}
