//! The same calls through our client and through progenitor's, against a server that notes what it is sent.
//!
//! For each document of a folder that progenitor can generate, both crates are built with a program that makes every
//! call twice. A difference is printed with both sides; which one is right is for a person and the specification to say.

mod cases;
mod compare;
mod program;
mod signature;
mod theirs;
mod value;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::api::ParameterIn;
use specwright::config::Config;
use specwright::diagnostic::Diagnostics;
use specwright::lower::LowerOptions;
use specwright::resolve::Resolver;
use specwright::source::{Limits, Sources};
use specwright::{Options, lower, openapi, rust};

use cases::Case;
use compare::{Seen, differences};
use program::Clients;
pub(crate) use theirs::{CHILD, child, generate as generate_theirs};

pub(crate) const USAGE: &str = "differential FOLDER [--only TEXT] [--most BYTES] [--operations N]";

/// What was asked.
struct Asked {
    folder: PathBuf,
    only: String,
    /// Larger documents are left out.
    most: u64,
    /// So many operations of a document are called, spread over all of them.
    operations: usize,
}

/// What came of a document.
#[derive(Debug, Default)]
struct Told {
    equal: usize,
    /// By kind of difference: the operation with both sides.
    different: BTreeMap<&'static str, Vec<String>>,
    /// Why a case was not compared.
    left_out: BTreeMap<String, usize>,
}

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let documents = crate::corpus::documents(&asked.folder, &asked.only)?;
    let documents = documents.iter().filter(|path| fs::metadata(path).is_ok_and(|about| about.len() <= asked.most));
    let mut all = Told::default();
    let (mut compared, mut refused, mut broken) = (0, 0, 0);
    for document in documents {
        let name = document.strip_prefix(&asked.folder).unwrap_or(document).display();
        let folder = PathBuf::from("target/bench/differential/work");
        let _ = fs::remove_dir_all(&folder);
        if let Err(words) = theirs::generate(document, &program::their_source(&folder)) {
            refused += 1;
            println!("- {name}: progenitor does not generate it: {words}");
            continue;
        }
        match one(document, &folder, asked.operations) {
            Ok(told) => {
                compared += 1;
                println!("- {name}: {}", summary(&told));
                all.equal += told.equal;
                for (kind, mut operations) in told.different {
                    operations.iter().for_each(|words| println!("  - {kind}: {words}"));
                    all.different.entry(kind).or_default().append(&mut operations);
                }
                for (why, count) in told.left_out {
                    *all.left_out.entry(why).or_default() += count;
                }
            }
            Err(words) => {
                broken += 1;
                println!("- {name}: the program was not built: {words}");
            }
        }
    }
    println!("\n{compared} documents compared, {refused} that progenitor does not generate, {broken} not built.");
    println!("{}", summary(&all));
    Ok(())
}

fn summary(told: &Told) -> String {
    let kinds: Vec<String> =
        told.different.iter().map(|(kind, found)| format!("{} differ in {kind}", found.len())).collect();
    let left_out: Vec<String> = told.left_out.iter().map(|(why, count)| format!("{count} × {why}")).collect();
    format!("{} requests are the same; {}; not compared: {}", told.equal, kinds.join(", "), left_out.join(", "))
}

fn one(document: &Path, folder: &Path, operations: usize) -> Result<Told, String> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let spec = sources.load(document, &mut diagnostics).ok_or("it was not read")?;
    let config = Config { tag_features: Some(false), ..Config::default() };
    let options = Options { command: "specwright generate".to_owned(), all_types: false, strict: false };
    let files =
        specwright::generate(&sources, spec, &config, &options, &mut diagnostics).ok_or("we do not generate it")?;
    let tree = sources.tree(spec).ok_or("it was not read")?;
    let read = openapi::read(tree, &mut diagnostics).ok_or("it is no document")?;
    let resolver = Resolver::new(read);
    let api = lower::lower(&read, &resolver, &LowerOptions::default(), &mut diagnostics);
    let plan = rust::plan(&api, &config, &mut diagnostics);
    let package = plan.package.name.clone();
    let clients = Clients::read(&files, plan, &program::read_theirs(folder)?)?;
    let (cases, reasons) = cases::cases(&api);
    let cases = spread(cases, operations);
    let calls = clients.calls(&cases);
    let mut told = Told::default();
    for reason in reasons
        .into_iter()
        .map(|(_, reason)| reason.to_owned())
        .chain(calls.cases.iter().filter_map(|case| case.clone().err()))
    {
        *told.left_out.entry(reason).or_default() += 1;
    }
    let target = std::path::absolute("target/bench/differential/target").map_err(|error| error.to_string())?;
    let printed = program::run(folder, &target, &package, &files, &calls)?;
    judge(&cases, &printed, &mut told);
    Ok(told)
}

/// So many of them, from all over the document.
fn spread(cases: Vec<Case>, most: usize) -> Vec<Case> {
    let step = cases.len().div_ceil(most.max(1)).max(1);
    cases.into_iter().step_by(step).collect()
}

fn judge(cases: &[Case], printed: &str, told: &mut Told) {
    let mut seen: BTreeMap<usize, [Option<Seen>; 2]> = BTreeMap::new();
    for (index, ours, what) in printed.lines().filter_map(Seen::read) {
        seen.entry(index).or_default()[usize::from(!ours)] = Some(what);
    }
    for (index, sides) in seen {
        let Some(case) = cases.get(index) else { continue };
        let name = format!("{} ({})", case.operation, case.extent);
        match sides {
            [Some(Seen::Request(ours)), Some(Seen::Request(theirs))] => {
                let headers = case.arguments.iter().filter(|argument| argument.place == ParameterIn::Header);
                let headers: Vec<String> = headers.map(|argument| argument.name.clone()).collect();
                let found = differences(&ours, &theirs, &headers);
                if found.is_empty() {
                    told.equal += 1;
                }
                for (kind, words) in found {
                    told.different.entry(kind).or_default().push(format!("{name}: {words}"));
                }
            }
            [Some(Seen::Refused(words)), Some(Seen::Request(_))] => {
                told.different.entry("refused by us").or_default().push(format!("{name}: {words}"));
            }
            [Some(Seen::Request(_)), Some(Seen::Refused(words))] => {
                told.different.entry("refused by them").or_default().push(format!("{name}: {words}"));
            }
            _ => *told.left_out.entry("both refuse the value".to_owned()).or_default() += 1,
        }
    }
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let mut asked = Asked { folder: PathBuf::new(), only: String::new(), most: 200_000, operations: 60 };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        let wrong = |error: std::num::ParseIntError| format!("{argument}: {error}");
        match argument.as_str() {
            "--only" => asked.only = value()?.clone(),
            "--most" => asked.most = value()?.parse().map_err(wrong)?,
            "--operations" => asked.operations = value()?.parse().map_err(wrong)?,
            option if option.starts_with('-') => return Err(format!("unknown option {option}; {USAGE}")),
            folder => asked.folder = folder.into(),
        }
    }
    if asked.folder.as_os_str().is_empty() { Err(format!("a folder is needed: {USAGE}")) } else { Ok(asked) }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
