//! The candidates: each turns the schema into the text of a crate.

mod derive;
mod jiter;
mod locals;
mod plain;
mod pointers;
mod pull;
mod tree;

use std::fmt::Write as _;

use super::schema::{Field, Schema, roots};

/// Another way to read and write JSON, as a crate.
pub(crate) struct Candidate {
    pub(crate) name: &'static str,
    /// What it is, for the table.
    pub(crate) what: &'static str,
    /// The rest of its manifest, from the dependencies on.
    pub(crate) dependencies: &'static str,
    /// Path below `src/` and text.
    pub(crate) files: Vec<(String, String)>,
    /// Does it read and write at all, or is it there for the cost of its compilation only?
    pub(crate) runs: bool,
}

/// All of them; the first is what the others are compared with.
pub(crate) fn all(schema: &Schema) -> Vec<Candidate> {
    vec![
        derive::candidate(schema),
        tree::candidate(schema),
        jiter::candidate(schema),
        pull::candidate(schema),
        locals::candidate(schema),
        pointers::candidate(schema),
        plain::bare(schema),
        plain::derives(schema),
        plain::runtime(),
    ]
}

const USUAL_DERIVES: &str = "#[derive(Clone, Debug, PartialEq)]\n";

/// A struct declaration; `attribute` gives what stands above a field.
fn declare_struct(out: &mut String, index: usize, fields: &[Field], head: &str, attribute: impl Fn(&Field) -> String) {
    let _ = writeln!(out, "{head}pub struct S{index} {{");
    for field in fields {
        let _ = writeln!(out, "{}    pub {}: {},", attribute(field), field.name, field.rust());
    }
    out.push_str("}\n");
}

/// An open enum: its declaration and its texts.
fn declare_enum(out: &mut String, index: usize, values: &[String], head: &str) {
    let _ = writeln!(out, "{head}pub enum E{index} {{");
    for place in 0..values.len() {
        let _ = writeln!(out, "    V{place},");
    }
    let _ = writeln!(out, "    Other(String),\n}}");
}

fn enum_texts(out: &mut String, index: usize, values: &[String]) {
    let _ = writeln!(out, "impl E{index} {{\n    pub fn as_str(&self) -> &str {{\n        match self {{");
    for (place, value) in values.iter().enumerate() {
        let _ = writeln!(out, "            Self::V{place} => {value:?},");
    }
    out.push_str("            Self::Other(text) => text,\n        }\n    }\n}\n");
    let _ = writeln!(out, "impl From<&str> for E{index} {{\n    fn from(text: &str) -> Self {{\n        match text {{");
    for (place, value) in values.iter().enumerate() {
        let _ = writeln!(out, "            {value:?} => Self::V{place},");
    }
    out.push_str("            other => Self::Other(other.to_owned()),\n        }\n    }\n}\n");
}

/// The door that the program of a candidate uses: reads a document, and writes it again. `read` and `write` are
/// expressions over `input` and `value`; each root instantiates all that hangs below it.
fn door(read: &str, write: &str) -> String {
    let mut out = String::from(
        "pub fn work(root: usize, input: &[u8], write: bool) -> Result<Vec<u8>, String> {\n    match root {\n",
    );
    for root in roots() {
        let read = read.replace("TYPE", &format!("S{root}"));
        let _ = writeln!(
            out,
            "        {root} => {{\n            let value: S{root} = {read}.map_err(|e| e.to_string())?;\n            \
             let value = std::hint::black_box(value);\n            \
             if write {{ {write} }} else {{ Ok(Vec::new()) }}\n        }}"
        );
    }
    out.push_str("        _ => Err(\"no such root\".to_owned()),\n    }\n}\n");
    out
}

/// The JSON room of the runtime, as it is copied into a generated crate.
fn runtime_files() -> Vec<(String, String)> {
    let above = [("runtime/mod.rs", "pub mod engine;\npub mod json;\n"), ("runtime/engine/mod.rs", ENGINE)];
    let mut files: Vec<_> = above.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let is_json = |path: &str| path == "json.rs" || path.starts_with("engine/json/");
    let room = specwright_runtime::source::FILES.iter().filter(|(path, _)| is_json(path));
    files.extend(room.map(|(path, text)| (format!("runtime/{path}"), (*text).to_owned())));
    files
}

/// What stands above the room: itself, and what it knows of uploads, of which no document here has one.
const ENGINE: &str = "\
pub mod json;

#[derive(Clone, Debug)]
pub struct Upload;

impl Upload {
    pub fn bytes(&self) -> Option<&[u8]> {
        None
    }
}
";

/// As in a generated crate: the shim is a feature, and on.
const RUNTIME_DEPENDENCIES: &str = r#"rust_decimal = { version = "1.43", default-features = false, features = ["std"] }
serde = { version = "1", default-features = false, features = ["std"], optional = true }
zmij = "1"

[features]
default = ["serde"]
serde = ["dep:serde"]
"#;

#[cfg(test)]
mod tests {
    #[test]
    fn the_json_room_of_the_runtime_is_found() {
        let files = super::runtime_files();
        for path in ["runtime/json.rs", "runtime/engine/json/mod.rs", "runtime/engine/json/reader.rs"] {
            assert!(files.iter().any(|(found, _)| found == path), "{path}");
        }
    }
}
