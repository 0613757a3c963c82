//! Findings as commands of a GitHub workflow, which shows them beside the lines of a change.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, FileId, Lines, Severity, Texts};

/// A line for each finding: `::error file=…,line=…::message`.
#[must_use]
pub fn github(texts: &dyn Texts, diagnostics: &Diagnostics) -> String {
    let mut known: BTreeMap<FileId, Lines> = BTreeMap::new();
    let mut out = String::new();
    for found in diagnostics.iter() {
        let level = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut properties = Vec::new();
        if let Some(location) = &found.location {
            let (file, span) = (location.place.file, location.place.span);
            let text = texts.text(file);
            let lines = known.entry(file).or_insert_with(|| Lines::new(text));
            let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
            properties.push(format!("file={}", property(texts.name(file))));
            properties.push(format!("line={},endLine={}", start.line, end.line));
            // Columns of several lines mean nothing there.
            if start.line == end.line {
                properties.push(format!("col={},endColumn={}", start.column, end.column));
            }
        }
        properties.push(format!("title={}", property(&format!("{} {}", found.code.id, found.code.name))));
        let help = found.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
        let message = data(&format!("{}{help}", found.message));
        out += &format!("::{level} {}::{message}\n", properties.join(","));
    }
    out
}

/// What stands behind the second `::` ends at a line end, and other characters that end lines are no better.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c if super::excerpt::is_hidden(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
