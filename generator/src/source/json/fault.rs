//! What to say where the text stops being JSON: what stands there, what should, and the usual reason.

use super::Parser;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::assemble::Fatal;
use crate::source::codes;
use crate::source::number::Fault;

/// What may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Value,
    ItemOrBracket,
    CommaOrBracket,
    Key,
    KeyOrBrace,
    Colon,
    CommaOrBrace,
    End,
}

impl Expected {
    fn words(self) -> &'static str {
        match self {
            Expected::Value => "a value",
            Expected::ItemOrBracket => "a value or `]`",
            Expected::CommaOrBracket => "`,` or `]`",
            Expected::Key => "a key in double quotes",
            Expected::KeyOrBrace => "a key in double quotes or `}`",
            Expected::Colon => "`:`",
            Expected::CommaOrBrace => "`,` or `}`",
            Expected::End => "nothing more",
        }
    }
}

/// The longest piece of the document that a message repeats.
const QUOTED: usize = 24;

impl Parser<'_, '_> {
    fn fault(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(&codes::JSON_SYNTAX, message).at(self.out.place(span))
    }

    fn rest(&self, from: usize) -> &str {
        self.text.get(from..).unwrap_or_default()
    }

    /// What stands here: a word as a whole, anything else as one character.
    fn token(&self, from: usize) -> &str {
        let rest = self.rest(from);
        let is_word = |c: char| c.is_alphanumeric() || "_$-+.".contains(c);
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
        rest.get(..length).unwrap_or_default()
    }

    /// Something else stands where `expected` should.
    pub(super) fn unexpected(&self, expected: Expected) -> Fatal {
        self.unexpected_word(self.at, expected)
    }

    /// As [`Self::unexpected`], for a word that began at `start`.
    pub(super) fn unexpected_word(&self, start: usize, expected: Expected) -> Fatal {
        let token = self.token(start);
        if token.is_empty() {
            return Box::new(self.end_of_file(expected));
        }
        let shown: String = token.chars().take(QUOTED).collect();
        let span = Span { start: start as u32, end: (start + token.len()) as u32 };
        let mut fault = self.fault(span, format!("expected {}, found `{shown}`", expected.words()));
        fault.help = self.reason(start, token, expected);
        Box::new(fault)
    }

    fn reason(&self, start: usize, token: &str, expected: Expected) -> Option<String> {
        let rest = self.rest(start);
        let first = token.chars().next()?;
        let words = if rest.starts_with("//") || rest.starts_with("/*") || first == '#' {
            "JSON has no comments: remove it, or move the text to a `description`"
        } else if first == '\'' {
            "write text in double quotes"
        } else if matches!(expected, Expected::CommaOrBracket | Expected::CommaOrBrace) && self.begins_value(first) {
            "put a comma between this and what stands before it"
        } else if matches!(expected, Expected::Key | Expected::KeyOrBrace) && first.is_alphanumeric() {
            "put the key in double quotes"
        } else if first == ',' && matches!(expected, Expected::Value | Expected::ItemOrBracket | Expected::Key) {
            "remove the comma, or put a value before it"
        } else if matches!(expected, Expected::Colon) && first == '=' {
            "write `:` between a key and its value"
        } else if start == 0 && first.is_alphabetic() {
            "this looks like YAML: name the file `.yaml`"
        } else {
            match token.to_ascii_lowercase().as_str() {
                "true" | "false" | "null" => "write `true`, `false` and `null` in lower case",
                "none" | "nil" | "undefined" => "write `null`",
                "nan" | "infinity" | "-infinity" | "inf" | "+inf" | "-inf" => {
                    "JSON has no such number: leave it out, or write it as a string"
                }
                _ if matches!(first, '+' | '.') => "write a number without `+` and with a digit before the point",
                _ if first.is_alphanumeric() => "put text in double quotes",
                _ => return None,
            }
        };
        Some(words.to_owned())
    }

    fn begins_value(&self, first: char) -> bool {
        matches!(first, '"' | '{' | '[' | '-') || first.is_alphanumeric()
    }

    fn end_of_file(&self, expected: Expected) -> Diagnostic {
        let end = self.text.trim_end().len() as u32;
        let fault = self
            .fault(Span { start: end, end }, format!("the file ends where {} is expected", expected.words()))
            .label("the file ends here")
            .help("the file may have been cut off");
        match self.out.top() {
            Some(frame) => {
                let span = Span { start: frame.start, end: frame.start + 1 };
                fault.related(self.out.place(span), "opened here and never closed")
            }
            None => fault,
        }
    }

    pub(super) fn trailing_comma(&self, comma: usize) -> Fatal {
        let span = Span { start: comma as u32, end: comma as u32 + 1 };
        let close = self.peek().map_or(' ', char::from);
        let fault = self.fault(span, format!("a comma stands before `{close}`")).label("nothing follows this comma");
        Box::new(fault.help("remove the comma"))
    }

    pub(super) fn bad_number(&self, length: usize, fault: Fault) -> Fatal {
        let token = self.token(self.at);
        let length = token.len().max(length).max(1);
        let span = Span { start: self.at as u32, end: (self.at + length) as u32 };
        let shown: String = self.rest(self.at).get(..length).unwrap_or(token).chars().take(QUOTED).collect();
        let (words, help) = match fault {
            Fault::LeadingZero => ("it has a leading zero", "remove the zero, or quote it if it is text"),
            Fault::NoDigit if length > 1 => {
                ("no number of JSON is written so", "leave it out, or write it as a string")
            }
            Fault::NoDigit => ("`-` needs a digit after it", "write a digit after `-`"),
            Fault::NoFraction => ("a point needs a digit after it", "write a digit after the point, or leave it out"),
            Fault::NoExponent => ("an exponent needs a digit", "write a digit after `e`, or leave it out"),
        };
        Box::new(self.fault(span, format!("`{shown}` is not a JSON number: {words}")).help(help))
    }

    pub(super) fn open_string(&self, open: usize) -> Fatal {
        let span = Span { start: open as u32, end: open as u32 + 1 };
        let fault = self.fault(span, "a string is not closed before the end of the file").label("it begins here");
        Box::new(fault.help("close it with `\"`"))
    }

    /// A character below U+0020 inside the string that began at `open`.
    pub(super) fn control_character(&self, open: usize) -> Fatal {
        let found = self.peek().unwrap_or_default();
        let span = Span { start: self.at as u32, end: self.at as u32 + 1 };
        let begins = self.out.place(Span { start: open as u32, end: open as u32 + 1 });
        let fault = match found {
            b'\n' | b'\r' => self
                .fault(span, "a string runs over the end of its line")
                .help("close it with `\"`, or write the line break as `\\n`"),
            b'\t' => self.fault(span, "a string holds a tab").help("write it as `\\t`"),
            _ => self
                .fault(span, format!("a string holds the control character U+{found:04X}"))
                .help(format!("write it as `\\u{found:04x}`")),
        };
        Box::new(fault.label("not allowed in a string").related(begins, "the string begins here"))
    }

    pub(super) fn bad_escape(&self, start: usize) -> Fatal {
        let escape: String = self.rest(start).chars().take(2).collect();
        let span = Span { start: start as u32, end: (start + escape.len()) as u32 };
        let help = if escape == "\\u" {
            "write four hexadecimal digits after `\\u`"
        } else {
            "JSON knows `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` and `\\u0000`; a backslash itself is `\\\\`"
        };
        Box::new(self.fault(span, format!("`{escape}` is not an escape")).label("unknown escape").help(help))
    }

    pub(super) fn lone_surrogate(&self, span: Span) -> Fatal {
        let fault = self.fault(span, "half of a surrogate pair stands alone").label("no character");
        Box::new(fault.help("write both halves, as in `\\ud83d\\ude00`, or the character itself"))
    }
}
