//! Words of a document made harmless for rustdoc.
//!
//! Descriptions are CommonMark from a stranger. Their lists, tables, emphasis and code stay; what would become a doctest,
//! HTML, a link to an item of the crate, an image or a trick of direction does not. The rule that makes this safe against
//! every disagreement about nesting: outside of fences that are written here no line is indented by four columns or
//! has an unpaired run of backticks, so that there is no other code block.

use std::borrow::Cow;

/// The text as harmless lines.
pub(crate) fn harmless(text: &str) -> Vec<String> {
    let mut out = Lines::default();
    if text.is_empty() {
        return Vec::new();
    }
    let clean = clean(text);
    let mut lines = clean.lines();
    while let Some(line) = lines.next() {
        match fence_of(line.trim_start()) {
            Some(fence) => out.fenced("text", &until_closed(&mut lines, fence)),
            None => out.text(line),
        }
    }
    out.finish()
}

/// One line of plain text as one harmless line.
pub(crate) fn harmless_line(text: &str) -> String {
    inline(clean(text).split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

/// A fenced block that holds these lines whatever they are.
pub(crate) fn fenced(language: &str, lines: &[String]) -> Vec<String> {
    let longest = lines.iter().map(|line| longest_run(line, '`')).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let mut out = vec![format!("{fence}{language}")];
    out.extend(lines.iter().map(|line| line.trim_end().to_owned()));
    out.push(fence);
    out
}

/// Text without what a terminal, an editor or rustc would act on: line ends become one kind, controls and characters
/// that turn the direction or cannot be seen go.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    // Looked at to the end, which the processor does for many bytes at once.
    if text.bytes().fold(0, |strange, byte| strange | u8::from(!matches!(byte, b' '..=b'~' | b'\n'))) == 0 {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\n' => out.push('\n'),
            c if c.is_control() || is_invisible(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Marks of direction, joiners, fillers and tags: nothing that a reader sees, and much that deceives one.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Harmless lines in the making.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    /// For each list that is open: the column of its markers in the document, and that of its content here.
    lists: Vec<(usize, usize)>,
}

/// Nothing is indented further: four columns would be a code block.
const DEEPEST: usize = 3;

impl Lines {
    fn text(&mut self, line: &str) {
        let column = line.len() - line.trim_start().len();
        let content = single_spaced(line);
        if content.is_empty() {
            self.blank();
            return;
        }
        let (markers, rest) = markers(&content);
        if markers.is_empty() {
            self.paragraph(column, rest);
        } else {
            self.item(column, &markers, rest);
        }
    }

    fn paragraph(&mut self, column: usize, text: &str) {
        let after_blank = self.lines.last().is_none_or(String::is_empty);
        if after_blank {
            // A paragraph belongs to the innermost list whose markers stand left of it.
            while self.lists.pop_if(|(marker, _)| *marker >= column).is_some() {}
        }
        let indent = self.lists.last().map_or(0, |(_, content)| *content);
        self.push(indent, "", text);
    }

    fn item(&mut self, column: usize, markers: &str, text: &str) {
        if self.lists.is_empty() && self.lines.last().is_some_and(|line| !line.is_empty()) {
            // Some lists cannot interrupt a paragraph.
            self.lines.push(String::new());
        }
        while self.lists.pop_if(|(marker, _)| *marker >= column).is_some() {}
        let indent = self.lists.last().map_or(0, |(_, content)| *content);
        self.push(indent, markers, text);
        self.lists.push((column, DEEPEST.min(indent + markers.len())));
    }

    fn push(&mut self, indent: usize, markers: &str, text: &str) {
        let mut line = String::with_capacity(indent + markers.len() + text.len() + 8);
        (0..indent).for_each(|_| line.push(' '));
        line.push_str(markers);
        push_inline(text, &mut line);
        self.lines.push(line);
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn fenced(&mut self, language: &str, lines: &[String]) {
        self.lists.clear();
        self.blank();
        self.lines.extend(fenced(language, lines));
        self.lines.push(String::new());
    }

    fn finish(mut self) -> Vec<String> {
        while self.lines.pop_if(|line| line.is_empty()).is_some() {}
        self.lines
    }
}

/// The words of a line with one space between them: nothing is shown otherwise, and after what may or may not be the
/// mark of a list four spaces are a code block.
fn single_spaced(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    if !line.contains("  ") {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// The marks of lists and quotations at the start of a line, with one space after each, and what follows them.
fn markers(content: &str) -> (String, &str) {
    let mut markers = String::new();
    let mut rest = content;
    while let Some((marker, after)) = marker(rest) {
        markers.push_str(marker);
        markers.push(' ');
        rest = after;
    }
    (markers, rest)
}

fn marker(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match text.as_bytes().get(digits)? {
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        b'-' | b'*' | b'+' | b'>' if digits == 0 => 1,
        _ => return None,
    };
    let (marker, after) = text.split_at_checked(length)?;
    let content = after.trim_start();
    // `- - -` is a line across the page, and a mark without content is a sign.
    let spaced = after.starts_with(' ') || marker == ">";
    (spaced && content.chars().any(|c| !"-*_+> ".contains(c))).then_some((marker, content))
}

/// The fence that a line opens: its sign and length.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == sign).count();
    let info = line.get(length..).unwrap_or_default();
    (length >= 3 && !(sign == '`' && info.contains('`'))).then_some((sign, length))
}

/// The lines up to the end of a fenced block, which is taken too.
fn until_closed<'l>(lines: &mut impl Iterator<Item = &'l str>, (sign, length): (char, usize)) -> Vec<String> {
    lines
        .take_while(|line| {
            let line = line.trim();
            line.chars().count() < length || !line.chars().all(|c| c == sign)
        })
        .map(str::to_owned)
        .collect()
}

fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}

/// One line of text, with every character that could begin something dangerous written as itself.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_inline(text, &mut out);
    out
}

fn push_inline(text: &str, out: &mut String) {
    // An address has a colon.
    let is_special = |byte| matches!(byte, b'`' | b'[' | b']' | b'<' | b'>' | b'\\' | b'!' | b'~' | b':');
    if text.bytes().fold(0, |special, byte| special | u8::from(is_special(byte))) == 0 {
        return out.push_str(text);
    }
    let mut rest = text;
    loop {
        // Most of a text stands as it is.
        let bytes = rest.as_bytes();
        let plain = bytes.iter().enumerate().position(|(at, byte)| match byte {
            b'`' | b'[' | b']' | b'<' | b'>' | b'\\' | b'!' | b'~' => true,
            b'h' => bytes.get(at..).is_some_and(|rest| rest.starts_with(b"http")),
            _ => false,
        });
        let plain = plain.unwrap_or(rest.len());
        out.push_str(rest.get(..plain).unwrap_or_default());
        rest = rest.get(plain..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { return };
        let (written, length) = match c {
            '`' => code_span(rest),
            '[' => link(rest),
            '<' => autolink(rest),
            'h' => url(rest).map(|url| (format!("<{url}>"), url.len())),
            '!' if rest.starts_with("![") => Some((String::new(), 1)),
            '~' if rest.starts_with("~~~") => Some(("\\~\\~\\~".to_owned(), 3)),
            '\\' => escape(rest),
            _ => None,
        }
        .unwrap_or_else(|| (one(c), c.len_utf8()));
        out.push_str(&written);
        rest = rest.get(length..).unwrap_or_default();
    }
}

fn one(c: char) -> String {
    if "`[]<>\\".contains(c) { format!("\\{c}") } else { c.to_string() }
}

/// An escape of the document: kept if it is one in CommonMark.
fn escape(rest: &str) -> Option<(String, usize)> {
    let next = rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
    Some((format!("\\{next}"), 2))
}

/// A code span that ends on its line.
fn code_span(rest: &str) -> Option<(String, usize)> {
    let run = rest.bytes().take_while(|b| *b == b'`').count();
    let mut from = run;
    loop {
        let start = from + rest.get(from..)?.find('`')?;
        let length = rest.get(start..)?.bytes().take_while(|b| *b == b'`').count();
        if length == run {
            let content = rest.get(run..start)?;
            let fence = "`".repeat(longest_run(content, '`') + 1);
            if fence.len() >= 3 {
                return None;
            }
            return Some((format!("{fence}{content}{fence}"), start + run));
        }
        from = start + length;
    }
}

/// `[words](https://…)`, without a title.
fn link(rest: &str) -> Option<(String, usize)> {
    let middle = rest.find("](")?;
    let words = rest.get(1..middle)?;
    let target = rest.get(middle + 2..)?;
    let end = target.find(')')?;
    let address = target.get(..end)?.split(' ').next()?;
    if words.contains(['[', ']', '`', '<']) || words.trim().is_empty() {
        return None;
    }
    let length = middle + 2 + end + 1;
    match url(address) {
        Some(found) if found == address && words.contains("://") => Some((format!("<{address}>"), length)),
        Some(found) if found == address => Some((format!("[{}]({address})", inline(words)), length)),
        // An address within the vendor's own pages leads nowhere from here.
        _ if words.contains("://") => None,
        _ => Some((inline(words), length)),
    }
}

fn autolink(rest: &str) -> Option<(String, usize)> {
    let found = url(rest.get(1..)?)?;
    rest.get(1 + found.len()..)?.starts_with('>').then(|| (format!("<{found}>"), found.len() + 2))
}

/// The web address at the start of a text.
fn url(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=%".contains(b)).count();
    let url = text.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
    (url.len() > scheme.len()).then_some(url)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};

    use super::*;

    /// All that rustdoc would act on in these lines, seen by the parser that it uses.
    fn dangers(lines: &[String]) -> Vec<String> {
        let text = lines.join("\n");
        let found = std::cell::RefCell::new(Vec::new());
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let broken = |link: BrokenLink<'_>| {
            found.borrow_mut().push(format!("a link to an item: {}", link.reference));
            None
        };
        for event in Parser::new_with_broken_link_callback(&text, options, Some(broken)) {
            let danger = match event {
                Event::Html(html) | Event::InlineHtml(html) => Some(format!("html: {html}")),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("an indented block".to_owned()),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    (&*info != "text").then(|| format!("a block of {info:?}"))
                }
                Event::Start(Tag::Image { dest_url, .. }) => Some(format!("an image: {dest_url}")),
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    let web = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                    let plain = matches!(link_type, LinkType::Inline | LinkType::Autolink);
                    (!web || !plain).then(|| format!("a link: {dest_url}"))
                }
                Event::Start(Tag::FootnoteDefinition(name)) => Some(format!("a footnote: {name}")),
                _ => None,
            };
            found.borrow_mut().extend(danger);
        }
        found.into_inner()
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let lines = harmless(text);
        assert_eq!(lines.join("\n"), expect, "{text:?}");
        assert_eq!(dangers(&lines), [""; 0], "{text:?}");
    }

    #[test]
    fn what_is_meant_stays() {
        check("**Send** it *once*, `now`.", "**Send** it *once*, `now`.");
        check("- a\n  - b\n- c", "- a\n  - b\n- c");
        check("1. a\n2. b", "1. a\n2. b");
        check("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |");
        check("see [the docs](https://example.com/a?b=c#d)", "see [the docs](https://example.com/a?b=c#d)");
        check("see https://example.com/a.", "see <https://example.com/a>.");
        check("<https://example.com>", "<https://example.com>");
        check("a line\nand another\n\na paragraph", "a line\nand another\n\na paragraph");
        check("\\*not emphasis\\*", "\\*not emphasis\\*");
        check("# Heading\n> a quotation", "# Heading\n\n> a quotation");
    }

    #[test]
    fn what_is_dangerous_becomes_text() {
        check("a <b>c</b>", "a \\<b\\>c\\</b\\>");
        check("[Vec] and [`String`]", "\\[Vec\\] and \\[`String`\\]");
        check("[x](javascript:alert(1))", "x)");
        check("![x](https://example.com/x.png)", "[x](https://example.com/x.png)");
        check("    indented", "indented");
        check("-       code", "- code");
        check(">     code", "> code");
        check("```rust\nlet a = 1;\n```", "```text\nlet a = 1;\n```");
        check("```\nopen", "```text\nopen\n```");
        check("~~~\n```\n~~~", "````text\n```\n````");
        check("an open ` tick", "an open \\` tick");
        check("a\r\nb\u{0}\u{202e}\u{7}c\u{feff}", "a\nbc");
        check("[a]: https://example.com", "\\[a\\]: <https://example.com>");
        check("[^1]: note", "\\[^1\\]: note");
        check("\tcode", "code");
        check("a\n1.        -", "a\n1. -");
        check("- a\n\n      code", "- a\n\n  code");
        check("10. a\n    - b\n\n          - c", "10. a\n   - b\n\n   - c");
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(harmless_line("a\n<b>\n```\nc"), "a \\<b\\> \\`\\`\\` c");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]
        #[test]
        fn no_text_is_dangerous(text in "([ \\t>*+`~<\\[\\](){}!#_|:\\\\\\-]|1\\.|10\\)|\\n|\\n\\n|    |```|~~~|a|b c|http://a.bc|rust|\\u{202e}|\\r){0,40}") {
            let lines = harmless(&text);
            proptest::prop_assert_eq!(dangers(&lines), Vec::<String>::new(), "{:?} became {:?}", text, lines);
            proptest::prop_assert!(lines.iter().all(|line| !line.contains(['\n', '\r'])));
        }
    }
}
