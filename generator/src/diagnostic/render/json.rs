//! Findings for a machine: one JSON object, one line a finding, a schema that only grows.
//!
//! ```json
//! {"version": 1, "findings": [
//!   {"code": "SW0113", "name": "duplicate-key", "severity": "error", "message": "…", "label": "…", "help": "…",
//!    "location": {"file": "spec/openapi.yaml", "pointer": "/info/title",
//!                 "start": {"line": 3, "column": 5, "byte": 31}, "end": {"line": 3, "column": 10, "byte": 36}},
//!    "related": [{"message": "first declared here", "location": {"file": …}}],
//!    "fix": [{"file": "spec/openapi.yaml", "start": 31, "end": 36, "text": "info"}]}
//! ], "summary": {"error": 1, "warning": 0, "info": 0}}
//! ```
//!
//! Lines and columns count from 1, columns in Unicode scalar values; bytes count from 0, without a byte order mark;
//! `end` is one past the last. `fix` is what mends the finding, edits in bytes that belong together. `location` is `null` where there is no document, `help` and `fix` where there is none.
//! `pointer` is a JSON pointer (RFC 6901). Severities are `error`, `warning`, `info`.

use std::collections::BTreeMap;

use super::string;
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, FileId, Fix, Lines, Location, Severity, Texts};

/// All findings, in the order in which they stand, with a line end at the end.
#[must_use]
pub fn json(texts: &dyn Texts, diagnostics: &Diagnostics) -> String {
    let mut writer = Writer { texts, lines: BTreeMap::new(), out: String::from("{\"version\": 1, \"findings\": [") };
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        writer.out.push_str(if index == 0 { "\n  " } else { ",\n  " });
        writer.finding(diagnostic);
    }
    let end = if diagnostics.is_empty() { "" } else { "\n" };
    let count = |severity: Severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let summary = format!("{{\"error\": {errors}, \"warning\": {warnings}, \"info\": {infos}}}");
    writer.out + end + "], \"summary\": " + &summary + "}\n"
}

struct Writer<'t> {
    texts: &'t dyn Texts,
    lines: BTreeMap<FileId, Lines>,
    out: String,
}

impl Writer<'_> {
    fn finding(&mut self, diagnostic: &Diagnostic) {
        self.member("{", "code", diagnostic.code.id);
        self.member(", ", "name", diagnostic.code.name);
        self.member(", ", "severity", severity(diagnostic.severity));
        self.member(", ", "message", &diagnostic.message);
        self.member(", ", "label", &diagnostic.label);
        match &diagnostic.help {
            Some(help) => self.member(", ", "help", help),
            None => self.out.push_str(", \"help\": null"),
        }
        self.out.push_str(", \"location\": ");
        match &diagnostic.location {
            Some(location) => self.location(location),
            None => self.out.push_str("null"),
        }
        self.out.push_str(", \"related\": [");
        for (index, (location, words)) in diagnostic.related.iter().enumerate() {
            self.member(if index == 0 { "{" } else { ", {" }, "message", words);
            self.out.push_str(", \"location\": ");
            self.location(location);
            self.out.push('}');
        }
        self.out.push_str("], \"fix\": ");
        match &diagnostic.fix {
            Some(fix) => self.fix(fix),
            None => self.out.push_str("null"),
        }
        self.out.push('}');
    }

    fn fix(&mut self, fix: &Fix) {
        self.out.push('[');
        for (index, Edit { place, text }) in fix.edits.iter().enumerate() {
            self.member(if index == 0 { "{" } else { ", {" }, "file", self.texts.name(place.file));
            let (start, end) = (place.span.start, place.span.end);
            self.out.push_str(&format!(", \"start\": {start}, \"end\": {end}"));
            self.member(", ", "text", text);
            self.out.push('}');
        }
        self.out.push(']');
    }

    fn location(&mut self, location: &Location) {
        let (file, span) = (location.place.file, location.place.span);
        self.member("{", "file", self.texts.name(file));
        self.member(", ", "pointer", &location.pointer);
        let text = self.texts.text(file);
        let lines = self.lines.entry(file).or_insert_with(|| Lines::new(text));
        for (name, byte) in [("start", span.start), ("end", span.end)] {
            let at = lines.position(text, byte);
            let (line, column) = (at.line, at.column);
            self.out.push_str(&format!(", \"{name}\": {{\"line\": {line}, \"column\": {column}, \"byte\": {byte}}}"));
        }
        self.out.push('}');
    }

    fn member(&mut self, before: &str, name: &str, text: &str) {
        self.out.push_str(&format!("{before}\"{name}\": "));
        string::push(&mut self.out, text);
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
