//! What holds for every document, tried on generated ones.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::source::write as again;

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,4}",
        "[ -~]{0,12}",
        "[a-z:#\\-' \t\n]{0,12}",
        "[a-z]{490,510}",
        "(null|true|~|yes|0x1F|012|1e5|<<|- a|a: b|# c|'|\"|\\[|&a|\\*a|!t|%|@|---)",
        any::<String>().prop_map(|text| text.replace('\0', "")),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?".prop_map(Value::Number),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        let key = text();
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            prop::collection::btree_map(key, inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Writes JSON with blanks between tokens; every third character of a string as an escape, if it has one that YAML
/// knows too (it has none for the halves of a pair).
fn write(value: &Value, blank: &str, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number),
        Value::String(text) => write_string(text, out),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(blank);
                write(item, blank, out);
            }
            out.push_str(blank);
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(blank);
                write_string(key, out);
                out.push_str(": ");
                write(value, blank, out);
            }
            out.push_str(blank);
            out.push('}');
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for (index, c) in text.chars().enumerate() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // A byte order mark may not stand inside of YAML, nor other control characters.
            _ if c.is_control() || c == '\u{feff}' || (index % 3 == 2 && u32::from(c) < 0x1_0000) => {
                write!(out, "\\u{:04x}", u32::from(c)).unwrap();
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

fn value_of(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Bool(value) => Value::Bool(value),
        Kind::Number(number) => Value::Number(number.to_owned()),
        Kind::String(text) => Value::String(text.to_owned()),
        Kind::Sequence => Value::List(node.items().map(value_of).collect()),
        Kind::Mapping => Value::Object(node.entries().map(|e| (e.key.to_owned(), value_of(e.value))).collect()),
    }
}

fn read(name: &str, text: &str) -> Result<(Sources, crate::diagnostic::FileId), String> {
    let mut sources = Sources::new(Limits::default());
    let mut diagnostics = Diagnostics::new();
    match sources.add_text(name, text, &mut diagnostics) {
        Some(file) if diagnostics.is_empty() => Ok((sources, file)),
        _ => Err(Human::new(&sources, false).all(&diagnostics)),
    }
}

/// Every node is found by its own pointer, stands inside its parent, and its own text is that value again.
fn check_places(node: Node<'_>) -> Result<(), TestCaseError> {
    let text = node.tree().text();
    let span = node.place().span;
    let own = text.get(span.start as usize..span.end as usize);
    let (again, file) = read("a.json", own.unwrap_or("")).map_err(TestCaseError::fail)?;
    prop_assert_eq!(value_of(again.tree(file).unwrap().root()), value_of(node));
    prop_assert_eq!(node.tree().root().at(&node.pointer()), Some(node));
    for child in node.items().chain(node.entries().map(|entry| entry.value)) {
        let inner = child.place().span;
        prop_assert!(span.start < inner.start && inner.end < span.end);
        check_places(child)?;
    }
    for entry in node.entries() {
        prop_assert_eq!(node.get(entry.key), Some(entry.value));
    }
    Ok(())
}

/// Text that is rich in what the grammars are made of.
fn noise() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[-:,\\[\\]{}#&*!|>'\"%@`?~ \t\n\r\\\\]",
        Just("\r\n".to_owned()),
        Just("- ".to_owned()),
        Just(": ".to_owned()),
        Just("\n  ".to_owned()),
        Just("<<: *a".to_owned()),
        Just("&a ".to_owned()),
        Just("---\n".to_owned()),
        Just("...\n".to_owned()),
        Just("%TAG ! a\n".to_owned()),
        Just("!!int ".to_owned()),
        Just("!<".to_owned()),
        Just("|+2\n".to_owned()),
        Just("\\u00".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\u{85}".to_owned()),
        "[a-z0-9.é日😀]{1,3}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Both renderings of whatever is said, so that no place can be one that a renderer fails on.
fn survive(name: &str, bytes: Vec<u8>) {
    let mut sources = Sources::new(Limits::default());
    let mut diagnostics = Diagnostics::new();
    let file = sources.add_bytes(name.to_owned(), bytes, &mut diagnostics);
    assert!(sources.tree(file).is_some() || diagnostics.has(crate::diagnostic::Severity::Error));
    Human::new(&sources, true).all(&diagnostics);
    assert!(crate::diagnostic::render::json(&sources, &diagnostics).ends_with("}\n"));
}

proptest! {
    #[test]
    fn json_comes_back(value in value(), blank in "[ \t\n\r]{0,2}") {
        let mut text = String::new();
        write(&value, &blank, &mut text);
        let (sources, file) = read("a.json", &text).map_err(TestCaseError::fail)?;
        let root = sources.tree(file).unwrap().root();
        prop_assert_eq!(value_of(root), value);
        check_places(root)?;
    }

    #[test]
    fn yaml_reads_json_as_json_does(value in value(), blank in "( |\n ){0,2}") {
        let mut text = String::from("# not for the reader of JSON\n");
        write(&value, &blank, &mut text);
        let (sources, file) = read("a.yaml", &text).map_err(TestCaseError::fail)?;
        let root = sources.tree(file).unwrap().root();
        prop_assert_eq!(value_of(root), value);
        check_places(root)?;
    }

    #[test]
    fn what_is_written_is_read_again(value in value()) {
        let mut text = String::new();
        write(&value, "", &mut text);
        let (sources, file) = read("a.json", &text).map_err(TestCaseError::fail)?;
        let root = sources.tree(file).unwrap().root();
        for (name, text) in [("b.json", again::json(root)), ("b.yaml", again::yaml(root))] {
            let (sources, file) = read(name, &text).map_err(|why| TestCaseError::fail(format!("{why}\n{text}")))?;
            prop_assert_eq!(value_of(sources.tree(file).unwrap().root()), value_of(root), "{}", text);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in noise()) {
        survive("a.json", text.clone().into_bytes());
        survive("a.yaml", text.into_bytes());
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        survive("a.json", bytes.clone());
        survive("a.yaml", bytes);
    }

    /// A document that was damaged in one place.
    #[test]
    fn no_damage_is_too_strange(value in value(), at in any::<prop::sample::Index>(), noise in noise()) {
        let mut text = String::new();
        write(&value, "\n ", &mut text);
        let at = (0..=at.index(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.insert_str(at, &noise);
        survive("a.json", text.clone().into_bytes());
        survive("a.yaml", format!("# c\n{text}").into_bytes());
    }
}
