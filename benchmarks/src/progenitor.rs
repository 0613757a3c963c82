//! How many documents progenitor generates: as they are, and behind `specwright generate --backend progenitor`.
//!
//! Each try is a process of its own, so that a panic, an abort and an endless run count against one document alone.

use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::diagnostic::Severity;
use specwright::project::{Backend, Project};
use specwright::source::{Limits, Sources};

use crate::differential::generate_theirs;

pub(crate) const USAGE: &str = "progenitor FOLDER [--only TEXT] [--most BYTES]";

/// The sub-command that this program calls itself with.
pub(crate) const CHILD: &str = "progenitor-document";

/// What came of a document behind our reading.
struct Ours {
    generated: bool,
    /// Operations that are left out, and schemas that are any JSON value.
    left_out: usize,
}

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut folder, mut only, mut most) = (PathBuf::new(), String::new(), u64::MAX);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--only" => only = value()?.clone(),
            "--most" => most = value()?.parse().map_err(|error| format!("--most: {error}"))?,
            option if option.starts_with('-') => return Err(format!("unknown option {option}; {USAGE}")),
            path => folder = path.into(),
        }
    }
    let documents = crate::corpus::documents(&folder, &only)?;
    let small = |path: &&PathBuf| std::fs::metadata(path).is_ok_and(|about| about.len() <= most);
    let out = PathBuf::from("target/bench/progenitor");
    std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let (mut documents_seen, mut raw, mut behind, mut whole, mut left_out) = (0, 0, 0, 0, 0);
    println!("| document | as it is | behind ours | left out |\n|---|---|---|---:|");
    for document in documents.iter().filter(small) {
        let as_it_is = generate_theirs(document, &out.join("raw.rs"));
        let ours = ours(document, &out.join("crate"))?;
        documents_seen += 1;
        raw += usize::from(as_it_is.is_ok());
        behind += usize::from(ours.generated);
        whole += usize::from(ours.generated && ours.left_out == 0);
        left_out += ours.left_out;
        let name = document.strip_prefix(&folder).unwrap_or(document).display();
        let words = as_it_is.err().unwrap_or_else(|| "generated".to_owned()).replace('|', "\\|");
        let state = if ours.generated { "generated" } else { "not generated" };
        println!("| {name} | {words} | {state} | {} |", ours.left_out);
    }
    println!(
        "\n{documents_seen} documents: {raw} as they are; {behind} behind ours, {whole} of them whole, {left_out} operations and schemas left out of the others"
    );
    Ok(())
}

fn ours(document: &Path, out: &Path) -> Result<Ours, String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(me).arg(CHILD).args([document, out]).output().map_err(|error| error.to_string())?;
    let left_out = String::from_utf8_lossy(&output.stdout).trim().parse();
    Ok(Ours { generated: output.status.success() && left_out.is_ok(), left_out: left_out.unwrap_or(0) })
}

/// What that process does: prints how many parts were left out, if there are files.
pub(crate) fn child(arguments: &[String]) -> Result<(), String> {
    let [document, out] = arguments else { return Err("a document and a folder are needed".to_owned()) };
    let project = Project { backend: Backend::Progenitor, ..Project::new(document, out) };
    let made = project.generate(Sources::new(Limits::default()));
    let lost = |code: &str| matches!(code, "SW0906" | "SW0910");
    let left_out = made.diagnostics.iter().filter(|found| lost(found.code.id) && found.severity == Severity::Warning);
    let left_out = left_out.count();
    made.files.ok_or("nothing was generated")?;
    println!("{left_out}");
    Ok(())
}
