//! Values of a document as JSON text, and what two numbers have in common.

use std::fmt::Write as _;

use specwright::source::{Kind, Node};

/// The value as JSON, its numbers as they are written.
pub(crate) fn json(node: Node<'_>) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: Node<'_>, out: &mut String) {
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool(flag) => out.push_str(if flag { "true" } else { "false" }),
        Kind::Number(text) => out.push_str(&number(text)),
        Kind::String(text) => string(text, out),
        Kind::Sequence => {
            out.push('[');
            for (index, item) in node.items().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Kind::Mapping => {
            out.push('{');
            for (index, entry) in node.entries().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                string(entry.key, out);
                out.push(':');
                write(entry.value, out);
            }
            out.push('}');
        }
    }
}

pub(crate) fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A number as JSON has it: YAML allows a sign and a bare point (`+.5`).
pub(crate) fn number(text: &str) -> String {
    let unsigned = text.trim_start_matches(['+', '-']);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let zero = if unsigned.starts_with('.') { "0" } else { "" };
    format!("{sign}{zero}{}", unsigned.trim_end_matches('.'))
}

/// Are the two numbers worth the same, however they are written?
pub(crate) fn same_worth(one: &str, two: &str) -> bool {
    worth(one) == worth(two)
}

/// Sign, digits without zeros around them, and the power of ten of the last one.
fn worth(text: &str) -> Option<(bool, String, i64)> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    let kept = all.trim_end_matches('0');
    let exponent: i64 = exponent.trim_start_matches('+').parse().ok()?;
    let power = exponent - fraction.len() as i64 + (all.len() - kept.len()) as i64;
    let kept = kept.trim_start_matches('0');
    Some(if kept.is_empty() { (false, String::new(), 0) } else { (text.starts_with('-'), kept.to_owned(), power) })
}

#[cfg(test)]
mod tests {
    use super::same_worth;

    #[test]
    fn numbers_are_compared_by_worth() {
        for (one, two, same) in [
            ("1", "1.0", true),
            ("1e2", "100", true),
            ("-0", "0.0", true),
            ("0.10", "1E-1", true),
            ("10", "1", false),
            ("-1", "1", false),
            ("12345678901234567890.1", "12345678901234567890.2", false),
        ] {
            assert_eq!(same_worth(one, two), same, "{one} {two}");
        }
    }
}
