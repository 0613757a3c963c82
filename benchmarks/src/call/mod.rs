//! What a call costs: a purchase through the generated client, and through a client written by hand on the same `reqwest`
//! with `serde_json`, which does the same for its caller.
//!
//! Each is a program of its own on one thread, that buys from a server of this process over the loopback. What the program
//! costs that buys many times, less what it costs to buy a few times, is what a call costs; instructions and allocations
//! are counted by valgrind, so that the figures do not depend on the load of the machine.

mod server;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::crates::{self, write};
use crate::measure::{Workspace, instructions, median};
use server::Server;

pub(crate) const USAGE: &str = "call [--rounds N] [--no-bar]";

/// What ours may cost of what the other costs.
const BAR: f64 = 1.05;

/// How often is bought: the difference is what is counted.
const CALLS: [u32; 2] = [50, 550];

const OURS: &str = include_str!("ours.rs.txt");
const BY_HAND: &str = include_str!("by_hand.rs.txt");

/// The programs: name, dependencies beside those of all, text.
const PROGRAMS: [(&str, &str, &str); 2] = [
    ("ours", "talkover-client = { path = \"CLIENT\" }\n", OURS),
    (
        "by_hand",
        "bytes = \"1\"\nhttp = \"1\"\nhttp-body = \"1\"\nreqwest = { version = \"0.13.5\", default-features = false, features = [\"rustls-no-provider\"] }\n\
         rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }\n\
         rust_decimal = { version = \"1\", default-features = false, features = [\"std\"] }\n\
         serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n",
        BY_HAND,
    ),
];

/// What a call costs.
#[derive(Clone, Copy)]
struct Cost {
    instructions: f64,
    allocations: f64,
    bytes: f64,
}

/// One of the figures.
type Figure = fn(&Cost) -> f64;

/// Runs the command; an error if a call costs more than the bar.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut rounds, mut bar) = (3, true);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--rounds" => rounds = rest.next().and_then(|text| text.parse().ok()).ok_or("--rounds needs a number")?,
            "--no-bar" => bar = false,
            option => return Err(format!("unknown option {option}; {USAGE}")),
        }
    }
    let workspace = set_up()?;
    workspace.cargo(&["build", "--release"])?;
    let server = Server::start()?;
    let mut costs: [Vec<Cost>; 2] = Default::default();
    for _ in 0..rounds {
        for (costs, (name, _, _)) in costs.iter_mut().zip(PROGRAMS) {
            costs.push(cost(&workspace.program(name), &server)?);
        }
    }
    let [ours, theirs] = costs;
    println!("| a call | by hand | ours | ratio |\n|---|---:|---:|---:|");
    let mut worst: f64 = 0.0;
    // The bar is for counts; bytes are told beside them.
    let figures: [(&str, Figure, bool); 3] = [
        ("instructions", |cost| cost.instructions, true),
        ("allocations", |cost| cost.allocations, true),
        ("bytes allocated", |cost| cost.bytes, false),
    ];
    for (name, of, has_bar) in figures {
        let middle = |costs: &[Cost]| median(&costs.iter().map(of).collect::<Vec<_>>());
        let (ours, theirs) = (middle(&ours), middle(&theirs));
        worst = worst.max(if has_bar { ours / theirs } else { 0.0 });
        println!("| {name} | {theirs:.0} | {ours:.0} | {:.3} |", ours / theirs);
    }
    if bar && worst > BAR {
        return Err(format!("a call costs {worst:.3} times what it costs by hand; the bar is {BAR}"));
    }
    Ok(())
}

fn cost(program: &Path, server: &Server) -> Result<Cost, String> {
    let address = server.address();
    let mut instruction = [0.0; 2];
    let mut heap = [(0.0, 0.0); 2];
    for (index, calls) in CALLS.into_iter().enumerate() {
        let calls = calls.to_string();
        instruction[index] = instructions(program, &[&address, &calls])? as f64;
        heap[index] = allocations(program, &[&address, &calls])?;
    }
    let each = |few: f64, many: f64| (many - few) / f64::from(CALLS[1] - CALLS[0]);
    Ok(Cost {
        instructions: each(instruction[0], instruction[1]),
        allocations: each(heap[0].1, heap[1].1),
        bytes: each(heap[0].0, heap[1].0),
    })
}

/// Bytes and number of all allocations of a run, by `valgrind --tool=dhat`.
fn allocations(program: &Path, arguments: &[&str]) -> Result<(f64, f64), String> {
    let output = Command::new("valgrind")
        .args(["--tool=dhat", "--dhat-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let counted = text.lines().find_map(|line| {
        let (bytes, rest) = line.split_once("Total:")?.1.split_once(" bytes in ")?;
        let number = |text: &str| text.trim().replace(',', "").parse::<f64>().ok();
        Some((number(bytes)?, number(rest.split_once(" blocks")?.0)?))
    });
    counted.filter(|_| output.status.success()).ok_or_else(|| format!("no count from valgrind:\n{text}"))
}

/// The programs as one workspace, with the versions of dependencies that this repository is tested with.
fn set_up() -> Result<Workspace, String> {
    let folder = crates::folder("call")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let client = root.join("generated-client").canonicalize().map_err(|error| error.to_string())?;
    let members: Vec<String> = PROGRAMS.iter().map(|(name, _, _)| format!("{name:?}")).collect();
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.release]\ndebug = \"line-tables-only\"\n",
        members.join(", ")
    );
    write(&folder.join("Cargo.toml"), &workspace)?;
    for (name, dependencies, text) in PROGRAMS {
        let dependencies = dependencies.replace("CLIENT", &client.to_string_lossy().replace('\\', "/"));
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\
             tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n"
        );
        write(&folder.join(name).join("Cargo.toml"), &manifest)?;
        write(&folder.join(name).join("src/main.rs"), text)?;
    }
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
    Ok(Workspace { folder })
}
