//! How large a program is that calls three operations of a client: read a user, read a payment, list payments of bunq.

use std::fs;
use std::process::Command;

use crate::crates::{self, write};
use crate::side::peers::Party;
use crate::side::subjects::Subject;

/// The document that the programs are written for.
pub(super) const DOCUMENT: &str = "bunq";

fn text(party: Party) -> &'static str {
    match party {
        Party::Specwright => include_str!("programs/specwright.rs.txt"),
        Party::Progenitor => include_str!("programs/progenitor.rs.txt"),
        Party::ProgenitorBuilder => include_str!("programs/progenitor_builders.rs.txt"),
        Party::OpenapiToRust => include_str!("programs/openapi_to_rust.rs.txt"),
        Party::Oas3Gen => include_str!("programs/oas3_gen.rs.txt"),
        Party::Ploidy => include_str!("programs/ploidy.rs.txt"),
        Party::OpenapiGenerator => include_str!("programs/openapi_generator.rs.txt"),
    }
}

/// Bytes of the program for release, without symbols.
pub(super) fn size(party: Party, subject: &Subject) -> Result<u64, String> {
    let home = subject.folder().with_file_name("program");
    let name = crates::package(subject.folder())?;
    let client = subject.folder().to_string_lossy().replace('\\', "/");
    write(
        &home.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             theirs = {{ path = {client:?}, package = {name:?} }}\n\
             tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\n\
             [workspace]\n\n[profile.release]\nstrip = true\n"
        ),
    )?;
    write(&home.join("src/main.rs"), text(party))?;
    crates::cargo(&home, subject.target(), &["build", "--release", "--quiet"])?;
    let program = subject.target().join("release/program");
    let program = if program.exists() { program } else { program.with_extension(std::env::consts::EXE_EXTENSION) };
    // It must be what it claims to be: it says how it failed to call nobody.
    let said = Command::new(&program).arg("http://127.0.0.1:9").output().map_err(|error| error.to_string())?;
    if said.status.success() {
        return Err("it called nobody and got an answer".to_owned());
    }
    fs::metadata(&program).map(|about| about.len()).map_err(|error| format!("{}: {error}", program.display()))
}
