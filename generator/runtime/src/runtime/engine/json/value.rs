//! Any JSON, for what a description leaves open: members in order, numbers as they were written.

use rust_decimal::Decimal;

use super::fault::{Failed, Kind};
use super::members::Members;
use super::number::{Worth, decimal};
use super::reader::{Object, Reader};
use super::writer::Writer;
use super::{Decode, Encode};

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// Members in the order in which they came; one that came twice stands here twice.
    Object(Vec<(String, Value)>),
}

/// A number as it was written. Two are equal if they were written alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(pub(super) String);

impl Number {
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its exact value, if a decimal of 28 digits holds it.
    #[must_use]
    pub fn as_decimal(&self) -> Option<Decimal> {
        decimal(&self.0)
    }

    /// The double that is nearest to it, if that is finite.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Its exact value, if 64 bits with a sign hold it.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        Reader::new(self.0.as_bytes()).value().ok()
    }
}

impl Value {
    /// The member of this name, if this is an object that has one; the last if it has two.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Object(members) => members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Is it the same value, with numbers compared by what they are worth, and members in any order?
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => match (Worth::of(&one.0), Worth::of(&two.0)) {
                (Some(one), Some(two)) => one.same(two),
                _ => one == two,
            },
            (Self::Array(one), Self::Array(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.same(two))
            }
            (Self::Object(one), Self::Object(two)) => {
                one.len() == two.len()
                    && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| value.same(other)))
            }
            _ => self == other,
        }
    }
}

impl Decode for Value {
    const TAKES_NULL: bool = true;

    fn blank() -> Self {
        Self::Null
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        static NONE: Members = Members::NONE;
        *self = match r.kind()? {
            Kind::Null => {
                r.word("null")?;
                Self::Null
            }
            Kind::Boolean => Self::Boolean(r.boolean()?),
            Kind::Number => Self::Number(Number(r.number()?.to_owned())),
            Kind::String => Self::String(r.string()?.into_owned()),
            Kind::Array => Self::Array(r.value()?),
            Kind::Object => {
                let mut members = Items(Vec::new());
                r.object(&NONE, &mut members)?;
                Self::Object(members.0)
            }
        };
        Ok(())
    }
}

struct Items(Vec<(String, Value)>);

impl Object for Items {
    fn member(&mut self, _: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.skip()
    }

    fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
        let value = r.value()?;
        self.0.push((name.to_owned(), value));
        Ok(())
    }
}

impl Encode for Value {
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Null => w.raw("null"),
            Self::Boolean(value) => value.encode(w),
            Self::Number(Number(text)) => w.raw(text),
            Self::String(text) => w.string(text),
            Self::Array(items) => items.encode(w),
            Self::Object(members) => {
                w.begin_object();
                for (name, value) in members {
                    w.member(name, value);
                }
                w.end_object();
            }
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(Number(value.to_string()))
    }
}

impl From<Decimal> for Value {
    fn from(value: Decimal) -> Self {
        Self::Number(Number(value.to_string()))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Self {
        Self::Array(value)
    }
}
