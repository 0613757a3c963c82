//! What a document costs when it is two, four and eight times as large: linear, or not; and one larger than any of the corpus.

use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::resource::{UsageWho, getrusage};
use specwright::project::Project;
use specwright::source::{Limits, Sources};

use super::documents::{self, Document};
use super::multiply::multiply;
use super::plot::{Chart, Group};
use super::results::{Bar, Met, Section};
use super::{Asked, machine};
use crate::crates;
use crate::measure::{self, median};
use crate::value::Json;

/// The sub-command that this program calls itself with.
pub(crate) const CHILD: &str = "growth-document";

/// How often GitHub's document stands in the multiplied one.
const TIMES: [usize; 4] = [1, 2, 4, 8];

/// Under valgrind a document takes fifty times as long: it counts no larger one than this.
const MOST_COUNTED: usize = 4;

/// The exponent of growth: what a document of n times the size may cost is n to this power.
const EXPONENT: f64 = 1.05;

/// Microsoft Graph's description so many times stands for its beta edition of 47 MB, which is not in the corpus.
const GRAPHS: usize = 3;

/// What that may hold of the memory, in MiB.
const MEMORY: f64 = 2560.0;

const WORDS: &str = "\
GitHub's description, multiplied: each copy has paths, components, tags and `operationId`s of its own and refers to itself. Reading and generating, \
without writing, a process each, in turns; CPU seconds and peak memory are medians, instructions are valgrind's. The exponent is the one of n in the cost of n times the paths. \
The last row is Microsoft Graph's description three times over, more than its beta edition of 47 MB, which is not in the corpus.";

/// What a document took.
struct Cost {
    times: usize,
    name: &'static str,
    bytes: u64,
    seconds: f64,
    memory: f64,
    instructions: Option<f64>,
}

/// Runs the measure.
pub(crate) fn run(asked: &Asked) -> Result<Section, String> {
    let machine = machine::line();
    let rounds = if asked.quick { 1 } else { 5 };
    let mut costs = Vec::new();
    for document in documents::some(&asked.documents, &["GitHub"])? {
        costs.extend(growing(&document, &TIMES, rounds)?);
    }
    for document in documents::some(&asked.documents, &["Microsoft"])? {
        costs.extend(growing(&document, &[GRAPHS], 1)?);
    }
    for cost in costs.iter_mut().filter(|cost| cost.name.starts_with("GitHub") && cost.times <= MOST_COUNTED) {
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        let path = file(cost.name, cost.times)?;
        cost.instructions = Some(measure::instructions(&me, &[CHILD, &path.to_string_lossy()])? as f64);
    }
    let title = "CPU seconds to generate a multiplied document";
    let bar = |cost: &Cost| Group {
        name: format!("{} × {}", cost.times, cost.name),
        bars: vec![("specwright", Some(cost.seconds))],
    };
    Chart { file: "growth.svg", title, groups: costs.iter().map(bar).collect() }.write(&asked.plots)?;
    let text = format!(
        "## Growth\n\n```sh\n{}\n```\n\n{machine}; rounds: {rounds}. {WORDS}\n\n![{title}](plots/growth.svg)\n\n{}",
        asked.command("growth"),
        table(&costs),
    );
    Ok(Section { name: "growth", text, bars: bars(&costs) })
}

/// Writes the multiplied documents and measures each, in turns, so that a change of the machine's mood is shared by all.
fn growing(document: &Document, times: &[usize], rounds: usize) -> Result<Vec<Cost>, String> {
    let json = Json::read(&document.path)?;
    for times in times {
        let path = file(document.name, *times)?;
        std::fs::write(&path, multiply(&json, *times).to_text()).map_err(|error| error.to_string())?;
    }
    let mut taken = vec![(Vec::new(), Vec::new()); times.len()];
    for _ in 0..rounds {
        for (times, (seconds, memory)) in times.iter().zip(&mut taken) {
            let [cpu, most] = generated(&file(document.name, *times)?)?;
            eprintln!("{times} × {}: {cpu:.3} s, {most:.0} MiB", document.name);
            seconds.push(cpu);
            memory.push(most);
        }
    }
    let cost = |(times, (seconds, memory)): (&usize, &(Vec<f64>, Vec<f64>))| {
        let path = file(document.name, *times)?;
        let bytes = std::fs::metadata(&path).map_err(|error| error.to_string())?.len();
        let (seconds, memory) = (median(seconds), median(memory));
        Ok(Cost { times: *times, name: document.name, bytes, seconds, memory, instructions: None })
    };
    times.iter().zip(&taken).map(cost).collect()
}

fn file(name: &str, times: usize) -> Result<PathBuf, String> {
    let word = name.split(' ').next().unwrap_or_default().to_lowercase();
    Ok(crates::folder("growth")?.join(format!("{word}-{times}.json")))
}

/// Processor seconds and peak memory in MiB of a process that generates a document.
fn generated(path: &Path) -> Result<[f64; 2], String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(me).arg(CHILD).arg(path).output().map_err(|error| error.to_string())?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = told.split_whitespace().filter_map(|text| text.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(seconds), Some(memory)) => Ok([seconds, memory]),
        _ => Err(format!("{}: {}", path.display(), String::from_utf8_lossy(&output.stderr))),
    }
}

/// What that process does: reads and generates, and prints its seconds and the most memory that it held.
pub(crate) fn child(arguments: &[String]) -> Result<(), String> {
    let [document] = arguments else { return Err("a document is needed".to_owned()) };
    let generated = Project::new(document, "client").generate(Sources::new(Limits::default()));
    if generated.files.is_none() {
        return Err("nothing was generated".to_owned());
    }
    let usage = getrusage(UsageWho::RUSAGE_SELF).map_err(|error| error.to_string())?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    println!("{} {}", seconds(usage.user_time()) + seconds(usage.system_time()), measure::peak_memory());
    Ok(())
}

fn table(costs: &[Cost]) -> String {
    let mut out = String::from(
        "| document | times | MB | CPU s | exponent | MiB | instructions | exponent |\n|---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for cost in costs {
        let of = |figure: fn(&Cost) -> Option<f64>| {
            exponent(costs, cost, figure).map_or(String::new(), |of| format!("{of:.3}"))
        };
        let counted = cost.instructions.map_or(String::new(), |count| format!("{count:.0}"));
        out.push_str(&format!(
            "| {} | {} | {:.1} | {:.3} | {} | {:.0} | {counted} | {} |\n",
            cost.name,
            cost.times,
            cost.bytes as f64 / 1e6,
            cost.seconds,
            of(|cost| Some(cost.seconds)),
            cost.memory,
            of(|cost| cost.instructions),
        ));
    }
    out
}

/// The exponent of growth from the document as it is to one with several times its paths.
fn exponent(costs: &[Cost], cost: &Cost, figure: fn(&Cost) -> Option<f64>) -> Option<f64> {
    let first = costs.iter().find(|first| first.name == cost.name && first.times == 1 && cost.times > 1)?;
    Some((figure(cost)? / figure(first)?).ln() / (cost.times as f64).ln())
}

fn bars(costs: &[Cost]) -> Vec<Bar> {
    let mut bars = Vec::new();
    let mut add = |what: String, bar: f64, measured: f64, digits: usize| {
        let met = if measured <= bar { Met::Yes } else { Met::No };
        bars.push(Bar { what, bar: format!("≤ {bar}"), measured: format!("{measured:.digits$}"), met });
    };
    for (cost, figure, word) in costs.iter().flat_map(|cost| {
        let counted: fn(&Cost) -> Option<f64> = |cost| cost.instructions;
        let timed: fn(&Cost) -> Option<f64> = |cost| Some(cost.seconds);
        [(cost, counted, "instructions"), (cost, timed, "CPU")]
    }) {
        let largest = if word == "CPU" { TIMES[TIMES.len() - 1] } else { MOST_COUNTED };
        if let Some(exponent) = exponent(costs, cost, figure).filter(|_| cost.times == largest) {
            add(format!("{} × {}: exponent of {word}", cost.times, cost.name), EXPONENT, exponent, 3);
        }
    }
    for cost in costs.iter().filter(|cost| cost.name.starts_with("Microsoft")) {
        add(format!("{} × {}: peak memory, MiB", cost.times, cost.name), MEMORY, cost.memory, 0);
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponent_is_that_of_the_number_of_copies() {
        let cost = |times, bytes, seconds| Cost { times, name: "d", bytes, seconds, memory: 0.0, instructions: None };
        let costs = [cost(1, 10, 1.0), cost(4, 30, 4.0), cost(9, 50, 3.0)];
        let of = |index: usize| exponent(&costs, &costs[index], |cost| Some(cost.seconds));
        assert_eq!(of(0), None);
        assert_eq!(of(1), Some(1.0));
        assert_eq!(of(2), Some(0.5));
        assert!(table(&costs).contains("| d | 4 | 0.0 | 4.000 | 1.000 | 0 |  |  |"));
    }
}
