//! XML bodies (OpenAPI XML Object, 3.0.3 §4.7.26): what a value is in XML, and the way from there to its JSON and back.
//!
//! Types have one codec, that of JSON. A body in XML is turned into the JSON of its type by a table that says which member
//! is which element or attribute, and the other way round; nothing here knows a type.

#[cfg(feature = "xml")]
mod bound;
#[cfg(feature = "xml")]
mod read;
#[cfg(not(feature = "xml"))]
#[path = "unread.rs"]
mod read;
mod write;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::json::{Nullable, Value};
use super::{Quoted, Secret, json};

use read::read;
pub(crate) use write::write;

/// Why a body cannot be read as XML. Never shows what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "which of them are told depends on the feature `xml`")]
pub(crate) enum XmlFault {
    /// It is no XML, or has what is not taken; with the line and the column, from 1.
    NotXml(u32, u32),
    /// It is too deep.
    TooDeep,
    /// An element has too many attributes, or there are too many namespaces.
    TooMany,
    /// The crate was built without its feature `xml`.
    Off,
    /// It is XML, and no value of the type.
    Value(json::Fault),
}

/// What a value is in XML.
#[derive(Clone, Copy, Debug)]
pub enum XmlShape {
    /// Nothing is known: text where there are no elements, else the elements by their names.
    Any,
    /// The text of an element or attribute.
    Text,
    /// Its text is a number.
    Number,
    /// Its text is `true`, `false`, `1` or `0`.
    Boolean,
    /// An element with these elements and attributes.
    Object(&'static [XmlMember]),
    /// An element for each item.
    List(fn() -> &'static XmlShape),
    /// An element with elements of any name.
    Map(fn() -> &'static XmlShape),
}

/// A type whose values can be written as XML, and read from it.
pub trait XmlType {
    /// What its values are in XML. A function, since types may contain themselves.
    fn xml() -> &'static XmlShape;
}

/// The name of an element or attribute.
#[derive(Clone, Copy, Debug)]
pub struct XmlName {
    name: &'static str,
    prefix: Option<&'static str>,
    namespace: Option<&'static str>,
}

impl XmlName {
    /// A name without a namespace.
    #[must_use]
    pub const fn new(name: &'static str) -> XmlName {
        XmlName { name, prefix: None, namespace: None }
    }

    /// In this namespace, which is declared where the name stands.
    #[must_use]
    pub const fn namespace(self, namespace: &'static str) -> XmlName {
        XmlName { namespace: Some(namespace), ..self }
    }

    /// With this prefix.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> XmlName {
        XmlName { prefix: Some(prefix), ..self }
    }
}

/// A member of an object, and what it is called in XML.
#[derive(Clone, Copy, Debug)]
pub struct XmlMember {
    /// In JSON.
    key: &'static str,
    /// The element or attribute; of a list that is not wrapped, each element, unless its items have a name.
    name: XmlName,
    attribute: bool,
    wrapped: bool,
    /// What items are called.
    item: Option<XmlName>,
    /// A list that must be there is empty when there is no element.
    #[cfg_attr(not(feature = "xml"), allow(dead_code, reason = "only asked when XML is read"))]
    required: bool,
    shape: fn() -> &'static XmlShape,
}

impl XmlMember {
    /// A member that is an element.
    #[must_use]
    pub const fn new(key: &'static str, name: XmlName, shape: fn() -> &'static XmlShape) -> XmlMember {
        XmlMember { key, name, attribute: false, wrapped: false, item: None, required: false, shape }
    }

    /// It is an attribute.
    #[must_use]
    pub const fn attribute(self) -> XmlMember {
        XmlMember { attribute: true, ..self }
    }

    /// It is a list with an element around its items.
    #[must_use]
    pub const fn wrapped(self) -> XmlMember {
        XmlMember { wrapped: true, ..self }
    }

    /// It is a list whose items are called so.
    #[must_use]
    pub const fn item(self, name: XmlName) -> XmlMember {
        XmlMember { item: Some(name), ..self }
    }

    /// It must be there.
    #[must_use]
    pub const fn required(self) -> XmlMember {
        XmlMember { required: true, ..self }
    }

    /// What an item of it is called.
    #[inline]
    fn item_name(&self) -> XmlName {
        self.item.unwrap_or(self.name)
    }
}

macro_rules! shapes {
    ($($shape:ident: $($type:ty),*;)*) => { $($(
        impl XmlType for $type {
            #[inline]
            fn xml() -> &'static XmlShape {
                &XmlShape::$shape
            }
        }
    )*)* };
}

shapes! {
    Any: Value;
    Text: String, Secret;
    Number: i32, i64, u32, u64, f32, f64, Decimal;
    Boolean: bool;
}

impl<T> XmlType for Quoted<T> {
    #[inline]
    fn xml() -> &'static XmlShape {
        &XmlShape::Text
    }
}

impl<T: XmlType> XmlType for Vec<T> {
    #[inline]
    fn xml() -> &'static XmlShape {
        const { &XmlShape::List(T::xml) }
    }
}

impl<T: XmlType> XmlType for BTreeMap<String, T> {
    #[inline]
    fn xml() -> &'static XmlShape {
        const { &XmlShape::Map(T::xml) }
    }
}

impl<T: XmlType> XmlType for Option<T> {
    #[inline]
    fn xml() -> &'static XmlShape {
        T::xml()
    }
}

impl<T: XmlType> XmlType for Nullable<T> {
    #[inline]
    fn xml() -> &'static XmlShape {
        T::xml()
    }
}

impl<T: XmlType> XmlType for Box<T> {
    #[inline]
    fn xml() -> &'static XmlShape {
        T::xml()
    }
}

/// Reads a value of a type.
#[inline]
pub(crate) fn decode<T: json::Decode + XmlType>(body: &[u8]) -> Result<T, XmlFault> {
    let value = read(body, T::xml())?;
    let text = json::to_string(&value).map_err(XmlFault::Value)?;
    json::from_str(&text).map_err(XmlFault::Value)
}
