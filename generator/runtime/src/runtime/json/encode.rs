//! From Rust to JSON: the trait, and the types that every API uses.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::decode::Nullable;
use super::writer::Writer;

/// A type that is written as JSON.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, w: &mut Writer);
}

impl Encode for bool {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        w.raw(if *self { "true" } else { "false" });
    }
}

macro_rules! whole {
    ($($type:ident)*) => {$(
        impl Encode for $type {
            #[inline(never)]
            fn encode(&self, w: &mut Writer) {
                w.whole((*self).into());
            }
        }
    )*};
}
whole! { i32 i64 u32 u64 }

macro_rules! float {
    ($($type:ident)*) => {$(
        impl Encode for $type {
            #[inline(never)]
            fn encode(&self, w: &mut Writer) {
                let _ = match self {
                    value if !value.is_finite() => return w.not_finite(),
                    // Many an API says `number` of what is whole, and its server takes no `1.0`.
                    value if value.fract() == 0.0 && value.abs() < 1e15 => write!(w.out, "{value}"),
                    value => write!(w.out, "{value:?}"),
                };
            }
        }
    )*};
}
// The shortest text that reads back as the same number. One that is not finite is a fault, never a `null` in disguise.
float! { f32 f64 }

/// All digits, with the zeros at the end: `100.00`.
impl Encode for Decimal {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        let quote = if w.decimals_as_strings { "\"" } else { "" };
        let _ = write!(w.out, "{quote}{self}{quote}");
    }
}

impl Encode for str {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Encode for String {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        (**self).encode(w);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        (**self).encode(w);
    }
}

/// None is `null`. A member that is left out instead is written by [`Writer::optional`].
impl<T: Encode> Encode for Option<T> {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        match self {
            Some(value) => value.encode(w),
            None => w.raw("null"),
        }
    }
}

impl<T: Encode> Encode for Nullable<T> {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Value(value) => value.encode(w),
            Self::Null => w.raw("null"),
        }
    }
}

impl<T: Encode> Encode for [T] {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        w.begin_array();
        for item in self {
            w.item(item);
        }
        w.end_array();
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        self.as_slice().encode(w);
    }
}

/// In order of key.
impl<T: Encode> Encode for BTreeMap<String, T> {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.members(self);
        w.end_object();
    }
}
