//! How the members of a body become fields: of a form, or the parts of a multipart body (OpenAPI 3.0.3 §4.7.15).
//!
//! A value is looked at as JSON, so that types need no second codec. This room knows neither what a field is written as
//! nor what stands around it.

use super::json::{self, Value};

/// How one member of a body becomes a field (`encoding`).
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The name of the member; none for all that are not named otherwise.
    pub name: Option<&'static str>,
    /// How a list or an object is written; none for the default of its kind.
    pub style: Option<FieldStyle>,
    /// The media type of its part of a multipart body.
    pub media_type: Option<&'static str>,
}

impl FieldSpec {
    /// This member is written in this style.
    #[must_use]
    pub const fn styled(name: &'static str, style: FieldStyle) -> FieldSpec {
        FieldSpec { name: Some(name), style: Some(style), media_type: None }
    }

    /// The part for this member has this media type.
    #[must_use]
    pub const fn typed(name: &'static str, media_type: &'static str) -> FieldSpec {
        FieldSpec { name: Some(name), style: None, media_type: Some(media_type) }
    }

    /// All members that are not named otherwise are written in this style.
    #[must_use]
    pub const fn all(style: FieldStyle) -> FieldSpec {
        FieldSpec { name: None, style: Some(style), media_type: None }
    }

    /// What is said about a member.
    #[inline]
    pub(crate) fn of<'s>(specs: &'s [FieldSpec], name: &str) -> Option<&'s FieldSpec> {
        let own = specs.iter().find(|spec| spec.name == Some(name));
        own.or_else(|| specs.iter().find(|spec| spec.name.is_none()))
    }
}

/// How a list or an object is written as fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// `style: form, explode: true`: `color=blue&color=black`, `R=100&G=200`.
    Exploded,
    /// `style: form, explode: false`: `color=blue,black`, `color=R,100,G,200`.
    Comma,
    /// `style: spaceDelimited`: `color=blue+black`.
    Space,
    /// `style: pipeDelimited`: `color=blue%7Cblack`.
    Pipe,
    /// `style: deepObject`: `color%5BR%5D=100`. Lists, and what is nested deeper, of which OpenAPI says nothing, are
    /// written as servers read them: `color%5B0%5D=blue`, `card%5Baddress%5D%5Bcity%5D=Paris`.
    Deep,
    /// As JSON: `contentType: application/json`, and what objects are by default.
    Json,
}

/// The fields that a member makes, each with its name and its text. `null` makes none.
#[inline]
pub(crate) fn fields(name: &str, value: &Value, style: FieldStyle, out: &mut dyn FnMut(&str, &str)) {
    match (value, style) {
        (Value::Null, _) => {}
        (Value::Array(_) | Value::Object(_), FieldStyle::Json) => out(name, &text(value)),
        (Value::Array(_) | Value::Object(_), FieldStyle::Deep) => deep(name, value, out),
        (Value::Array(items), FieldStyle::Exploded) => items.iter().for_each(|item| out(name, &text(item))),
        (Value::Object(members), FieldStyle::Exploded) => members.iter().for_each(|(key, item)| out(key, &text(item))),
        (Value::Array(items), style) => joined(name, items.iter().map(text), style, out),
        (Value::Object(members), style) => {
            joined(name, members.iter().flat_map(|(key, item)| [key.clone(), text(item)]), style, out);
        }
        (scalar, _) => out(name, &text(scalar)),
    }
}

/// As deep as the value is: its depth was bounded when it was read.
#[inline]
fn deep(name: &str, value: &Value, out: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| deep(&format!("{name}[{index}]"), item, out));
        }
        Value::Object(members) => members.iter().for_each(|(key, item)| deep(&format!("{name}[{key}]"), item, out)),
        scalar => out(name, &text(scalar)),
    }
}

#[inline]
fn joined(name: &str, parts: impl Iterator<Item = String>, style: FieldStyle, out: &mut dyn FnMut(&str, &str)) {
    let between = match style {
        FieldStyle::Space => " ",
        FieldStyle::Pipe => "|",
        _ => ",",
    };
    out(name, &parts.collect::<Vec<_>>().join(between));
}

#[inline]
pub(crate) fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// A scalar as it is, the rest as JSON.
#[inline]
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        // What was read from JSON can be written as JSON.
        other => json::to_string(other).unwrap_or_default(),
    }
}
