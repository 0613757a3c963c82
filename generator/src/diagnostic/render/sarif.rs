//! Findings as SARIF 2.1.0, which code scanning and editors read: each kind of finding with its words, each finding with
//! its place and a fingerprint.
//!
//! Lines and columns count from 1, columns in code points (`columnKind`).

use std::collections::BTreeMap;

use super::string::quoted;
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, FileId, Fix, Lines, Location, Place, Severity, Span, Texts, fingerprint,
};

/// All findings as the log of one run, with a line end at the end.
#[must_use]
pub fn sarif(texts: &dyn Texts, diagnostics: &Diagnostics) -> String {
    let rules: BTreeMap<&str, &Code> = diagnostics.iter().map(|found| (found.code.id, found.code)).collect();
    let indices: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(index, id)| (*id, index)).collect();
    let mut places = Places { texts, lines: BTreeMap::new() };
    let results: Vec<String> = diagnostics
        .iter()
        .map(|found| result(&mut places, found, indices.get(found.code.id).copied().unwrap_or_default()))
        .collect();
    let rules: Vec<String> = rules.values().map(|code| rule(code)).collect();
    format!(
        "{{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\
         \"tool\": {{\"driver\": {{\"name\": \"Specwright\", \"version\": {}, \"rules\": [{}]}}}},\n\
         \"columnKind\": \"unicodeCodePoints\",\n\"results\": [{}]\n}}]\n}}\n",
        quoted(env!("CARGO_PKG_VERSION")),
        lines(&rules),
        lines(&results),
    )
}

fn lines(items: &[String]) -> String {
    if items.is_empty() { String::new() } else { format!("\n  {}\n", items.join(",\n  ")) }
}

fn rule(code: &Code) -> String {
    let help = [code.what, code.why, code.instead].map(str::trim).join("\n\n");
    let example = if code.example.is_empty() { String::new() } else { format!("\n\n```yaml\n{}\n```", code.example) };
    let section = if code.section.is_empty() { String::new() } else { format!("\n\n{}", code.section) };
    format!(
        "{{\"id\": {}, \"name\": {}, \"shortDescription\": {{\"text\": {}}}, \"fullDescription\": {{\"text\": {}}}, \
         \"help\": {{\"text\": {}, \"markdown\": {}}}, \"defaultConfiguration\": {{\"level\": {}}}}}",
        quoted(code.id),
        quoted(code.name),
        quoted(code.what),
        quoted(code.why),
        quoted(&format!("{help}{section}")),
        quoted(&format!("{help}{example}{section}")),
        quoted(level(code.severity)),
    )
}

fn result(places: &mut Places<'_>, found: &Diagnostic, index: usize) -> String {
    let text = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let mut out = format!(
        "{{\"ruleId\": {}, \"ruleIndex\": {index}, \"level\": {}, \"message\": {{\"text\": {}}}",
        quoted(found.code.id),
        quoted(level(found.severity)),
        quoted(&text),
    );
    if let Some(location) = &found.location {
        let logical = format!(", \"logicalLocations\": [{{\"fullyQualifiedName\": {}}}]", quoted(&location.pointer));
        out += &format!(", \"locations\": [{{{}{logical}}}]", places.physical(location));
    }
    if !found.related.is_empty() {
        let related = found.related.iter().map(|(location, words)| {
            format!("{{{}, \"message\": {{\"text\": {}}}}}", places.physical(location), quoted(words))
        });
        out += &format!(", \"relatedLocations\": [{}]", related.collect::<Vec<_>>().join(", "));
    }
    if let Some(fix) = &found.fix {
        out += &format!(", \"fixes\": [{}]", places.fix(fix, found.help.as_deref().unwrap_or(&found.message)));
    }
    let fingerprint = quoted(&fingerprint(places.texts, found));
    out + &format!(", \"partialFingerprints\": {{\"specwright/v1\": {fingerprint}}}}}")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

struct Places<'t> {
    texts: &'t dyn Texts,
    lines: BTreeMap<FileId, Lines>,
}

impl Places<'_> {
    fn physical(&mut self, location: &Location) -> String {
        let Place { file, span } = location.place;
        format!(
            "\"physicalLocation\": {{\"artifactLocation\": {{\"uri\": {}}}, \"region\": {}}}",
            quoted(&uri(self.texts.name(file))),
            self.region(file, span),
        )
    }

    fn region(&mut self, file: FileId, span: Span) -> String {
        let text = self.texts.text(file);
        let lines = self.lines.entry(file).or_insert_with(|| Lines::new(text));
        let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
        format!(
            "{{\"startLine\": {}, \"startColumn\": {}, \"endLine\": {}, \"endColumn\": {}, \"byteOffset\": {}, \
             \"byteLength\": {}}}",
            start.line,
            start.column,
            end.line,
            end.column,
            span.start,
            span.end.saturating_sub(span.start),
        )
    }

    /// What mends a finding, as changes of each file.
    fn fix(&mut self, fix: &Fix, words: &str) -> String {
        let mut by_file: BTreeMap<FileId, Vec<String>> = BTreeMap::new();
        for edit in &fix.edits {
            let region = self.region(edit.place.file, edit.place.span);
            let content = quoted(&edit.text);
            let replacement = format!("{{\"deletedRegion\": {region}, \"insertedContent\": {{\"text\": {content}}}}}");
            by_file.entry(edit.place.file).or_default().push(replacement);
        }
        let changes = by_file.into_iter().map(|(file, replacements)| {
            let uri = quoted(&uri(self.texts.name(file)));
            format!("{{\"artifactLocation\": {{\"uri\": {uri}}}, \"replacements\": [{}]}}", replacements.join(", "))
        });
        let changes: Vec<String> = changes.collect();
        format!("{{\"description\": {{\"text\": {}}}, \"artifactChanges\": [{}]}}", quoted(words), changes.join(", "))
    }
}

/// The name of a file as a reference to it (RFC 3986 §4.2), which a segment with a colon must not begin.
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
