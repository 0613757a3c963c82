//! The grammar of regular expressions in ECMA-262 (§22.2.1), as far as other languages differ from it.
//!
//! One pass over the characters, with no stack but a count of open groups. What browsers accept beyond the grammar for the
//! sake of old pages (§B.1.2: a lone `]` or `}`, escapes of letters that mean nothing) is accepted here too.

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What, as a clause.
    pub(super) what: &'static str,
    /// What to write instead.
    pub(super) instead: &'static str,
}

const fn fault(what: &'static str, instead: &'static str) -> Fault {
    Fault { what, instead }
}

const UNCLOSED_CLASS: Fault = fault("a `[` is not closed", "close it, or write `\\[`");
const UNCLOSED_GROUP: Fault = fault("a `(` is not closed", "close it, or write `\\(`");
const UNOPENED_GROUP: Fault = fault("a `)` closes nothing", "remove it, or write `\\)`");
const NOTHING_TO_REPEAT: Fault =
    fault("a quantifier has nothing to repeat", "put what it repeats before it, or escape it");
const POSSESSIVE: Fault = fault("there are no possessive quantifiers (`*+`, `++`, `?+`)", "leave out the second `+`");
const FLAGS: Fault =
    fault("there are no flags such as `(?i)` inside of a pattern", "spell both cases out, as in `[Aa]`");
const NAMED: Fault = fault("groups are not named by `(?P<name>…)`", "write `(?<name>…)`, or `(?:…)`");
const GROUP: Fault =
    fault("there is no such group", "write `(?:…)`, `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)` or `(?<name>…)`");
const ANCHOR: Fault = fault("`\\A`, `\\Z` and `\\z` are no anchors", "write `^` at the beginning, and `$` at the end");
const POSIX: Fault = fault("there are no classes such as `[:alpha:]`", "write the letters, as in `[A-Za-z]`");
const BACKSLASH: Fault = fault("it ends with a backslash", "remove it, or write `\\\\`");
const RANGE: Fault = fault("a range of a class runs backwards", "put the lower end first");
const BOUNDS: Fault = fault("the bounds of a quantifier run backwards", "put the lower one first");
const SLASHES: Fault = fault("the slashes around it are part of the pattern", "leave out the slashes");

const FROM_NOTHING: Fault = fault("`{,n}` is no quantifier", "write `{0,n}`");

/// The first thing that is wrong with it.
pub(super) fn fault_of(pattern: &str) -> Option<Fault> {
    if pattern.starts_with("/^") && ["$/", "$/i", "$/g", "$/u"].iter().any(|end| pattern.ends_with(end)) {
        return Some(SLASHES);
    }
    let mut scan = Scan { rest: pattern, open: 0, repeatable: false };
    while let Some(next) = scan.next() {
        if let Err(fault) = scan.term(next) {
            return Some(fault);
        }
    }
    (scan.open > 0).then_some(UNCLOSED_GROUP)
}

struct Scan<'p> {
    rest: &'p str,
    /// How many groups are open.
    open: usize,
    /// May a quantifier follow?
    repeatable: bool,
}

impl<'p> Scan<'p> {
    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        self.rest = chars.as_str();
        Some(next)
    }

    fn take(&mut self, text: &str) -> bool {
        let after = self.rest.strip_prefix(text);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn term(&mut self, first: char) -> Result<(), Fault> {
        match first {
            '\\' => self.escape()?,
            '[' => self.class()?,
            '(' => self.group()?,
            ')' => {
                self.open = self.open.checked_sub(1).ok_or(UNOPENED_GROUP)?;
                self.repeatable = true;
            }
            '*' | '+' | '?' => self.quantified()?,
            '{' => self.braces()?,
            '^' | '$' | '|' => self.repeatable = false,
            _ => self.repeatable = true,
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let letter = self.next().ok_or(BACKSLASH)?;
        match letter {
            'A' | 'Z' | 'z' => return Err(ANCHOR),
            'p' | 'P' | 'u' | 'x' if self.rest.starts_with('{') => {
                self.rest = self.rest.split_once('}').map_or(self.rest, |(_, rest)| rest);
            }
            _ => {}
        }
        self.repeatable = !matches!(letter, 'b' | 'B');
        Ok(())
    }

    fn class(&mut self) -> Result<(), Fault> {
        self.take("^");
        // The character that a range may begin with, and whether one has begun.
        let (mut low, mut ranging) = (None, false);
        loop {
            let next = self.next().ok_or(UNCLOSED_CLASS)?;
            let single = match next {
                ']' => break,
                '[' if self.rest.starts_with(':') && self.rest.contains(":]") => return Err(POSIX),
                '\\' => {
                    let escaped = self.next().ok_or(BACKSLASH)?;
                    // What letters and digits stand for is not looked at.
                    Some(escaped).filter(|escaped| !escaped.is_ascii_alphanumeric())
                }
                '-' if !ranging && low.is_some() => {
                    ranging = true;
                    continue;
                }
                other => Some(other),
            };
            if ranging && low.zip(single).is_some_and(|(low, high)| low > high) {
                return Err(RANGE);
            }
            low = single.filter(|_| !ranging);
            ranging = false;
        }
        self.repeatable = true;
        Ok(())
    }

    fn group(&mut self) -> Result<(), Fault> {
        self.open += 1;
        self.repeatable = false;
        if !self.take("?") {
            return Ok(());
        }
        if self.rest.starts_with("P<") || self.rest.starts_with("P=") || self.rest.starts_with("P>") {
            return Err(NAMED);
        }
        let after = self.rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
        if after.len() < self.rest.len() {
            // `(?i:…)` is in the grammar since 2025; `(?i)` is not.
            return if after.starts_with(':') { Ok(()) } else { Err(FLAGS) };
        }
        let known = [":", "=", "!", "<=", "<!", "<"];
        if known.iter().any(|start| self.take(start)) { Ok(()) } else { Err(GROUP) }
    }

    /// `{n}`, `{n,}` and `{n,m}` are quantifiers; other braces are characters.
    fn braces(&mut self) -> Result<(), Fault> {
        let is_count = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let Some((inside, rest)) = self.rest.split_once('}') else {
            self.repeatable = true;
            return Ok(());
        };
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        if least.is_empty() && is_count(most) && self.repeatable {
            return Err(FROM_NOTHING);
        }
        if !is_count(least) || !(most.is_empty() || is_count(most)) {
            self.repeatable = true;
            return Ok(());
        }
        let count = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
        if !most.is_empty() && count(most) < count(least) {
            return Err(BOUNDS);
        }
        self.rest = rest;
        self.quantified()
    }

    /// After a quantifier.
    fn quantified(&mut self) -> Result<(), Fault> {
        if !self.repeatable {
            return Err(NOTHING_TO_REPEAT);
        }
        self.repeatable = false;
        if !self.take("?") && self.rest.starts_with('+') {
            return Err(POSSESSIVE);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expect: Option<Fault>) {
        assert_eq!(fault_of(pattern), expect, "{pattern}");
    }

    #[test]
    fn what_the_grammar_has() {
        for pattern in [
            "",
            "^[a-z]+$",
            r"^(?=.*\d)(?!.*\s)[\w.\-]{8,64}?$",
            r"(?<year>\d{4})-(?:0[1-9]|1[0-2])",
            r"(?<=a)(?<!b)c",
            r"\p{L}+\u{1F600}\x41\cA",
            "[^]]*",
            "[]a-]",
            r"[\]\-a-z_-]",
            "a{,}b{x}c{",
            "}]",
            "(a|b|)*",
            "(?i:a)b",
            r"^\/v1\/.*$",
            "/pets/",
            "a??b*?c+?d{2}?",
            "ä+",
        ] {
            check(pattern, None);
        }
    }

    #[test]
    fn what_it_has_not() {
        check("[a-z", Some(UNCLOSED_CLASS));
        check("(a", Some(UNCLOSED_GROUP));
        check("a)", Some(UNOPENED_GROUP));
        check("*a", Some(NOTHING_TO_REPEAT));
        check("^+", Some(NOTHING_TO_REPEAT));
        check("a**", Some(NOTHING_TO_REPEAT));
        check("(?:|+)", Some(NOTHING_TO_REPEAT));
        check("a++", Some(POSSESSIVE));
        check("a{2}+", Some(POSSESSIVE));
        check("(?i)a", Some(FLAGS));
        check("(?P<a>b)", Some(NAMED));
        check("(?>a)", Some(GROUP));
        check(r"\Aa\z", Some(ANCHOR));
        check("[[:alpha:]]", Some(POSIX));
        check(r"a\", Some(BACKSLASH));
        check("[z-a]", Some(RANGE));
        check("a{3,2}", Some(BOUNDS));
        check("a{,3}", Some(FROM_NOTHING));
        check("/^a$/i", Some(SLASHES));
    }
}
