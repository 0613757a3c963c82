//! Tests in the words of JavaScript, as rulesets of Spectral have them.

use super::parse::Parser;
use super::{Comparison, Fault, Operand, Query, Segment, Selector, Test};

/// The tests for a type, with the types that fit.
const TYPES: [(&str, &[&str]); 8] = [
    ("@object()", &["object"]),
    ("@array()", &["array"]),
    ("@string()", &["string"]),
    ("@number()", &["number", "integer"]),
    ("@integer()", &["integer"]),
    ("@boolean()", &["boolean"]),
    ("@null()", &["null"]),
    ("@scalar()", &["string", "number", "integer", "boolean", "null"]),
];

/// What a method asks of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Match,
    Includes,
    IndexOf,
    StartsWith,
    EndsWith,
}

const METHODS: [(&str, Asks); 5] = [
    ("match", Asks::Match),
    ("includes", Asks::Includes),
    ("indexOf", Asks::IndexOf),
    ("startsWith", Asks::StartsWith),
    ("endsWith", Asks::EndsWith),
];

const KNOWN: &str =
    "of the methods of JavaScript, `match`, `includes`, `indexOf`, `startsWith` and `endsWith` are supported";

impl Parser<'_> {
    /// A test that begins as none of RFC 9535 does: for a type, or of a list that is written out.
    pub(super) fn script(&mut self) -> Result<Option<Test>, Fault> {
        self.text.blanks();
        for (written, types) in TYPES {
            if self.text.take(written) {
                return Ok(Some(Test::Is(types)));
            }
        }
        if !self.text.take("[") {
            return Ok(None);
        }
        let mut listed = Vec::new();
        loop {
            self.text.blanks();
            listed.push(self.nested(Self::value)?);
            self.text.blanks();
            if self.text.take("]") {
                break;
            }
            if !self.text.take(",") {
                return self.text.fault("`]` must stand here, or `,` with another value");
            }
        }
        let is_index = self.text.take(".indexOf(");
        if !is_index && !self.text.take(".includes(") {
            return self.text.fault("of a list `includes` and `indexOf` are supported");
        }
        let wanted = self.nested(Self::value)?;
        self.close()?;
        let tests = listed.into_iter().map(|one| Test::Compare(wanted.clone(), Comparison::Equal, one));
        let test = Test::Any(tests.collect());
        Ok(Some(if is_index { self.compared_with_minus_one(test)? } else { test }))
    }

    /// A method of what was read: `@.name.match(/…/)`, `@property.includes('x')`.
    pub(super) fn method(&mut self, of: Operand) -> Result<Test, Fault> {
        let (text, asks) = match of {
            Operand::Key => (Operand::Key, METHODS.iter().find(|(name, _)| self.text.take(&format!(".{name}(")))),
            Operand::Single(mut query) => {
                let last = query.segments.pop();
                let known = METHODS.iter().find(|(name, _)| last.as_ref().is_some_and(|last| last.is_name(name)));
                (Operand::Single(query), known.filter(|_| self.text.take("(")))
            }
            other => (other, None),
        };
        let Some((_, asks)) = asks else { return self.text.fault(KNOWN) };
        let pattern = match asks {
            Asks::Match => self.slashed()?,
            _ => {
                self.text.blanks();
                let Operand::Text(wanted) = self.operand()? else {
                    return self.text.fault("a text must stand here");
                };
                let wanted = regex::escape(&wanted);
                match asks {
                    Asks::StartsWith => format!("^{wanted}"),
                    Asks::EndsWith => format!("{wanted}$"),
                    _ => wanted,
                }
            }
        };
        self.close()?;
        let test = Test::Fits { whole: false, text, pattern: Operand::Text(pattern) };
        if *asks == Asks::IndexOf { self.compared_with_minus_one(test) } else { Ok(test) }
    }

    /// After `indexOf(…)`: whether it is found, or not.
    fn compared_with_minus_one(&mut self, found: Test) -> Result<Test, Fault> {
        let yes = [("!==", "-1"), ("!=", "-1"), (">", "-1"), (">=", "0")];
        let no = [("===", "-1"), ("==", "-1"), ("<", "0")];
        let before = self.text.at;
        for (is_wanted, (operator, number)) in
            yes.map(|form| (true, form)).into_iter().chain(no.map(|form| (false, form)))
        {
            if self.operator(operator) {
                self.text.blanks();
                if self.text.take(number) {
                    return Ok(if is_wanted { found } else { Test::Not(Box::new(found)) });
                }
                self.text.at = before;
            }
        }
        self.text.fault("`indexOf` must be compared with -1")
    }

    /// A pattern between slashes, with its flags.
    fn slashed(&mut self) -> Result<String, Fault> {
        self.text.blanks();
        let begin = self.text.at;
        let mut rest = self.text.rest().strip_prefix('/').unwrap_or_default().char_indices();
        let (mut in_class, mut end) = (false, None);
        while let Some((at, letter)) = rest.next() {
            match letter {
                '\\' => drop(rest.next()),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => {
                    end = Some(at);
                    break;
                }
                _ => {}
            }
        }
        let Some(end) = end else { return self.text.fault("a pattern between slashes must stand here") };
        let pattern = self.text.rest().get(1..=end).unwrap_or_default().replace("\\/", "/");
        self.text.at += end + 2;
        let flags: String = self.text.rest().chars().take_while(char::is_ascii_lowercase).collect();
        self.text.at += flags.len();
        let pattern = if flags.contains('i') { format!("(?i){pattern}") } else { pattern };
        match regex::Regex::new(&pattern) {
            Ok(_) => Ok(pattern),
            Err(_) => Err(Fault { at: begin, why: "an engine of linear time cannot read this pattern" }),
        }
    }
}

/// `@.list.length` is the length of the list.
pub(super) fn of_script(mut query: Query) -> Operand {
    match query.segments.pop() {
        Some(last) if last.is_name("length") => Operand::Length(Box::new(Operand::Single(query))),
        last => {
            query.segments.extend(last);
            Operand::Single(query)
        }
    }
}

impl Segment {
    fn is_name(&self, wanted: &str) -> bool {
        !self.descendant && matches!(self.selectors.as_slice(), [Selector::Name(name)] if name == wanted)
    }
}
