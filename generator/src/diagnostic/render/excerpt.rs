//! The few lines of a text that are shown with a finding, made harmless and cut to size.

use std::ops::Range;

use crate::diagnostic::{Lines, Span};

/// Lines longer than this many bytes are cut to a window around what is marked.
const LONGEST_LINE: usize = 160;
/// How many characters of a long line stand before the marked ones.
const BEFORE: usize = 40;
/// How many characters are marked at most, and how many stand after them.
const MARKED: usize = 80;
/// What stands for the part of a line that is left out.
const CUT: &str = "…";
/// Two places that are at most so many lines apart are shown in one excerpt.
const NEAR: u32 = 20;

/// A piece of a text with places marked in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Whole lines; or the window of one.
    pub(super) text: String,
    /// The number of the first one.
    pub(super) line: u32,
    /// The marked bytes of `text`, in the order in which they were asked for.
    pub(super) marked: Vec<Range<usize>>,
    /// Is it a window? Then columns in it are not columns of the file.
    pub(super) is_cut: bool,
}

/// The line in which the span begins, with as much of the span as stands in it.
pub(super) fn excerpt(text: &str, lines: &Lines, span: Span) -> Excerpt {
    let line = lines.position(text, span.start).line;
    let range = lines.line(text, line);
    let content = text.get(range.clone()).unwrap_or_default();
    let start = (span.start as usize).clamp(range.start, range.end) - range.start;
    let end = (span.end as usize).clamp(range.start + start, range.end) - range.start;
    let (before, rest) = content.split_at_checked(start).unwrap_or((content, ""));
    let (inside, after) = rest.split_at_checked(end - start).unwrap_or((rest, ""));

    let is_cut = content.len() > LONGEST_LINE;
    let most = |characters| if is_cut { characters } else { usize::MAX };
    let mut shown = tail(before, most(BEFORE));
    let from = shown.len();
    shown.push_str(&head(inside, most(MARKED)));
    let marked = from..shown.len();
    shown.push_str(&head(after, most(MARKED)));
    Excerpt { text: shown, line, marked: vec![marked], is_cut }
}

impl Excerpt {
    /// Takes another one of the same text in, with the lines between, if both are whole and near.
    pub(super) fn join(&mut self, other: &Excerpt, text: &str, lines: &Lines) -> bool {
        let last = |excerpt: &Excerpt| excerpt.line + excerpt.text.matches('\n').count() as u32;
        let (from, to) = (self.line.min(other.line), last(self).max(last(other)));
        let content = |line| text.get(lines.line(text, line)).unwrap_or_default();
        let is_short = |line| content(line).len() <= LONGEST_LINE;
        if self.is_cut || other.is_cut || to - from > NEAR || !(from..=to).all(is_short) {
            return false;
        }
        let shown: Vec<String> = (from..=to).map(|line| visible(content(line))).collect();
        let shift = |line: u32| shown.iter().take((line - from) as usize).map(|line| line.len() + 1).sum::<usize>();
        let moved = |excerpt: &Excerpt| {
            let by = shift(excerpt.line);
            excerpt.marked.iter().map(|marked| marked.start + by..marked.end + by).collect::<Vec<_>>()
        };
        self.marked = [moved(self), moved(other)].concat();
        self.line = from;
        self.text = shown.join("\n");
        true
    }
}

/// The first characters of a text.
fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => visible(text.get(..end).unwrap_or_default()) + CUT,
        None => visible(text),
    }
}

/// The last characters of a text.
fn tail(text: &str, most: usize) -> String {
    let kept = text.char_indices().rev().take(most).last().map_or(text.len(), |(start, _)| start);
    let shown = visible(text.get(kept..).unwrap_or_default());
    if kept > 0 { CUT.to_owned() + &shown } else { shown }
}

/// Could this character steer a terminal, or hide or reorder what is read? C0 and C1 controls, bidirectional marks,
/// separators, and what has no width.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// The text with every such character made visible, one for one: what is shown must be what is there. Tabs stay, the
/// listing widens them.
pub(super) fn visible(text: &str) -> String {
    let neutral = |c: char| match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(c) => '\u{FFFD}',
        _ => c,
    };
    text.chars().map(neutral).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;

    fn span_of(text: &str, wanted: &str) -> Span {
        let start = text.find(wanted).unwrap_or_default();
        Span { start: start as u32, end: (start + wanted.len()) as u32 }
    }

    fn check(text: &str, wanted: &str, expected: &str, marked: &str) {
        let found = excerpt(text, &Lines::new(text), span_of(text, wanted));
        assert_eq!((found.text.as_str(), &found.text[found.marked[0].clone()]), (expected, marked));
    }

    #[test]
    fn a_line_with_its_mark() {
        check("a: 1\nb: wrong\nc: 3", "wrong", "b: wrong", "wrong");
        check("a\n\tb: x\r\n", "x", "\tb: x", "x");
        check("a: [1,\n2]", "[1,\n2]", "a: [1,", "[1,");
        check("a: \u{1b}[31mred\u{9b}0m", "red", "a: ␛[31mred\u{FFFD}0m", "red");
        check("a\u{202e}b", "b", "a\u{FFFD}b", "b");
        check("", "", "", "");
    }

    #[test]
    fn a_long_line_is_cut() {
        let long = format!("{}X{}", "é".repeat(10_000), "z".repeat(10_000));
        let expected = format!("…{}X{}…", "é".repeat(BEFORE), "z".repeat(MARKED));
        check(&long, "X", &expected, "X");
        let span = "y".repeat(5_000);
        let expected = format!("{}…", "y".repeat(MARKED));
        check(&span, &span, &expected, &expected);
    }

    #[test]
    fn near_places_are_shown_together() {
        let text = "first: 1\nbetween: \u{1b}\nsecond: 2\n";
        let lines = Lines::new(text);
        let mut joined = excerpt(text, &lines, span_of(text, "second"));
        assert!(joined.join(&excerpt(text, &lines, span_of(text, "first")), text, &lines));
        assert_eq!((joined.line, joined.text.as_str()), (1, "first: 1\nbetween: ␛\nsecond: 2"));
        let marked: Vec<&str> = joined.marked.iter().map(|range| &joined.text[range.clone()]).collect();
        assert_eq!(marked, ["second", "first"]);

        let far = format!("first: 1\n{}second: 2\n", "\n".repeat(30));
        let lines = Lines::new(&far);
        let mut alone = excerpt(&far, &lines, span_of(&far, "second"));
        assert!(!alone.join(&excerpt(&far, &lines, span_of(&far, "first")), &far, &lines));
    }
}
