//! YAML 1.2 in blocks, two spaces a level, that readers of YAML 1.1 take for the same.
//!
//! A string stands plain only where no reader could take it for anything else: `no`, `1e3`, `12:30`, `0123` and
//! `2024-01-31` get quotes, since some readers make a boolean, numbers and a date of them.

use super::{is_invisible, json};
use crate::source::{Kind, Node};

/// A key that is longer stands behind a `?` (YAML 1.2.2 §8.2.2 bounds it at 1,024 characters, quotes included).
const LONGEST_KEY: usize = 500;

/// The value as YAML, with a line break at the end. Recursion: as deep as the document, which its loader bounds.
#[must_use]
pub fn yaml(node: Node<'_>) -> String {
    let mut text = String::new();
    match node.kind() {
        Kind::Mapping if node.entries().len() > 0 => mapping(&mut text, node, 0, false),
        Kind::Sequence if node.items().len() > 0 => sequence(&mut text, node, 0, false),
        _ => {
            scalar(&mut text, node, 0);
            text.push('\n');
        }
    }
    text
}

/// `inline`: the first line stands behind a `- ` already.
fn mapping(out: &mut String, node: Node<'_>, depth: usize, inline: bool) {
    for (at, entry) in node.entries().enumerate() {
        if at > 0 || !inline {
            indent(out, depth);
        }
        if entry.key.len() > LONGEST_KEY {
            out.push_str("? ");
            json::quoted(out, entry.key);
            out.push('\n');
            indent(out, depth);
        } else {
            line(out, entry.key);
        }
        out.push(':');
        match entry.value.kind() {
            Kind::Mapping if entry.value.entries().len() > 0 => {
                out.push('\n');
                mapping(out, entry.value, depth + 1, false);
            }
            Kind::Sequence if entry.value.items().len() > 0 => {
                out.push('\n');
                sequence(out, entry.value, depth + 1, false);
            }
            _ => {
                out.push(' ');
                scalar(out, entry.value, depth + 1);
                out.push('\n');
            }
        }
    }
}

fn sequence(out: &mut String, node: Node<'_>, depth: usize, inline: bool) {
    for (at, item) in node.items().enumerate() {
        if at > 0 || !inline {
            indent(out, depth);
        }
        out.push_str("- ");
        match item.kind() {
            Kind::Mapping if item.entries().len() > 0 => mapping(out, item, depth + 1, true),
            Kind::Sequence if item.items().len() > 0 => sequence(out, item, depth + 1, true),
            _ => {
                scalar(out, item, depth + 1);
                out.push('\n');
            }
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn scalar(out: &mut String, node: Node<'_>, depth: usize) {
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Kind::Number(text) => out.push_str(text),
        Kind::String(text) if is_block(text) => block(out, text, depth),
        Kind::String(text) => line(out, text),
        Kind::Sequence => out.push_str("[]"),
        Kind::Mapping => out.push_str("{}"),
    }
}

/// A string on one line.
fn line(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.chars().any(is_invisible) {
        json::quoted(out, text);
    } else {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    }
}

/// Can it stand without quotes (YAML 1.2.2 §7.3.3), and mean itself to every reader?
fn is_plain(text: &str) -> bool {
    // `3.0.3` is no number to anyone, and how everyone writes it.
    let parts = || text.split('.');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts().count() == 3 && parts().all(is_digits) {
        return true;
    }
    let begins = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '/' | '$'));
    let breaks = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let is_word = words.iter().any(|word| text.eq_ignore_ascii_case(word));
    begins && !breaks && !is_word && !text.chars().any(is_invisible)
}

/// Can a text of several lines stand in a block (YAML 1.2.2 §8.1.2) whose indentation its first line shows?
fn is_block(text: &str) -> bool {
    let begins = !text.starts_with(char::is_whitespace);
    let visible = !text.chars().any(|c| is_invisible(c) && c != '\n');
    let blank = |line: &str| !line.is_empty() && line.chars().all(char::is_whitespace);
    text.contains('\n') && begins && visible && !text.ends_with("\n\n") && !text.split('\n').any(blank)
}

fn block(out: &mut String, text: &str, depth: usize) {
    let (lines, head) = match text.strip_suffix('\n') {
        Some(lines) => (lines, "|"),
        None => (text, "|-"),
    };
    out.push_str(head);
    for line in lines.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            indent(out, depth.max(1));
            out.push_str(line);
        }
    }
}
