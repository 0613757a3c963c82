//! The part of the plan that is types: structs, enums, unions, and the uses of them.

use super::docs::Words;
use super::names::Name;
use crate::api::{Bound, Json, Xml};

/// The index of a type in [`Plan::types`](super::Plan::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeIx(pub usize);

/// A type with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypePlan {
    /// Its name.
    pub name: Name,
    /// Words about it.
    pub docs: Words,
    /// Should no longer be used.
    pub deprecated: bool,
    /// What it is.
    pub body: TypeBody,
    /// JSON of an example that the type can read.
    pub example: Option<String>,
    /// Is it ever sent? Else nobody needs to put one together.
    pub sent: bool,
    /// Does anything in it ask to be checked before it is sent?
    pub checked: bool,
    /// Can it be a parameter?
    pub as_parameter: bool,
    /// Does it stand in a body in XML?
    pub xml: bool,
    /// Does it stand in a file of its own, because it is for several things that have their files?
    pub own_file: bool,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeBody {
    /// A struct.
    Struct(Struct),
    /// An open enum of strings.
    StringEnum(Vec<Constant>),
    /// An open enum of whole numbers.
    IntegerEnum(Vec<Constant>),
    /// An enum of types.
    Union(Union),
    /// `pub type`
    Alias(Use),
    /// A struct around one value, where an alias would contain itself.
    Newtype(Use),
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Struct {
    /// What its JSON object holds, in the order of the document.
    pub members: Vec<Member>,
    /// The field that keeps all other members.
    pub rest: Option<Rest>,
    /// `minProperties`
    pub min_members: Option<u64>,
    /// `maxProperties`
    pub max_members: Option<u64>,
    /// What the type does not express, as JSON of a schema without references.
    pub schema: Option<String>,
}

impl Struct {
    /// The members that are kept in fields.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.members.iter().filter_map(|member| match member {
            Member::Field(field) => Some(&**field),
            Member::Constant { .. } => None,
        })
    }
}

/// A member of a JSON object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    /// Kept in a field.
    Field(Box<Field>),
    /// Always there with the same value: written and checked, not kept.
    Constant {
        /// On the wire.
        wire: String,
        /// Its value.
        value: Json,
    },
}

impl Member {
    /// Its name on the wire.
    #[must_use]
    pub fn wire(&self) -> &str {
        match self {
            Member::Field(field) => &field.wire,
            Member::Constant { wire, .. } => wire,
        }
    }
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// On the wire.
    pub wire: String,
    /// Field and argument.
    pub name: Name,
    /// Words about it.
    pub docs: Words,
    /// Should no longer be used.
    pub deprecated: bool,
    /// Its type without the `Option`s of `presence`.
    pub ty: Use,
    /// May it be left out, and may it be null?
    pub presence: Presence,
    /// Is it written?
    pub written: bool,
    /// What it is called in XML, where something is said of that.
    pub xml: Option<Box<Xml>>,
}

/// May a field be left out, and may it be null?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// `T`
    Required,
    /// `Option<T>`; `None` is null.
    RequiredNullable,
    /// `Option<T>`; `None` is left out.
    Optional,
    /// `Option<Nullable<T>>`
    OptionalNullable,
}

/// The field of additional properties.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rest {
    /// Its name.
    pub name: Name,
    /// Type of the values.
    pub ty: Use,
}

/// A constant of an open enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Constant {
    /// The variant.
    pub name: Name,
    /// The string, or the text of the number.
    pub wire: String,
    /// Words about it.
    pub docs: Words,
}

/// An enum of types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// In the order in which they are tried.
    pub variants: Vec<Variant>,
    /// The member whose value chooses, if there is one.
    pub discriminator: Option<String>,
    /// The alternative, by its position, for values whose discriminator chooses none.
    pub default: Option<usize>,
    /// What the type does not express, as JSON of a schema without references.
    pub schema: Option<String>,
}

/// An alternative.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Use,
    /// Values of the discriminator.
    pub tags: Vec<String>,
}

/// A value of some type at some place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Use {
    /// How it is represented.
    pub repr: Repr,
    /// May `null` stand there? In a field this is told by [`Presence`] instead.
    pub nullable: bool,
    /// Does it stand in a `Box`, because it would contain itself or is large?
    pub boxed: bool,
    /// What is checked before it is sent; none if nothing is.
    pub checks: Option<Box<Checks>>,
}

/// Representations of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Repr {
    /// Any JSON value.
    Value,
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// An exact number.
    Decimal,
    /// A number that is written as text.
    Quoted(Box<Use>),
    /// `String`
    Text,
    /// A string that is never shown.
    Secret,
    /// Bytes, in what is sent as parts.
    Upload,
    /// `Vec`
    List(Box<Use>),
    /// A map from strings, in the order of its keys.
    Map(Box<Use>),
    /// A type of the plan.
    Type(TypeIx),
    /// Exactly this value; nothing is kept.
    Constant(Json),
}

/// Checks on one value, before it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Checks {
    /// Lower bound.
    pub minimum: Option<Bound>,
    /// Upper bound.
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<String>,
    /// Least length in characters.
    pub min_length: Option<u64>,
    /// Greatest length in characters.
    pub max_length: Option<u64>,
    /// `pattern`, in the words of `regex-lite`.
    pub pattern: Option<String>,
    /// What the type does not express, as JSON of a schema without references.
    pub schema: Option<String>,
    /// Least number of items (or members of a map).
    pub min_items: Option<u64>,
    /// Greatest number of items (or members of a map).
    pub max_items: Option<u64>,
    /// Must all items differ?
    pub unique_items: bool,
}

impl Checks {
    /// These, unless nothing is asked.
    #[must_use]
    pub fn if_any(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}
