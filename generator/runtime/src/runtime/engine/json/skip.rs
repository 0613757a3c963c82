//! Passing over values that nobody asked for.
//!
//! They are held to the grammar, and not to more: neither UTF-8 nor surrogate pairs nor the limit of depth, because
//! a member that is unknown must not break what is known. Nothing here is recursive.

use super::fault::{Failed, Reason};
use super::reader::Reader;
use super::text::plain_end;

impl Reader<'_> {
    /// Passes over the next value.
    pub fn skip(&mut self) -> Result<(), Failed> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.token() {
                b'"' => self.skip_string()?,
                b'-' | b'0'..=b'9' => {
                    self.scan_number()?;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                bracket @ (b'{' | b'[') => {
                    self.pos += 1;
                    let closing = if bracket == b'{' { b'}' } else { b']' };
                    if self.token() == closing {
                        self.pos += 1;
                    } else {
                        open.push(closing);
                        if closing == b'}' {
                            self.skip_name()?;
                        }
                        continue;
                    }
                }
                _ => return self.fail(Reason::Syntax("a value")),
            }
            loop {
                let Some(&closing) = open.last() else { return Ok(()) };
                match self.token() {
                    b',' => {
                        self.pos += 1;
                        if closing == b'}' {
                            self.skip_name()?;
                        }
                        break;
                    }
                    byte if byte == closing => {
                        self.pos += 1;
                        open.pop();
                    }
                    _ => return self.fail(Reason::Syntax("`,` or a closing bracket")),
                }
            }
        }
    }

    fn skip_name(&mut self) -> Result<(), Failed> {
        if self.token() != b'"' {
            return self.fail(Reason::Syntax("a member name"));
        }
        self.skip_string()?;
        if self.token() != b':' {
            return self.fail(Reason::Syntax("`:`"));
        }
        self.pos += 1;
        Ok(())
    }

    fn skip_string(&mut self) -> Result<(), Failed> {
        self.pos += 1;
        loop {
            self.pos = plain_end(self.input, self.pos);
            match self.byte() {
                b'"' => {
                    self.pos += 1;
                    return Ok(());
                }
                b'\\' => {
                    self.pos += 1;
                    match self.byte() {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.pos += 1,
                        b'u' => {
                            self.pos += 1;
                            self.hex()?;
                        }
                        _ => return self.fail(Reason::Syntax("an escape sequence")),
                    }
                }
                _ => return self.fail(Reason::Syntax("a string without control characters")),
            }
        }
    }
}
