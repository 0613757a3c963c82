//! A fuzzer of the way from a tree to files, on the stable toolchain: real and small documents, broken by chance.
//!
//! Documents are made by `mutate`, judged by `case` in a process of its own, whose memory and time are bounded; of one
//! that fails, `shrink` finds the smallest that fails in the same way.

mod case;
mod mutate;
mod shrink;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::corpus::documents;
use crate::value::Json;
use mutate::{Random, mutate};

/// The sub-commands that this program calls itself with.
pub(crate) const WORKER: &str = "fuzz-worker";
pub(crate) const CASE: &str = "fuzz-case";

pub(crate) const USAGE: &str = "fuzz [--seconds N] [--seed N] [--corpus FOLDER] [--most BYTES]";

/// A case that takes longer has failed.
const LONGEST: Duration = Duration::from_secs(10);

/// Address space of a process, in KiB.
const MEMORY: u32 = 1_500_000;

/// What was asked: also what a worker is told.
#[derive(Clone)]
struct Asked {
    seconds: u64,
    seed: u64,
    /// Documents beside the goldens of this repository.
    corpus: Option<PathBuf>,
    /// The larger ones of them are left out.
    most: u64,
}

/// Runs the command; an error if a document failed.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let until = Instant::now() + Duration::from_secs(asked.seconds);
    let folder = PathBuf::from("target/bench/fuzz");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let progress = folder.join("progress");
    let (mut first, mut failures) = (0, Vec::new());
    while Instant::now() < until && failures.len() < 10 {
        fs::write(&progress, first.to_string()).map_err(|error| error.to_string())?;
        let left = until.saturating_duration_since(Instant::now()).as_secs().max(1);
        let mut told = vec![WORKER.to_owned(), progress.to_string_lossy().into_owned(), first.to_string()];
        told.extend(asked_again(&Asked { seconds: left, ..asked.clone() }));
        let ended = bounded(&told, || fs::read_to_string(&progress).unwrap_or_default())?;
        let index = fs::read_to_string(&progress).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(first);
        first = index + 1;
        if let Some(words) = ended {
            failures.push(told_failure(&asked, index, &words, &folder)?);
        }
    }
    println!("{first} documents, seed {}, {} failed", asked.seed, failures.len());
    failures.iter().for_each(|failure| println!("\n{failure}"));
    if failures.is_empty() { Ok(()) } else { Err(format!("{} documents failed", failures.len())) }
}

/// The smallest document that fails as this one does, and how.
fn told_failure(asked: &Asked, index: u64, words: &str, folder: &Path) -> Result<String, String> {
    let document = made(&seeds(asked)?, asked.seed, index);
    let path = folder.join(format!("case-{index}.json"));
    let judge = |document: &Json| -> Option<String> {
        fs::write(&path, document.to_text()).ok()?;
        bounded(&[CASE.to_owned(), path.to_string_lossy().into_owned()], String::new).ok()?
    };
    let smallest = shrink::shrink(document, &judge);
    let words = judge(&smallest).unwrap_or_else(|| words.to_owned());
    fs::write(&path, smallest.to_text()).map_err(|error| error.to_string())?;
    Ok(format!("case {index}: {words}\n{}\n{}", path.display(), smallest.to_text()))
}

/// Runs this program with bounds; `None` if all was well, else what was not. `progress` has to change within the time.
fn bounded(arguments: &[String], progress: impl Fn() -> String) -> Result<Option<String>, String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"")])
        .arg(me)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let (mut seen, mut since) = (progress(), Instant::now());
    let status: ExitStatus = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        let now = progress();
        if now != seen {
            (seen, since) = (now, Instant::now());
        }
        if since.elapsed() > LONGEST {
            stop(&mut child);
            return Ok(Some(format!("it takes longer than {} seconds", LONGEST.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    if status.success() {
        return Ok(None);
    }
    let mut said = String::new();
    if let Some(mut errors) = child.stderr.take() {
        let _ = std::io::Read::read_to_string(&mut errors, &mut said);
    }
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
    Ok(Some(if status.code().is_some() { line } else { format!("{status}: {line}") }))
}

fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// What a worker does: one document after the other, each announced before it is tried.
pub(crate) fn worker(arguments: &[String]) -> Result<(), String> {
    let [progress, first, rest @ ..] = arguments else { return Err("a file and a number are needed".to_owned()) };
    let (asked, mut index) = (asked(rest)?, first.parse::<u64>().map_err(|error| error.to_string())?);
    let until = Instant::now() + Duration::from_secs(asked.seconds);
    let seeds = seeds(&asked)?;
    case::watch_panics();
    while Instant::now() < until {
        fs::write(progress, index.to_string()).map_err(|error| error.to_string())?;
        case::check(&made(&seeds, asked.seed, index).to_text())?;
        index += 1;
    }
    Ok(())
}

/// One document of a file.
pub(crate) fn one(arguments: &[String]) -> Result<(), String> {
    let [path] = arguments else { return Err("a document is needed".to_owned()) };
    case::watch_panics();
    case::check(&fs::read_to_string(path).map_err(|error| error.to_string())?)
}

/// The document of this number.
fn made(seeds: &[Json], seed: u64, index: u64) -> Json {
    let mut random = Random::new(seed.wrapping_mul(0x0100_0000_01b3) ^ index);
    let (document, donor) = (random.below(seeds.len()), random.below(seeds.len()));
    mutate(&seeds[document], &seeds[donor], &mut random)
}

/// The documents that are broken: the goldens, and small ones of a corpus.
fn seeds(asked: &Asked) -> Result<Vec<Json>, String> {
    let goldens = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/golden");
    let mut paths = documents(&goldens, "spec.yaml")?;
    if let Some(corpus) = &asked.corpus {
        let size = |path: &PathBuf| fs::metadata(path).map_or(u64::MAX, |about| about.len());
        paths.extend(documents(corpus, "")?.into_iter().filter(|path| size(path) <= asked.most));
    }
    // Their order decides which document a number means: the sizes of files that change must not.
    paths.sort();
    paths.iter().map(|path| Json::read(path)).collect()
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let mut asked = Asked { seconds: 20, seed: 20_261_123, corpus: None, most: 40_000 };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("{argument} needs a value; {USAGE}"))?;
        let number = || value.parse::<u64>().map_err(|error| format!("{argument} {value}: {error}"));
        match argument.as_str() {
            "--seconds" => asked.seconds = number()?,
            "--seed" => asked.seed = number()?,
            "--most" => asked.most = number()?,
            "--corpus" => asked.corpus = Some(value.into()),
            option => return Err(format!("unknown option {option}; {USAGE}")),
        }
    }
    Ok(asked)
}

fn asked_again(asked: &Asked) -> Vec<String> {
    let mut words = Vec::new();
    for (option, value) in [("--seconds", asked.seconds), ("--seed", asked.seed), ("--most", asked.most)] {
        words.extend([option.to_owned(), value.to_string()]);
    }
    if let Some(corpus) = &asked.corpus {
        words.extend(["--corpus".to_owned(), corpus.to_string_lossy().into_owned()]);
    }
    words
}
