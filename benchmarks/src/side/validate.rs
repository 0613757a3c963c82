//! What it takes to say what is wrong with a document, beside the linters of other languages.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::documents::{self, Document};
use super::generate::groups;
use super::plot::Chart;
use super::results::{Bar, Met, Section};
use super::table::{self, Column, Row};
use super::{Asked, machine, measured};
use crate::crates::{self, write};
use crate::measure::median;

const COLUMNS: [Column; 3] =
    [Column { name: "CPU s", digits: 3 }, Column { name: "wall s", digits: 3 }, Column { name: "MiB", digits: 0 }];

const WORDS: &str = "\
Compared is the whole command over one document, whatever it finds: ours with all that it checks, Redocly with its recommended rules, Spectral with \
`spectral:oas`. Unfair: both are JavaScript and start Node.js, which small documents pay for; the rules are not the same ones, and neither \
is the number of findings.";

const OURS: &str = "specwright";
const PARTIES: [&str; 3] = [OURS, "Redocly CLI 2.77.0", "Spectral 6.16.3"];

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let wanted = asked.only();
    let wanted = if wanted.is_empty() { vec!["purchase", "bunq", "GitHub"] } else { wanted };
    let documents = documents::some(&asked.documents, &wanted)?;
    let machine = machine::line();
    let scratch = crates::folder("validate")?;
    let rules = scratch.join("ruleset.yaml");
    write(&rules, "extends: [\"spectral:oas\"]\n")?;
    let pairs = || documents.iter().flat_map(|document| PARTIES.into_iter().map(move |party| (document, party)));
    let row = |(document, party): (&Document, &'static str)| Row {
        document: document.name.to_owned(),
        party,
        rounds: Ok(Vec::new()),
    };
    let mut rows: Vec<Row> = pairs().map(row).collect();
    let rounds = if asked.quick { 1 } else { 5 };
    for _ in 0..rounds {
        for (row, (document, party)) in rows.iter_mut().zip(pairs()) {
            let Ok(figures) = &mut row.rounds else { continue };
            let done = command(asked, party, &document.path, &rules)
                .and_then(|command| measured::run(&command, Duration::from_secs(300), &scratch));
            match done {
                // 1: there are findings.
                Ok(run) if run.code == 0 || run.code == 1 => {
                    figures.push(vec![run.cost.cpu, run.cost.wall, run.cost.memory]);
                }
                Ok(run) => row.rounds = run.success().map(|_| Vec::new()),
                Err(reason) => row.rounds = Err(reason),
            }
            eprintln!("{}: {party}: {:?}", document.name, row.rounds);
        }
    }
    let chart = Chart { file: "validate.svg", title: "CPU seconds to validate a document", groups: groups(&rows) };
    chart.write(&asked.plots)?;
    let text = format!(
        "## Validate\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n\n![{}](plots/validate.svg)\n\n{}",
        asked.command("validate"),
        chart.title,
        table::table(&COLUMNS, &rows, OURS, 0),
    );
    Ok(Section { name: "validate", text, bars: bars(&rows) })
}

/// How many times our CPU another has to take at least, over GitHub's document.
const BARS: [(&str, f64); 2] = [(PARTIES[1], 15.0), (PARTIES[2], 150.0)];

/// What we may take: the document, which figure, how much, and what to call it.
const OWN: [(&str, usize, f64, &str); 3] = [
    ("purchase", 0, 0.01, "our CPU, s"),
    ("GitHub", 0, 0.5, "our CPU, s"),
    ("GitHub", 2, 250.0, "our peak memory, MiB"),
];

fn bars(rows: &[Row]) -> Vec<Bar> {
    let of =
        |document: &str, party: &str| rows.iter().find(|row| row.party == party && row.document.starts_with(document));
    let mut bars = Vec::new();
    for (party, bar) in BARS {
        if let Some((own, other)) = of("GitHub", OURS).zip(of("GitHub", party)) {
            let ratio = table::ratio(&own.figures(0), &other.figures(0));
            let what = format!("{}: CPU of {party} ÷ ours", other.document);
            bars.push(Bar::at_least(what, bar, ratio, other.rounds.as_ref().err()));
        }
    }
    for (document, figure, bar, words) in OWN {
        if let Some(row) = of(document, OURS) {
            let measured = median(&row.figures(figure));
            let met = if measured <= bar { Met::Yes } else { Met::No };
            let what = format!("{}: {words}", row.document);
            bars.push(Bar { what, bar: format!("≤ {bar}"), measured: format!("{measured:.3}"), met });
        }
    }
    bars
}

fn command(asked: &Asked, party: &str, document: &Path, rules: &Path) -> Result<Command, String> {
    let mut command = match party {
        OURS => asked.tools.specwright(),
        name if name.starts_with("Redocly") => asked.tools.npm("redocly")?,
        _ => asked.tools.npm("spectral")?,
    };
    match party {
        OURS => command.arg("validate"),
        name if name.starts_with("Redocly") => command.arg("lint").env("REDOCLY_TELEMETRY", "off"),
        _ => command.arg("lint").arg("-r").arg(rules),
    };
    command.arg(document);
    Ok(command)
}
