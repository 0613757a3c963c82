//! Specwright measured side by side with its peers.
//!
//! `cargo run --release -p specwright-bench --features peers -- all [--quick]` measures us and the peers in one run and
//! writes its parts of `RESULTS.md`; each measure of it is a sub-command, too, and `peers install` fetches the peers.
//!
//! `cargo run --release -p specwright-bench -- corpus FOLDER [--compile]` generates, and compiles, every document of a
//! folder; `suite FOLDER` takes the JSON Schema Test Suite through generated types; `codec [--rounds N] [--only a,b]` runs the experiment of decision 0001. With `--features peers`,
//! `differential FOLDER` makes the same calls through our client and progenitor's, and `examples FOLDER` takes all
//! documented examples through the generated types; `progenitor FOLDER` counts the documents that progenitor generates as they
//! are, and behind our reading.
//! Everything is written to and built in `target/bench/`; results go to standard output as Markdown.

#![forbid(unsafe_code)]
#![allow(clippy::indexing_slicing, reason = "a measuring program over its own data: a wrong index must stop it")]

mod codec;
mod corpus;
mod crates;
#[cfg(feature = "peers")]
mod differential;
#[cfg(feature = "peers")]
mod examples;
mod fuzz;
mod json_text;
mod measure;
#[cfg(feature = "peers")]
mod progenitor;
mod side;
mod suite;
mod value;

use std::process::ExitCode;

const CODEC: &str = "specwright-bench codec [--rounds N] [--only candidate,candidate]";

fn main() -> ExitCode {
    if let Some(code) = measure::as_rustc_wrapper() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((name, rest)) if side::is_measure(name) => side::run(name, rest),
        Some((name, rest)) if name == side::CHILD => side::child(rest),
        Some((name, rest)) if name == "peers" => side::peers(rest),
        Some((name, rest)) if name == "codec" => codec::run(rest),
        Some((name, rest)) if name == "corpus" => corpus::run(rest),
        Some((name, rest)) if name == "fuzz" => fuzz::run(rest),
        Some((name, rest)) if name == "suite" => suite::run(rest),
        #[cfg(feature = "peers")]
        Some((name, rest)) if name == "examples" => return examples::run(rest),
        #[cfg(feature = "peers")]
        Some((name, rest)) if name == "differential" => differential::run(rest),
        #[cfg(feature = "peers")]
        Some((name, rest)) if name == differential::CHILD => differential::child(rest),
        #[cfg(feature = "peers")]
        Some((name, rest)) if name == "progenitor" => progenitor::run(rest),
        #[cfg(feature = "peers")]
        Some((name, rest)) if name == progenitor::CHILD => progenitor::child(rest),
        #[cfg(not(feature = "peers"))]
        Some((name, _)) if matches!(name.as_str(), "differential" | "examples" | "progenitor") => {
            Err("the peers are built with `--features peers`".to_owned())
        }
        Some((name, rest)) if name == corpus::CHILD => corpus::child(rest),
        Some((name, rest)) if name == side::GROWTH_CHILD => side::growth_child(rest),
        Some((name, rest)) if name == fuzz::WORKER => fuzz::worker(rest),
        Some((name, rest)) if name == fuzz::CASE => fuzz::one(rest),
        _ => {
            let usages = [side::USAGE, side::PEERS_USAGE, corpus::USAGE, fuzz::USAGE, suite::USAGE];
            let usages: String = usages.iter().map(|usage| format!("specwright-bench {usage}\n   or: ")).collect();
            Err(format!("usage: {usages}{CODEC}"))
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
