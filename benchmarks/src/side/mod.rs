//! All measures beside the peers, in one run: what is asked, in which order, and where the results go.

mod call;
mod compile;
mod dependencies;
mod documents;
mod generate;
mod growth;
mod machine;
mod measured;
mod multiply;
mod peers;
mod plot;
mod programs;
mod results;
mod subjects;
mod table;
mod throughput;
mod validate;

use std::path::{Path, PathBuf};

pub(crate) use growth::{CHILD as GROWTH_CHILD, child as growth_child};
pub(crate) use measured::{CHILD, child};
use peers::Tools;
pub(crate) use peers::USAGE as PEERS_USAGE;
#[cfg(feature = "peers")]
pub(crate) use peers::{BUILDERS, PROGENITOR, PROGENITOR_MANIFEST};
use results::Section;

pub(crate) const USAGE: &str = "all|generate|growth|dependencies|compile|compile-check|compile-features|compile-debug|compile-release|programs|call|throughput|validate [--quick] [--documents FOLDER] [--peers FOLDER] [--only NAME,NAME] [--results FILE]";

/// What was asked.
struct Asked {
    /// One round, and less of what takes long.
    quick: bool,
    documents: PathBuf,
    /// Only documents whose names begin so; all, if it is empty.
    only: Vec<String>,
    results: PathBuf,
    plots: PathBuf,
    tools: Tools,
}

/// A measure.
struct Measure {
    name: &'static str,
    run: fn(&Asked) -> Result<Section, String>,
    /// Is it left out of several at once that are to be quick?
    thorough: bool,
}

const fn measure(name: &'static str, run: fn(&Asked) -> Result<Section, String>) -> Measure {
    Measure { name, run, thorough: false }
}

const fn thorough(name: &'static str, run: fn(&Asked) -> Result<Section, String>) -> Measure {
    Measure { name, run, thorough: true }
}

const MEASURES: [Measure; 11] = [
    measure("generate", generate::run),
    measure("growth", growth::run),
    measure("dependencies", dependencies::run),
    measure("compile-check", |asked| compile::run(asked, &compile::CHECK)),
    thorough("compile-features", |asked| compile::run(asked, &compile::FEATURES)),
    thorough("compile-debug", |asked| compile::run(asked, &compile::DEBUG)),
    measure("compile-release", |asked| compile::run(asked, &compile::RELEASE)),
    measure("programs", programs::run),
    measure("call", call::run),
    measure("validate", validate::run),
    measure("throughput", throughput::run),
];

/// The measures of a name: one, those that begin so (`compile`), or all.
fn measures(name: &str) -> impl Iterator<Item = &'static Measure> {
    let part = format!("{name}-");
    let name = name.to_owned();
    MEASURES.iter().filter(move |one| name == "all" || one.name == name || one.name.starts_with(&part))
}

impl Asked {
    fn only(&self) -> Vec<&str> {
        self.only.iter().map(String::as_str).collect()
    }

    /// The command that repeats a measure.
    fn command(&self, measure: &str) -> String {
        let only = if self.only.is_empty() { String::new() } else { format!(" --only {:?}", self.only.join(",")) };
        self.whole_command(&format!("{measure}{}{only}", if self.quick { " --quick" } else { "" }))
    }

    /// The command that repeats a measure for which neither rounds nor documents are chosen.
    fn whole_command(&self, measure: &str) -> String {
        format!(
            "cargo run --release -p specwright-bench --features peers -- {measure} --documents FOLDER --peers FOLDER"
        )
    }
}

/// Is it the name of a measure, or of several?
pub(crate) fn is_measure(name: &str) -> bool {
    measures(name).next().is_some()
}

/// Runs `all`, some or one of the measures, and writes the part of each into the results.
pub(crate) fn run(name: &str, arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    for measure in measures(name).filter(|one| one.name == name || !(asked.quick && one.thorough)) {
        let section = (measure.run)(&asked)?;
        println!("{}", section.text);
        // Each at once, so that a measure that ends badly loses only its own.
        results::write(&asked.results, &section)?;
    }
    Ok(())
}

/// `peers install`.
pub(crate) fn peers(arguments: &[String]) -> Result<(), String> {
    match arguments {
        [install] if install == "install" => peers::install(&peers_folder()?),
        [install, option, folder] if install == "install" && option == "--peers" => peers::install(Path::new(folder)),
        _ => Err(peers::USAGE.to_owned()),
    }
}

fn peers_folder() -> Result<PathBuf, String> {
    crate::crates::folder("peers")
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut quick, mut documents, mut only) = (false, PathBuf::from("corpus/specs"), Vec::new());
    let (mut peers, mut results) = (None, here.join("RESULTS.md"));
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--quick" => quick = true,
            "--documents" => documents = value()?.into(),
            "--only" => only = value()?.split(',').map(str::to_owned).collect(),
            "--peers" => peers = Some(PathBuf::from(value()?)),
            "--results" => results = value()?.into(),
            option => return Err(format!("unknown option {option}; {USAGE}")),
        }
    }
    let peers = peers.map_or_else(peers_folder, Ok)?;
    let peers = std::path::absolute(peers).map_err(|error| error.to_string())?;
    let plots = results.parent().unwrap_or(here).join("plots");
    Ok(Asked { quick, documents, only, results, plots, tools: Tools::new(peers)? })
}
