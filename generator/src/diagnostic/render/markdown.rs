//! Findings as a table in Markdown, for the summary of a job or a comment.

use std::collections::BTreeMap;

use super::excerpt::is_hidden;
use crate::diagnostic::{Diagnostics, FileId, Lines, Severity, Texts};

/// A table of all findings, the most severe first, and their count.
#[must_use]
pub fn markdown(texts: &dyn Texts, diagnostics: &Diagnostics) -> String {
    if diagnostics.is_empty() {
        return "No findings.\n".to_owned();
    }
    let mut known: BTreeMap<FileId, Lines> = BTreeMap::new();
    let mut out = String::from("| severity | place | code | finding |\n|---|---|---|---|\n");
    let mut counts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let (word, many) = match severity {
            Severity::Error => ("error", "errors"),
            Severity::Warning => ("warning", "warnings"),
            Severity::Info => ("note", "notes"),
        };
        let mut count = 0;
        for found in diagnostics.iter().filter(|found| found.severity == severity) {
            count += 1;
            let place = found.location.as_ref().map_or_else(String::new, |location| {
                let file = location.place.file;
                let text = texts.text(file);
                let lines = known.entry(file).or_insert_with(|| Lines::new(text));
                let at = lines.position(text, location.place.span.start);
                format!("{}:{}:{}", texts.name(file), at.line, at.column)
            });
            let help = found.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
            let (place, message) = (plain(&place), plain(&format!("{}{help}", found.message)));
            out += &format!("| {word} | {place} | {} | {message} |\n", found.code.id);
        }
        if count > 0 {
            counts.push(format!("{count} {}", if count == 1 { word } else { many }));
        }
    }
    format!("{out}\n{}\n", counts.join(", "))
}

/// Text that means nothing but itself; code spans stay, since findings quote by them.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    let paired = text.matches('`').count().is_multiple_of(2);
    for c in text.chars() {
        match c {
            '`' if paired => {
                code = !code;
                out.push('`');
            }
            // Cells are taken apart before code spans are.
            '|' => out.push_str("\\|"),
            '\n' | '\t' => out.push(' '),
            c if is_hidden(c) => out.push('\u{fffd}'),
            c if !code && matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '@' | '!') => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
    }
    out
}
