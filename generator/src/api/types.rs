//! Types: an arena of named ones, and references to them.

use super::{At, Docs, Example, Json, Rules, Xml};

/// The number of a named type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// Every named type of an API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Types {
    all: Vec<Type>,
}

impl Types {
    /// Keeps a type and gives its number.
    pub fn push(&mut self, ty: Type) -> TypeId {
        self.all.push(ty);
        TypeId(self.all.len() as u32 - 1)
    }

    /// The type with this number.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&Type> {
        self.all.get(id.0 as usize)
    }

    /// The type with this number, to be filled in (recursion needs the number before the body).
    pub fn get_mut(&mut self, id: TypeId) -> Option<&mut Type> {
        self.all.get_mut(id.0 as usize)
    }

    /// All of them with their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (TypeId, &Type)> {
        self.all.iter().enumerate().map(|(index, ty)| (TypeId(index as u32), ty))
    }

    /// All of them, in the order of their numbers.
    #[must_use]
    pub fn into_vec(self) -> Vec<Type> {
        self.all
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// A type that gets a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// Where its name comes from.
    pub origin: Origin,
    /// Words about it (`title` is the summary).
    pub docs: Docs,
    /// What it is.
    pub body: TypeBody,
    /// Documented examples.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub at: At,
}

/// Where a type stands in the document, which is what its name is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The named thing above it.
    pub base: OriginBase,
    /// Steps down from there: property names, `item`, `value`, `variant 2`; empty for the thing itself.
    pub steps: Vec<String>,
}

impl Origin {
    /// One step further down.
    #[must_use]
    pub fn step(&self, step: impl Into<String>) -> Self {
        let mut origin = self.clone();
        origin.steps.push(step.into());
        origin
    }
}

/// The named thing that a type belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OriginBase {
    /// `#/components/schemas/…`
    Component(String),
    /// Another component, which operations share: an answer, a parameter, …
    Shared(SharedPart, String),
    /// An operation, by its index; the first step says which part ("request", "response", "404 response", a parameter).
    Operation(usize),
}

/// The kinds of component, beside schemas, that hold types of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SharedPart {
    /// `#/components/parameters/…`
    Parameter,
    /// `#/components/requestBodies/…`
    RequestBody,
    /// `#/components/responses/…`
    Response,
    /// `#/components/headers/…`
    Header,
    /// `#/webhooks/…`
    Webhook,
}

/// What a named type is. It is never `null` by itself: each use of it says whether `null` may stand there.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeBody {
    /// An object with named properties.
    Object(Object),
    /// One of some constants.
    Enum(Enum),
    /// One of some types.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeRef {
    /// What it is.
    pub kind: Kind,
    /// May it be `null`?
    pub nullable: bool,
    /// What is asked of the value beyond its kind.
    pub rules: Rules,
}

impl TypeRef {
    /// A use with no further rules.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, nullable: false, rules: Rules::default() }
    }
}

/// Kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// `true` or `false`
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// A string.
    String(StringFormat),
    /// A list.
    Array(Box<TypeRef>),
    /// An object with any keys and values of one type.
    Map(Box<TypeRef>),
    /// Exactly this value (`const`, or an `enum` of one boolean).
    Constant(Json),
    /// A type with a name.
    Named(TypeId),
}

/// Formats of `integer`. Without one, 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegerFormat {
    /// 32 bits, signed
    Int32,
    /// 64 bits, signed
    Int64,
    /// 32 bits, unsigned
    Uint32,
    /// 64 bits, unsigned
    Uint64,
}

/// Formats of `number`. Without one, a double.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// 32 bits
    Float,
    /// 64 bits
    Double,
    /// Exact, for money.
    Decimal,
}

/// Formats of `string` that a client can treat as more than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringFormat {
    /// Text: no format, or one that changes nothing for a client.
    Text,
    /// `date` (RFC 3339 full-date)
    Date,
    /// `date-time` (RFC 3339)
    DateTime,
    /// `uuid` (RFC 9562)
    Uuid,
    /// `byte`: base64 (RFC 4648 §4)
    Byte,
    /// `binary`: raw bytes; only as a whole body or a part.
    Binary,
    /// `password`: never shown.
    Password,
    /// `decimal`: an exact number written as a string.
    Decimal,
    /// `int64`, `uint64`, …: a whole number written as a string.
    Integer(IntegerFormat),
}

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its properties in the order of the document; those of `allOf` merged in.
    pub fields: Vec<Field>,
    /// What else it may hold.
    pub additional: Additional,
    /// `minProperties`, `maxProperties`.
    pub rules: Rules,
}

/// What an object may hold beside its properties.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// Nothing is said: unknown members are ignored when read.
    Ignored,
    /// `false`: none is ever sent; unknown ones are ignored when read, since servers grow.
    Forbidden,
    /// Members of this type, kept.
    Typed(Box<TypeRef>),
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// Words about it.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeRef,
    /// Must it be there?
    pub required: bool,
    /// What the server takes when it is left out (documentation only).
    pub default: Option<Json>,
    /// In which direction it travels.
    pub direction: Direction,
    /// Documented examples of its value; those of a named type stand at the type.
    pub examples: Vec<Example>,
    /// What it is called in XML, where something is said of that.
    pub xml: Option<Box<Xml>>,
}

/// In which direction a property travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Both ways.
    #[default]
    Both,
    /// `readOnly`: only received.
    Received,
    /// `writeOnly`: only sent.
    Sent,
}

/// One of some constants. Always open: a value that the document does not list is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Strings or integers, all of one kind.
    pub values: Vec<EnumValue>,
}

/// A constant of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value.
    pub value: Json,
    /// A name for it, if the document gives one (`x-enum-varnames`).
    pub name: Option<String>,
    /// Words about it.
    pub docs: Docs,
}

/// One of some types. An unknown one is kept as JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The alternatives in the order of the document.
    pub variants: Vec<Variant>,
    /// The property that tells them apart.
    pub discriminator: Option<Discriminator>,
    /// What no type expresses: a schema without references, in the words of JSON Schema 2020-12.
    pub rules: Option<Json>,
}

/// An alternative of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its type.
    pub ty: TypeRef,
    /// The values of the discriminator that choose it.
    pub tags: Vec<String>,
}

/// The property that tells the alternatives of a union apart (OpenAPI 3.0.3 §4.7.25).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// Its name.
    pub property: String,
    /// The alternative, by its position, for values that choose none (`defaultMapping`, from 3.2).
    pub default: Option<usize>,
}
