//! Request bodies: the argument for one, the step that sets it, and methods for other media types.

use super::calls;
use super::checks;
use super::code::{Code, nested};
use super::literal::text;
use super::specs::Specs;
use super::ty::Types;
use crate::rust::{Alternative, Body, BodyForm, FieldForm, FieldStyle, OperationPlan, Plan, Repr, Use};

/// The arguments for a body.
pub(super) fn arguments(body: &Body, types: Types<'_>) -> Vec<String> {
    let value = format!("{}: {}", body.name, argument_type(body, types));
    match &body.form {
        BodyForm::Bytes(None) => vec!["content_type: &str".to_owned(), value],
        _ => vec![value],
    }
}

fn argument_type(body: &Body, types: Types<'_>) -> String {
    match &body.form {
        BodyForm::Bytes(_) => "impl Into<Upload>".to_owned(),
        _ => value_type(body, types),
    }
}

/// The type of the value that a caller holds.
pub(super) fn value_type(body: &Body, types: Types<'_>) -> String {
    match &body.form {
        BodyForm::Json { ty, .. }
        | BodyForm::Form { ty, .. }
        | BodyForm::Multipart { ty, .. }
        | BodyForm::Xml { ty, .. } => types.used(ty).to_string(),
        BodyForm::Text(_) => "String".to_owned(),
        BodyForm::Bytes(_) => types.upload(),
    }
}

/// The steps that set the body.
pub(super) fn set(body: &Body, plan: &Plan) -> Vec<Vec<String>> {
    let name = &body.name;
    let (set, checked) = match &body.form {
        BodyForm::Json { media_type, ty } if media_type == "application/json" => (format!(".json(&{name})"), Some(ty)),
        BodyForm::Json { media_type, ty } => (format!(".json_as({}, &{name})", text(media_type)), Some(ty)),
        BodyForm::Form { ty, fields } if fields.is_empty() => (format!(".form(&{name})"), Some(ty)),
        BodyForm::Form { ty, fields } => (format!(".form_as({}, &{name})", table(fields)), Some(ty)),
        BodyForm::Multipart { ty, fields } => (format!(".multipart({}, &{name})", table(fields)), Some(ty)),
        BodyForm::Xml { media_type, ty, root } => {
            let root = super::xml::name(root, "root");
            (format!(".xml({}, {root}, &{name})", text(media_type)), Some(ty))
        }
        BodyForm::Text(media_type) => (format!(".text({}, {name})", text(media_type)), None),
        BodyForm::Bytes(Some(media_type)) => (format!(".bytes({}, {name})", text(media_type)), None),
        BodyForm::Bytes(None) => (format!(".bytes(content_type, {name})"), None),
    };
    let checks = checked.and_then(|ty| check(ty, name.as_str(), plan));
    [Some(vec![set]), checks].into_iter().flatten().collect()
}

/// Fields that are not written as they are by default.
fn table(fields: &[FieldForm]) -> String {
    let rows = fields.iter().map(|field| {
        let style = field.style.map(style);
        match (&field.name, style, &field.media_type) {
            (Some(name), Some(style), None) => format!("FieldSpec::styled({}, {style})", text(name)),
            (Some(name), None, Some(media_type)) => format!("FieldSpec::typed({}, {})", text(name), text(media_type)),
            (None, Some(style), None) => format!("FieldSpec::all({style})"),
            (name, style, media_type) => {
                let literal = |value: &Option<String>| optional(value.as_deref().map(|value| text(value).to_string()));
                let (name, media_type, style) =
                    (literal(name), literal(media_type), optional(style.map(str::to_owned)));
                format!("FieldSpec {{ name: {name}, style: {style}, media_type: {media_type} }}")
            }
        }
    });
    if fields.is_empty() {
        return "&[]".to_owned();
    }
    format!("const {{ &[{}] }}", rows.collect::<Vec<_>>().join(", "))
}

fn optional(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn style(style: FieldStyle) -> &'static str {
    match style {
        FieldStyle::Exploded => "FieldStyle::Exploded",
        FieldStyle::Comma => "FieldStyle::Comma",
        FieldStyle::Space => "FieldStyle::Space",
        FieldStyle::Pipe => "FieldStyle::Pipe",
        FieldStyle::Deep => "FieldStyle::Deep",
        FieldStyle::Json => "FieldStyle::Json",
    }
}

/// Rules of the body that its type does not know, as those of a bare list.
fn check(ty: &Use, name: &str, plan: &Plan) -> Option<Vec<String>> {
    if matches!(ty.repr, Repr::Type(_)) {
        return None;
    }
    let value = checks::Value::named(name, format!("&{name}"));
    let steps = checks::steps_of(ty, "check", &value, plan)?;
    Some(nested(".check_body(|check| {", steps, "})"))
}

/// A method that sends the body in another media type.
pub(super) fn alternative(
    operation: &OperationPlan,
    other: &Alternative,
    specs: &Specs,
    types: Types<'_>,
    code: &mut Code,
) {
    let media_type = crate::rust::code(&other.media_type);
    code.gap();
    code.docs([format!("As [`Client::{}`], with the body as {media_type}.", operation.function)]);
    code.deprecated(operation.deprecated);
    calls::method(&other.function, operation, Some(&other.body), specs, types, code);
}
