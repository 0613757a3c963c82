//! What it takes to compile a generated crate, and how large it is: every party's, in turns, dependencies built before.

use super::documents::{self, Document};
use super::generate::groups;
use super::peers::{PARTIES, Party};
use super::plot::Chart;
use super::results::{Bar, Section};
use super::subjects::Subject;
use super::table::{self, Column, Ratio, Row, find, ratio};
use super::{Asked, machine};

/// What cargo is told, and the heading.
const MODES: [(&str, &[&str]); 3] =
    [("cargo check", &["check"]), ("cargo build", &["build"]), ("cargo build --release", &["build", "--release"])];

const COLUMNS: [Column; 4] = [
    Column { name: "CPU s", digits: 2 },
    Column { name: "kB of .rlib", digits: 0 },
    Column { name: "lines", digits: 0 },
    Column { name: "kB of source", digits: 0 },
];

const WORDS: &str = "\
Compared are the processor seconds of `rustc` for the generated crate alone, default features, no incremental compilation, warnings not looked \
for (`--cap-lints=allow`); the crates of a party share a target folder. Unfair: our crate holds its runtime, whose lines and seconds are \
counted (the purchase row is nearly nothing else), where the others depend on a crate that was built before; progenitor's builder style is not \
used but its default; the clients do not do the same: the documents of `generate` are the same, decisions about types are not. With `--quick`, `cargo check` alone.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let wanted = asked.only();
    let quick: &[&str] = &["purchase", "bunq"];
    let all: &[&str] = &["purchase", "bunq", "Stripe", "GitHub"];
    let wanted = if !wanted.is_empty() {
        wanted
    } else if asked.quick {
        quick.to_vec()
    } else {
        all.to_vec()
    };
    let documents = documents::some(&asked.documents, &wanted)?;
    let machine = machine::line();
    let subjects = subjects(asked, &documents);
    let (rounds, modes) = if asked.quick { (1, [0].as_slice()) } else { (3, [0, 1, 2].as_slice()) };
    let mut text =
        format!("## Compile\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n", asked.command("compile"));
    let mut bars = Vec::new();
    for (mode, how) in modes.iter().filter_map(|mode| MODES.get(*mode)) {
        let rows = rows(&subjects, how, rounds);
        let file = if *mode == "cargo check" {
            "check.svg"
        } else if how.len() > 1 {
            "release.svg"
        } else {
            "debug.svg"
        };
        let title = format!("CPU seconds of {mode} for the generated crate alone");
        Chart { file, title: &title, groups: groups(&rows) }.write(&asked.plots)?;
        let table = table::table(&COLUMNS, &rows, Party::Specwright.name(), 0);
        text.push_str(&format!("\n### `{mode}`\n\n![{title}](plots/{file})\n\n{table}"));
        bars.extend(judged(&rows, mode));
    }
    Ok(Section { name: "compile", text, bars })
}

type Generated<'d> = (&'d Document, Party, Result<Subject, String>);

fn subjects<'d>(asked: &Asked, documents: &'d [Document]) -> Vec<Generated<'d>> {
    let pairs = documents.iter().flat_map(|document| PARTIES.into_iter().map(move |party| (document, party)));
    pairs.map(|(document, party)| (document, party, Subject::new(&asked.tools, document, party))).collect()
}

/// In turns, so that whatever else the machine does is shared by all.
fn rows(subjects: &[Generated<'_>], how: &[&str], rounds: usize) -> Vec<Row> {
    let row = |(document, party, subject): &Generated<'_>| Row {
        document: document.name.to_owned(),
        party: party.name(),
        rounds: subject.as_ref().map(|_| Vec::new()).map_err(Clone::clone),
    };
    let mut rows: Vec<Row> = subjects.iter().map(row).collect();
    for _ in 0..rounds {
        for (row, (_, _, subject)) in rows.iter_mut().zip(subjects) {
            let (Ok(subject), Ok(figures)) = (subject, &mut row.rounds) else { continue };
            match subject.build(how) {
                Ok(built) => {
                    let library = built.library.map_or(f64::NAN, |bytes| bytes as f64 / 1000.0);
                    figures.push(vec![built.seconds, library, subject.lines as f64, subject.bytes as f64 / 1000.0]);
                }
                Err(reason) => row.rounds = Err(reason),
            }
            eprintln!("{}: {}: {how:?}: {:?}", row.document, row.party, row.rounds);
        }
    }
    rows
}

/// What we may take of progenitor's, and of the best of the others'.
fn judged(rows: &[Row], mode: &str) -> Vec<Bar> {
    let (progenitor, best) = match mode {
        "cargo check" => (0.2, 0.4),
        "cargo build --release" => (0.15, 0.25),
        _ => return Vec::new(),
    };
    let mut bars = Vec::new();
    for ours in rows.iter().filter(|row| row.party == Party::Specwright.name() && row.document != "purchase") {
        let part = |row: &Row| {
            let ratio = ratio(&ours.figures(0), &row.figures(0))?;
            Some(Ratio { median: 1.0 / ratio.median, min: 1.0 / ratio.max, max: 1.0 / ratio.min })
        };
        let what = |who: &str| format!("{}: `{mode}`, CPU of ours ÷ {who}", ours.document);
        let theirs = find(rows, &ours.document, Party::Progenitor.name());
        let reason = theirs.and_then(|row| row.rounds.as_ref().err());
        bars.push(Bar::at_most(what("progenitor"), progenitor, theirs.and_then(part), reason));
        let others = rows.iter().filter(|row| row.document == ours.document);
        let others = others.filter(|row| row.party != ours.party && row.party != Party::Progenitor.name());
        let worst =
            others.filter_map(|row| Some((part(row)?, row.party))).max_by(|a, b| a.0.median.total_cmp(&b.0.median));
        let who = worst.map_or("the best other".to_owned(), |(_, party)| format!("the best other, {party}"));
        bars.push(Bar::at_most(what(&who), best, worst.map(|(ratio, _)| ratio), None));
    }
    bars
}
