//! A document as a value that can be changed: what growth multiplies and the fuzzer breaks.
//!
//! It knows JSON and nothing of OpenAPI.

use std::path::Path;

use specwright::diagnostic::Diagnostics;
use specwright::source::{Kind, Limits, Node, Sources};

/// A JSON value. Numbers keep their text, objects their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads a file of JSON or YAML.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
        let file = sources.load(path, &mut diagnostics);
        let tree = file.and_then(|file| sources.tree(file));
        tree.map(|tree| Self::of(tree.root())).ok_or_else(|| format!("{}: not read", path.display()))
    }

    /// Depth is bounded by the limits that the tree was read under.
    fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Null => Self::Null,
            Kind::Bool(flag) => Self::Bool(flag),
            Kind::Number(text) => Self::Number(text.to_owned()),
            Kind::String(text) => Self::Text(text.to_owned()),
            Kind::Sequence => Self::List(node.items().map(Self::of).collect()),
            Kind::Mapping => {
                Self::Object(node.entries().map(|entry| (entry.key.to_owned(), Self::of(entry.value))).collect())
            }
        }
    }

    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    /// How many values it is made of, itself among them.
    pub(crate) fn count(&self) -> usize {
        1 + match self {
            Self::List(items) => items.iter().map(Self::count).sum(),
            Self::Object(members) => members.iter().map(|(_, value)| value.count()).sum::<usize>(),
            _ => 0,
        }
    }

    /// JSON text, on one line.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(text) => out.push_str(text),
            Self::Text(text) => quoted(text, out),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    quoted(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    pub(crate) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
