//! Values of the document as JSON: defaults, constants, examples.

use crate::api::Json;
use crate::source::{Kind, Node};

/// The tree is no deeper than this, by the limits of its loader.
const DEEPEST: usize = 1024;

/// The value of this node.
pub(super) fn value(node: Node<'_>) -> Json {
    below(node, DEEPEST)
}

fn below(node: Node<'_>, depth: usize) -> Json {
    match node.kind() {
        Kind::Null => Json::Null,
        Kind::Bool(flag) => Json::Bool(flag),
        Kind::Number(text) => number(text),
        Kind::String(text) => Json::String(text.to_owned()),
        _ if depth == 0 => Json::Null,
        Kind::Sequence => Json::Array(node.items().map(|item| below(item, depth - 1)).collect()),
        Kind::Mapping => {
            let members = node.entries().map(|entry| (entry.key.to_owned(), below(entry.value, depth - 1)));
            Json::Object(members.collect())
        }
    }
}

/// YAML has more ways to write a number than JSON (`+1`, `.5`, `0x1F`, `.inf`); the last kind stays text.
fn number(text: &str) -> Json {
    match decimal(text) {
        Some(decimal) => Json::Number(decimal),
        None => Json::String(text.to_owned()),
    }
}

/// The number in the form of JSON (RFC 8259 §6), its digits kept; `None` if it has none.
pub(super) fn decimal(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let radix = match unsigned.get(..2) {
        Some("0x") => Some(16),
        Some("0o") => Some(8),
        _ => None,
    };
    if let Some(radix) = radix {
        let value = u64::from_str_radix(unsigned.get(2..)?, radix).ok()?;
        return Some(format!("{sign}{value}"));
    }
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (unsigned.get(..at)?, unsigned.get(at..)?),
        None => (unsigned, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let power = exponent.get(1..).unwrap_or_default();
    let power_digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    let sound = digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    if !sound || !digits(power_digits) || (!exponent.is_empty() && power_digits.is_empty()) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{fraction}{exponent}"))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn writes_numbers_as_json_does() {
        for (yaml, json) in [
            ("100.00", Some("100.00")),
            ("-0.5e-3", Some("-0.5e-3")),
            ("+1", Some("1")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("007", Some("7")),
            ("0x1F", Some("31")),
            ("-0o17", Some("-15")),
            (".inf", None),
            (".nan", None),
            ("1e", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(decimal(yaml).as_deref(), json, "{yaml}");
        }
    }
}
