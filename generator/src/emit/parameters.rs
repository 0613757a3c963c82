//! Types as parameters: the text, or the parts, that a style writes.

use super::code::{Code, line, nested, open};
use super::literal::text;
use crate::rust::{Field, Presence, Struct, TypePlan, Union};

/// A struct is its members.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct, code: &mut Code) {
    if !ty.as_parameter {
        return;
    }
    let mut written = body.fields().filter(|field| field.written).peekable();
    // Those that are always there begin the list; a list that is begun empty and filled at once is a warning of clippy.
    let mut first = Vec::new();
    while let Some(field) = written.next_if(|field| field.presence == Presence::Required) {
        first.push(part(field, &format!("self.{}", field.name)));
    }
    code.gap();
    open!(code, "impl ToParam for {}", ty.name);
    code.inline();
    open!(code, "fn to_param(&self) -> ParamValue");
    match (first.is_empty(), written.peek().is_some()) {
        (true, false) => line!(code, "ParamValue::Object(Vec::new())"),
        (false, false) => code.list("ParamValue::Object(vec![", &first, "])"),
        (true, true) => line!(code, "let mut parts = Vec::new();"),
        (false, true) => code.list("let mut parts = vec![", &first, "];"),
    }
    if written.peek().is_some() {
        written.for_each(|field| code.lines(&push(field)));
        line!(code, "ParamValue::Object(parts)");
    }
    code.close();
    code.close();
}

fn part(field: &Field, value: &str) -> String {
    format!("({}.to_owned(), {value}.to_text())", text(&field.wire))
}

fn push(field: &Field) -> Vec<String> {
    let name = &field.name;
    let some = || vec![format!("parts.push({});", part(field, "value"))];
    match field.presence {
        Presence::Required => vec![format!("parts.push({});", part(field, &format!("self.{name}")))],
        Presence::RequiredNullable | Presence::Optional => {
            nested(&format!("if let Some(value) = &self.{name} {{"), some(), "}")
        }
        Presence::OptionalNullable => {
            nested(&format!("if let Some(Nullable::Value(value)) = &self.{name} {{"), some(), "}")
        }
    }
}

/// A union is the text of its alternative.
pub(super) fn of_union(ty: &TypePlan, union: &Union, code: &mut Code) {
    if !ty.as_parameter {
        return;
    }
    code.gap();
    open!(code, "impl ToText for {}", ty.name);
    code.inline();
    open!(code, "fn to_text(&self) -> String");
    open!(code, "match self");
    for variant in &union.variants {
        line!(code, "Self::{}(value) => value.to_text(),", variant.name);
    }
    // What is no alternative is JSON, and a string of it is its own text.
    line!(code, "Self::Other(Value::String(text)) => text.clone(),");
    line!(code, "Self::Other(value) => json::to_string(value).unwrap_or_default(),");
    code.close();
    code.close();
    code.close();
}
