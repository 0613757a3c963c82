//! The experiment of decision 0001: how should generated types read and write JSON?
//!
//! The same types as one crate a candidate; each is compiled again and again in turns, and reads the same documents.

mod candidates;
mod documents;
mod report;
mod schema;

use std::fs;

use crate::crates::{self, write};
use crate::measure::{TIMED_PREFIX, Workspace, instructions, median, output};
use candidates::Candidate;
use documents::Document;
use schema::Schema;

/// How a candidate is compiled, and what cargo is told for it.
pub(crate) const MODES: [(&str, &[&str]); 3] =
    [("check", &["check"]), ("debug", &["build"]), ("release", &["build", "--release"])];

/// What was measured of one candidate.
pub(crate) struct Figures {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// Processor seconds, median, in the order of [`MODES`].
    pub(crate) compile: [f64; 3],
    /// Instructions a byte to read each document, then to write each.
    pub(crate) read: Vec<f64>,
    pub(crate) write: Vec<f64>,
    /// The program without symbols, in bytes.
    pub(crate) size: Option<u64>,
}

/// Runs it all, and prints the tables.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let mut rounds = 3;
    let mut only: Option<Vec<String>> = None;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--rounds" => rounds = value.parse().map_err(|_| "--rounds needs a number")?,
            "--only" => only = Some(value.split(',').map(str::to_owned).collect()),
            other => return Err(format!("unknown option {other}")),
        }
    }
    let schema = Schema::new();
    let wanted = |name: &str| only.as_ref().is_none_or(|names| names.iter().any(|wanted| wanted == name));
    let candidates: Vec<Candidate> = candidates::all(&schema).into_iter().filter(|c| wanted(c.name)).collect();
    let documents = documents::documents(&schema);
    let workspace = Workspace { folder: crates::folder("codec")? };
    set_up(&workspace, &candidates, &documents)?;
    let compile = compile(&workspace, &candidates, rounds)?;
    let mut figures = Vec::new();
    for (candidate, compile) in candidates.iter().zip(compile) {
        eprintln!("{}: runs", candidate.name);
        figures.push(run_candidate(&workspace, candidate, compile, &documents)?);
    }
    same_output(&workspace, &candidates, &documents)?;
    print!("{}", report::tables(&figures, &documents, rounds));
    Ok(())
}

/// Writes the crates and documents, and builds the programs, with which the dependencies are built.
fn set_up(workspace: &Workspace, candidates: &[Candidate], documents: &[Document]) -> Result<(), String> {
    let names: Vec<String> = candidates.iter().map(|candidate| format!("{:?}", package(candidate))).collect();
    write(
        &workspace.folder.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", names.join(", ")),
    )?;
    for document in documents {
        write(&workspace.folder.join(file(document)), &document.json)?;
    }
    for candidate in candidates {
        let folder = workspace.folder.join(package(candidate));
        let manifest = format!(
            "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}",
            package(candidate),
            candidate.dependencies
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        for (path, text) in &candidate.files {
            write(&folder.join("src").join(path), text)?;
        }
        if candidate.runs {
            write(&folder.join("src/main.rs"), &PROGRAM.replace("LIBRARY", &package(candidate)))?;
        }
    }
    for candidate in candidates {
        eprintln!("{}: builds", candidate.name);
        workspace.cargo(&["check", "-p", &package(candidate)])?;
        workspace.cargo(&["build", "-p", &package(candidate)])?;
        workspace.cargo(&["build", "--release", "-p", &package(candidate)])?;
    }
    Ok(())
}

/// The program of a candidate: reads a document so many times, and writes it at the end of each if told so.
const PROGRAM: &str = r#"fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let input = std::fs::read(&arguments[2]).unwrap();
    let root = arguments[1].parse().unwrap();
    let mut last = Vec::new();
    for _ in 0..arguments[3].parse().unwrap() {
        last = LIBRARY::work(root, &input, arguments[4] == "write").unwrap();
    }
    std::io::Write::write_all(&mut std::io::stdout(), &last).unwrap();
}
"#;

/// In turns, so that whatever else the machine does is shared by all.
fn compile(workspace: &Workspace, candidates: &[Candidate], rounds: usize) -> Result<Vec<[f64; 3]>, String> {
    let mut times = vec![[const { Vec::new() }; 3]; candidates.len()];
    for round in 1..=rounds {
        for (candidate, times) in candidates.iter().zip(&mut times) {
            for ((mode, how), times) in MODES.iter().zip(times.iter_mut()) {
                let seconds = workspace.compile(&package(candidate), how)?;
                eprintln!("{}: {mode} {seconds:.2} s ({round} of {rounds})", candidate.name);
                times.push(seconds);
            }
        }
    }
    Ok(times.into_iter().map(|times| times.map(|times| median(&times))).collect())
}

fn run_candidate(
    workspace: &Workspace,
    candidate: &Candidate,
    compile: [f64; 3],
    documents: &[Document],
) -> Result<Figures, String> {
    let mut figures = Figures {
        name: candidate.name,
        what: candidate.what,
        compile,
        read: Vec::new(),
        write: Vec::new(),
        size: None,
    };
    if !candidate.runs {
        return Ok(figures);
    }
    let program = workspace.program(&package(candidate));
    for document in documents {
        let path = workspace.folder.join(file(document));
        let count = |times: &str, mode: &str| {
            instructions(&program, &[&document.root.to_string(), &path.to_string_lossy(), times, mode])
        };
        // Differences, so that neither the start of the program nor the reading of the file counts.
        let read = count("2", "read")? - count("1", "read")?;
        let both = count("2", "write")? - count("1", "write")?;
        let bytes = document.json.len() as f64;
        figures.read.push(read as f64 / bytes);
        figures.write.push(both.saturating_sub(read) as f64 / bytes);
    }
    let stripped = workspace.folder.join("stripped");
    let status = std::process::Command::new("strip").arg("-o").arg(&stripped).arg(&program).status();
    status.ok().filter(std::process::ExitStatus::success).ok_or("strip failed")?;
    figures.size = Some(fs::metadata(&stripped).map_err(|error| error.to_string())?.len());
    Ok(figures)
}

/// All candidates must write the same: otherwise they did not do the same work.
fn same_output(workspace: &Workspace, candidates: &[Candidate], documents: &[Document]) -> Result<(), String> {
    for document in documents {
        let path = workspace.folder.join(file(document));
        let mut first: Option<(&str, Vec<u8>)> = None;
        for candidate in candidates.iter().filter(|candidate| candidate.runs) {
            let root = document.root.to_string();
            let text =
                output(&workspace.program(&package(candidate)), &[&root, &path.to_string_lossy(), "1", "write"])?;
            match &first {
                Some((name, expected)) if *expected != text => {
                    return Err(format!(
                        "{} and {name} write the document `{}` differently",
                        candidate.name, document.name
                    ));
                }
                Some(_) => {}
                None => first = Some((candidate.name, text)),
            }
        }
    }
    Ok(())
}

fn package(candidate: &Candidate) -> String {
    format!("{TIMED_PREFIX}{}", candidate.name)
}

fn file(document: &Document) -> String {
    format!("{}.json", document.name.replace(", ", "-"))
}
