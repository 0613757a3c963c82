//! Tests of filters: comparisons, existence, and the functions (RFC 9535 §2.3.5, §2.4).

use super::eval::{Eval, Stopped};
use super::{Comparison, Operand, Query, Test};
use crate::overlay::draft::Id;
use crate::source::Kind;

/// What an operand comes to.
enum Value<'a> {
    /// A query that selects nothing, or a function without a result.
    Nothing,
    Null,
    Bool(bool),
    Number(f64),
    Text(&'a str),
    /// A list or an object.
    Held(Id),
}

impl Eval<'_, '_> {
    pub(super) fn test(&self, test: &Test, current: Id) -> Result<bool, Stopped> {
        self.step()?;
        match test {
            Test::Any(tests) => {
                for test in tests {
                    if self.test(test, current)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Test::All(tests) => {
                for test in tests {
                    if !self.test(test, current)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Test::Not(test) => Ok(!self.test(test, current)?),
            Test::Exists(query) => Ok(!self.query(query, current)?.is_empty()),
            Test::Compare(left, comparison, right) => {
                let (left, right) = (self.value(left, current)?, self.value(right, current)?);
                self.compare(&left, *comparison, &right)
            }
            Test::Fits { whole, text, pattern } => {
                let (text, pattern) = (self.value(text, current)?, self.value(pattern, current)?);
                Ok(
                    matches!((text, pattern), (Value::Text(text), Value::Text(pattern)) if self.fits(*whole, text, pattern)),
                )
            }
        }
    }

    fn compare(&self, left: &Value<'_>, comparison: Comparison, right: &Value<'_>) -> Result<bool, Stopped> {
        let equal = self.equal(left, right)?;
        let less = |a: &Value<'_>, b: &Value<'_>| match (a, b) {
            (Value::Number(a), Value::Number(b)) => a < b,
            (Value::Text(a), Value::Text(b)) => a < b,
            _ => false,
        };
        Ok(match comparison {
            Comparison::Equal => equal,
            Comparison::NotEqual => !equal,
            Comparison::Less => less(left, right),
            Comparison::Greater => less(right, left),
            Comparison::LessOrEqual => equal || less(left, right),
            Comparison::GreaterOrEqual => equal || less(right, left),
        })
    }

    fn equal(&self, left: &Value<'_>, right: &Value<'_>) -> Result<bool, Stopped> {
        Ok(match (left, right) {
            (Value::Nothing, Value::Nothing) | (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Held(a), Value::Held(b)) => self.same(*a, *b)?,
            _ => false,
        })
    }

    /// Equal all the way down. Recursion: as deep as the document.
    fn same(&self, a: Id, b: Id) -> Result<bool, Stopped> {
        self.step()?;
        match (self.draft.kind(a), self.draft.kind(b)) {
            (Kind::Sequence, Kind::Sequence) => {
                let (left, right) = (self.draft.items(a), self.draft.items(b));
                let mut same = left.len() == right.len();
                for (a, b) in left.iter().zip(right) {
                    same = same && self.same(*a, *b)?;
                }
                Ok(same)
            }
            (Kind::Mapping, Kind::Mapping) => {
                let (left, right) = (self.draft.fields(a), self.draft.fields(b));
                let mut same = left.len() == right.len();
                for field in left {
                    same = same
                        && match self.draft.get(b, field.key) {
                            Some(other) => self.same(field.value, other)?,
                            None => false,
                        };
                }
                Ok(same)
            }
            (Kind::Sequence | Kind::Mapping, _) | (_, Kind::Sequence | Kind::Mapping) => Ok(false),
            _ => self.equal(&self.of(a), &self.of(b)),
        }
    }

    fn of(&self, id: Id) -> Value<'_> {
        match self.draft.kind(id) {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(value),
            Kind::Number(text) => text.parse().map_or(Value::Nothing, Value::Number),
            Kind::String(text) => Value::Text(text),
            Kind::Sequence | Kind::Mapping => Value::Held(id),
        }
    }

    fn value<'a>(&'a self, operand: &'a Operand, current: Id) -> Result<Value<'a>, Stopped> {
        Ok(match operand {
            Operand::Null => Value::Null,
            Operand::Bool(value) => Value::Bool(*value),
            Operand::Number(value) => Value::Number(*value),
            Operand::Text(text) => Value::Text(text),
            Operand::Single(query) | Operand::Value(query) => self.only(query, current)?,
            Operand::Count(query) => Value::Number(self.query(query, current)?.len() as f64),
            Operand::Length(of) => match self.value(of, current)? {
                Value::Text(text) => Value::Number(text.chars().count() as f64),
                Value::Held(id) => Value::Number(self.draft.items(id).len().max(self.draft.fields(id).len()) as f64),
                _ => Value::Nothing,
            },
        })
    }

    fn only(&self, query: &Query, current: Id) -> Result<Value<'_>, Stopped> {
        let found = self.query(query, current)?;
        Ok(match found.as_slice() {
            [one] => self.of(one.id),
            _ => Value::Nothing,
        })
    }

    /// A pattern that is none fits nothing (RFC 9535 §2.4.6).
    fn fits(&self, whole: bool, text: &str, pattern: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let known = patterns.entry((whole, pattern.to_owned())).or_insert_with(|| {
            let pattern = if whole { format!(r"\A(?:{pattern})\z") } else { pattern.to_owned() };
            regex::Regex::new(&pattern).ok()
        });
        known.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }
}
