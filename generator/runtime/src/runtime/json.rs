//! How types of an API are read from JSON and written to it: exactly, and strictly.
//!
//! # What is accepted
//!
//! RFC 8259 strictly, as `serde_json` does by default: no trailing text, no leading zeros, no bare control characters, no
//! half of a surrogate pair, no byte order mark. Depth is limited ([`DEPTH_LIMIT`]). Beyond the grammar:
//! - Unknown members are skipped. A known member that comes twice is a fault.
//! - `null` in an optional member counts as left out, unless the member has three states: `Option<Nullable<T>>`.
//! - `1.0` and `1e2` are whole numbers. A whole number that does not fit its type is a fault, as is a decimal that needs
//!   more digits than there are, and a double that would be infinite. Nothing is ever rounded but to the nearest double.
//! - Each fault has the JSON pointer of its place, and never any content.
//!
//! The reader and the writer are the engine's. Here are the tables of what a generated type is in JSON, one line a member or
//! constant: a macro turns each into implementations of [`Decode`] and [`Encode`], so that generated files hold only what
//! differs from type to type. Nothing here knows an API, and nothing is decided here that the table does not say.

pub use super::engine::json::*;

/// A struct that is an object: its members in the order of the description.
///
/// - `0: required "name" => field` and `optional`: read and written;
/// - `receive`: read if it is there, and never written (`readOnly`);
/// - `constant "name" = "true"`: always there with this JSON, and not kept.
///
/// Each of these words is a constant of [`kinds`] and a method of the [`Writer`].
///
/// A name with a quote, a backslash or a control character is `escaped`: `0: optional escaped "\\" => backslash`.
///
/// A field after the braces keeps all other members. A type that is `checked` says what it checks by itself.
#[allow(unused_macros, reason = "a crate without types of its own has no use for it")]
macro_rules! object {
    (checked $type:ident {
        $($index:literal: $kind:ident $($escaped:ident)? $wire:literal $(=> $field:ident)? $(= $json:literal)?,)*
    } $($rest:ident)?) => {
        impl $crate::runtime::json::Decode for $type {
            const MEMBERS: &'static $crate::runtime::json::Members = &$crate::runtime::json::Members {
                all: &[$($crate::runtime::json::Member {
                    name: $wire,
                    written: $crate::runtime::json::object!(@written $($escaped)? $wire),
                    required: $crate::runtime::json::kinds::$kind,
                }),*],
            };

            #[inline]
            fn blank() -> Self {
                Self {
                    $($($field: $crate::runtime::json::Decode::blank(),)?)*
                    $($rest: $crate::runtime::json::Decode::blank(),)?
                }
            }

            #[inline]
            fn read(
                &mut self,
                r: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::Failed> {
                r.object(Self::MEMBERS, self)
            }
        }

        impl $crate::runtime::json::Object for $type {
            #[inline]
            fn member(
                &mut self,
                index: usize,
                r: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::Failed> {
                match index {
                    // One of the two: a member is kept, or constant.
                    $($index => {
                        $($crate::runtime::json::Decode::read(&mut self.$field, r))?
                        $(r.constant($json))?
                    })*
                    _ => r.skip(),
                }
            }

            $(#[inline]
            fn other(
                &mut self,
                name: &str,
                r: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::Failed> {
                $crate::runtime::json::Object::other(&mut self.$rest, name, r)
            })?
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, w: &mut $crate::runtime::json::Writer) {
                let _members = <Self as $crate::runtime::json::Decode>::MEMBERS;
                w.begin_object();
                $(w.$kind(_members, $index, $(&self.$field)? $($json)?);)*
                $(w.members(&self.$rest);)?
                w.end_object();
            }
        }

        #[cfg(feature = "serde")]
        $crate::runtime::json::serde_impls!($type);
    };
    ($type:ident $members:tt $($rest:ident)?) => {
        $crate::runtime::json::object! { checked $type $members $($rest)? }

        impl $crate::runtime::Validate for $type {}
    };

    // Literals and not a function that looks at them: the compiler would run it for each name.
    (@written $wire:literal) => { ::core::concat!(",\"", $wire, "\":") };
    (@written $escaped:ident $wire:literal) => { "" };
}

/// An open enum of strings: each constant with its text.
#[allow(unused_macros, reason = "a crate without enums has no use for it")]
macro_rules! strings {
    ($(#[$attribute:meta])* pub enum $type:ident { $($(#[$docs:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$docs])* $variant,)*
            /// A value that the description does not list, kept as it came.
            Other(::std::string::String),
        }

        impl $type {
            /// The text that is sent.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        // By the text and not by `derive`, which the compiler would go through constant by constant.
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self::Other(::std::string::String::new())
            }

            #[inline]
            fn read(
                &mut self,
                r: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::Failed> {
                r.constant_text(self)
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, w: &mut $crate::runtime::json::Writer) {
                w.string(self.as_str());
            }
        }

        impl $crate::runtime::ToText for $type {
            #[inline]
            fn to_text(&self) -> ::std::string::String {
                self.as_str().to_owned()
            }
        }

        impl $crate::runtime::Validate for $type {}

        #[cfg(feature = "serde")]
        $crate::runtime::json::serde_impls!($type);
    };
}

/// An open enum of whole numbers: each constant with its number.
#[allow(unused_macros, reason = "a crate without enums has no use for it")]
macro_rules! integers {
    ($(#[$attribute:meta])* pub enum $type:ident { $($(#[$docs:meta])* $variant:ident = $number:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$docs])* $variant,)*
            /// A value that the description does not list, kept as it came.
            Other(i64),
        }

        impl $type {
            /// The number that is sent.
            #[must_use]
            #[inline]
            pub fn as_i64(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Other(number) => number,
                }
            }
        }

        impl ::core::convert::From<i64> for $type {
            #[inline]
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::Other(other),
                }
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self::Other(0)
            }

            #[inline]
            fn read(
                &mut self,
                r: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::Failed> {
                r.constant_number(self)
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, w: &mut $crate::runtime::json::Writer) {
                $crate::runtime::json::Encode::encode(&self.as_i64(), w);
            }
        }

        impl $crate::runtime::ToText for $type {
            #[inline]
            fn to_text(&self) -> ::std::string::String {
                self.as_i64().to_string()
            }
        }

        impl $crate::runtime::Validate for $type {}

        #[cfg(feature = "serde")]
        $crate::runtime::json::serde_impls!($type);
    };
}

/// An enum of types: each alternative with what it holds.
///
/// Without more, a value is the alternative that it fits best. `by "kind"` names a member whose value chooses:
/// `Cat(Cat) = "cat" | "kitten"`; what it does not choose is the best of those in the list after `else`.
#[allow(unused_macros, reason = "a crate without such enums has no use for it")]
macro_rules! one_of {
    ($(#[$attribute:meta])* pub enum $type:ident { $($variant:ident($held:ty),)* }) => {
        $crate::runtime::json::one_of!(@items $(#[$attribute])* $type { $($variant($held),)* } |this, r| {
            $crate::runtime::json::one_of!(@best this r $($variant)*)
        });
    };

    ($(#[$attribute:meta])* pub enum $type:ident by $property:literal {
        $($variant:ident($held:ty) $(= $($tag:literal)|+)?,)*
    } else [$($tried:ident),*]) => {
        $crate::runtime::json::one_of!(@items $(#[$attribute])* $type { $($variant($held),)* } |this, r| {
            match r.tag($property)?.as_deref() {
                $($(Some($($tag)|+) => r.variant(this, Self::$variant),)?)*
                _ => $crate::runtime::json::one_of!(@best this r $($tried)*),
            }
        });
    };

    (@items $(#[$attribute:meta])* $type:ident { $($variant:ident($held:ty),)* } |$this:ident, $r:ident| $value:expr) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $type {
            $(
                #[doc = concat!(" The alternative `", stringify!($variant), "`.")]
                $variant($held),
            )*
            /// None of these: the value as it came.
            Other($crate::runtime::json::Value),
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self::Other($crate::runtime::json::Value::Null)
            }

            #[inline]
            fn read(
                &mut self,
                $r: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::Failed> {
                let $this = self;
                $value
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, w: &mut $crate::runtime::json::Writer) {
                match self {
                    $(Self::$variant(value) => $crate::runtime::json::Encode::encode(value, w),)*
                    Self::Other(value) => $crate::runtime::json::Encode::encode(value, w),
                }
            }
        }

        #[cfg(feature = "serde")]
        $crate::runtime::json::serde_impls!($type);
    };

    (@best $this:ident $r:ident) => { $r.variant($this, Self::Other) };
    (@best $this:ident $r:ident $($variant:ident)+) => {
        $crate::runtime::json::Best::new()$(.offer($r, Self::$variant))+.take($r, $this, Self::Other)
    };
}

/// Methods of a struct that set what may be left out, each with its argument and what is made of it; a struct with
/// nothing else can be made of nothing.
#[allow(unused_macros, reason = "a crate whose types ask for everything has no use for it")]
macro_rules! setters {
    ($type:ident: Default $setters:tt) => {
        impl $type {
            /// A value with nothing set.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                // A member may be called `default`.
                <Self as ::core::default::Default>::default()
            }
        }

        $crate::runtime::json::setters! { $type $setters }
    };
    ($type:ident { $($(#[$attribute:meta])* $field:ident($value:ident: $argument:ty) = $kept:expr,)* }) => {
        impl $type {
            $(
                #[doc = concat!(" Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                $(#[$attribute])*
                #[inline]
                #[must_use]
                pub fn $field(mut self, $value: $argument) -> Self {
                    self.$field = Some($kept);
                    self
                }
            )*
        }
    };
}

/// Implements both traits for types of the crate.
#[allow(unused_macros, reason = "a crate without types of its own has no use for it")]
macro_rules! serde_impls {
    ($($type:ty),* $(,)?) => {$(
        #[cfg(feature = "serde")]
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "which of these are said depends on the API")]
pub(crate) use {integers, object, one_of, serde_impls, setters, strings};
