//! In how many ways a regular expression can match a text: exponentially many, or not.
//!
//! The expression becomes an automaton without empty steps, by the positions of its characters (Glushkov). It is ambiguous
//! to an exponential degree exactly if from some position two ways of the same text lead back to it (Weber and Seidl 1991),
//! which is looked for in the product of the automaton with itself. Counted repetitions are taken as of two or fewer
//! copies, and expressions of many positions are not looked at.

use std::collections::{HashMap, HashSet};

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

/// Expressions with more positions are taken as harmless.
const MANY: usize = 80;

/// Can a text be taken apart in exponentially many ways, before the expression fails? `budget` is how many steps may be taken
/// to find out; what would take more is taken as harmless.
///
/// What the parser cannot read (look-around, references back) is taken as harmless.
pub(super) fn is_exponential(pattern: &str, budget: &mut usize) -> bool {
    // What is repeated has one length where there are not two quantifiers, or a choice.
    if pattern.bytes().filter(|byte| matches!(byte, b'*' | b'+' | b'{' | b'?' | b'|')).count() < 2 {
        return false;
    }
    let Ok(hir) = regex_syntax::Parser::new().parse(pattern) else { return false };
    if !is_nested(&hir, false) {
        return false;
    }
    let mut automaton = Automaton::default();
    let Some(whole) = automaton.of(&hir) else { return false };
    automaton.compare_letters(budget) && automaton.is_exponential(&whole, budget)
}

/// Does something of more than one length repeat?
fn is_nested(hir: &Hir, inside: bool) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let varies = repetition.max != Some(repetition.min);
            (varies && inside) || is_nested(&repetition.sub, inside || repetition.max.is_none_or(|max| max > 10))
        }
        HirKind::Capture(capture) => is_nested(&capture.sub, inside),
        HirKind::Concat(parts) => parts.iter().any(|part| is_nested(part, inside)),
        HirKind::Alternation(parts) => inside || parts.iter().any(|part| is_nested(part, inside)),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
    }
}

/// The positions of an expression, and which may follow which.
#[derive(Default)]
struct Automaton {
    /// What stands at each; `None` is the end of the text.
    letters: Vec<Option<ClassUnicode>>,
    /// Which may follow, in how many ways.
    follow: HashMap<usize, HashMap<usize, usize>>,
    /// Which have a letter in common.
    shared: HashSet<(usize, usize)>,
}

/// A part of an expression.
#[derive(Clone, Default)]
struct Part {
    first: Vec<usize>,
    last: Vec<usize>,
    can_be_empty: bool,
}

impl Automaton {
    fn letter(&mut self, letter: Option<ClassUnicode>) -> Option<Part> {
        let position = self.letters.len();
        self.letters.push(letter);
        (position < MANY).then(|| Part { first: vec![position], last: vec![position], can_be_empty: false })
    }

    fn of(&mut self, hir: &Hir) -> Option<Part> {
        let nothing = || Part { can_be_empty: true, ..Part::default() };
        match hir.kind() {
            HirKind::Empty => Some(nothing()),
            HirKind::Look(Look::End | Look::EndLF) => self.letter(None),
            HirKind::Look(_) => Some(nothing()),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                let mut whole = nothing();
                for letter in text.chars() {
                    let one = self.letter(Some(ClassUnicode::new([ClassUnicodeRange::new(letter, letter)])))?;
                    whole = self.both(&whole, &one);
                }
                Some(whole)
            }
            HirKind::Class(Class::Unicode(class)) => self.letter(Some(class.clone())),
            HirKind::Class(Class::Bytes(_)) => None,
            HirKind::Capture(capture) => self.of(&capture.sub),
            HirKind::Concat(parts) => {
                let mut whole = nothing();
                for part in parts {
                    let next = self.of(part)?;
                    whole = self.both(&whole, &next);
                }
                Some(whole)
            }
            HirKind::Alternation(parts) => {
                let mut whole = Part::default();
                for part in parts {
                    let next = self.of(part)?;
                    whole.first.extend(next.first);
                    whole.last.extend(next.last);
                    whole.can_be_empty |= next.can_be_empty;
                }
                Some(whole)
            }
            HirKind::Repetition(repetition) => self.repetition(repetition.min, repetition.max, &repetition.sub),
        }
    }

    fn repetition(&mut self, min: u32, max: Option<u32>, sub: &Hir) -> Option<Part> {
        let mut whole = self.of(sub)?;
        whole.can_be_empty |= min == 0;
        match max {
            None => {
                for last in whole.last.clone() {
                    self.follows(last, &whole.first);
                }
            }
            Some(max) if max > 1 => {
                let mut again = self.of(sub)?;
                again.can_be_empty |= min < max;
                whole = self.both(&whole, &again);
            }
            Some(_) => {}
        }
        Some(whole)
    }

    fn follows(&mut self, last: usize, first: &[usize]) {
        let ways = self.follow.entry(last).or_default();
        first.iter().for_each(|next| *ways.entry(*next).or_default() += 1);
    }

    /// One after the other.
    fn both(&mut self, one: &Part, other: &Part) -> Part {
        one.last.iter().for_each(|last| self.follows(*last, &other.first));
        let with = |own: &[usize], more: &[usize], is_more: bool| {
            own.iter().chain(more.iter().filter(|_| is_more)).copied().collect()
        };
        Part {
            first: with(&one.first, &other.first, one.can_be_empty),
            last: with(&other.last, &one.last, other.can_be_empty),
            can_be_empty: one.can_be_empty && other.can_be_empty,
        }
    }

    /// Does a text lead from a position back to it in two ways, and from there to a failure?
    fn is_exponential(&self, whole: &Part, budget: &mut usize) -> bool {
        (0..self.letters.len()).any(|start| !self.must_succeed(start, whole) && self.leads_back_twice(start, budget))
    }

    /// Finds out which positions have a letter in common; false if that costs too much.
    fn compare_letters(&mut self, budget: &mut usize) -> bool {
        // One comparison costs about as much as so many steps.
        const COST: usize = 8;
        let Some(left) = budget.checked_sub(COST * self.letters.len() * self.letters.len()) else { return false };
        *budget = left;
        for one in 0..self.letters.len() {
            for other in 0..=one {
                if self.share_a_letter(one, other) {
                    self.shared.extend([(one, other), (other, one)]);
                }
            }
        }
        true
    }

    /// Do two ways of one text lead from a position back to it?
    fn leads_back_twice(&self, start: usize, budget: &mut usize) -> bool {
        // Pairs of positions, and whether the two ways have parted.
        let mut seen: HashSet<(usize, usize, bool)> = HashSet::new();
        let mut waiting = vec![(start, start, false)];
        while let Some((one, other, parted)) = waiting.pop() {
            let (Some(ones), Some(others)) = (self.follow.get(&one), self.follow.get(&other)) else { continue };
            for (next, ways) in ones {
                for twin in others.keys() {
                    let Some(left) = budget.checked_sub(1) else { return false };
                    *budget = left;
                    if !self.shared.contains(&(*next, *twin)) {
                        continue;
                    }
                    let parted = parted || next != twin || (one == other && *ways > 1);
                    if parted && *next == start && *twin == start {
                        return true;
                    }
                    if seen.insert((*next, *twin, parted)) {
                        waiting.push((*next, *twin, parted));
                    }
                }
            }
        }
        false
    }

    fn share_a_letter(&self, one: usize, other: usize) -> bool {
        let letters = |position: usize| self.letters.get(position).and_then(Option::as_ref);
        let Some((one, other)) = letters(one).zip(letters(other)) else { return false };
        let mut both = one.clone();
        both.intersect(other);
        !both.ranges().is_empty()
    }

    /// May the expression end here, whatever follows? Then the first way succeeds, and no other is tried.
    fn must_succeed(&self, position: usize, whole: &Part) -> bool {
        whole.last.contains(&position)
    }
}

#[cfg(test)]
mod tests {
    fn is_exponential(pattern: &str) -> bool {
        super::is_exponential(pattern, &mut 1_000_000)
    }

    #[test]
    fn exponentially_many_ways() {
        for pattern in [
            "^(a+)+$",
            "^(a*)*$",
            "^([A-Z]+)*b$",
            "^(a|a|b+)+$",
            r"^(\w+\s?)*$",
            r"^(([a-z])+.)+[A-Z]([a-z])+$",
            r"^(\d|\d\d)+$",
            "^(a{1,64})+$",
            r"(.*,)*x",
            r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}$",
        ] {
            assert!(is_exponential(pattern), "{pattern}");
        }
    }

    #[test]
    fn what_takes_too_long_is_taken_as_harmless() {
        let many: Vec<String> = (b'a'..=b'z').map(|letter| format!("{0}{0}", char::from(letter))).collect();
        let pattern = format!("^({}|zz)+$", many.join("|"));
        assert!(is_exponential(&pattern));
        assert!(!super::is_exponential(&pattern, &mut 10_000));
    }

    #[test]
    fn few_ways() {
        for pattern in [
            "^[A-Z]+(-[A-Z]+)*$",
            r"^\d{4}(-\d{2}){2}$",
            r"^(\d{4})+$",
            r"^([a-z]+\.)*[a-z]+$",
            "^(ab?)+$",
            // It succeeds whatever follows.
            "^(a+)+",
            // As many ways as the square of its length, which is borne.
            "^a*a*$",
            r"^(?=.*\d)(a+)+$",
            "(",
            r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$",
            "^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)[.]){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$",
        ] {
            assert!(!is_exponential(pattern), "{pattern}");
        }
    }
}
