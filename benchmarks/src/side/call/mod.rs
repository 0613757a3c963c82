//! What a call costs: a purchase through the generated client, through one written by hand on the same `reqwest` with
//! `serde_json` that does the same for its caller, and through the clients of the peers.
//!
//! Each is a program of its own on one thread, that buys from a server of this process over the loopback. What the program
//! costs that buys many times, less what it costs to buy a few times, is what a call costs.

mod counted;
mod load;
mod programs;
mod server;

use super::generate::groups;
use super::plot::Chart;
use super::results::{Bar, Section};
use super::table::{self, Ratio, Row, ratio};
use super::{Asked, machine};
use programs::{BY_HAND, OURS, Program};
use server::Server;

/// What ours may cost of what the one written by hand costs, in instructions and in allocations.
const BAR: f64 = 1.05;

const WORDS: &str = "\
Compared is a purchase over the loopback: the request made, written and sent, the answer read into types; one thread, the same server for all. \
By hand is a client on the same `reqwest` with `serde_json` that does what ours does: exact amounts, documented errors, limits of time and size, whether the body \
was handed over (`benchmarks/src/side/call/programs/by_hand.rs.txt`). Unfair: the peers do less, amounts are `f64`, and a failed purchase does not say \
whether money moved; each stands on the `reqwest` that its own manifest asks for. \"In process\" is ours with a transport that answers \
at once, without HTTP: what the client itself costs.";

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let machine = machine::line();
    let programs = programs::all(asked)?;
    let server = Server::start()?;
    let rounds = if asked.quick { 1 } else { 3 };
    let counts =
        rows(&programs, &[()], rounds, |(), _| "a call".to_owned(), |program, ()| counted::cost(program, &server));
    let loads =
        rows(&programs, &load::IN_FLIGHT, if asked.quick { 3 } else { 7 }, |tasks, _| format!("{tasks} in flight"), {
            |program, tasks| load::cost(program, &server, *tasks)
        });
    let counted_chart = Chart { file: "call.svg", title: "Instructions of a purchase", groups: groups(&counts) };
    let load_chart =
        Chart { file: "load.svg", title: "Microseconds of the processor for a purchase", groups: groups(&loads) };
    counted_chart.write(&asked.plots)?;
    load_chart.write(&asked.plots)?;
    let text = format!(
        "## Call\n\n```sh\n{}\n```\n\n{machine}. {WORDS}\n\n### Counted\n\nBy valgrind (`callgrind`, `dhat`), so that the load of the \
         machine does not matter; rounds: {rounds}.\n\n![{}](plots/call.svg)\n\n{}\n### Under load\n\n{}\n\n![{}](plots/load.svg)\n\n{}",
        asked.command("call"),
        counted_chart.title,
        table::table(&counted::COLUMNS, &counts, OURS, 0),
        load::WORDS,
        load_chart.title,
        table::table(&load::COLUMNS, &loads, OURS, 0),
    );
    Ok(Section { name: "call", text, bars: bars(&counts) })
}

/// A row for each case and program, filled in turns.
fn rows<C>(
    programs: &[Program],
    cases: &[C],
    rounds: usize,
    name: impl Fn(&C, &Program) -> String,
    cost: impl Fn(&Program, &C) -> Result<Vec<f64>, String>,
) -> Vec<Row> {
    let pairs = || cases.iter().flat_map(|case| programs.iter().map(move |program| (case, program)));
    let row = |(case, program): (&C, &Program)| Row {
        document: name(case, program),
        party: program.name,
        rounds: program.built.as_ref().map(|_| Vec::new()).map_err(Clone::clone),
    };
    let mut rows: Vec<Row> = pairs().map(row).collect();
    for _ in 0..rounds {
        for (row, (case, program)) in rows.iter_mut().zip(pairs()) {
            let Ok(figures) = &mut row.rounds else { continue };
            match cost(program, case) {
                Ok(cost) => figures.push(cost),
                Err(reason) => row.rounds = Err(reason),
            }
            eprintln!("{}: {}: {:?}", row.document, row.party, row.rounds);
        }
    }
    rows
}

fn bars(rows: &[Row]) -> Vec<Bar> {
    let of = |party: &str| rows.iter().find(|row| row.party == party);
    let Some((ours, by_hand)) = of(OURS).zip(of(BY_HAND)) else { return Vec::new() };
    let bar = |(column, word): (usize, &str)| {
        let inverse = |ratio: Ratio| Ratio { median: 1.0 / ratio.median, min: 1.0 / ratio.max, max: 1.0 / ratio.min };
        let ratio = ratio(&ours.figures(column), &by_hand.figures(column)).map(inverse);
        Bar::at_most(format!("{word} of a call, ours ÷ by hand"), BAR, ratio, by_hand.rounds.as_ref().err())
    };
    [(0, "instructions"), (1, "allocations")].map(bar).into()
}
