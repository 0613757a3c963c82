//! The figures as Markdown.

use std::fmt::Write as _;

use super::documents::Document;
use super::{Figures, MODES};

/// All tables. Ratios are to the first candidate.
pub(super) fn tables(figures: &[Figures], documents: &[Document], rounds: usize) -> String {
    let Some(first) = figures.first() else { return String::new() };
    let mut out = format!(
        "Compilation of the library, processor seconds of `rustc`, median of {rounds}, in turns:\n\n| candidate |"
    );
    for (mode, _) in MODES {
        let _ = write!(out, " {mode} | × {} |", first.name);
    }
    out.push_str(&format!("\n|---|{}\n", "---:|".repeat(MODES.len() * 2)));
    for figure in figures {
        let _ = write!(out, "| `{}`: {} |", figure.name, figure.what);
        for (seconds, base) in figure.compile.iter().zip(first.compile) {
            let _ = write!(out, " {seconds:.2} | {:.3} |", seconds / base);
        }
        out.push('\n');
    }
    for verb in ["read", "write"] {
        let of = |figures: &'_ Figures| if verb == "read" { figures.read.clone() } else { figures.write.clone() };
        let _ = write!(
            out,
            "\nInstructions a byte of JSON to {verb}, and speed relative to `{}` (more is faster):\n\n| candidate |",
            first.name
        );
        for document in documents {
            let _ = write!(out, " {} ({} kB) | speed |", document.name, document.json.len() / 1000);
        }
        out.push_str(&format!("\n|---|{}\n", "---:|".repeat(documents.len() * 2)));
        for figure in figures.iter().filter(|figure| figure.size.is_some()) {
            let _ = write!(out, "| `{}` |", figure.name);
            for (count, base) in of(figure).into_iter().zip(of(first)) {
                let _ = write!(out, " {count:.2} | {:.2} |", base / count);
            }
            out.push('\n');
        }
    }
    out.push_str("\nProgram that reads and writes all types, release, stripped:\n\n| candidate | kB | ratio |\n|---|---:|---:|\n");
    for figure in figures {
        if let (Some(size), Some(base)) = (figure.size, first.size) {
            let _ = writeln!(out, "| `{}` | {} | {:.2} |", figure.name, size / 1000, size as f64 / base as f64);
        }
    }
    out
}
