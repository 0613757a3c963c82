//! Parameters: where each one goes, and what their values are before they are written there.
//!
//! How a value is written is the matter of `style`.

use std::collections::BTreeMap;

/// A parameter of an operation, as data (OpenAPI 3.0.3 §4.7.12).
#[derive(Debug)]
pub struct ParamSpec {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it goes.
    pub place: ParamPlace,
    /// How it is written.
    pub style: Style,
    /// Are the parts of a list or an object written one by one?
    pub explode: bool,
    /// May reserved characters stand as they are, those aside that would end the value? Not for headers.
    pub allow_reserved: bool,
}

impl ParamSpec {
    /// In the path, in the default style there: `simple`.
    #[must_use]
    pub const fn path(name: &'static str) -> ParamSpec {
        ParamSpec { name, place: ParamPlace::Path, style: Style::Simple, explode: false, allow_reserved: false }
    }

    /// In the query, in the default style there: `form`, exploded.
    #[must_use]
    pub const fn query(name: &'static str) -> ParamSpec {
        ParamSpec { name, place: ParamPlace::Query, style: Style::Form, explode: true, allow_reserved: false }
    }

    /// As a header, in the default style there: `simple`.
    #[must_use]
    pub const fn header(name: &'static str) -> ParamSpec {
        ParamSpec { name, place: ParamPlace::Header, style: Style::Simple, explode: false, allow_reserved: false }
    }

    /// In a cookie, in the default style there: `form`, exploded.
    #[must_use]
    pub const fn cookie(name: &'static str) -> ParamSpec {
        ParamSpec { name, place: ParamPlace::Cookie, style: Style::Form, explode: true, allow_reserved: false }
    }

    /// As the whole query, which holds nothing else (OpenAPI 3.2.0 §4.12.1, `in: querystring`).
    #[must_use]
    pub const fn query_string(name: &'static str) -> ParamSpec {
        ParamSpec { place: ParamPlace::QueryString, ..ParamSpec::query(name) }
    }

    /// The same in another style.
    #[must_use]
    pub const fn style(self, style: Style, explode: bool) -> ParamSpec {
        ParamSpec { style, explode, ..self }
    }

    /// The same with reserved characters as they are.
    #[must_use]
    pub const fn reserved(self) -> ParamSpec {
        ParamSpec { allow_reserved: true, ..self }
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParamPlace {
    /// In a `{name}` of the path.
    Path,
    /// After the `?`.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// All that follows the `?`.
    QueryString,
}

impl ParamPlace {
    pub(crate) fn word(self) -> &'static str {
        match self {
            ParamPlace::Path => "path",
            ParamPlace::Query => "query",
            ParamPlace::Header => "header",
            ParamPlace::Cookie => "cookie",
            ParamPlace::QueryString => "querystring",
        }
    }
}

/// How a parameter is written (OpenAPI 3.0.3 §4.7.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `color=blue`
    Form,
    /// `blue`
    Simple,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color%5BR%5D=100`
    DeepObject,
    /// `color=blue` in a cookie, as it is: what has to be escaped is given escaped (OpenAPI 3.2.0 §4.12.2.2).
    Cookie,
}

/// A value as a parameter: text, or a list or an object of texts. Deeper values have no form as a parameter that the
/// specification defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// One text.
    Primitive(String),
    /// Texts in order.
    List(Vec<String>),
    /// Texts with names, in order.
    Object(Vec<(String, String)>),
}

/// A value that can be one text in a parameter: strings, numbers, truth values, enums.
pub trait ToText {
    /// That text, without any encoding.
    fn to_text(&self) -> String;
}

/// A value that can be a parameter: whatever has [`ToText`], lists of that, objects whose members have it.
pub trait ToParam {
    /// Its parts, without any encoding.
    fn to_param(&self) -> ParamValue;
}

impl<T: ToText + ?Sized> ToParam for T {
    fn to_param(&self) -> ParamValue {
        ParamValue::Primitive(self.to_text())
    }
}

impl<T: ToText> ToParam for [T] {
    fn to_param(&self) -> ParamValue {
        ParamValue::List(self.iter().map(ToText::to_text).collect())
    }
}

impl<T: ToText> ToParam for Vec<T> {
    fn to_param(&self) -> ParamValue {
        self.as_slice().to_param()
    }
}

impl<T: ToText> ToParam for BTreeMap<String, T> {
    fn to_param(&self) -> ParamValue {
        ParamValue::Object(self.iter().map(|(name, value)| (name.clone(), value.to_text())).collect())
    }
}

impl<T: ToText + ?Sized> ToText for &T {
    fn to_text(&self) -> String {
        (**self).to_text()
    }
}

impl<T: ToText + ?Sized> ToText for Box<T> {
    fn to_text(&self) -> String {
        (**self).to_text()
    }
}

macro_rules! to_text_by_display {
    ($($type:ty),*) => { $(
        impl ToText for $type {
            fn to_text(&self) -> String {
                self.to_string()
            }
        }
    )* };
}

to_text_by_display!(str, String, bool, i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, f32, f64, super::Decimal);
