//! What it takes to compile a generated crate, and how large it is: every party's, in turns, dependencies built before.

use super::documents::{self, Document};
use super::generate::groups;
use super::peers::{COMPILED, Party};
use super::plot::Chart;
use super::results::{Bar, Section};
use super::subjects::Subject;
use super::table::{self, Column, Ratio, Row, find, ratio};
use super::{Asked, machine};

/// A way to compile, which is a measure of its own: what takes long is written down as soon as it is known.
pub(crate) struct Mode {
    /// The name of the measure, and of its plot.
    name: &'static str,
    heading: &'static str,
    /// What cargo is told.
    how: &'static [&'static str],
    /// The documents of a quick run.
    quick: &'static [&'static str],
    /// How much we may take of what progenitor takes, with builders, and of what the best of the others takes.
    bars: Option<[f64; 2]>,
}

pub(crate) const CHECK: Mode = Mode {
    name: "compile-check",
    heading: "cargo check",
    how: &["check", "--lib"],
    quick: &["purchase", "bunq", "Stripe"],
    bars: Some([0.2, 0.4]),
};
pub(crate) const FEATURES: Mode = Mode {
    name: "compile-features",
    heading: "cargo check --all-features",
    how: &["check", "--lib", "--all-features"],
    quick: &["purchase", "bunq"],
    bars: None,
};
pub(crate) const DEBUG: Mode = Mode {
    name: "compile-debug",
    heading: "cargo build",
    how: &["build", "--lib"],
    quick: &["purchase", "bunq"],
    bars: None,
};
pub(crate) const RELEASE: Mode = Mode {
    name: "compile-release",
    heading: "cargo build --release",
    how: &["build", "--lib", "--release"],
    quick: &["purchase", "bunq"],
    bars: Some([0.15, 0.25]),
};

const COLUMNS: [Column; 4] = [
    Column { name: "CPU s", digits: 2 },
    Column { name: "kB of .rlib", digits: 0 },
    Column { name: "lines", digits: 0 },
    Column { name: "kB of source", digits: 0 },
];

const WORDS: &str = "\
Compared are the processor seconds of `rustc` for the generated crate alone, default features unless told, no incremental compilation, warnings not looked \
for (`--cap-lints=allow`); the crates of a party share a target folder. Unfair: by default our crate holds its runtime, whose lines and seconds are \
counted (the purchase row is nearly nothing else), where the others depend on crates that were built before; with `[crate] runtime = \"crate\"` ours \
does, too, which is the row beside it (its lines and kB are of the whole folder all the same). The clients do not do the same: \
ours checks constraints, keeps unknown values and knows what was sent; ploidy leaves out parameters that are headers. The bar is for progenitor's style with builders, \
since ours has them; its default without is told beside it.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked, mode: &Mode) -> Result<Section, String> {
    let wanted = asked.only();
    let wanted = match (wanted.is_empty(), asked.quick) {
        (false, _) => wanted,
        (true, true) => mode.quick.to_vec(),
        (true, false) => vec!["purchase", "bunq", "Stripe", "GitHub"],
    };
    let documents = documents::some(&asked.documents, &wanted)?;
    let machine = machine::line();
    let subjects = subjects(asked, &documents);
    let rounds = if asked.quick { 1 } else { 3 };
    let rows = rows(&subjects, mode.how, rounds);
    let file = format!("{}.svg", mode.name);
    let title = format!("CPU seconds of {} for the generated crate alone", mode.heading);
    Chart { file: &file, title: &title, groups: groups(&rows) }.write(&asked.plots)?;
    let table = table::table(&COLUMNS, &rows, Party::Specwright.name(), 0);
    let text = format!(
        "## Compile: `{}`\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n\n![{title}](plots/{file})\n\n{table}",
        mode.heading,
        asked.command(mode.name)
    );
    Ok(Section { name: mode.name, text, bars: judged(&rows, mode) })
}

type Generated<'d> = (&'d Document, Party, Result<Subject, String>);

fn subjects<'d>(asked: &Asked, documents: &'d [Document]) -> Vec<Generated<'d>> {
    let pairs = documents.iter().flat_map(|document| COMPILED.into_iter().map(move |party| (document, party)));
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

/// What we take of progenitor's, and of the best of the others'.
fn judged(rows: &[Row], mode: &Mode) -> Vec<Bar> {
    let Some([progenitor, best]) = mode.bars else { return Vec::new() };
    let mut bars = Vec::new();
    let is_ours = |row: &&Row| [Party::Specwright, Party::SpecwrightBeside].iter().any(|own| own.name() == row.party);
    for ours in rows.iter().filter(is_ours).filter(|row| row.document != "purchase") {
        let party = if ours.party == Party::Specwright.name() { "ours" } else { "ours, runtime a crate," };
        let part = |row: &Row| {
            let ratio = ratio(&ours.figures(0), &row.figures(0))?;
            Some(Ratio { median: 1.0 / ratio.median, min: 1.0 / ratio.max, max: 1.0 / ratio.min })
        };
        let what = |who: &str| format!("{}: `{}`, CPU of {party} ÷ {who}", ours.document, mode.heading);
        let theirs = find(rows, &ours.document, Party::ProgenitorBuilder.name());
        let reason = theirs.and_then(|row| row.rounds.as_ref().err());
        bars.push(Bar::at_most(what(Party::ProgenitorBuilder.name()), progenitor, theirs.and_then(part), reason));
        let own =
            [Party::Specwright, Party::SpecwrightBeside, Party::Progenitor, Party::ProgenitorBuilder].map(Party::name);
        let others = rows.iter().filter(|row| row.document == ours.document && !own.contains(&row.party));
        let worst =
            others.filter_map(|row| Some((part(row)?, row.party))).max_by(|a, b| a.0.median.total_cmp(&b.0.median));
        let who = worst.map_or("the best other".to_owned(), |(_, party)| format!("the best other, {party}"));
        bars.push(Bar::at_most(what(&who), best, worst.map(|(ratio, _)| ratio), None));
    }
    bars
}
