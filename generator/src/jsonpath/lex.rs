//! The letters of an expression: blanks, names, strings and numbers (RFC 9535 §2.1, §2.3.1, §2.3.3).

use super::Fault;

pub(super) struct Text<'e> {
    pub(super) text: &'e str,
    pub(super) at: usize,
}

impl<'e> Text<'e> {
    pub(super) fn rest(&self) -> &'e str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub(super) fn blanks(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    pub(super) fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    pub(super) fn fault<T>(&self, why: &'static str) -> Result<T, Fault> {
        Err(Fault { at: self.at, why })
    }

    /// A name after a dot.
    pub(super) fn name(&mut self) -> Result<&'e str, Fault> {
        let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        let rest = self.rest();
        if !rest.starts_with(is_first) {
            return self.fault("a name, `*` or `[` must stand here; other names go into brackets: `['x-a']`");
        }
        let end = rest.find(|c: char| !is_first(c) && !c.is_ascii_digit()).unwrap_or(rest.len());
        self.at += end;
        Ok(rest.get(..end).unwrap_or_default())
    }

    /// A name as it stands, in the dialect of Spectral: up to what has a meaning.
    pub(super) fn loose_name(&mut self) -> Result<&'e str, Fault> {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || ".,[]()'\"~^=!<>&|*?@".contains(c)).unwrap_or(rest.len());
        if end == 0 {
            return self.fault("a name, `*` or `[` must stand here");
        }
        self.at += end;
        Ok(rest.get(..end).unwrap_or_default())
    }

    /// A whole number of at most 53 bits, without leading zeros.
    pub(super) fn integer(&mut self) -> Result<Option<i64>, Fault> {
        let rest = self.rest();
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let len = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let end = rest.len() - digits.len() + len;
        if end == 0 {
            return Ok(None);
        }
        let text = rest.get(..end).unwrap_or_default();
        let plain = len > 0 && text != "-0" && (len == 1 || !digits.starts_with('0'));
        let value = text.parse::<i64>().ok().filter(|value| plain && value.unsigned_abs() < 1 << 53);
        match value {
            Some(value) => {
                self.at += end;
                Ok(Some(value))
            }
            None => self.fault("this is no index: write digits without leading zeros"),
        }
    }

    /// A number of JSON.
    pub(super) fn number(&mut self) -> Result<f64, Fault> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default();
        let whole = text.strip_prefix('-').unwrap_or(text);
        let zeros = whole.starts_with('0') && whole.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        let digits = whole.starts_with(|c: char| c.is_ascii_digit()) && !text.ends_with('.') && !text.contains(".e");
        match text.parse::<f64>() {
            Ok(value) if digits && !zeros => {
                self.at += end;
                Ok(value)
            }
            _ => self.fault("a value must stand here: a string, a number, `true`, `false`, `null`, or a query"),
        }
    }

    /// A string in quotes of either kind.
    pub(super) fn string(&mut self, quote: char) -> Result<String, Fault> {
        let mut out = String::new();
        loop {
            let before = self.at;
            match self.next() {
                None => return self.fault("the string has no end"),
                Some(c) if c == quote => return Ok(out),
                Some('\\') => out.push(self.escape(quote)?),
                Some(c) if c < ' ' => return Err(Fault { at: before, why: "write a control character as `\\u00XX`" }),
                Some(c) => out.push(c),
            }
        }
    }

    fn escape(&mut self, quote: char) -> Result<char, Fault> {
        let before = self.at;
        match self.next() {
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('/') => Ok('/'),
            Some('\\') => Ok('\\'),
            Some(c) if c == quote => Ok(c),
            Some('u') => self.unicode(before),
            _ => Err(Fault { at: before, why: "there is no such escape" }),
        }
    }

    fn unicode(&mut self, before: usize) -> Result<char, Fault> {
        const WHY: &str = "four hexadecimal digits of a character must stand here";
        let high = self.hex().ok_or(Fault { at: before, why: WHY })?;
        let code = match high {
            0xD800..=0xDBFF => {
                let low = if self.take("\\u") { self.hex() } else { None };
                let low = low.filter(|low| (0xDC00..=0xDFFF).contains(low)).ok_or(Fault { at: before, why: WHY })?;
                0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            }
            other => other,
        };
        char::from_u32(code).ok_or(Fault { at: before, why: WHY })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}
