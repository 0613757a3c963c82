//! Bodies of `application/x-www-form-urlencoded` (OpenAPI 3.0.3 §4.7.15, URL standard §5).
//!
//! A form is made from the JSON that its value writes, so that types need no second codec. Each member becomes a field: a
//! list as often as it has items, an object as JSON, unless its [`FieldSpec`] says otherwise. `null` is left out.

use super::json::{self, Value};
use super::percent;

/// How one member of a body becomes a field (OpenAPI 3.0.3 §4.7.15, `encoding`).
#[derive(Debug)]
pub struct FieldSpec {
    /// The name of the member.
    pub name: &'static str,
    /// How a list or an object is written.
    pub style: FieldStyle,
}

/// How a list or an object is written in a form.
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
    /// `style: deepObject`: `color%5BR%5D=100`.
    Deep,
    /// As JSON: `contentType: application/json`, and what objects are by default.
    Json,
}

/// The form that a JSON object makes.
pub(crate) fn encode(json: &[u8], fields: &[FieldSpec]) -> Result<String, &'static str> {
    let Ok(Value::Object(members)) = json::from_slice(json) else {
        return Err("a form can only be made from an object");
    };
    let mut form = Form(String::new());
    for (name, value) in &members {
        let style = fields.iter().find(|field| field.name == name).map(|field| field.style);
        form.member(name, value, style);
    }
    Ok(form.0)
}

struct Form(String);

impl Form {
    fn member(&mut self, name: &str, value: &Value, style: Option<FieldStyle>) {
        let default = match value {
            Value::Array(items) if items.iter().all(is_scalar) => FieldStyle::Exploded,
            _ => FieldStyle::Json,
        };
        match (value, style.unwrap_or(default)) {
            (Value::Null, _) => {}
            (Value::Array(items), FieldStyle::Exploded | FieldStyle::Deep) => {
                items.iter().for_each(|item| self.field(name, &text(item)));
            }
            (Value::Object(members), FieldStyle::Exploded) => {
                members.iter().for_each(|(key, item)| self.field(key, &text(item)));
            }
            (Value::Object(members), FieldStyle::Deep) => {
                members.iter().for_each(|(key, item)| self.field(&format!("{name}[{key}]"), &text(item)));
            }
            (Value::Array(_) | Value::Object(_), FieldStyle::Json) => self.field(name, &text(value)),
            (Value::Array(items), style) => self.joined(name, items.iter().map(text), style),
            (Value::Object(members), style) => {
                self.joined(name, members.iter().flat_map(|(key, item)| [key.clone(), text(item)]), style);
            }
            (scalar, _) => self.field(name, &text(scalar)),
        }
    }

    fn joined(&mut self, name: &str, parts: impl Iterator<Item = String>, style: FieldStyle) {
        let between = match style {
            FieldStyle::Space => " ",
            FieldStyle::Pipe => "|",
            _ => ",",
        };
        self.field(name, &parts.collect::<Vec<_>>().join(between));
    }

    fn field(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        percent::encode_form(name, &mut self.0);
        self.0.push('=');
        percent::encode_form(value, &mut self.0);
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// A scalar as it is, the rest as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        // What was read from JSON can be written as JSON.
        other => json::to_string(other).unwrap_or_default(),
    }
}
