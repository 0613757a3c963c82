//! What it takes to say what is wrong with a document, beside the linters of other languages.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::documents::{self, Document};
use super::generate::groups;
use super::plot::Chart;
use super::results::Section;
use super::table::{self, Column, Row};
use super::{Asked, machine, measured};
use crate::crates::{self, write};

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
    // No bar was set for it.
    let text = format!(
        "## Validate\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n\n![{}](plots/validate.svg)\n\n{}",
        asked.command("validate"),
        chart.title,
        table::table(&COLUMNS, &rows, OURS, 0),
    );
    Ok(Section { name: "validate", text, bars: Vec::new() })
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
