//! What a generated client brings with it: crates in the tree, and what they cost to build from nothing.

use super::documents;
use super::generate::groups;
use super::peers::{PARTIES, Party};
use super::plot::Chart;
use super::results::{Bar, Section};
use super::subjects::Subject;
use super::table::{self, Column, Ratio, Row, find, ratio};
use super::{Asked, machine};

const COLUMNS: [Column; 4] = [
    Column { name: "CPU s", digits: 1 },
    Column { name: "wall s", digits: 1 },
    Column { name: "MiB", digits: 0 },
    Column { name: "crates", digits: 0 },
];

const WORDS: &str = "\
Compared is `COMMAND` of the client of the purchase spec with its default features and all that it depends on, in an empty target folder, with what has \
to be fetched fetched before; CPU is that of cargo and all that it started; crates are those of `cargo tree --edges normal,build`, the client \
left out. Unfair: progenitor's list of dependencies is the one of its documentation, whether this client needs them all or not; ours and \
openapi-to-rust's bring `rustls`, oas3-gen's and openapi-generator's link the system's OpenSSL, whose code is not built, and progenitor's as it stands has no TLS.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let documents = documents::some(&asked.documents, &["purchase"])?;
    let document = documents.first().ok_or("the purchase spec is not there")?;
    let machine = machine::line();
    let how: &[&str] = if asked.quick { &["check"] } else { &["build"] };
    let mut rows = Vec::new();
    for party in PARTIES {
        let done = Subject::new(&asked.tools, document, party).and_then(|subject| {
            let crates = subject.dependencies()?;
            let cost = subject.cold(how)?;
            Ok(vec![cost.cpu, cost.wall, cost.memory, crates as f64])
        });
        eprintln!("{}: {done:?}", party.name());
        rows.push(Row {
            document: document.name.to_owned(),
            party: party.name(),
            rounds: done.map(|figures| vec![figures]),
        });
    }
    let title = "CPU seconds to build the purchase client and all that it depends on";
    let chart = Chart { file: "dependencies.svg", title, groups: groups(&rows) };
    chart.write(&asked.plots)?;
    let text = format!(
        "## Dependencies\n\n```sh\n{}\n```\n\n{machine}; rounds: 1. {}\n\n![{title}](plots/dependencies.svg)\n\n{}",
        asked.command("dependencies"),
        WORDS.replace("COMMAND", &format!("cargo {}", how.join(" "))),
        table::table(&COLUMNS, &rows, Party::Specwright.name(), 0),
    );
    Ok(Section { name: "dependencies", text, bars: bars(&rows) })
}

fn bars(rows: &[Row]) -> Vec<Bar> {
    let mut bars = Vec::new();
    for party in [Party::Progenitor, Party::OpenapiToRust, Party::Ploidy] {
        for row in rows.iter().filter(|row| row.party == party.name()) {
            for (column, word) in [(0, "CPU"), (3, "crates")] {
                let own = find(rows, &row.document, Party::Specwright.name()).map(|row| row.figures(column));
                let inverse =
                    |ratio: Ratio| Ratio { median: 1.0 / ratio.median, min: 1.0 / ratio.max, max: 1.0 / ratio.min };
                let ratio = ratio(&own.unwrap_or_default(), &row.figures(column)).map(inverse);
                bars.push(Bar::at_most(
                    format!("{word} of ours ÷ {}", party.name()),
                    1.0,
                    ratio,
                    row.rounds.as_ref().err(),
                ));
            }
        }
    }
    bars
}
