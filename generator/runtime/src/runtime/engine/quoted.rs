//! Numbers that travel as text: `type: string` with a `format` of numbers, as services write what JavaScript would round.
//!
//! The text is kept as it came, so that nothing is lost on the way back; the number is read when it is asked for. Knows
//! nothing of where such a value stands.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use super::ToText;
use super::json::{Decode, Encode, Failed, Reader, Writer};

/// A number that is written as text.
///
/// A server may send what is no number: that is no error until the number is asked for.
///
/// ```
/// use specwright_runtime::runtime::{Decimal, Quoted, json};
///
/// let price: Quoted<Decimal> = json::from_str("\"12.50\"")?;
/// assert_eq!(price.value()?, Decimal::new(1250, 2));
/// assert_eq!(price.as_str(), "12.50");
/// assert_eq!(json::to_string(&Quoted::from(7_i64))?, "\"7\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Quoted<T> {
    text: String,
    number: PhantomData<fn() -> T>,
}

impl<T: FromStr> Quoted<T> {
    /// The number.
    ///
    /// # Errors
    ///
    /// The text is none of this kind.
    #[inline]
    pub fn value(&self) -> Result<T, T::Err> {
        self.text.parse()
    }
}

impl<T> Quoted<T> {
    /// The text that is sent, or was received.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    #[inline]
    fn keep(text: String) -> Self {
        Quoted { text, number: PhantomData }
    }
}

impl<T: fmt::Display> From<T> for Quoted<T> {
    #[inline]
    fn from(number: T) -> Self {
        Quoted::keep(number.to_string())
    }
}

/// The text is kept as it is given, if it is such a number.
impl<T: FromStr> FromStr for Quoted<T> {
    type Err = T::Err;

    #[inline]
    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse::<T>().map(|_| Quoted::keep(text.to_owned()))
    }
}

impl<T> Clone for Quoted<T> {
    #[inline]
    fn clone(&self) -> Self {
        Quoted::keep(self.text.clone())
    }
}

impl<T> fmt::Debug for Quoted<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Quoted").field(&self.text).finish()
    }
}

impl<T> fmt::Display for Quoted<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// As texts: `1.50` is not `1.5`.
impl<T> PartialEq for Quoted<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Quoted<T> {}

impl<T> Hash for Quoted<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> Encode for Quoted<T> {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.string(&self.text);
    }
}

impl<T: FromStr> Decode for Quoted<T> {
    #[inline]
    fn blank() -> Self {
        Quoted::keep(String::new())
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        self.text = r.string()?.into_owned();
        if self.value().is_err() {
            r.strange();
        }
        Ok(())
    }
}

impl<T> ToText for Quoted<T> {
    #[inline]
    fn to_text(&self) -> String {
        self.text.clone()
    }
}

#[cfg(feature = "serde")]
impl<T> serde::Serialize for Quoted<T> {
    #[inline]
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

#[cfg(feature = "serde")]
impl<'de, T> serde::Deserialize<'de> for Quoted<T> {
    #[inline]
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Quoted::keep)
    }
}
