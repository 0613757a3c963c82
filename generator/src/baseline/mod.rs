//! A baseline: findings that are known and for now accepted, so that only new ones count. Knows findings by their
//! fingerprints, and nothing of what they mean; reading and writing the file is for the doors.
//!
//! ```json
//! {"version": 1, "findings": [
//!   {"fingerprint": "5f0c9d3a71b2e846", "code": "SW1053", "file": "spec/openapi.yaml", "pointer": "/paths/…", "message": "…"}
//! ]}
//! ```
//!
//! Only `fingerprint` counts; the rest is for who reads the file. What is accepted twice stands there twice. What keeps a
//! file from being read as a document cannot be accepted: nothing else would be found in it.

pub mod codes;

use std::collections::HashMap;

use crate::diagnostic::render::quoted;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Severity, Texts, fingerprint};
use crate::source::Node;

/// The findings of a baseline that were not met yet.
#[derive(Debug, Default)]
pub struct Baseline {
    known: HashMap<String, Vec<Known>>,
}

/// An entry: where it stands, and what it was.
#[derive(Debug)]
struct Known {
    at: Location,
    words: String,
}

impl Baseline {
    /// Reads the root of a baseline. An entry without a fingerprint is told, and counts for nothing.
    pub fn read(root: Node<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut baseline = Self::default();
        let entries = root.get("findings").filter(|_| root.get("version").is_some());
        let Some(entries) = entries.filter(|entries| entries.is_sequence()) else {
            let message = "this is no baseline: it has no `version` or no list of `findings`";
            diagnostics.push(Diagnostic::new(&codes::NO_BASELINE, message).at(root.location()));
            return baseline;
        };
        for entry in entries.items() {
            let text = |key: &str| entry.get(key).and_then(Node::as_str);
            match text("fingerprint") {
                Some(fingerprint) => {
                    let words = format!("{} {}", text("code").unwrap_or("?"), text("pointer").unwrap_or_default());
                    let known = Known { at: entry.location(), words: words.trim_end().to_owned() };
                    baseline.known.entry(fingerprint.to_owned()).or_default().push(known);
                }
                None => {
                    let message = "this entry of the baseline has no `fingerprint`";
                    diagnostics.push(Diagnostic::new(&codes::NO_BASELINE, message).at(entry.location()));
                }
            }
        }
        baseline
    }

    /// Takes away the findings that are known, each entry for one; entries that are left are told.
    pub fn apply(mut self, texts: &dyn Texts, diagnostics: &mut Diagnostics) {
        diagnostics.retain(|found| {
            if is_fatal(found) {
                return true;
            }
            let known = self.known.get_mut(&fingerprint(texts, found));
            known.and_then(Vec::pop).is_none()
        });
        let mut stale: Vec<Known> = self.known.into_values().flatten().collect();
        stale.sort_by(|one, other| one.at.cmp(&other.at));
        for Known { at, words } in stale {
            let message = format!("`{words}` is not found any more");
            let help = "remove the entry, or write the baseline again with `--write-baseline`";
            diagnostics.push(Diagnostic::new(&codes::STALE, message).at(at).help(help));
        }
    }
}

/// Does it keep the rest of a file from being looked at?
#[must_use]
pub fn is_fatal(found: &Diagnostic) -> bool {
    let unread = ["SW01", "SW0201", "SW0202"].iter().any(|id| found.code.id.starts_with(id));
    unread && found.severity == Severity::Error
}

/// The text of a baseline of these findings, in an order that only they decide.
#[must_use]
pub fn write(texts: &dyn Texts, diagnostics: &Diagnostics) -> String {
    let mut lines: Vec<String> = diagnostics
        .iter()
        .filter(|found| !is_fatal(found))
        .map(|found| {
            let (file, pointer) = match &found.location {
                Some(location) => (texts.name(location.place.file), location.pointer.as_str()),
                None => ("", ""),
            };
            let members = [
                ("file", file),
                ("pointer", pointer),
                ("code", found.code.id),
                ("message", found.message.as_str()),
                ("fingerprint", &fingerprint(texts, found)),
            ];
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("\"{name}\": {}", quoted(value))).collect();
            format!("  {{{}}}", members.join(", "))
        })
        .collect();
    lines.sort();
    let end = if lines.is_empty() { "" } else { "\n" };
    format!("{{\"version\": 1, \"findings\": [{end}{}{end}]}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{Limits, Sources};

    static CODE: Code = Code {
        id: "SW9998",
        name: "test",
        severity: Severity::Warning,
        what: "",
        why: "",
        example: "",
        instead: "",
        section: "",
    };

    /// A document with findings at these pointers, and the sources that it stands in.
    fn found(document: &str, pointers: &[&str]) -> (Sources, Diagnostics) {
        let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
        let file = sources.add_text("api.yaml", document, &mut diagnostics);
        let root = file.and_then(|file| sources.tree(file)).map(crate::source::Tree::root);
        for pointer in pointers {
            let node = root.and_then(|root| root.at(pointer));
            diagnostics.extend(node.into_iter().fold(Diagnostics::new(), |mut all, node| {
                all.push(Diagnostic::new(&CODE, "bad").at(node.location()));
                all
            }));
        }
        (sources, diagnostics)
    }

    /// What is left of the findings under a baseline, by code and pointer.
    fn left(baseline: &str, document: &str, pointers: &[&str]) -> Vec<String> {
        let (mut sources, mut diagnostics) = found(document, pointers);
        let file = sources.add_text("baseline.json", baseline, &mut diagnostics);
        if let Some(root) = file.and_then(|file| sources.tree(file)).map(crate::source::Tree::root) {
            Baseline::read(root, &mut diagnostics).apply(&sources, &mut diagnostics);
        }
        let line = |found: &Diagnostic| {
            let pointer = found.location.as_ref().map_or("", |location| location.pointer.as_str());
            format!("{} {pointer}", found.code.id)
        };
        diagnostics.iter().map(line).collect()
    }

    #[test]
    fn what_is_known_counts_no_more_wherever_it_has_moved() {
        let (sources, diagnostics) = found("a: [{}, {}]\nb: 1\n", &["/a/0", "/b"]);
        let baseline = write(&sources, &diagnostics);
        assert_eq!(left(&baseline, "a: [{}, {}]\nb: 1\n", &["/a/0", "/b"]), [""; 0]);
        // Lines have moved, and a new item stands before the known one.
        assert_eq!(left(&baseline, "# moved\n\nb: 1\na: [{}, {}]\n", &["/a/1", "/b"]), [""; 0]);
        assert_eq!(left(&baseline, "a: [{}, {}]\nb: 1\n", &["/a/0", "/a/1", "/b"]), ["SW9998 /a/1"]);
        assert_eq!(left(&baseline, "a: [{}, {}]\nb: 1\n", &["/b"]), ["SW1102 /findings/0"]);
        assert_eq!(left("{\"version\": 1, \"findings\": []}", "b: 1\n", &["/b"]), ["SW9998 /b"]);
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        assert_eq!(left("[]", "b: 1\n", &["/b"]), ["SW9998 /b", "SW1101 "]);
        assert_eq!(left("{\"version\": 1, \"findings\": [{}]}", "b: 1\n", &[]), ["SW1101 /findings/0"]);
    }

    #[test]
    fn the_same_findings_make_the_same_text() {
        let (sources, one) = found("a: 1\nb: 1\n", &["/a", "/b"]);
        let (_, other) = found("a: 1\nb: 1\n", &["/b", "/a"]);
        assert_eq!(write(&sources, &one), write(&sources, &other));
        assert_eq!(write(&sources, &Diagnostics::new()), "{\"version\": 1, \"findings\": []}\n");
    }
}
