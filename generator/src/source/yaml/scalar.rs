//! What a plain scalar is: the JSON schema of YAML 1.2 (10.2) as OpenAPI asks, with the core schema's (10.3) other
//! spellings of the same values.
//!
//! Decided here: `yes`, `no`, `on`, `off`, dates and `1_000` are strings, as YAML 1.2 has it; `0x1F`, `0o17`, `+1`,
//! `.5`, `1.` are numbers and kept in their JSON form; `012` is twelve, with a warning; `.inf` and `.nan` have no JSON
//! form and stay strings, with a warning.

use saphyr_parser::ScalarStyle;

use super::Reader;
use super::tag::Tag;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::tree::{NodeId, Text};
use crate::source::{codes, number};

/// What a plain text stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    /// A number that is written as in JSON.
    Number,
    /// A number in its JSON form.
    Rewritten(String),
    /// The same, of a text that older readers take for octal.
    LeadingZero(String),
    /// A number that JSON cannot write.
    NoJson,
    String,
}

/// Reads a plain text.
pub(super) fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    match text.as_bytes().first() {
        Some(b'0'..=b'9' | b'-' | b'+' | b'.') => numeric(text),
        _ => Plain::String,
    }
}

fn numeric(text: &str) -> Plain {
    if number::is_json(text) {
        return Plain::Number;
    }
    let (sign, unsigned) = match text.as_bytes().first() {
        Some(b'-') => ("-", text.get(1..).unwrap_or_default()),
        Some(b'+') => ("", text.get(1..).unwrap_or_default()),
        _ => ("", text),
    };
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Plain::NoJson;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        let digits = text.strip_prefix(prefix).filter(|digits| !digits.is_empty());
        if let Some(digits) = digits.filter(|digits| digits.chars().all(|c| c.is_digit(radix))) {
            return u128::from_str_radix(digits, radix).map_or(Plain::NoJson, |n| Plain::Rewritten(n.to_string()));
        }
    }
    decimal(sign, unsigned)
}

/// `[0-9]*` with a point and an exponent somewhere, put into the form that JSON asks for.
fn decimal(sign: &str, text: &str) -> Plain {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let digits = whole.len() + fraction.len();
    if digits == 0 || !all_digits(whole) || !all_digits(fraction) {
        return Plain::String;
    }
    let significant = whole.trim_start_matches('0');
    let whole_form = if significant.is_empty() { "0" } else { significant };
    let point = if fraction.is_empty() { "" } else { "." };
    let form = format!("{sign}{whole_form}{point}{fraction}{exponent}");
    if !number::is_json(&form) {
        return Plain::String;
    }
    let is_integer = !mantissa.contains('.') && exponent.is_empty();
    if is_integer && whole.len() > 1 && whole.starts_with('0') {
        Plain::LeadingZero(form)
    } else {
        Plain::Rewritten(form)
    }
}

impl Reader<'_, '_> {
    /// The node of a scalar that is a value.
    pub(super) fn resolve(
        &mut self,
        kept: Text,
        text: &str,
        style: ScalarStyle,
        tag: Option<Tag>,
        span: Span,
    ) -> NodeId {
        let untagged = if style == ScalarStyle::Plain { plain(text) } else { Plain::String };
        let found = match tag {
            None => untagged,
            Some(tag) => self.tagged(&tag, text, untagged, span),
        };
        match found {
            Plain::Null => self.out.builder.null(span),
            Plain::Bool(value) => self.out.builder.bool(value, span),
            Plain::Number => self.out.builder.number(kept, span),
            Plain::Rewritten(form) => self.number(form, span),
            Plain::LeadingZero(form) => {
                let message = format!("`{text}` is read as the number {form}");
                self.warn(
                    &codes::AMBIGUOUS_NUMBER,
                    message,
                    "older readers take this for octal",
                    span,
                    "quote it if it is text, else write it without the zero",
                );
                self.number(form, span)
            }
            Plain::NoJson => {
                let message = format!("`{text}` has no JSON form and is read as a string");
                self.warn(
                    &codes::NOT_A_JSON_NUMBER,
                    message,
                    "not a JSON number",
                    span,
                    "leave the value out, or quote it",
                );
                self.out.builder.string(kept, span)
            }
            Plain::String => self.out.builder.string(kept, span),
        }
    }

    fn number(&mut self, form: String, span: Span) -> NodeId {
        let text = self.out.builder.own(form);
        self.out.builder.number(text, span)
    }

    pub(super) fn warn(
        &mut self,
        code: &'static crate::diagnostic::Code,
        message: String,
        label: &str,
        span: Span,
        help: &str,
    ) {
        let location = self.out.location(span);
        self.out.diagnostics.push(Diagnostic::new(code, message).at(location).label(label).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars() {
        let rewritten = |form: &str| Plain::Rewritten(form.to_owned());
        let cases = [
            ("", Plain::Null),
            ("~", Plain::Null),
            ("NULL", Plain::Null),
            ("nULL", Plain::String),
            ("True", Plain::Bool(true)),
            ("yes", Plain::String),
            ("on", Plain::String),
            ("100.00", Plain::Number),
            ("-0.0e-5", Plain::Number),
            ("0x1F", rewritten("31")),
            ("0o17", rewritten("15")),
            ("0xffffffffffffffffffffffffffffffffff", Plain::NoJson),
            ("0x", Plain::String),
            ("+1", rewritten("1")),
            (".5", rewritten("0.5")),
            ("-.5", rewritten("-0.5")),
            ("1.", rewritten("1")),
            ("1.e5", rewritten("1e5")),
            ("00.5", rewritten("0.5")),
            ("012", Plain::LeadingZero("12".to_owned())),
            ("-012", Plain::LeadingZero("-12".to_owned())),
            (".inf", Plain::NoJson),
            ("-.INF", Plain::NoJson),
            (".nan", Plain::NoJson),
            ("1_000", Plain::String),
            ("2024-01-31", Plain::String),
            ("1.2.3", Plain::String),
            ("12:30", Plain::String),
            (".", Plain::String),
            ("-", Plain::String),
            ("1e", Plain::String),
            ("+", Plain::String),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
