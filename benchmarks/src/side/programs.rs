//! A program that calls three operations of a client (read a user, read a payment, list payments of bunq): how large it is,
//! and what it takes to compile it together with the client.

use std::fs;
use std::process::Command;

use super::documents;
use super::peers::{COMPILED, Party};
use super::results::Section;
use super::subjects::Subject;
use super::table::{self, Column, Row};
use super::{Asked, machine};
use crate::crates::{self, write};

/// The document that the programs are written for.
const DOCUMENT: &str = "bunq";

const COLUMNS: [Column; 3] = [
    Column { name: "CPU s, client and program", digits: 2 },
    Column { name: "of these the program", digits: 2 },
    Column { name: "kB of program", digits: 0 },
];

const WORDS: &str = "\
Compared are the processor seconds of `rustc` for client and program, each alone, for release: what a client leaves to its user's crate (generics, and what is \
`#[inline]`) is counted here, and not by the measures of the client alone. What they depend on is built before, so that our runtime counts where the client holds it, and not where it is a crate. The size is without symbols; with what each client brings by default: ours and openapi-to-rust's \
with `rustls`, progenitor's without TLS, the others' with the system's OpenSSL, which is not in the program.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let documents = documents::some(&asked.documents, &[DOCUMENT])?;
    if documents.is_empty() {
        return Err(format!("the programs are written for {DOCUMENT}, which is not there"));
    }
    let machine = machine::line();
    let mut rows = Vec::new();
    for (document, party) in documents.iter().flat_map(|document| COMPILED.map(|party| (document, party))) {
        let made = Subject::new(&asked.tools, document, party).and_then(|subject| made(party, &subject));
        eprintln!("{}: {}: program: {made:?}", document.name, party.name());
        let rounds = made.map(|figures| vec![figures]);
        rows.push(Row { document: document.name.to_owned(), party: party.name(), rounds });
    }
    let table = table::table(&COLUMNS, &rows, Party::Specwright.name(), 0);
    let command = asked.whole_command("programs");
    let head = "## A program that calls three operations";
    let text = format!("{head}\n\n```sh\n{command}\n```\n\n{machine}; rounds: 1. {WORDS}\n\n{table}");
    Ok(Section { name: "programs", text, bars: Vec::new() })
}

fn text(party: Party) -> &'static str {
    match party {
        Party::Specwright | Party::SpecwrightBeside => include_str!("programs/specwright.rs.txt"),
        Party::Progenitor => include_str!("programs/progenitor.rs.txt"),
        Party::ProgenitorBuilder => include_str!("programs/progenitor_builders.rs.txt"),
        Party::OpenapiToRust => include_str!("programs/openapi_to_rust.rs.txt"),
        Party::Oas3Gen => include_str!("programs/oas3_gen.rs.txt"),
        Party::Ploidy => include_str!("programs/ploidy.rs.txt"),
        Party::OpenapiGenerator => include_str!("programs/openapi_generator.rs.txt"),
    }
}

/// What it takes, in the order of the columns.
fn made(party: Party, subject: &Subject) -> Result<Vec<f64>, String> {
    const RELEASE: [&str; 2] = ["build", "--release"];
    let home = subject.folder().with_file_name("program");
    let name = crates::package(subject.folder())?;
    let path = subject.folder().to_string_lossy().replace('\\', "/");
    write(
        &home.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             theirs = {{ path = {path:?}, package = {name:?} }}\n\
             tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\n\
             [workspace]\n\n[profile.release]\nstrip = true\n"
        ),
    )?;
    write(&home.join("src/main.rs"), text(party))?;
    crates::cargo(&home, subject.target(), &["fetch", "--quiet"])?;
    // Once for what both depend on, with the features that the program asks for.
    crates::cargo(&home, subject.target(), &["build", "--release", "--quiet"])?;
    let (client, _) = subject.timed(subject.folder(), "src/lib.rs", &["build", "--lib", "--release"])?;
    let (program, _) = subject.timed(&home, "src/main.rs", &RELEASE)?;
    Ok(vec![client + program, program, size(subject)? as f64 / 1000.0])
}

/// Bytes of the program.
fn size(subject: &Subject) -> Result<u64, String> {
    let program = subject.target().join("release/program");
    let program = if program.exists() { program } else { program.with_extension(std::env::consts::EXE_EXTENSION) };
    // It must be what it claims to be: it says how it failed to call nobody.
    let said = Command::new(&program).arg("http://127.0.0.1:9").output().map_err(|error| error.to_string())?;
    if said.status.success() {
        return Err("it called nobody and got an answer".to_owned());
    }
    fs::metadata(&program).map(|about| about.len()).map_err(|error| format!("{}: {error}", program.display()))
}
