//! JSON (RFC 8259), two spaces a level.

use super::is_invisible;
use crate::source::{Kind, Node};

/// The value as JSON, with a line break at the end. Recursion: as deep as the document, which its loader bounds.
#[must_use]
pub fn json(node: Node<'_>) -> String {
    let mut text = String::new();
    value(&mut text, node, 0);
    text.push('\n');
    text
}

fn value(out: &mut String, node: Node<'_>, depth: usize) {
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Kind::Number(text) => out.push_str(text),
        Kind::String(text) => quoted(out, text),
        Kind::Sequence if node.items().len() == 0 => out.push_str("[]"),
        Kind::Sequence => {
            out.push('[');
            for (at, item) in node.items().enumerate() {
                next_line(out, at, depth + 1);
                value(out, item, depth + 1);
            }
            end_line(out, depth);
            out.push(']');
        }
        Kind::Mapping if node.entries().len() == 0 => out.push_str("{}"),
        Kind::Mapping => {
            out.push('{');
            for (at, entry) in node.entries().enumerate() {
                next_line(out, at, depth + 1);
                quoted(out, entry.key);
                out.push_str(": ");
                value(out, entry.value, depth + 1);
            }
            end_line(out, depth);
            out.push('}');
        }
    }
}

fn next_line(out: &mut String, at: usize, depth: usize) {
    if at > 0 {
        out.push(',');
    }
    end_line(out, depth);
}

fn end_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// A string between quotes (RFC 8259 §7); what cannot be seen is escaped, so that a file shows what it holds. YAML reads
/// it as the same string.
pub(super) fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_invisible(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
