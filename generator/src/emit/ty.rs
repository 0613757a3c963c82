//! Types as code names them, by where it stands. Knows the plan, and nothing of what is made of a type.

use std::cell::Cell;
use std::fmt::{self, Display};

use crate::rust::{Plan, Presence, Repr, TypeIx, Use};

/// Where a type is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// In a file of `src/types/`: `super::Pet`.
    Types,
    /// Elsewhere in the crate, by `use crate::types`: `types::Pet`.
    Crate,
    /// In the code of a user, with all paths: `pets::types::Pet`.
    Outside,
}

/// How a place names the types of the crate.
#[derive(Clone, Copy)]
pub(super) struct Types<'p> {
    pub(super) plan: &'p Plan,
    seat: Seat,
    /// Was `types::` said?
    said: &'p Cell<bool>,
}

impl<'p> Types<'p> {
    /// The types of a plan, as one file names them.
    pub(super) fn new(plan: &'p Plan, seat: Seat, said: &'p Cell<bool>) -> Self {
        Self { plan, seat, said }
    }

    /// As a user of the crate names them.
    pub(super) fn outside(self) -> Self {
        Self { seat: Seat::Outside, ..self }
    }

    /// The type of a value.
    pub(super) fn used<'u>(self, used: &'u Use) -> TypeOf<'u>
    where
        'p: 'u,
    {
        TypeOf { types: self, used, boxed: used.boxed }
    }

    /// The type of a value before it is put into its box.
    pub(super) fn unboxed<'u>(self, used: &'u Use) -> TypeOf<'u>
    where
        'p: 'u,
    {
        TypeOf { types: self, used, boxed: false }
    }

    /// The type of a field.
    pub(super) fn field<'u>(self, used: &'u Use, presence: Presence) -> FieldType<'u>
    where
        'p: 'u,
    {
        FieldType { ty: self.used(used), presence }
    }

    /// The type of bytes that are sent.
    pub(super) fn upload(self) -> String {
        if self.seat == Seat::Outside { format!("{}::Upload", self.plan.package.lib) } else { "Upload".to_owned() }
    }

    fn named(self, index: TypeIx, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(ty) = self.plan.types.get(index.0) else { return f.write_str("Value") };
        match self.seat {
            Seat::Types => write!(f, "super::{}", ty.name),
            Seat::Crate => {
                self.said.set(true);
                write!(f, "types::{}", ty.name)
            }
            Seat::Outside => write!(f, "{}::types::{}", self.plan.package.lib, ty.name),
        }
    }

    /// A type of the runtime, which the prelude brings.
    fn of_runtime(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.seat == Seat::Outside {
            write!(f, "{}::", self.plan.package.lib)?;
        }
        f.write_str(name)
    }
}

/// The type of a value, as it is written.
#[derive(Clone, Copy)]
pub(super) struct TypeOf<'u> {
    types: Types<'u>,
    used: &'u Use,
    boxed: bool,
}

impl TypeOf<'_> {
    fn repr(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = self.types;
        match &self.used.repr {
            Repr::Value | Repr::Constant(_) => types.of_runtime("Value", f),
            Repr::Bool => f.write_str("bool"),
            Repr::I32 => f.write_str("i32"),
            Repr::I64 => f.write_str("i64"),
            Repr::U32 => f.write_str("u32"),
            Repr::U64 => f.write_str("u64"),
            Repr::F32 => f.write_str("f32"),
            Repr::F64 => f.write_str("f64"),
            Repr::Decimal => types.of_runtime("Decimal", f),
            Repr::Quoted(number) => {
                types.of_runtime("Quoted", f)?;
                write!(f, "<{}>", types.used(number))
            }
            Repr::Text => f.write_str("String"),
            Repr::Secret => types.of_runtime("Secret", f),
            Repr::Upload => types.of_runtime("Upload", f),
            Repr::List(items) => write!(f, "Vec<{}>", types.used(items)),
            Repr::Map(values) => {
                let path = if types.seat == Seat::Outside { "std::collections::" } else { "" };
                write!(f, "{path}BTreeMap<String, {}>", types.used(values))
            }
            Repr::Type(index) => types.named(*index, f),
        }
    }
}

impl Display for TypeOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Any JSON is null already.
        let optional = self.used.nullable && self.used.repr != Repr::Value;
        f.write_str(if optional { "Option<" } else { "" })?;
        f.write_str(if self.boxed { "Box<" } else { "" })?;
        self.repr(f)?;
        f.write_str(if self.boxed { ">" } else { "" })?;
        f.write_str(if optional { ">" } else { "" })
    }
}

/// The type of a field, as it is written.
pub(super) struct FieldType<'u> {
    ty: TypeOf<'u>,
    presence: Presence,
}

impl Display for FieldType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ty = &self.ty;
        match self.presence {
            Presence::Required => ty.fmt(f),
            Presence::RequiredNullable | Presence::Optional => write!(f, "Option<{ty}>"),
            Presence::OptionalNullable => write!(f, "Option<Nullable<{ty}>>"),
        }
    }
}
