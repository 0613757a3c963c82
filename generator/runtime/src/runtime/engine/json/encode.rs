//! From Rust to JSON: the trait, and the types that every API uses.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::decode::Nullable;
use super::digits;
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
    ($($type:ident $digits:ident)*) => {$(
        impl Encode for $type {
            #[inline(never)]
            fn encode(&self, w: &mut Writer) {
                digits::$digits(&mut w.out, (*self).into());
            }
        }
    )*};
}
whole! { i32 signed i64 signed u32 unsigned u64 unsigned }

macro_rules! float {
    ($($type:ident)*) => {$(
        impl Encode for $type {
            #[inline(never)]
            fn encode(&self, w: &mut Writer) {
                // Many an API says `number` of what is whole, and its server takes no `1.0`.
                let whole = *self as i64;
                if whole as Self == *self && whole.unsigned_abs() < WHOLE {
                    // Zero has a sign too.
                    w.raw(if self.is_sign_negative() { "-" } else { "" });
                    digits::unsigned(&mut w.out, whole.unsigned_abs());
                } else if self.is_finite() {
                    let mut buffer = zmij::Buffer::new();
                    let text = buffer.format_finite(*self);
                    if self.abs() < WHOLE as Self {
                        w.raw(text);
                    } else {
                        // `1e16`, and not `1e+16`.
                        text.split('+').for_each(|part| w.raw(part));
                    }
                } else {
                    w.not_finite();
                }
            }
        }
    )*};
}
// The shortest text that reads back as the same number. One that is not finite is a fault, never a `null` in disguise.
float! { f32 f64 }

/// Below it, a double is as exact as a whole number that JSON's readers take for one.
const WHOLE: u64 = 1_000_000_000_000_000;

/// All digits, with the zeros at the end: `100.00`.
impl Encode for Decimal {
    #[inline(never)]
    fn encode(&self, w: &mut Writer) {
        let quote = if w.decimals_as_strings { "\"" } else { "" };
        w.raw(quote);
        digits::decimal(&mut w.out, *self);
        w.raw(quote);
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
