//! Documented headers of answers: a name, a type, and how its text becomes a value (OpenAPI 3.0.3 §4.7.21, style
//! `simple`).

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use super::json::{self, Decode, Fault, Writer};

/// A header that answers of an operation may have, as data: [`Answer::header`](super::Answer::header) reads it.
///
/// ```
/// use specwright_runtime::runtime::ResponseHeader;
///
/// pub const RATE_LIMIT: ResponseHeader<i64> = ResponseHeader::bare("x-rate-limit");
/// ```
pub struct ResponseHeader<T> {
    name: &'static str,
    shape: HeaderShape,
    ty: PhantomData<fn() -> T>,
}

/// How the text of a header becomes JSON, of which a type is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeaderShape {
    /// It is a string.
    Text,
    /// It is a number or a truth value.
    Bare,
    /// Strings with commas between.
    TextList,
    /// Numbers or truth values with commas between.
    BareList,
    /// It is JSON.
    Json,
}

impl<T> ResponseHeader<T> {
    /// A text.
    #[must_use]
    pub const fn text(name: &'static str) -> Self {
        ResponseHeader { name, shape: HeaderShape::Text, ty: PhantomData }
    }

    /// A number or a truth value.
    #[must_use]
    pub const fn bare(name: &'static str) -> Self {
        ResponseHeader { name, shape: HeaderShape::Bare, ty: PhantomData }
    }

    /// Texts with commas between.
    #[must_use]
    pub const fn texts(name: &'static str) -> Self {
        ResponseHeader { name, shape: HeaderShape::TextList, ty: PhantomData }
    }

    /// Numbers or truth values with commas between.
    #[must_use]
    pub const fn bares(name: &'static str) -> Self {
        ResponseHeader { name, shape: HeaderShape::BareList, ty: PhantomData }
    }

    /// JSON (`content: application/json`).
    #[must_use]
    pub const fn json(name: &'static str) -> Self {
        ResponseHeader { name, shape: HeaderShape::Json, ty: PhantomData }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> ResponseHeader<T> {
    /// Its value among these headers; none if it is not there. Where it is there several times, lists are one list, and of
    /// others the first counts.
    ///
    /// # Errors
    ///
    /// Its text is not what is documented.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, HeaderFault> {
        let fault = |fault| HeaderFault { name: self.name, fault };
        match json_of(self.name, self.shape, headers) {
            None => Ok(None),
            Some(None) => Err(fault(None)),
            Some(Some(json)) => json::from_str(&json).map(Some).map_err(|error| fault(Some(error))),
        }
    }
}

/// The JSON of a header. Compiled once for all types.
fn json_of(name: &str, shape: HeaderShape, headers: &HeaderMap) -> Option<Option<String>> {
    let mut texts = Vec::new();
    for value in headers.get_all(name) {
        let Ok(text) = std::str::from_utf8(value.as_bytes()) else { return Some(None) };
        texts.push(text);
    }
    let first = texts.first()?.trim();
    let mut writer = Writer::new();
    let json = match shape {
        HeaderShape::Bare | HeaderShape::Json => return Some(Some(first.to_owned())),
        HeaderShape::Text => {
            writer.string(first);
            writer.finish()
        }
        HeaderShape::BareList => return Some(Some(format!("[{}]", texts.join(",")))),
        HeaderShape::TextList => {
            writer.begin_array();
            let items = texts.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|item| !item.is_empty());
            items.for_each(|item| writer.item(item));
            writer.end_array();
            writer.finish()
        }
    };
    Some(json.ok().and_then(|json| String::from_utf8(json).ok()))
}

impl<T> Clone for ResponseHeader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ResponseHeader<T> {}

impl<T> fmt::Debug for ResponseHeader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResponseHeader({:?})", self.name)
    }
}

/// A header of an answer that is not what is documented. Never shows its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderFault {
    name: &'static str,
    /// None: it is no text.
    fault: Option<Fault>,
}

impl fmt::Display for HeaderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header {} of the answer is not what is documented: ", self.name)?;
        match &self.fault {
            Some(fault) => fault.fmt(f),
            None => f.write_str("not UTF-8"),
        }
    }
}

impl std::error::Error for HeaderFault {}
