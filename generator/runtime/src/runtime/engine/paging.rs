//! Where the next page of an answer is: what an API says of it, as data, and what one answer says.
//!
//! Knows answers and the query of the request before; `pages` asks.

use std::borrow::Cow;

use super::json::{self, Value};
use super::percent::{self, UNRESERVED};
use super::{Answer, Operation, link};

/// How the pages of an operation are told. Pointers are JSON pointers (RFC 6901) into the body of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By the header `Link` (RFC 8288), whatever the description says.
    Link,
    /// The answer has a word for the next page, which a query parameter takes. It ends where there is none.
    Cursor {
        /// The query parameter.
        parameter: &'static str,
        /// Where the word is.
        next: &'static str,
        /// Where it is said whether there is more; `false` ends it.
        more: Option<&'static str>,
    },
    /// A query parameter takes the identity of the last item.
    LastItem {
        /// The query parameter.
        parameter: &'static str,
        /// Where the items are.
        items: &'static str,
        /// Where the identity is, in an item.
        id: &'static str,
        /// Where it is said whether there is more.
        more: &'static str,
    },
    /// A query parameter takes how many items to pass over, from 0. It ends with an empty page.
    Offset {
        /// The query parameter.
        parameter: &'static str,
        /// Where the items are.
        items: &'static str,
    },
    /// A query parameter takes the number of the page. It ends with an empty page.
    Number {
        /// The query parameter.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
        /// Where the items are.
        items: &'static str,
    },
    /// The answer has the address of the next page. It ends where there is none.
    Address {
        /// Where the address is.
        next: &'static str,
    },
}

/// An operation whose answers are pages of items.
///
/// Implemented by generated code for [`Pages::items`](super::Pages::items).
pub trait Paged: Operation {
    /// An item.
    type Item: Send + Unpin + 'static;

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// Where the next page is.
pub(crate) enum Next<'a> {
    /// At this address, which may be relative.
    Address(Cow<'a, str>),
    /// Where this parameter of the query has this value.
    Parameter(&'static str, String),
}

impl Paging {
    /// What an answer says of the next page, whose own request had this query; none at the end.
    #[inline]
    pub(crate) fn next<'a>(&self, answer: &'a Answer, query: &[String]) -> Option<Next<'a>> {
        if *self == Paging::Link {
            return link::next(answer.headers()).map(|address| Next::Address(Cow::Borrowed(address)));
        }
        // The answer was read before, as the JSON that it is.
        let body: Value = json::from_slice_within(answer.body(), answer.limits.json_depth).ok()?;
        let count = |items| at(&body, items).map_or(0, length);
        let is_all = |more| matches!(at(&body, more), Some(Value::Boolean(false)));
        match *self {
            Paging::Link => None,
            Paging::Address { next } => Some(Next::Address(Cow::Owned(text(at(&body, next)?)?))),
            Paging::Cursor { more: Some(more), .. } if is_all(more) => None,
            Paging::Cursor { parameter, next, .. } => Some(Next::Parameter(parameter, text(at(&body, next)?)?)),
            // Without a word that there is more, nobody said so.
            Paging::LastItem { more, .. } if !matches!(at(&body, more), Some(Value::Boolean(true))) => None,
            Paging::LastItem { parameter, items, id, .. } => {
                let Value::Array(items) = at(&body, items)? else { return None };
                Some(Next::Parameter(parameter, text(at(items.last()?, id)?)?))
            }
            Paging::Offset { parameter, items } => {
                let passed = given(query, parameter).unwrap_or(0);
                let count = Some(count(items)).filter(|count| *count > 0)?;
                Some(Next::Parameter(parameter, passed.saturating_add(count).to_string()))
            }
            Paging::Number { parameter, first, items } => {
                let number = given(query, parameter).unwrap_or(first);
                (count(items) > 0).then(|| Next::Parameter(parameter, number.saturating_add(1).to_string()))
            }
        }
    }
}

/// Sets a parameter of a query, in the place of one of this name.
#[inline]
pub(crate) fn set(query: &mut Vec<String>, name: &str, value: &str) {
    let mut pair = encoded(name);
    query.retain(|known| known.split('=').next() != Some(pair.as_str()));
    pair.push('=');
    percent::encode(value, UNRESERVED, &mut pair);
    query.push(pair);
}

#[inline]
fn encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len() + 16);
    percent::encode(name, UNRESERVED, &mut encoded);
    encoded
}

/// The number that a parameter of a query has.
#[inline]
fn given(query: &[String], name: &str) -> Option<u64> {
    let name = encoded(name);
    let value = |pair: &String| pair.strip_prefix(&name)?.strip_prefix('=')?.parse().ok();
    query.iter().rev().find_map(value)
}

/// The value at a pointer.
#[inline]
fn at<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    pointer.split('/').skip(1).try_fold(value, |value, step| match value {
        Value::Object(_) if step.contains('~') => value.get(&step.replace("~1", "/").replace("~0", "~")),
        Value::Object(_) => value.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

#[inline]
fn length(value: &Value) -> u64 {
    match value {
        Value::Array(items) => u64::try_from(items.len()).unwrap_or(u64::MAX),
        _ => 0,
    }
}

/// A word for a page; an empty one is none.
#[inline]
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}
