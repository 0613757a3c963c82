//! Documents in, values and findings out: both parsers through the door that everyone uses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use expect_test::{Expect, expect};

use super::{Kind, Limits, Node, Sources};
use crate::diagnostic::render::Human;
use crate::diagnostic::{Diagnostics, Lines, Texts};

/// The tree as lines: place, pointer, value.
fn show(node: Node<'_>, key: &str, depth: usize, out: &mut String) {
    let span = node.place().span;
    let text = node.tree().text();
    let lines = Lines::new(text);
    let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
    let value = match node.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Number(number) => number.to_owned(),
        Kind::String(string) => format!("{string:?}"),
        Kind::Sequence => "[]".to_owned(),
        Kind::Mapping => "{}".to_owned(),
    };
    let place = format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column);
    let indent = "  ".repeat(depth);
    out.push_str(&format!("{place:<12}{indent}{key}{value}\n"));
    for entry in node.entries() {
        show(entry.value, &format!("{}: ", entry.key), depth + 1, out);
    }
    for item in node.items() {
        show(item, "- ", depth + 1, out);
    }
}

fn load(name: &str, text: &str, limits: Limits) -> String {
    let mut sources = Sources::new(limits);
    let mut diagnostics = Diagnostics::new();
    let mut out = String::new();
    if let Some(file) = sources.add_text(name, text, &mut diagnostics) {
        show(sources.tree(file).unwrap().root(), "", 0, &mut out);
    }
    let texts: &dyn Texts = &sources;
    out + &Human::new(texts, false).all(&diagnostics)
}

/// Each text with its findings, a line each: place, code, message, label, help.
fn faults(name: &str, texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts {
        out.push_str(&format!("{text:?}\n"));
        let mut sources = Sources::new(Limits::default());
        let mut diagnostics = Diagnostics::new();
        sources.add_text(name, text, &mut diagnostics);
        for found in &diagnostics {
            let place = found.location.as_ref().unwrap().place;
            let text = sources.text(place.file);
            let lines = Lines::new(text);
            let (start, end) = (lines.position(text, place.span.start), lines.position(text, place.span.end));
            let place = format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column);
            let label = if found.label.is_empty() { String::new() } else { format!(" ({})", found.label) };
            let help = found.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
            out.push_str(&format!("    {place} {} {}{label}{help}\n", found.code.id, found.message));
        }
    }
    out
}

fn check(name: &str, text: &str, expected: Expect) {
    expected.assert_eq(&load(name, text, Limits::default()));
}

#[test]
fn pointers_find_what_they_name() {
    let mut sources = Sources::new(Limits::default());
    let text = r#"{"a/b": [10, {"~": 11}], "": {"": 12}}"#;
    let file = sources.add_text("a.json", text, &mut Diagnostics::new()).unwrap();
    let root = sources.tree(file).unwrap().root();
    for (pointer, expected) in [
        ("/a~1b/0", Some("10")),
        ("/a~1b/1/~0", Some("11")),
        ("//", Some("12")),
        ("/a~1b/00", None),
        ("/a~1b/+1", None),
        ("/a~1b/-", None),
        ("/a~1b/2", None),
        ("/a~1b/0/0", None),
        ("a", None),
    ] {
        let found = root.at(pointer);
        assert_eq!(found.and_then(Node::as_number), expected, "{pointer}");
        assert_eq!(found.map(Node::pointer), expected.map(|_| pointer.to_owned()));
    }
    assert_eq!(root.at(""), Some(root));
}

mod json;
mod limits;
mod property;
mod yaml;
