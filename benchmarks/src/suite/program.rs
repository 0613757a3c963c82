//! The generated crate, with a program that takes every instance through its operation.

use std::fmt::Write as _;

use specwright::emit::{self, EmitOptions};
use specwright::rust::{BodyForm, OperationPlan, Plan};

use super::Fate;
use super::cases::Case;
use super::document::name;
use crate::crates::{self, write};
use crate::json_text;

const PROGRAM: &str = r#"//! Takes each line `index JSON` through the operation of its index: `U why`, `R why` or `S JSON`.

#![allow(deprecated, unused_imports, reason = "the schemas decide what is said")]

use std::collections::BTreeMap;

use subject::runtime::transport::mock::Mock;
use subject::{Client, Decimal, Method, Quoted, Secret, Value, json, types};

macro_rules! cases {
    ($($method:ident: $ty:ty,)*) => { &[$(|text: &str| -> String {
        let value: $ty = match json::from_str(text) {
            Ok(value) => value,
            Err(fault) => return format!("U {fault}"),
        };
        let mock = Mock::new().expect(Method::POST, concat!("/", stringify!($method))).reply(200, "null");
        let client = Client::builder().transport(mock.clone()).build().expect("a client");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        let done = runtime.block_on(client.$method(value).send());
        match (mock.requests().pop(), done) {
            (Some(request), _) => format!("S {}", String::from_utf8_lossy(&request.body)),
            (None, Err(error)) => format!("R {error}"),
            (None, Ok(_)) => "R nothing was sent".to_owned(),
        }
    }),*] };
}

fn main() {
    let file = std::env::args().nth(1).expect("the name of a file");
    for line in std::fs::read_to_string(file).expect("a file of instances").lines() {
        let (index, text) = line.split_once(' ').expect("an index");
        println!("{}", CASES[index.parse::<usize>().expect("an index")](text).replace('\n', " "));
    }
}
"#;

/// What becomes of each instance of each case that is carried; none for the others.
pub(crate) fn run(plan: &Plan, cases: &[Case<'_>]) -> Result<Vec<Vec<Fate>>, String> {
    let folder = crates::folder("suite")?;
    let mut plan = plan.clone();
    plan.package.name = "subject".to_owned();
    plan.package.lib = specwright::rust::names::written("subject").ok_or("a name that is none")?;
    let files = emit::emit(&plan, &EmitOptions { command: "specwright-bench suite".to_owned() });
    crates::write_files(&folder.join("subject"), &files)?;
    let (program, instances) = program(&plan, cases)?;
    let trip = folder.join("trip");
    write(&trip.join("Cargo.toml"), MANIFEST)?;
    write(&trip.join("src/main.rs"), &program)?;
    write(&folder.join("instances.txt"), &instances)?;
    let output = crates::cargo(&trip, &folder.join("target"), &["run", "--quiet", "--", "../instances.txt"])?;
    let output = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let mut fates = output.lines().map(fate);
    let mut all = Vec::new();
    for case in cases {
        let count = if case.carried { case.instances.len() } else { 0 };
        let some: Vec<Fate> = fates.by_ref().take(count).collect();
        if some.len() < count {
            return Err("the program said less than it was asked".to_owned());
        }
        all.push(some);
    }
    Ok(all)
}

const MANIFEST: &str = "[package]\nname = \"trip\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                        [dependencies]\nsubject = { path = \"../subject\", default-features = false, features = [\"mock\", \"pattern\"] }\n\
                        tokio = { version = \"1.47\", default-features = false, features = [\"rt\", \"time\"] }\n";

fn fate(line: &str) -> Fate {
    let text = || line.get(2..).unwrap_or_default().to_owned();
    match line.as_bytes().first() {
        Some(b'S') => Fate::Sent(text()),
        Some(b'R') => Fate::Refused(text()),
        _ => Fate::Unread(text()),
    }
}

/// The program with its table of operations, and the instances.
fn program(plan: &Plan, cases: &[Case<'_>]) -> Result<(String, String), String> {
    let operations: Vec<&OperationPlan> = plan.operation_modules.iter().flat_map(|module| &module.operations).collect();
    let mut program = format!("{PROGRAM}\nstatic CASES: &[fn(&str) -> String] = cases! {{\n");
    let mut instances = String::new();
    for (index, case) in cases.iter().enumerate().filter(|(_, case)| case.carried) {
        let name = name(index);
        let operation = operations.iter().find(|operation| operation.id == name);
        let operation = operation.ok_or_else(|| format!("{name} ({}) has no operation", case.about))?;
        let Some(BodyForm::Json { ty, .. }) = operation.body.as_ref().map(|body| &body.form) else {
            return Err(format!("{name} ({}) has no body of JSON", case.about));
        };
        let number = program.matches("\n    ").count() - PROGRAM.matches("\n    ").count();
        let _ = writeln!(program, "    {}: {},", operation.function, emit::rust_type(plan, ty));
        for instance in &case.instances {
            let _ = writeln!(instances, "{number} {}", json_text::json(instance.data));
        }
    }
    program.push_str("};\n");
    Ok((program, instances))
}
