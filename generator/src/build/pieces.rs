//! Rust text cut into pieces, so that what is code can be told from what is a comment or a literal.
//!
//! Made for generated files, which the compiler has read before: text that is no Rust is cut somehow, and no piece is ever
//! lost, so that all pieces together are the text (The Rust Reference, "Lexical structure").

/// A piece of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// An identifier, a keyword, or a number.
    Word(&'t str),
    /// A literal of text, with its quotes.
    Literal(&'t str),
    /// A comment up to the end of its line.
    Comment(&'t str),
    /// Anything else: a sign, blanks, a comment in the midst of a line.
    Other(&'t str),
}

impl<'t> Piece<'t> {
    /// What stands there.
    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Word(text) | Self::Literal(text) | Self::Comment(text) | Self::Other(text) => text,
        }
    }
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (kind, length) = first(rest)?;
        let (piece, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = others;
        Some(kind(piece))
    })
}

type Kind<'t> = fn(&'t str) -> Piece<'t>;

fn first(rest: &str) -> Option<(Kind<'_>, usize)> {
    let c = rest.chars().next()?;
    Some(match c {
        '/' if rest.starts_with("//") => (Piece::Comment, rest.find('\n').unwrap_or(rest.len())),
        '/' if rest.starts_with("/*") => (Piece::Other, block_comment(rest)),
        '"' => (Piece::Literal, quoted(rest)),
        '\'' => match character(rest) {
            Some(length) => (Piece::Literal, length),
            // The sign of a lifetime.
            None => (Piece::Other, 1),
        },
        c if is_word(c) => {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            match prefixed(word, after) {
                Some(literal) => (Piece::Literal, length + literal),
                None => (Piece::Word, length),
            }
        }
        c => (Piece::Other, c.len_utf8()),
    })
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The length of the literal that goes on behind its prefix: `r#"…"#`, `b"…"`, `b'x'`.
fn prefixed(word: &str, after: &str) -> Option<usize> {
    match word {
        "r" | "br" | "cr" => {
            let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
            let content = after.get(hashes..)?.strip_prefix('"')?;
            let end = format!("\"{}", "#".repeat(hashes));
            Some(hashes + 1 + content.find(&end).map_or(content.len(), |at| at + end.len()))
        }
        "b" | "c" if after.starts_with('"') => Some(quoted(after)),
        "b" if after.starts_with('\'') => character(after),
        _ => None,
    }
}

/// The length of a text in quotes.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character in quotes; `None` for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let content = rest.get(1..)?;
    let inner = content.chars().next()?;
    if inner == '\\' {
        let escaped = content.get(1..)?.chars().next()?.len_utf8() + 1;
        return Some(1 + escaped + content.get(escaped..)?.find('\'')? + 1);
    }
    content.get(inner.len_utf8()..)?.starts_with('\'').then(|| inner.len_utf8() + 2)
}

/// The length of a comment that may hold others.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        let step = match here.get(..2) {
            Some("/*") => {
                depth += 1;
                2
            }
            Some("*/") => {
                depth = depth.saturating_sub(1);
                2
            }
            _ => here.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[Piece<'_>]) {
        let found: Vec<Piece<'_>> = pieces(text).filter(|piece| !piece.text().trim().is_empty()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn code_is_told_from_text() {
        use Piece::{Comment, Literal, Other, Word};
        check("crate::a", &[Word("crate"), Other(":"), Other(":"), Word("a")]);
        check("a // crate\nb", &[Word("a"), Comment("// crate"), Word("b")]);
        check("/* a /* b */ c */ d", &[Other("/* a /* b */ c */"), Word("d")]);
        check(r#""a\"b" c"#, &[Literal(r#""a\"b""#), Word("c")]);
        check(r###"r#"a"b"# c"###, &[Literal(r###"r#"a"b"#"###), Word("c")]);
        check("b\"a\" br\"\\\" c", &[Literal("b\"a\""), Literal("br\"\\\""), Word("c")]);
        check(
            "'a' '\\'' '\\u{1}' b'\"' x",
            &["'a'", "'\\''", "'\\u{1}'", "b'\"'"].map(Literal).iter().copied().chain([Word("x")]).collect::<Vec<_>>(),
        );
        check("&'a str", &[Other("&"), Other("'"), Word("a"), Word("str")]);
        check("r#type", &[Word("r"), Other("#"), Word("type")]);
        check("\"open", &[Literal("\"open")]);
        check("/* open", &[Other("/* open")]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-z0-9'\"#/*\\\\ \n{}:éß]{0,40}") {
            prop_assert_eq!(pieces(&text).map(Piece::text).collect::<String>(), text);
        }
    }
}
