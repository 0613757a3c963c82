//! Bytes become text: UTF-8 with or without a byte order mark, and nothing else.
//!
//! Another encoding is named, so that a person knows what to convert, and is never guessed at.

use super::codes;
use crate::diagnostic::{Diagnostic, Span};

/// What is known of a file that is not the text that it should be.
#[derive(Debug)]
pub(super) struct NotText {
    /// What can be shown of it. Places before the fault are right.
    pub(super) text: String,
    /// Where the fault is in that text.
    pub(super) span: Span,
    /// The finding, without its place.
    pub(super) diagnostic: Box<Diagnostic>,
}

/// The text without its byte order mark.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, NotText> {
    if let Some(name) = other_encoding(&bytes) {
        let help = format!("save it as UTF-8, for example with `iconv -f {name} -t UTF-8`");
        let diagnostic = Diagnostic::new(&codes::NOT_UTF8, format!("the file is {name}, not UTF-8")).help(help);
        let label = "known by its first bytes (offset 0)";
        return Err(NotText {
            text: String::new(),
            span: Span::default(),
            diagnostic: Box::new(diagnostic.label(label)),
        });
    }
    let mut text =
        String::from_utf8(bytes).map_err(|error| not_utf8(error.utf8_error().valid_up_to(), error.as_bytes()))?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    match text.find('\0') {
        None => Ok(text),
        Some(at) => {
            let span = Span { start: at as u32, end: at as u32 + 1 };
            let diagnostic = Diagnostic::new(&codes::NUL_BYTE, format!("byte {at} of the file is NUL"))
                .label("no document may hold this byte")
                .help("remove the byte; the file may be binary or damaged");
            Err(NotText { text, span, diagnostic: Box::new(diagnostic) })
        }
    }
}

/// An encoding that is known by a byte order mark, or by the zero bytes beside the first ASCII character.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32BE"),
        [0xFF, 0xFE, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => Some("UTF-16BE"),
        [0, 0, 0, first, ..] if *first != 0 => Some("UTF-32BE"),
        [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32LE"),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some("UTF-16BE"),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some("UTF-16LE"),
        _ => None,
    }
}

fn not_utf8(offset: usize, bytes: &[u8]) -> NotText {
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let (text, without_mark) = (String::from_utf8_lossy(bytes), bytes.starts_with(b"\xEF\xBB\xBF"));
    let skipped = if without_mark { 3 } else { 0 };
    let start = (offset - skipped.min(offset)) as u32;
    let mut diagnostic =
        Diagnostic::new(&codes::NOT_UTF8, format!("byte {offset} of the file (0x{byte:02X}) is not UTF-8"));
    // In Latin-1 a letter such as é is one byte from 0xC0 up; Windows adds signs below 0xA0.
    let guess = match byte {
        0x80..=0x9F => Some("WINDOWS-1252"),
        0xA0..=0xFF => Some("ISO-8859-1"),
        _ => None,
    };
    diagnostic.help = guess.map(|name| {
        let shown = if byte >= 0xA0 { format!(" (where the byte is `{}`)", char::from(byte)) } else { String::new() };
        format!("the file looks like {name}{shown}: save it as UTF-8, for example with `iconv -f {name} -t UTF-8`")
    });
    NotText {
        text: text.trim_start_matches('\u{FEFF}').to_owned(),
        span: Span { start, end: start + '\u{FFFD}'.len_utf8() as u32 },
        diagnostic: Box::new(diagnostic.label("this byte")),
    }
}
