//! The crate under test: emitted, compiled with a small program beside it, and run over all examples of a document.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use specwright::emit::{self, EmitOptions};
use specwright::rust::Plan;

use crate::crates::{self, write};

/// An example as the program is given it: the Rust type, and JSON.
pub(crate) struct Input {
    pub(crate) ty: String,
    pub(crate) json: String,
}

/// The folder in which crates are made, one after the other, so that their dependencies are compiled once.
pub(crate) struct Workshop {
    folder: PathBuf,
    target: PathBuf,
}

const PROGRAM: &str = r#"//! Reads each example with its type, writes it again, and prints what came of it as JSON.

#![allow(deprecated, unused_imports)]

use std::collections::BTreeMap;

use subject::json::{self, Decode, Encode};
use subject::{Decimal, Quoted, Secret, Value, types};

fn trip<T: Decode + Encode>(text: &[u8]) -> Result<String, String> {
    let value: T = json::from_slice(text).map_err(|fault| fault.to_string())?;
    json::to_string(&value).map_err(|fault| fault.to_string())
}

fn main() {
    let name = std::env::args().nth(1).expect("the name of a file");
    let bytes = std::fs::read(name).expect("a file of examples");
    let mut rest = bytes.as_slice();
    let mut number = || {
        let end = rest.iter().position(|byte| *byte == b' ').expect("a number");
        let (digits, behind) = rest.split_at(end);
        rest = &behind[1..];
        std::str::from_utf8(digits).expect("digits").parse::<usize>().expect("a number")
    };
    let trips: Vec<_> = {
        let count = number();
        (0..count).map(|_| (number(), number(), number())).collect()
    };
    let texts = rest;
    let mut out = String::from("[");
    for (index, (ty, from, to)) in trips.into_iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "" });
        match TYPES[ty](&texts[from..to]) {
            Ok(json) => out.push_str(&format!("{{\"value\":{json}}}")),
            Err(fault) => {
                out.push_str("{\"fault\":");
                out.push_str(&json::to_string(&fault).expect("a string"));
                out.push('}');
            }
        }
    }
    out.push(']');
    println!("{out}");
}
"#;

impl Workshop {
    pub(crate) fn new(folder: PathBuf) -> Self {
        let target = folder.join("target");
        Self { folder, target }
    }

    /// Takes every example through its type. Gives a JSON list of `{"value": …}` and `{"fault": "…"}`.
    pub(crate) fn run(&self, plan: &Plan, inputs: &[Input]) -> Result<String, String> {
        let package = plan.package.name.clone();
        let files = emit::emit(plan, &EmitOptions { command: "specwright-bench examples".to_owned() });
        crates::write_files(&self.folder.join("subject"), &files)?;
        let trip = self.folder.join("trip");
        write(&trip.join("Cargo.toml"), &manifest(&package))?;
        let (program, examples) = program(inputs);
        write(&trip.join("src/main.rs"), &program)?;
        let examples_file = self.folder.join("examples.txt");
        write(&examples_file, &examples)?;
        crates::cargo(&trip, &self.target, &["build", "--quiet"])
            .map_err(|words| format!("does not compile:\n{words}"))?;
        let output = Command::new(self.target.join("debug/trip")).arg(&examples_file).output();
        let output = output.map_err(|error| format!("the program: {error}"))?;
        if !output.status.success() {
            return Err(format!("the program ended badly: {}", String::from_utf8_lossy(&output.stderr)));
        }
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    }
}

fn manifest(package: &str) -> String {
    format!(
        "[package]\nname = \"trip\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         subject = {{ path = \"../subject\", package = \"{package}\", default-features = false }}\n"
    )
}

/// The program with its table of types, and the examples: how many, `type start end` for each, then their texts.
fn program(inputs: &[Input]) -> (String, String) {
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    for input in inputs {
        let next = types.len();
        types.entry(&input.ty).or_insert(next);
    }
    let mut by_number: Vec<(usize, &str)> = types.iter().map(|(ty, number)| (*number, *ty)).collect();
    by_number.sort_unstable();
    let mut program = format!("{PROGRAM}\nstatic TYPES: &[fn(&[u8]) -> Result<String, String>] = &[\n");
    for (_, ty) in by_number {
        let _ = writeln!(program, "    trip::<{ty}>,");
    }
    program.push_str("];\n");
    let (mut table, mut texts) = (String::new(), String::new());
    for input in inputs {
        let start = texts.len();
        texts.push_str(&input.json);
        let number = types.get(input.ty.as_str()).copied().unwrap_or_default();
        let _ = write!(table, "{number} {start} {} ", texts.len());
    }
    (program, format!("{} {table}{texts}", inputs.len()))
}
