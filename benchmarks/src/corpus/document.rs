//! One document: generated in a process of its own, so that a panic, an endless run and the memory are those of this
//! document alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use specwright::diagnostic::{Diagnostics, FileId, Severity};
use specwright::files::{Files, Mode, sync};
use specwright::project::Project;
use specwright::source::{Limits, Sources};

use crate::measure;

/// The sub-command that this program calls itself with.
pub(crate) const CHILD: &str = "corpus-document";

/// Codes of operations that are not generated.
const SKIPS: [&str; 3] = ["SW0401", "SW0402", "SW0510"];

/// How far a document came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The process panicked, was ended or took too long.
    Broke,
    /// It was read, and nothing was generated.
    Refused,
    /// A crate stands there.
    Generated,
    /// The compiler takes it without a warning.
    Compiled,
}

/// What came of a document.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) stage: Stage,
    /// Operations in the crate.
    pub(super) operations: u64,
    /// Operations that are not, counted from the document's paths.
    pub(super) missing: u64,
    /// What was said of them, by code.
    pub(super) skipped: BTreeMap<String, u64>,
    pub(super) warnings: u64,
    /// Lines that are made of the document: all but the runtime's.
    pub(super) lines: u64,
    /// Lines of the largest file of them.
    pub(super) largest: u64,
    pub(super) types: u64,
    /// Processor seconds of reading and generating.
    pub(super) seconds: f64,
    /// Peak resident memory in MiB.
    pub(super) memory: u64,
    /// Processor seconds of `cargo check` for this crate alone.
    pub(super) compiled: f64,
    /// Why it came no further.
    pub(super) words: String,
}

impl Outcome {
    fn broke(words: String) -> Self {
        Self { stage: Stage::Broke, words, ..Self::told("") }
    }

    pub(super) fn succeeded(&self, compile: bool) -> bool {
        self.stage == if compile { Stage::Compiled } else { Stage::Generated }
    }

    /// Reads what [`child`] printed: `key value`, a line each.
    fn told(text: &str) -> Self {
        let values: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once(' ')).collect();
        let number = |key: &str| values.get(key).and_then(|text| text.parse().ok()).unwrap_or(0);
        let skipped = SKIPS.iter().map(|code| ((*code).to_owned(), number(code))).filter(|(_, count)| *count > 0);
        Self {
            stage: if values.contains_key("files") { Stage::Generated } else { Stage::Refused },
            operations: number("operations"),
            missing: number("missing"),
            skipped: skipped.collect(),
            warnings: number("warnings"),
            lines: number("lines"),
            largest: number("largest"),
            types: number("types"),
            seconds: values.get("seconds").and_then(|text| text.parse().ok()).unwrap_or(0.0),
            memory: number("memory"),
            compiled: 0.0,
            words: match (values.get("error"), values.get("without")) {
                (Some(error), _) => (*error).to_owned(),
                (None, Some(operations)) => format!("not in the crate: {operations}"),
                (None, None) => String::new(),
            },
        }
    }
}

/// Generates a document in a process of its own.
pub(super) fn generate(document: &Path, out: &Path, limit: Duration) -> Outcome {
    let told = out.with_extension("told");
    let run = || -> Result<Outcome, String> {
        let parent = told.parent().ok_or("there is no folder for it")?;
        fs::create_dir_all(parent).map_err(|error| error.to_string())?;
        let kept = fs::File::create(&told).map_err(|error| error.to_string())?;
        let errors = kept.try_clone().map_err(|error| error.to_string())?;
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut child = Command::new(me)
            .arg(CHILD)
            .args([document, out])
            .stdout(Stdio::from(kept))
            .stderr(Stdio::from(errors))
            .spawn()
            .map_err(|error| error.to_string())?;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
                break status;
            }
            if start.elapsed() > limit {
                let _ = child.kill();
                let _ = child.wait();
                return Ok(Outcome::broke(format!("it took longer than {} seconds", limit.as_secs())));
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let text = fs::read_to_string(&told).unwrap_or_default();
        if status.success() {
            return Ok(Outcome::told(&text));
        }
        let panicked = text.lines().find(|line| !line.is_empty()).unwrap_or("it ended without a word");
        Ok(Outcome::broke(format!("{status}: {panicked}")))
    };
    let outcome = run().unwrap_or_else(Outcome::broke);
    let _ = fs::remove_file(&told);
    outcome
}

/// What that process does: generates, writes, and prints what it saw.
pub(crate) fn child(arguments: &[String]) -> Result<(), String> {
    let [document, out] = arguments else { return Err("a document and a folder are needed".to_owned()) };
    let project = Project::new(document, out);
    let generated = project.generate(Sources::new(Limits::default()));
    let seconds = processor_seconds();
    tell(&generated.diagnostics);
    println!("seconds {seconds}");
    println!("memory {}", measure::peak_memory());
    let Some(files) = generated.files else { return Ok(()) };
    tell_files(&files);
    sync(Path::new(out), &files, Mode::Write).map_err(|refusal| refusal.message)?;
    println!("files {}", files.len());
    // The document was read first.
    let missing = super::count::missing(&generated.sources, FileId(0), &files);
    println!("missing {}", missing.len());
    if !missing.is_empty() {
        println!("without {}", missing.iter().take(5).cloned().collect::<Vec<_>>().join(", "));
    }
    Ok(())
}

fn tell(diagnostics: &Diagnostics) {
    for code in SKIPS {
        println!("{code} {}", diagnostics.iter().filter(|found| found.code.id == code).count());
    }
    let warnings = diagnostics.iter().filter(|found| found.severity == Severity::Warning).count();
    println!("warnings {warnings}");
    if let Some(error) = diagnostics.iter().find(|found| found.severity == Severity::Error) {
        println!("error {} {}", error.code.id, error.message.replace('\n', " "));
    }
}

fn tell_files(files: &Files) {
    let made = files.iter().filter(|(path, _)| !path.starts_with("src/runtime/"));
    let lines: Vec<usize> = made.map(|(_, text)| text.lines().count()).collect();
    println!("lines {}", lines.iter().sum::<usize>());
    println!("largest {}", lines.iter().max().unwrap_or(&0));
    let starting = |folder: &str, words: &[&str]| -> usize {
        let files = files.iter().filter(|(path, _)| path.starts_with(folder));
        let is_one = |line: &&str| words.iter().any(|word| line.trim_start().starts_with(word));
        files.map(|(_, text)| text.lines().filter(is_one).count()).sum()
    };
    println!("operations {}", super::count::heads(files).count());
    println!("types {}", starting("src/types/", &["pub struct ", "pub enum ", "pub type "]));
}

/// User and system time of this process, in seconds (proc(5): utime and stime of stat, in ticks of 10 ms).
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
