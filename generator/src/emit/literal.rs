//! Text of the document as literals of Rust.

use std::fmt::{self, Display};

/// A text as a literal, with whatever escapes it needs (The Rust Reference, "String literals").
pub(super) fn text(text: &str) -> Text<'_> {
    Text { text, raw: false }
}

/// A text as a literal without escapes, where it is printable ASCII with something to escape in it.
pub(super) fn raw_text(text: &str) -> Text<'_> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    Text { text, raw: is_plain && text.contains(['"', '\\']) && !text.contains("\"#") }
}

/// A text that is written as a literal.
pub(super) struct Text<'t> {
    text: &'t str,
    raw: bool,
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_itself = |byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        if self.raw {
            write!(f, "r#\"{}\"#", self.text)
        } else if self.text.bytes().fold(true, |plain, byte| plain & is_itself(byte)) {
            f.write_str("\"")?;
            f.write_str(self.text)?;
            f.write_str("\"")
        } else {
            // What `Debug` writes of a `str` is a literal that Rust reads back.
            write!(f, "{:?}", self.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_read_back() {
        for value in ["", "a", "\"\\", "\"#", "\0\u{1}9", "\r\n\t", "\u{202e}x", "e\u{301}", "'", "{}", "\u{10ffff}"] {
            for literal in [text(value).to_string(), raw_text(value).to_string()] {
                let read = syn::parse_str::<syn::LitStr>(&literal).map(|read| read.value());
                assert_eq!(read.ok().as_deref(), Some(value), "{literal}");
            }
        }
        assert_eq!(raw_text("^\\d+$").to_string(), "r#\"^\\d+$\"#");
    }
}
