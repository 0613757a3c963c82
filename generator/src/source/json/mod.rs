//! JSON as RFC 8259 has it, and nothing beyond, into a tree with places.
//!
//! One pass over the bytes, an explicit stack for nesting, and strings that stay in the file unless they hold an
//! escape. The first fault ends the reading: what follows it would be guesswork.

mod fault;
mod string;

use std::sync::Arc;

use super::assemble::{Assembler, Collection, Fatal, Value};
use super::limits::Limits;
use super::number;
use super::tree::{Text, Tree};
use crate::diagnostic::{Diagnostics, FileId, Span};
use fault::Expected;

/// Reads a document. The text has no byte order mark.
pub(super) fn parse(file: FileId, text: Arc<str>, limits: Limits, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let mut assembler = Assembler::new(file, Arc::clone(&text), limits, diagnostics);
    let (values, members) = expected(&text);
    assembler.builder.reserve(values.min(limits.values as usize), members.min(limits.values as usize));
    let mut parser = Parser { text: &text, at: 0, out: assembler };
    match parser.document() {
        Ok(()) => parser.out.finish(),
        Err(fatal) => {
            parser.out.diagnostics.push(*fatal);
            None
        }
    }
}

/// How many values and members a text holds, or some more, since strings hold signs too: a tree that need not grow is not
/// copied.
fn expected(text: &str) -> (usize, usize) {
    let count = |sign: u8| {
        // No block has more of a sign than a byte can count, and bytes are added many at once.
        let of_block =
            |block: &[u8]| block.iter().fold(0_u8, |count, &byte| count.wrapping_add(u8::from(byte == sign)));
        text.as_bytes().chunks(u8::MAX as usize).map(|block| usize::from(of_block(block))).sum::<usize>()
    };
    let values = count(b',') + count(b'{') + count(b'[') + 1;
    (values, count(b':').min(values))
}

struct Parser<'a, 'd> {
    text: &'a str,
    at: usize,
    out: Assembler<'d>,
}

impl Parser<'_, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn span_from(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.at as u32 }
    }

    fn document(&mut self) -> Result<(), Fatal> {
        self.value(Expected::Value)?;
        while let Some(frame) = self.out.top() {
            let (collection, first) = (frame.collection, frame.end == frame.start + 1);
            match collection {
                Collection::Sequence => self.next_item(first)?,
                Collection::Mapping => self.next_member(first)?,
            }
        }
        self.blanks();
        if self.at < self.text.len() { Err(self.unexpected(Expected::End)) } else { Ok(()) }
    }

    /// After `[` or an item of a list.
    fn next_item(&mut self, first: bool) -> Result<(), Fatal> {
        self.blanks();
        match self.peek() {
            Some(b']') => return self.close(),
            Some(b',') if !first => {
                let comma = self.at;
                self.at += 1;
                self.blanks();
                if self.peek() == Some(b']') {
                    return Err(self.trailing_comma(comma));
                }
            }
            _ if !first => return Err(self.unexpected(Expected::CommaOrBracket)),
            _ => {}
        }
        self.value(if first { Expected::ItemOrBracket } else { Expected::Value })
    }

    /// After `{` or a member of an object.
    fn next_member(&mut self, first: bool) -> Result<(), Fatal> {
        self.blanks();
        match self.peek() {
            Some(b'}') => return self.close(),
            Some(b',') if !first => {
                let comma = self.at;
                self.at += 1;
                self.blanks();
                if self.peek() == Some(b'}') {
                    return Err(self.trailing_comma(comma));
                }
            }
            _ if !first => return Err(self.unexpected(Expected::CommaOrBrace)),
            _ => {}
        }
        if self.peek() != Some(b'"') {
            return Err(self.unexpected(if first { Expected::KeyOrBrace } else { Expected::Key }));
        }
        let start = self.at;
        let key = self.string()?;
        self.out.key(key, self.span_from(start));
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(self.unexpected(Expected::Colon));
        }
        self.at += 1;
        self.value(Expected::Value)
    }

    /// A whole scalar, or the opening of a list or object.
    fn value(&mut self, expected: Expected) -> Result<(), Fatal> {
        self.blanks();
        let start = self.at;
        let id = match self.peek() {
            Some(b'{') => return self.open(Collection::Mapping),
            Some(b'[') => return self.open(Collection::Sequence),
            Some(b'"') => {
                let text = self.string()?;
                self.out.builder.string(text, self.span_from(start))
            }
            Some(b'-' | b'0'..=b'9') => {
                let rest = self.text.as_bytes().get(start..).unwrap_or_default();
                let length = number::scan(rest).map_err(|(length, fault)| self.bad_number(length, fault))?;
                self.at += length;
                if let Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.') = self.peek() {
                    return Err(self.unexpected_word(start, expected));
                }
                let span = self.span_from(start);
                self.out.builder.number(Text::Source(span), span)
            }
            _ if self.word("true") => self.out.builder.bool(true, self.span_from(start)),
            _ if self.word("false") => self.out.builder.bool(false, self.span_from(start)),
            _ if self.word("null") => self.out.builder.null(self.span_from(start)),
            _ => return Err(self.unexpected(expected)),
        };
        self.out.add(Value { id, height: 0, end: self.at as u32 })
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let ends = !rest.get(word.len()).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let found = rest.starts_with(word.as_bytes()) && ends;
        if found {
            self.at += word.len();
        }
        found
    }

    fn open(&mut self, collection: Collection) -> Result<(), Fatal> {
        self.out.open(collection, self.at as u32)?;
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fatal> {
        self.at += 1;
        match self.out.close(self.at as u32) {
            Some(value) => self.out.add(value),
            None => Ok(()),
        }
    }
}
