//! How fast answers are read and written, and what they take of memory: our types beside such as are written by hand with
//! `serde`'s derive, on answers that GitHub and Stripe give.

mod made;
mod payload;
mod programs;
mod server;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::generate::groups;
use super::plot::Chart;
use super::results::{Bar, Met, Section};
use super::table::{self, Column, Ratio, Row, find, ratio};
use super::{Asked, documents, machine, measured};
use crate::measure::{Heap, heap, instructions};
use payload::{SIZES, Subject};
use programs::Programs;
use server::Length;

const OURS: &str = "specwright";
const DERIVE: &str = "serde derive";
const PARTIES: [&str; 2] = [OURS, DERIVE];

/// Bytes that are read, and written, in one go.
const WORK: f64 = 200e6;

const COLUMNS: [Column; 4] = [
    Column { name: "read, MB/s", digits: 0 },
    Column { name: "write, MB/s", digits: 0 },
    Column { name: "read, instructions a byte", digits: 2 },
    Column { name: "write, instructions a byte", digits: 2 },
];

const WORDS: &str = "\
Compared are bytes to value and back: `json::from_slice` and `json::to_vec` of the generated crate, which is what a call does with a body, beside \
`serde_json::from_slice` and `serde_json::to_vec` of types written by hand (`benchmarks/src/side/throughput/*.rs.txt`); to read includes to drop the value. Both must write what they \
read to the byte. The answers: the documented example of GitHub's list of issues, again and again with other numbers and texts; Stripe's document \
has no examples, so that charges are made of its schemas, with what is not expanded as an id and a card of the ways to pay; 1 KB is one item with all that may be null as null. \
MB/s is of processor time, user and system, for 200 MB of an answer, the middle of the rounds, in which the parties take turns; instructions are counted by callgrind, for 100 KB. Both crates are \
built by `cargo build --release` as it is; ours is generated of the document with this one operation, so that it is built in seconds. \
Unfair: by hand, types lack what no answer here has (issues without the repository, one way to pay, no expanded objects, labels that are texts), and \
take absent for null, where ours keep both apart and keep values that no enum lists.";

const HEAP_WORDS: &str = "\
Counted by dhat: what the heap held at most. To read: the text as it came and what becomes of it, in a program that does nothing else. A call: the whole program that \
asks a server on the loopback for the 10 MB, ours through the generated client, the other through `reqwest` by hand (`bytes`, then `from_slice`). Copies of the text are what the \
heap held more in the call than the value takes, divided by the length of the text: 1 is the text itself. An answer whose length is not announced grows as it comes.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let machine = machine::line();
    let programs = Programs::new(asked)?;
    let rounds = if asked.quick { 3 } else { 9 };
    let rows = rows(&programs, rounds)?;
    let title = "MB/s to read an answer";
    Chart { file: "throughput.svg", title, groups: groups(&rows) }.write(&asked.plots)?;
    let heap = heaps(&programs)?;
    let text = format!(
        "## Throughput\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n\n![{title}](plots/throughput.svg)\n\n{}\n### Memory\n\n{HEAP_WORDS}\n\n{}",
        asked.command("throughput"),
        table::table(&COLUMNS, &rows, OURS, 0),
        heap.table,
    );
    let mut bars = bars(&rows);
    bars.extend(heap.bar);
    Ok(Section { name: "throughput", text, bars })
}

/// In turns, so that whatever else the machine does is shared by both.
fn rows(programs: &Programs, rounds: usize) -> Result<Vec<Row>, String> {
    let mut measured: Vec<(Subject, &str, [f64; 2], Row)> = Vec::new();
    for subject in &programs.subjects {
        for (size, _) in SIZES {
            for party in PARTIES {
                let counted = if size == "100 KB" { counts(programs, *subject, party)? } else { [f64::NAN; 2] };
                let document = format!("{}, {size}", subject.name);
                measured.push((*subject, size, counted, Row { document, party, rounds: Ok(Vec::new()) }));
            }
        }
    }
    for _ in 0..rounds {
        for (subject, size, counted, row) in &mut measured {
            let [read, write] = rates(programs, *subject, size, row.party)?;
            let figures = vec![read, write, counted[0], counted[1]];
            eprintln!("{}: {}: {figures:?}", row.document, row.party);
            if let Ok(rounds) = &mut row.rounds {
                rounds.push(figures);
            }
        }
    }
    Ok(measured.into_iter().map(|(_, _, _, row)| row).collect())
}

/// Megabytes a second of processor time, read and written: of so many times, without what the program takes to begin.
fn rates(programs: &Programs, subject: Subject, size: &str, party: &str) -> Result<[f64; 2], String> {
    let path = programs.answer(subject, size);
    let bytes = length(&path)?;
    let times = (WORK / bytes).ceil();
    let cpu = |what: &str, times: f64| {
        let mut command = Command::new(programs.program(subject, party));
        command.arg(what).arg(&path).arg(times.to_string());
        measured::run(&command, Duration::from_secs(600), &programs.folder().join("time"))?
            .success()
            .map(|cost| cost.cpu)
    };
    let rate = |what: &str| Ok::<f64, String>(bytes * times / 1e6 / (cpu(what, times)? - cpu(what, 0.0)?));
    Ok([rate("read")?, rate("write")?])
}

/// Instructions a byte to read and to write: differences, so that the start of the program does not count.
fn counts(programs: &Programs, subject: Subject, party: &str) -> Result<[f64; 2], String> {
    let (program, path) = (programs.program(subject, party), programs.answer(subject, "100 KB"));
    let bytes = length(&path)?;
    let count = |what: &str, times: &str| {
        instructions(&program, &[what, &path.to_string_lossy(), times]).map(|count| count as f64)
    };
    let each = |what: &str| Ok::<f64, String>((count(what, "11")? - count(what, "1")?) / 10.0 / bytes);
    Ok([each("read")?, each("write")?])
}

fn length(path: &Path) -> Result<f64, String> {
    fs::metadata(path).map(|about| about.len() as f64).map_err(|error| format!("{}: {error}", path.display()))
}

/// What heaps held.
struct Heaps {
    table: String,
    bar: Option<Bar>,
}

fn heaps(programs: &Programs) -> Result<Heaps, String> {
    let mut table =
        "| what | by | allocations | MB allocated | MB at most | copies of the text |\n|---|---|---:|---:|---:|---:|\n"
            .to_owned();
    let mut row = |what: &str, party: &str, heap: &Heap, copies: Option<f64>| {
        let copies = copies.map_or(String::new(), |copies| format!("{copies:.2}"));
        let [bytes, peak] = [heap.bytes, heap.peak].map(|bytes| bytes / 1e6);
        let _ = writeln!(table, "| {what} | {party} | {:.0} | {bytes:.1} | {peak:.1} | {copies} |", heap.blocks);
    };
    let mut bar = None;
    for subject in &programs.subjects {
        let path = programs.answer(*subject, "10 MB");
        let text = length(&path)?;
        let mut values = Vec::new();
        for party in PARTIES {
            let read = heap(&programs.program(*subject, party), &["read", &path.to_string_lossy(), "1"])?;
            row(&format!("{}, 10 MB: to read", subject.name), party, &read, None);
            values.push((party, read.peak - text));
        }
        if subject.document != "GitHub" {
            continue;
        }
        for (length, words) in [(Length::Announced, "announced"), (Length::Chunked, "not announced")] {
            let server = server::start(fs::read(&path).map_err(|error| error.to_string())?, length)?;
            for (party, value) in &values {
                let call = heap(&programs.call(party), &[&server])?;
                let copies = (call.peak - value) / text;
                row(&format!("{}, 10 MB: a call, length {words}", subject.name), party, &call, Some(copies));
                if *party == OURS && length == Length::Announced {
                    let what = format!("{}, 10 MB: copies of the text in a call", subject.name);
                    // What the connection holds is a part of it.
                    let met = if copies <= 1.1 { Met::Yes } else { Met::No };
                    bar = Some(Bar { what, bar: "≤ 1.1".to_owned(), measured: format!("{copies:.2}"), met });
                }
            }
        }
    }
    Ok(Heaps { table, bar })
}

/// As fast as what is written by hand, in both directions, for every answer.
fn bars(rows: &[Row]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for ours in rows.iter().filter(|row| row.party == OURS) {
        let Some(theirs) = find(rows, &ours.document, DERIVE) else { continue };
        for (column, verb) in ["read", "write"].into_iter().enumerate() {
            let what = format!("{}: {verb}, MB/s of ours ÷ {DERIVE}", ours.document);
            let ratio: Option<Ratio> = ratio(&theirs.figures(column), &ours.figures(column));
            bars.push(Bar::at_least(what, 1.0, ratio, None));
        }
    }
    bars
}
