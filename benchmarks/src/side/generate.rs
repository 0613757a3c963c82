//! What it takes to generate a client: every party over every document, in turns.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::documents::{self, Document};
use super::measured;
use super::peers::{PARTIES, Party};
use super::plot::{Chart, Group};
use super::results::{Bar, Met, Section};
use super::table::{self, Column, Row, find, ratio};
use super::{Asked, machine};
use crate::crates;
use crate::measure::median;

const COLUMNS: [Column; 3] =
    [Column { name: "CPU s", digits: 3 }, Column { name: "wall s", digits: 3 }, Column { name: "MiB", digits: 0 }];

const WORDS: &str = "\
Compared is the whole command: start, read the document, write a client into an empty folder, which is kept in memory. CPU is user and system time of the process, so that \
other work on the machine moves it less than the clock; ratios are of runs next to each other. Unfair: progenitor is a library, called by \
a small program as its documentation shows, in its default style and in the one with builders, formatted by `prettyplease`, without findings; we copy our runtime into each crate (most of the \
purchase row), where the others name a dependency; openapi-generator starts a Java machine, which small documents pay for; what is generated \
differs in size (see below). Microsoft Graph and openapi-generator are run once, whatever the rounds are.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let documents = documents::some(&asked.documents, &asked.only())?;
    let machine = machine::line();
    let (mut rows, mut failed) = (rows(&documents), HashSet::new());
    let rounds = if asked.quick { 3 } else { 7 };
    for round in 0..rounds {
        for (row, (document, party)) in rows.iter_mut().zip(pairs(&documents)) {
            let slow = party == Party::OpenapiGenerator || document.name.starts_with("Microsoft");
            if failed.contains(&(document.name, party.name())) || (slow && round > 0) {
                continue;
            }
            let done = one(asked, document, party);
            eprintln!("{}: {}: {done:?}", document.name, party.name());
            match (done, &mut row.rounds) {
                (Ok(figures), Ok(rounds)) => rounds.push(figures),
                (Err(reason), _) => {
                    failed.insert((document.name, party.name()));
                    row.rounds = Err(reason);
                }
                _ => {}
            }
        }
    }
    let chart = Chart { file: "generate.svg", title: "CPU seconds to generate a client", groups: groups(&rows) };
    chart.write(&asked.plots)?;
    let ours = Party::Specwright.name();
    let text = format!(
        "## Generate\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n\n![CPU seconds to generate a client](plots/generate.svg)\n\n{}",
        asked.command("generate"),
        table::table(&COLUMNS, &rows, ours, 0),
    );
    Ok(Section { name: "generate", text, bars: bars(&rows) })
}

fn pairs(documents: &[Document]) -> impl Iterator<Item = (&Document, Party)> {
    documents.iter().flat_map(|document| PARTIES.into_iter().map(move |party| (document, party)))
}

fn rows(documents: &[Document]) -> Vec<Row> {
    let row = |(document, party): (&Document, Party)| Row {
        document: document.name.to_owned(),
        party: party.name(),
        rounds: Ok(Vec::new()),
    };
    pairs(documents).map(row).collect()
}

/// One run in an empty folder.
fn one(asked: &Asked, document: &Document, party: Party) -> Result<Vec<f64>, String> {
    let scratch = crates::folder("generate")?;
    let out = memory().unwrap_or_else(|| scratch.clone()).join("specwright-bench-generate");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let command = party.generate(&asked.tools, &document.path, &out)?;
    let limit = Duration::from_secs(if asked.quick { 120 } else { 600 });
    let run = measured::run(&command, limit, &scratch);
    let _ = fs::remove_dir_all(&out);
    let cost = run?.success()?;
    Ok(vec![cost.cpu, cost.wall, cost.memory])
}

/// A folder that is kept in memory: ext4 takes long for a new file when many were removed shortly before (0.5 s for 982
/// files; `recently_deleted` in the kernel), which would be measured in place of who writes many.
fn memory() -> Option<PathBuf> {
    let folder = PathBuf::from("/dev/shm");
    folder.is_dir().then_some(folder)
}

/// The first figure of each row, by documents.
pub(crate) fn groups(rows: &[Row]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let value = row.rounds.is_ok().then(|| median(&row.figures(0))).filter(|value| value.is_finite());
        match groups.last_mut().filter(|group| group.name == row.document) {
            Some(group) => group.bars.push((row.party, value)),
            None => groups.push(Group { name: row.document.clone(), bars: vec![(row.party, value)] }),
        }
    }
    groups
}

/// Peer, and how many times our CPU it has to take at least, on each document that begins with one of these words.
const BARS: [(Party, f64, &[&str]); 6] = [
    (Party::Progenitor, 10.0, &["rumble", "bunq", "Stripe", "GitHub"]),
    (Party::ProgenitorBuilder, 10.0, &["bunq"]),
    (Party::OpenapiToRust, 3.0, &["Stripe", "GitHub", "Microsoft"]),
    (Party::Oas3Gen, 3.0, &["Stripe", "GitHub", "Microsoft"]),
    (Party::Ploidy, 3.0, &["Stripe", "GitHub"]),
    (Party::OpenapiGenerator, 30.0, &["Stripe", "GitHub"]),
];

/// Our peak memory on Microsoft Graph, in MiB.
const MEMORY: f64 = 1024.0;

fn bars(rows: &[Row]) -> Vec<Bar> {
    let ours = Party::Specwright.name();
    let mut bars = Vec::new();
    for (party, bar, words) in BARS {
        let is_wanted =
            |row: &&Row| row.party == party.name() && words.iter().any(|word| row.document.starts_with(word));
        for row in rows.iter().filter(is_wanted) {
            let own = find(rows, &row.document, ours).map(|row| row.figures(0)).unwrap_or_default();
            let what = format!("{}: CPU of {} ÷ ours", row.document, party.name());
            bars.push(Bar::at_least(what, bar, ratio(&own, &row.figures(0)), row.rounds.as_ref().err()));
        }
    }
    if let Some(row) = rows.iter().find(|row| row.party == ours && row.document.starts_with("Microsoft")) {
        let memory = median(&row.figures(2));
        let met = if memory <= MEMORY { Met::Yes } else { Met::No };
        let (bar, measured) = (format!("≤ {MEMORY:.0}"), format!("{memory:.0}"));
        bars.push(Bar { what: format!("{}: our peak memory, MiB", row.document), bar, measured, met });
    }
    bars
}
