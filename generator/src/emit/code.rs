//! The text of a file in the making: lines at their depth, and lists that are broken where a line would be too long.
//!
//! Who prints says what stands in a line; how far it is indented, and where a list breaks, is decided here alone. Text of
//! a document gets in only as a literal (`literal`), a checked name or a line of docs.

use std::fmt::{self, Display, Write as _};

/// Longer lines are broken where they are lists; text of the document is never broken.
const WIDTH: usize = 100;

/// One step of depth.
const STEP: &str = "    ";

/// A line of code: `line!(code, "pub fn {name}() {{}}")`.
macro_rules! line {
    ($code:expr, $($text:tt)+) => { $code.line(format_args!($($text)+)) };
}
pub(super) use line;

/// The opening line of a block, which ends with its brace: `open!(code, "impl {name}")`.
macro_rules! open {
    ($code:expr, $($text:tt)+) => { $code.open(format_args!($($text)+)) };
}
pub(super) use open;

/// Lines of Rust.
#[derive(Default)]
pub(super) struct Code {
    text: String,
    depth: usize,
}

impl Code {
    /// What was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// A line.
    pub(super) fn line(&mut self, line: fmt::Arguments<'_>) {
        self.indent();
        // Writing to a string does not fail.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }

    /// A line that opens a block; its brace is added.
    pub(super) fn open(&mut self, head: fmt::Arguments<'_>) {
        self.indent();
        let _ = self.text.write_fmt(head);
        self.text.push_str(" {\n");
        self.depth += 1;
    }

    /// A block of one line, such as a function that is an expression.
    pub(super) fn block(&mut self, head: fmt::Arguments<'_>, line: fmt::Arguments<'_>) {
        self.open(head);
        self.line(line);
        self.close();
    }

    /// Ends a block.
    pub(super) fn close(&mut self) {
        self.close_with("}");
    }

    /// Ends a block with these words.
    pub(super) fn close_with(&mut self, tail: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.words(&[tail]);
    }

    /// An empty line, unless a block or the file begins here.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("{\n") && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Items that were written elsewhere, after an empty line.
    pub(super) fn append(&mut self, items: Self) {
        self.gap();
        self.text.push_str(&items.text);
    }

    /// Lines that were laid out before, at this depth.
    pub(super) fn lines(&mut self, lines: &[String]) {
        lines.iter().for_each(|line| self.words(&[line]));
    }

    /// A line of these words, which costs less than [`Code::line`] where nothing has to be formatted.
    fn words(&mut self, words: &[&str]) {
        self.indent();
        words.iter().for_each(|word| self.text.push_str(word));
        self.text.push('\n');
    }

    /// A doc comment.
    pub(super) fn docs<L: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = L>) {
        self.comment("///", lines);
    }

    /// The doc comment of the enclosing module.
    pub(super) fn inner_docs<L: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = L>) {
        self.comment("//!", lines);
    }

    fn comment<L: AsRef<str>>(&mut self, sign: &str, lines: impl IntoIterator<Item = L>) {
        for text in lines {
            let text = text.as_ref().trim_end();
            // No line of words holds a line end.
            if text.is_empty() { self.words(&[sign]) } else { self.words(&[sign, " ", text]) }
        }
    }

    /// Of what stands next, machine code is made in the crates that call it and not here: few call most of a large API.
    pub(super) fn inline(&mut self) {
        self.line(format_args!("#[inline]"));
    }

    /// `#[deprecated]`, if it is.
    pub(super) fn deprecated(&mut self, is_deprecated: bool) {
        if is_deprecated {
            line!(self, "#[deprecated]");
        }
    }

    /// A list between its brackets: in one line if it fits, else with an item a line.
    pub(super) fn list(&mut self, head: impl Display, items: &[String], tail: impl Display) {
        let (head, tail) = (head.to_string(), tail.to_string());
        let inner: usize = items.iter().map(|item| item.len() + 2).sum();
        if items.is_empty() || self.depth * STEP.len() + head.len() + inner + tail.len() <= WIDTH {
            self.indent();
            self.text.push_str(&head);
            for (index, item) in items.iter().enumerate() {
                self.text.push_str(if index == 0 { "" } else { ", " });
                self.text.push_str(item);
            }
            self.text.push_str(&tail);
            self.text.push('\n');
            return;
        }
        self.words(&[head.trim_end()]);
        self.depth += 1;
        for item in items {
            // Nothing may follow what the rest of a struct is taken from.
            let comma = if item.starts_with("..") { "" } else { "," };
            self.words(&[item, comma]);
        }
        self.depth = self.depth.saturating_sub(1);
        self.words(&[tail.trim_start()]);
    }

    /// As [`Code::list`], with a tail that opens a block.
    pub(super) fn open_list(&mut self, head: impl Display, items: &[String], tail: impl Display) {
        self.list(head, items, tail);
        self.depth += 1;
    }

    /// Names between braces, as many in a line as fit.
    pub(super) fn names(&mut self, head: &str, names: &[&str], tail: &str) {
        let whole = names.join(", ");
        if self.depth * STEP.len() + head.len() + whole.len() + tail.len() <= WIDTH {
            line!(self, "{head}{whole}{tail}");
            return;
        }
        line!(self, "{head}");
        self.depth += 1;
        let room = WIDTH - self.depth * STEP.len();
        let mut row = String::new();
        for name in names {
            if !row.is_empty() && row.len() + name.len() + 2 > room {
                line!(self, "{row}");
                row.clear();
            }
            row.push_str(if row.is_empty() { "" } else { " " });
            row.push_str(name);
            row.push(',');
        }
        line!(self, "{row}");
        self.depth = self.depth.saturating_sub(1);
        line!(self, "{tail}");
    }

    /// A chain of method calls: in one line if it fits, else with a step a line. A step of several lines, such as a closure,
    /// goes on at its own depth.
    pub(super) fn chain(&mut self, start: &str, steps: &[Vec<String>]) {
        let lines = steps.iter().flatten();
        let width: usize = lines.map(String::len).sum::<usize>() + start.len();
        if steps.iter().all(|step| step.len() <= 1) && self.depth * STEP.len() + width <= WIDTH {
            let whole: String = steps.iter().flatten().map(String::as_str).collect();
            line!(self, "{start}{whole}");
            return;
        }
        // A start as short as a step of depth is no line of its own.
        let (start, steps) = match steps {
            [first, others @ ..] if first.len() == 1 && start.len() <= STEP.len() => {
                (format!("{start}{}", first.concat()), others)
            }
            all => (start.to_owned(), all),
        };
        line!(self, "{start}");
        self.depth += 1;
        steps.iter().for_each(|step| self.lines(step));
        self.depth = self.depth.saturating_sub(1);
    }

    fn indent(&mut self) {
        (0..self.depth).for_each(|_| self.text.push_str(STEP));
    }
}

/// Lines one step deeper, between a head and a tail.
pub(super) fn nested(head: &str, lines: Vec<String>, tail: &str) -> Vec<String> {
    let mut whole = Vec::with_capacity(lines.len() + 2);
    whole.push(head.to_owned());
    whole.extend(lines.into_iter().map(|line| format!("{STEP}{line}")));
    whole.push(tail.to_owned());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: impl FnOnce(&mut Code), expect: &str) {
        let mut code = Code::default();
        write(&mut code);
        assert_eq!(code.into_text(), expect);
    }

    #[test]
    fn a_list_breaks_where_it_is_too_long() {
        let items = |count: usize| vec!["abcdefgh: String".to_owned(); count];
        check(|code| code.list("pub fn new(", &[], ")"), "pub fn new()\n");
        check(|code| code.list("new(", &items(2), ")"), "new(abcdefgh: String, abcdefgh: String)\n");
        let row = "    abcdefgh: String,\n";
        check(|code| code.list("new(", &items(6), ")"), &format!("new(\n{})\n", row.repeat(6)));
        let rest = [items(6), vec!["..Self::blank()".to_owned()]].concat();
        check(
            |code| code.list("Self { ", &rest, " }"),
            &format!("Self {{\n{}    ..Self::blank()\n}}\n", row.repeat(6)),
        );
    }

    #[test]
    fn a_chain_breaks_where_it_is_too_long_or_a_step_has_lines() {
        let step = |text: &str| vec![text.to_owned()];
        check(|code| code.chain("self", &[step(".a(1)"), step(".b(2)")]), "self.a(1).b(2)\n");
        let closure = nested(".c(|check| {", vec!["check.x();".to_owned()], "})");
        check(
            |code| code.chain("self", &[step(".a()"), closure]),
            "self.a()\n    .c(|check| {\n        check.x();\n    })\n",
        );
    }

    #[test]
    fn gaps_stand_between_and_not_at_the_edge() {
        let write = |code: &mut Code| {
            code.gap();
            open!(code, "impl A");
            code.gap();
            line!(code, "fn a() {{}}");
            code.gap();
            code.gap();
            code.docs(["B.", "", "Yes. "]);
            line!(code, "fn b() {{}}");
            code.close();
        };
        check(write, "impl A {\n    fn a() {}\n\n    /// B.\n    ///\n    /// Yes.\n    fn b() {}\n}\n");
    }

    #[test]
    fn names_fill_their_lines() {
        check(|code| code.names("use a::{", &["B", "C"], "};"), "use a::{B, C};\n");
        let name = "Abcdefghijklmnopqrstuvwxyz";
        let row = format!("    {name}, {name}, {name},\n");
        check(|code| code.names("use a::{", &[name; 4], "};"), &format!("use a::{{\n{row}    {name},\n}};\n"));
    }
}
