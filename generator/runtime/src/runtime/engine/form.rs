//! Bodies of `application/x-www-form-urlencoded` (OpenAPI 3.0.3 §4.7.15, URL standard §5).
//!
//! Each member of a value becomes a field: a list as often as it has items, an object as JSON, unless its [`FieldSpec`]
//! says otherwise. `null` is left out.

use super::field::{self, FieldSpec, FieldStyle};
use super::json::{self, Value};
use super::percent;

/// The form that a JSON object makes.
#[inline]
pub(crate) fn encode(json: &[u8], specs: &[FieldSpec]) -> Result<String, &'static str> {
    let Ok(Value::Object(members)) = json::from_slice(json) else {
        return Err("a form can only be made from an object");
    };
    let mut form = String::new();
    for (name, value) in &members {
        let style = FieldSpec::of(specs, name).and_then(|spec| spec.style).unwrap_or_else(|| usual(value));
        field::fields(name, value, style, &mut |name, text| pair(&mut form, name, text));
    }
    Ok(form)
}

#[inline]
fn usual(value: &Value) -> FieldStyle {
    match value {
        Value::Array(items) if items.iter().all(field::is_scalar) => FieldStyle::Exploded,
        _ => FieldStyle::Json,
    }
}

#[inline]
fn pair(form: &mut String, name: &str, text: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    percent::encode_form(name, form);
    form.push('=');
    percent::encode_form(text, form);
}
