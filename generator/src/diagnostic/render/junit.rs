//! Findings as a report of tests (JUnit XML), which every CI shows: a suite a document, a case a finding. A document
//! without findings that count is a case that passed.

use super::excerpt::is_hidden;
use crate::diagnostic::{Diagnostic, Diagnostics, Lines, Severity, Texts};

/// The report. `documents` are the names of all that were looked at; a finding less severe than `fail_on` fails nothing.
#[must_use]
pub fn junit(texts: &dyn Texts, diagnostics: &Diagnostics, documents: &[String], fail_on: Severity) -> String {
    let name_of = |found: &Diagnostic| found.location.as_ref().map_or("", |at| texts.name(at.place.file)).to_owned();
    let mut names: Vec<String> = documents.to_vec();
    for name in diagnostics.iter().map(name_of) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let fails = |found: &&Diagnostic| found.severity >= fail_on;
    let failures = diagnostics.iter().filter(fails).count();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"specwright\" tests=\"{}\" failures=\"{failures}\">\n",
        names
            .iter()
            .map(|name| diagnostics.iter().filter(|found| name_of(found) == *name).count().max(1))
            .sum::<usize>()
    );
    for name in &names {
        let own: Vec<&Diagnostic> = diagnostics.iter().filter(|found| name_of(found) == *name).collect();
        let failures = own.iter().copied().filter(fails).count();
        let tests = own.len().max(1);
        let suite = escaped(if name.is_empty() { "specwright" } else { name });
        out += &format!("  <testsuite name=\"{suite}\" tests=\"{tests}\" failures=\"{failures}\">\n");
        if own.is_empty() {
            out += &format!("    <testcase classname=\"{suite}\" name=\"no findings\"/>\n");
        }
        let lines =
            own.iter().find_map(|found| found.location.as_ref()).map(|at| Lines::new(texts.text(at.place.file)));
        own.iter().for_each(|found| case(&mut out, texts, found, &suite, lines.as_ref(), fails(found)));
        out += "  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

fn case(out: &mut String, texts: &dyn Texts, found: &Diagnostic, suite: &str, lines: Option<&Lines>, fails: bool) {
    let pointer = found.location.as_ref().map_or("", |location| location.pointer.as_str());
    let place = found.location.as_ref().zip(lines).map_or_else(String::new, |(location, lines)| {
        let at = lines.position(texts.text(location.place.file), location.place.span.start);
        format!("{}:{}:{}: ", texts.name(location.place.file), at.line, at.column)
    });
    let help = found.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
    let name = escaped(&format!("{} {} {pointer}", found.code.id, found.code.name));
    let text = escaped(&format!("{place}{}{help}", found.message));
    *out += &format!("    <testcase classname=\"{suite}\" name=\"{}\">\n", name.trim_end());
    if fails {
        let (kind, message) = (escaped(found.code.id), escaped(&found.message));
        *out += &format!("      <failure type=\"{kind}\" message=\"{message}\">{text}</failure>\n");
    } else {
        *out += &format!("      <system-out>{text}</system-out>\n");
    }
    *out += "    </testcase>\n";
}

/// XML 1.0 §2.2 has no other control characters than these, not even escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if is_hidden(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
