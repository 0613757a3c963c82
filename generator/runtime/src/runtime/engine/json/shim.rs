//! `serde::Serialize` and `serde::Deserialize` for types that have [`Encode`] and [`Decode`].
//!
//! Serde has no exact numbers, so this is not the way to the wire: it is for storing, logging and testing.
//! - A [`Decimal`](rust_decimal::Decimal) is written as a string, `"100.00"`, as `rust_decimal` itself does: always of
//!   one type, and exact in every format. Other numbers are numbers; one that neither 64 bits nor a double hold exactly,
//!   which only a [`Value`] can be, is a string too.
//! - A decimal is read from a string, or from a number. A number that went through a double is taken by its shortest
//!   text, if that has at most 15 digits, of which a double keeps every one; with more it may have been rounded on its
//!   way, and is refused. `serde_json` with `arbitrary_precision` gives the exact text, which is taken as it is.
//!
//! [`from_slice`](super::from_slice) and [`to_vec`](super::to_vec) are exact and stay so.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::fault::Fault;
use super::number::Worth;
use super::reader::{DEPTH_LIMIT, Loose, Reader};
use super::value::{Number, Value};
use super::writer::Writer;
use super::{Decode, Encode};

/// The body of `Serialize::serialize`.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    tree(value).map_err(S::Error::custom)?.serialize(serializer)
}

/// The body of `Deserialize::deserialize`.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let doubles = Cell::new(false);
    let value = Any { doubles: &doubles, depth: DEPTH_LIMIT }.deserialize(deserializer)?;
    let mut text = Writer::new();
    value.encode(&mut text);
    let text = text.finish().map_err(de::Error::custom)?;
    let mut reader = Reader::new(&text);
    reader.loose = if doubles.get() { Loose::Doubles } else { Loose::Strings };
    let mut value = T::blank();
    let done = value.read(&mut reader);
    reader.finish(done).map(|()| value).map_err(de::Error::custom)
}

fn tree(value: &dyn Encode) -> Result<Value, Fault> {
    let mut text = Writer::new();
    text.decimals_as_strings = true;
    value.encode(&mut text);
    super::from_slice(&text.finish()?)
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(value) = self.0.parse() {
            return serializer.serialize_i64(value);
        }
        if let Ok(value) = self.0.parse() {
            return serializer.serialize_u64(value);
        }
        let same = |double: &f64| match (Worth::of(&format!("{double:?}")), Worth::of(&self.0)) {
            (Some(one), Some(two)) => one.same(two),
            _ => false,
        };
        match self.as_f64().filter(same) {
            Some(double) => serializer.serialize_f64(double),
            None => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> de::Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Any { doubles: &Cell::new(false), depth: DEPTH_LIMIT }.deserialize(deserializer)
    }
}

/// The name under which `serde_json` hands over the text of a number, when its `arbitrary_precision` is on.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

/// Collects whatever a deserializer holds, and notes whether it handed over doubles.
#[derive(Clone, Copy)]
struct Any<'c> {
    doubles: &'c Cell<bool>,
    depth: u32,
}

impl Any<'_> {
    fn below<E: de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => Err(E::custom("nested too deep")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Any<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_f32<E: de::Error>(self, value: f32) -> Result<Value, E> {
        self.doubles.set(true);
        finite(value.is_finite(), format!("{value:?}"))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.doubles.set(true);
        finite(value.is_finite(), format!("{value:?}"))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.below()?.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.below()?.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(below)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut members: Vec<(String, Value)> = Vec::new();
        while let Some(name) = access.next_key::<String>()? {
            if members.is_empty() && name == EXACT_NUMBER {
                return exact(access.next_value()?);
            }
            members.push((name, access.next_value_seed(below)?));
        }
        Ok(Value::Object(members))
    }
}

fn finite<E: de::Error>(finite: bool, text: String) -> Result<Value, E> {
    if finite { Ok(Value::Number(Number(text))) } else { Err(E::custom("a number that is not finite")) }
}

fn exact<E: de::Error>(text: String) -> Result<Value, E> {
    match super::from_str::<Value>(&text) {
        Ok(value @ Value::Number(_)) => Ok(value),
        _ => Err(E::custom("a number whose text is none")),
    }
}
