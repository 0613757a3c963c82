//! From JSON to Rust: the trait, and the types that every API uses.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fault::{Failed, Kind, Reason};
use super::members::Members;
use super::number::{DECIMAL, decimal};
use super::reader::{Array, Loose, Object, Reader};

/// A type that is read from JSON.
///
/// It is read *into* a value that exists already, because that is what makes generated code small: no half-built
/// locals to be dropped on every way out, and nothing large is moved.
pub trait Decode: Sized {
    /// Is `null` a value of this type? Then an `Option` of it does not take `null` for itself.
    const TAKES_NULL: bool = false;

    /// The members of an object that are known by name; none for other types.
    const MEMBERS: &'static Members = &Members::NONE;

    /// A value to read into, cheap and of no meaning: nobody sees it, since a failed read gives no value.
    ///
    /// A type that contains itself must do so under an `Option`, a list or a map, as any finite type does.
    fn blank() -> Self;

    /// Reads the next value into `self`, which must be a [`blank`](Self::blank).
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed>;
}

impl Decode for bool {
    fn blank() -> Self {
        false
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = r.boolean()?;
        Ok(())
    }
}

macro_rules! whole {
    ($($type:ident $expected:literal)*) => {$(
        impl Decode for $type {
            fn blank() -> Self {
                0
            }

            #[inline(never)]
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
                *self = r.whole($expected, $type::MIN.into(), $type::MAX.into())? as $type;
                Ok(())
            }
        }
    )*};
}
whole! {
    i32 "a whole number of 32 bits"
    i64 "a whole number of 64 bits"
    u32 "a whole number of 32 bits, not negative"
    u64 "a whole number of 64 bits, not negative"
}

impl Decode for f64 {
    fn blank() -> Self {
        0.0
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = r.double()?;
        Ok(())
    }
}

impl Decode for f32 {
    fn blank() -> Self {
        0.0
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = r.float()?;
        Ok(())
    }
}

/// Exact, or a fault. `1e2` is read as `100`, and `100.00` keeps its zeros.
impl Decode for Decimal {
    fn blank() -> Self {
        Decimal::ZERO
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = if r.loose == Loose::No { r.decimal()? } else { loose_decimal(r)? };
        Ok(())
    }
}

/// What came through serde: a string, or a number that may have gone through a double.
#[cold]
fn loose_decimal(r: &mut Reader<'_>) -> Result<Decimal, Failed> {
    let kind = r.kind()?;
    let mark = r.mark();
    let exact = match kind {
        Kind::String => {
            let text = r.string()?;
            let mut inner = Reader::new(text.as_bytes());
            let done = inner.decimal();
            inner.finish(done.map(drop)).ok().and(done.ok())
        }
        _ => {
            let text = r.number()?;
            let digits = text.split(['e', 'E']).next().unwrap_or("").bytes().filter(u8::is_ascii_digit).count();
            let trusted = r.loose == Loose::Strings || !text.contains(['.', 'e', 'E']) || digits <= 16;
            if trusted { decimal(text) } else { None }
        }
    };
    match exact {
        Some(value) => Ok(value),
        None => r.out_of_range(mark, DECIMAL),
    }
}

impl Decode for String {
    fn blank() -> Self {
        String::new()
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = r.string()?.into_owned();
        Ok(())
    }
}

/// An optional member. `null` counts as left out, unless it is a value of `T`.
impl<T: Decode> Decode for Option<T> {
    const TAKES_NULL: bool = true;

    fn blank() -> Self {
        None
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        if !T::TAKES_NULL && r.null()? {
            return Ok(());
        }
        // This makes no code that drops a `T`, as `insert` would.
        self.get_or_insert_with(T::blank).read(r)
    }
}

impl<T: Decode> Decode for Box<T> {
    const TAKES_NULL: bool = T::TAKES_NULL;

    fn blank() -> Self {
        // This makes no code that drops a `T`, as `Box::new` would.
        Box::write(Box::new_uninit(), T::blank())
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        (**self).read(r)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.array(self)
    }
}

impl<T: Decode> Array for Vec<T> {
    fn item(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        // This makes no code that drops a `T`, as `push` would.
        self.push(T::blank());
        match self.last_mut() {
            Some(item) => item.read(r),
            None => Ok(()),
        }
    }
}

/// A member that comes twice counts by its last value.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        static NONE: Members = Members::NONE;
        r.object(&NONE, self)
    }
}

impl<T: Decode> Object for BTreeMap<String, T> {
    fn member(&mut self, _: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.skip()
    }

    fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
        let value = r.value()?;
        self.insert(name.to_owned(), value);
        Ok(())
    }
}

/// `null`, or a value: for a member that is required and may be `null`, or, in an `Option`, for one that has three states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nullable<T> {
    /// `null`
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if it is not `null`.
    pub fn value(self) -> Option<T> {
        self.into()
    }

    /// A reference to the value, if it is not `null`.
    pub fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Is it `null`?
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        match value {
            Nullable::Null => None,
            Nullable::Value(value) => Some(value),
        }
    }
}

impl<T: Decode> Decode for Nullable<T> {
    const TAKES_NULL: bool = true;

    fn blank() -> Self {
        Self::Null
    }

    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        if !r.null()? {
            *self = Self::Value(r.value()?);
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Fails because the value that comes next is not a value of its enum: for hand-written types.
    #[cold]
    pub fn refuse<T>(&mut self, expected: &'static str) -> Result<T, Failed> {
        self.fail(Reason::Range { expected })
    }
}
