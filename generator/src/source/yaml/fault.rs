//! What to say where the text stops being YAML. The scanner knows what it was doing; people want to know what to write.

use saphyr_parser::ScanError;

use super::{Collection, Reader};
use crate::diagnostic::{Diagnostic, Span};
use crate::source::assemble::{Fatal, too_deep};
use crate::source::codes;

impl Reader<'_, '_> {
    /// A key that is a list or a mapping.
    pub(super) fn key_fault(&self, span: Span, collection: Collection) -> Fatal {
        let words = match collection {
            Collection::Sequence => "a list",
            Collection::Mapping => "a mapping",
        };
        let first = Span { start: span.start, end: span.start + 1 };
        let diagnostic = Diagnostic::new(&codes::KEY_NOT_A_STRING, format!("a key is {words}"))
            .at(self.out.location(first))
            .label("expected a string");
        let braces = self.text.get(span.start as usize..).unwrap_or_default().starts_with('{');
        let help = if braces {
            "write a string before the colon; a template such as `{{name}}` must be quoted"
        } else {
            "write a plain or quoted string before the colon"
        };
        Box::new(diagnostic.help(help))
    }

    /// A control character, which neither syntax allows outside an escape.
    pub(super) fn check_characters(&self) -> Result<(), Fatal> {
        let is_control = |&(_, b): &(usize, u8)| b == 0x7F || (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'));
        let Some((at, byte)) = self.text.bytes().enumerate().find(is_control) else { return Ok(()) };
        let message = format!("the control character U+{byte:04X} stands in the text");
        let diagnostic = Diagnostic::new(&codes::YAML_SYNTAX, message)
            .at(self.out.place(self.character(at as u32)))
            .help(format!("remove it, or write `\\x{byte:02x}` in double quotes"));
        Err(Box::new(diagnostic))
    }

    pub(super) fn missing_key(&self, span: Span) -> Fatal {
        let diagnostic = Diagnostic::new(&codes::KEY_NOT_A_STRING, "a key is missing")
            .at(self.out.location(span))
            .label("nothing stands before this colon")
            .help("write a string before the colon");
        Box::new(diagnostic)
    }

    /// Puts the scanner's error into our words.
    pub(super) fn scan_fault(&self, error: &ScanError) -> Fatal {
        let at = self.places.byte(error.marker());
        if error.info() == "recursion limit exceeded" {
            let span = self.character(at);
            return Box::new(too_deep(self.out.limits.depth).at(self.out.place(span)));
        }
        if let Some(tab) = self.tab_indent(error.marker().line() as u32, error.info()) {
            let diagnostic = Diagnostic::new(&codes::TAB_INDENT, "a line is indented with a tab")
                .at(self.out.place(self.character(tab)))
                .label("this is a tab")
                .help("indent with spaces");
            return Box::new(diagnostic);
        }
        if is_about_tabs(error.info()) {
            let diagnostic = Diagnostic::new(&codes::TAB_INDENT, "a tab stands where YAML allows only spaces")
                .at(self.out.place(self.character(at)))
                .help("replace the tab with spaces");
            return Box::new(diagnostic);
        }
        let known = KNOWN.iter().find(|known| error.info().contains(known.info));
        let message = known.map_or(error.info(), |known| known.message);
        let code = known.map_or(&codes::YAML_SYNTAX, |known| known.code);
        let mut diagnostic = Diagnostic::new(code, message).at(self.out.place(self.character(at)));
        diagnostic.help = known.map(|known| known.help.to_owned());
        Box::new(diagnostic)
    }

    /// The character at a byte; the last one of the text for a place past its end.
    fn character(&self, at: u32) -> Span {
        let end = self.text.trim_end().len() as u32;
        if at >= end {
            return Span { start: end, end };
        }
        let length = self.text.get(at as usize..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { start: at, end: at + length as u32 }
    }

    /// The first tab that indents a line, from the one above the scanner's place (it often notices only afterwards
    /// that a line was not indented) on; below that place only if the scanner complains of a tab.
    fn tab_indent(&self, line: u32, info: &str) -> Option<u32> {
        let last = if is_about_tabs(info) { line.saturating_add(TEXT_LINES) } else { line };
        (line.saturating_sub(1).max(1)..=last).find_map(|line| {
            let range = self.places.lines.line(self.text, line);
            let content = self.text.get(range.clone())?;
            let blanks = content.get(..content.len() - content.trim_start().len())?;
            if blanks.len() == content.len() { None } else { Some((range.start + blanks.find('\t')?) as u32) }
        })
    }
}

fn is_about_tabs(info: &str) -> bool {
    info.contains(" a tab") || info.starts_with("tab")
}

/// How many lines of plain text are searched for the tab that the scanner met.
const TEXT_LINES: u32 = 1000;

/// An error of the scanner, by a part of its text, and what to say instead.
struct Known {
    info: &'static str,
    code: &'static crate::diagnostic::Code,
    message: &'static str,
    help: &'static str,
}

const fn syntax(info: &'static str, message: &'static str, help: &'static str) -> Known {
    Known { info, code: &codes::YAML_SYNTAX, message, help }
}

static KNOWN: &[Known] = &[
    Known {
        info: "unknown anchor",
        code: &codes::UNKNOWN_ANCHOR,
        message: "an alias names an anchor that is not declared before it",
        help: "declare the anchor earlier in this file, or quote the text if no alias is meant",
    },
    syntax(
        "mapping values are not allowed",
        "a colon may not stand here",
        "put the text in quotes if it holds `: `; else check the indentation of this line",
    ),
    syntax(
        "invalid indentation in quoted",
        "quoted text runs on in a line that is indented less",
        "close the quote, or indent the line",
    ),
    syntax(
        "simple key expect",
        "a line is neither `key: value` nor part of what stands above it",
        "write `key: value`, or check the indentation",
    ),
    syntax(
        "did not find expected key",
        "a key is expected here",
        "check the indentation: it must be the same for all keys of a mapping",
    ),
    syntax(
        "did not find expected '-'",
        "a list item `- ` is expected here",
        "check the indentation: it must be the same for all items of a list",
    ),
    syntax("invalid indentation", "the indentation fits no line above", "indent as the other keys of this mapping"),
    syntax("unexpected end of stream", "quoted text is not closed", "close it with the same quote that opens it"),
    syntax("unexpected document indicator", "quoted text is not closed", "close it with the same quote that opens it"),
    syntax(
        "unknown escape character",
        "text in double quotes holds an unknown escape",
        "write a backslash as `\\\\`, or use single quotes",
    ),
    syntax(
        "invalid Unicode character escape",
        "an escape is no character by itself",
        "write the character itself, or `\\U` with eight digits",
    ),
    syntax(
        "expected hexadecimal number",
        "an escape lacks hexadecimal digits",
        "write `\\x` with two, `\\u` with four or `\\U` with eight digits",
    ),
    syntax(
        "trailing content after",
        "text follows after a closing quote",
        "quote the whole text; within it, double a single quote or escape a double one",
    ),
    syntax("unexpected character", "a value may not begin with this character", "put the text in quotes"),
    syntax(
        "flow mapping, did not find",
        "expected `,` or `}`",
        "separate entries with a comma, and close the mapping with `}`",
    ),
    syntax(
        "flow sequence, expected",
        "expected `,` or `]`",
        "separate items with a comma, and close the list with `]`",
    ),
    syntax("end of plain scalar", "a value is expected here", "write a value, or put the text in quotes"),
    syntax("illegal placement of ':'", "a list in brackets is not closed before the next key", "close it with `]`"),
    syntax(
        "scanning an anchor or alias",
        "a name is missing after `*` or `&`",
        "put the text in quotes if it begins with `*` or `&`",
    ),
    syntax("scanning a tag", "a tag is malformed", "put the text in quotes if it begins with `!`"),
    syntax("parsing a tag", "a tag is malformed", "put the text in quotes if it begins with `!`"),
    syntax("verbatim tag", "a tag is malformed", "put the text in quotes if it begins with `!`"),
    syntax("handle wasn't declared", "a tag has an unknown prefix", "put the text in quotes if it begins with `!`"),
    syntax("misplaced bracket", "a closing bracket has no opening one", "remove it, or put the text in quotes"),
    syntax(
        "comment intercepting",
        "a comment interrupts text that runs over several lines",
        "put the text in quotes, or move the comment",
    ),
    syntax(
        "expected <document start>",
        "text follows after the end of the document",
        "check the indentation: a document is one mapping, list or value",
    ),
    syntax(
        "did not find expected node content",
        "a value is expected here",
        "write a value, or put the text in quotes",
    ),
    syntax(
        "block sequence entries are not allowed",
        "a list may not begin on this line",
        "begin the list on a new line, below its key",
    ),
    syntax("only valid inside a block", "`- ` may not stand between brackets", "separate items with commas"),
    syntax(
        "wrongly indented line in block scalar",
        "a line of this text is indented less than its first",
        "indent all lines of the text alike",
    ),
    syntax(
        "comments must be separated",
        "`#` follows without a space",
        "put a space before a comment, or quote the text",
    ),
    syntax("byte order mark", "a byte order mark stands inside the document", "remove it"),
    syntax(
        "unprintable character",
        "a character that YAML does not allow stands here",
        "remove it, or escape it in double quotes",
    ),
];
