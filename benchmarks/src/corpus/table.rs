//! What came of the documents, as Markdown.

use std::fmt::Write as _;
use std::path::Path;

use super::Run;
use super::document::Stage;

/// No generated file should have more lines than this.
const MOST: u64 = 1_500;

pub(super) const HEAD: &str = "\
| document | stage | operations | skipped | warnings | types | lines | largest file | CPU s | MiB | check CPU s | |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|";

pub(super) fn row(run: &Run, folder: &Path) -> String {
    let outcome = &run.outcome;
    let stage = match outcome.stage {
        Stage::Broke => "**broke**",
        Stage::Refused => "**refused**",
        Stage::Generated => "generated",
        Stage::Compiled => "compiled",
    };
    let said: Vec<String> = outcome.skipped.iter().map(|(code, count)| format!("{code} ×{count}")).collect();
    let skipped = if said.is_empty() && outcome.missing == 0 {
        String::new()
    } else {
        format!("{} ({})", outcome.missing, said.join(" "))
    };
    format!(
        "| {} | {stage} | {} | {} | {} | {} | {} | {} | {:.2} | {} | {:.2} | {} |",
        run.document.strip_prefix(folder).unwrap_or(&run.document).display(),
        outcome.operations,
        skipped,
        outcome.warnings,
        outcome.types,
        outcome.lines,
        outcome.largest,
        outcome.seconds,
        outcome.memory,
        outcome.compiled,
        outcome.words.replace('|', "\\|"),
    )
}

/// The sums, and each document that did not come to the end.
pub(super) fn totals(runs: &[Run], folder: &Path) -> String {
    let at = |stage| runs.iter().filter(|run| run.outcome.stage == stage).count();
    let sum = |number: fn(&Run) -> u64| runs.iter().map(number).sum::<u64>();
    let operations = sum(|run| run.outcome.operations);
    let skipped = sum(|run| run.outcome.missing);
    let lines = sum(|run| run.outcome.lines);
    let mut text = format!(
        "{} documents: {} broke, {} refused, {} generated, {} of them compiled. {operations} operations, {skipped} skipped; \
         {lines} lines, {:.1} an operation; {} documents with a file above {MOST} lines; {:.1} CPU seconds to generate, at most {} MiB; {:.1} CPU seconds to check.\n",
        runs.len(),
        at(Stage::Broke),
        at(Stage::Refused),
        at(Stage::Generated) + at(Stage::Compiled),
        at(Stage::Compiled),
        lines as f64 / operations.max(1) as f64,
        runs.iter().filter(|run| run.outcome.largest > MOST).count(),
        runs.iter().map(|run| run.outcome.seconds).sum::<f64>(),
        runs.iter().map(|run| run.outcome.memory).max().unwrap_or(0),
        runs.iter().map(|run| run.outcome.compiled).sum::<f64>(),
    );
    for run in runs.iter().filter(|run| !run.outcome.words.is_empty()) {
        let document = run.document.strip_prefix(folder).unwrap_or(&run.document);
        let _ = writeln!(text, "- {}: {}", document.display(), run.outcome.words);
    }
    text
}
