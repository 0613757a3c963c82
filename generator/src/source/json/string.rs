//! JSON strings (RFC 8259, 7).

use super::Parser;
use crate::diagnostic::Span;
use crate::source::assemble::Fatal;
use crate::source::tree::Text;

impl Parser<'_, '_> {
    /// Reads a string whose opening quote is next.
    pub(super) fn string(&mut self) -> Result<Text, Fatal> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        self.plain();
        if self.peek() == Some(b'"') {
            let span = self.span_from(start);
            self.at += 1;
            return Ok(Text::Source(span));
        }
        let mut owned = self.slice(start).to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(self.out.builder.own(owned));
                }
                Some(b'\\') => owned.push(self.escape()?),
                Some(_) => return Err(self.control_character(open)),
                None => return Err(self.open_string(open)),
            }
            let from = self.at;
            self.plain();
            owned.push_str(self.slice(from));
        }
    }

    fn slice(&self, from: usize) -> &str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Steps over characters that stand for themselves.
    fn plain(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let stops = |&b: &u8| b == b'"' || b == b'\\' || b < 0x20;
        self.at += rest.iter().position(stops).unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Result<char, Fatal> {
        let start = self.at;
        let letter = self.text.as_bytes().get(start + 1).copied();
        let character = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.bad_escape(start)),
        };
        self.at += 2;
        Ok(character)
    }

    /// `\uXXXX`, or two of them for a character beyond the basic plane.
    fn unicode_escape(&mut self) -> Result<char, Fatal> {
        let start = self.at;
        let first = self.code_unit(start).ok_or_else(|| self.bad_escape(start))?;
        let span = Span { start: start as u32, end: start as u32 + 6 };
        if let Some(character) = char::from_u32(first) {
            self.at += 6;
            return Ok(character);
        }
        let second = self.code_unit(start + 6).filter(|unit| (0xDC00..0xE000).contains(unit));
        match second {
            Some(second) if first < 0xDC00 => {
                self.at += 12;
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                char::from_u32(code).ok_or_else(|| self.lone_surrogate(span))
            }
            _ => Err(self.lone_surrogate(span)),
        }
    }

    fn code_unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        if digits.bytes().all(|b| b.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
    }
}
