//! Tests of filters: comparisons, existence, and the functions (RFC 9535 §2.3.5, §2.4).

use super::eval::{Eval, Match, Stopped};
use super::{Comparison, Operand, Query, Test, Values};
use crate::source::Kind;

/// What an operand comes to.
enum Value<'a, I> {
    /// A query that selects nothing, or a function without a result.
    Nothing,
    Null,
    Bool(bool),
    Number(f64),
    Text(&'a str),
    /// A list or an object.
    Held(I),
}

impl<'t, V: Values<'t>> Eval<'_, V> {
    pub(super) fn test(&self, test: &Test, current: Match<'t, V::Id>) -> Result<bool, Stopped> {
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
            Test::Truthy(query) => {
                Ok(self.query(query, current)?.iter().any(|found| is_truthy(self.values.kind(found.id))))
            }
            Test::Is(types) => Ok(is_of(self.values.kind(current.id), types)),
            Test::Compare(left, comparison, right) => {
                let is_name = matches!(left, Operand::Key);
                let (left, right) = (self.value(left, current)?, self.value(right, current)?);
                // A name of digits is compared with a number as one, as in JavaScript.
                let left = match (left, &right) {
                    (Value::Text(text), Value::Number(_)) if is_name => {
                        text.parse().map_or(Value::Nothing, Value::Number)
                    }
                    (left, _) => left,
                };
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

    fn compare(
        &self,
        left: &Value<'_, V::Id>,
        comparison: Comparison,
        right: &Value<'_, V::Id>,
    ) -> Result<bool, Stopped> {
        let equal = self.equal(left, right)?;
        let less = |a: &Value<'_, V::Id>, b: &Value<'_, V::Id>| match (a, b) {
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

    fn equal(&self, left: &Value<'_, V::Id>, right: &Value<'_, V::Id>) -> Result<bool, Stopped> {
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
    fn same(&self, a: V::Id, b: V::Id) -> Result<bool, Stopped> {
        self.step()?;
        match (self.values.kind(a), self.values.kind(b)) {
            (Kind::Sequence, Kind::Sequence) => {
                let (left, right) = (self.values.items(a), self.values.items(b));
                let mut same = left.len() == right.len();
                for (a, b) in left.into_iter().zip(right) {
                    same = same && self.same(a, b)?;
                }
                Ok(same)
            }
            (Kind::Mapping, Kind::Mapping) => {
                let (left, right) = (self.values.fields(a), self.values.fields(b));
                let mut same = left.len() == right.len();
                for (key, value) in left {
                    same = same
                        && match self.values.member(b, key) {
                            Some((_, other)) => self.same(value, other)?,
                            None => false,
                        };
                }
                Ok(same)
            }
            (Kind::Sequence | Kind::Mapping, _) | (_, Kind::Sequence | Kind::Mapping) => Ok(false),
            _ => self.equal(&self.of(a), &self.of(b)),
        }
    }

    fn of<'a>(&self, id: V::Id) -> Value<'a, V::Id>
    where
        't: 'a,
    {
        match self.values.kind(id) {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(value),
            Kind::Number(text) => text.parse().map_or(Value::Nothing, Value::Number),
            Kind::String(text) => Value::Text(text),
            Kind::Sequence | Kind::Mapping => Value::Held(id),
        }
    }

    fn value<'a>(&self, operand: &'a Operand, current: Match<'t, V::Id>) -> Result<Value<'a, V::Id>, Stopped>
    where
        't: 'a,
    {
        Ok(match operand {
            Operand::Null => Value::Null,
            Operand::Bool(value) => Value::Bool(*value),
            Operand::Number(value) => Value::Number(*value),
            Operand::Text(text) => Value::Text(text),
            Operand::Key => current.key.map_or(Value::Nothing, Value::Text),
            Operand::Single(query) | Operand::Value(query) => self.only(query, current)?,
            Operand::Count(query) => Value::Number(self.query(query, current)?.len() as f64),
            Operand::Length(of) => match self.value(of, current)? {
                Value::Text(text) => Value::Number(text.chars().count() as f64),
                Value::Held(id) => Value::Number(self.values.items(id).len().max(self.values.fields(id).len()) as f64),
                _ => Value::Nothing,
            },
        })
    }

    fn only(&self, query: &Query, current: Match<'t, V::Id>) -> Result<Value<'t, V::Id>, Stopped> {
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

/// What JavaScript takes for true.
pub fn is_truthy(kind: Kind<'_>) -> bool {
    match kind {
        Kind::Null | Kind::Bool(false) => false,
        Kind::Number(text) => text.parse::<f64>().is_ok_and(|number| number != 0.0),
        Kind::String(text) => !text.is_empty(),
        Kind::Bool(true) | Kind::Sequence | Kind::Mapping => true,
    }
}

fn is_of(kind: Kind<'_>, types: &[&str]) -> bool {
    let name = match kind {
        Kind::Null => "null",
        Kind::Bool(_) => "boolean",
        Kind::Number(text) if !text.contains(['.', 'e', 'E']) => "integer",
        Kind::Number(_) => "number",
        Kind::String(_) => "string",
        Kind::Sequence => "array",
        Kind::Mapping => "object",
    };
    types.contains(&name)
}
