//! Structs: fields, a constructor with what is required, setters for the rest.

use super::code::{Code, line, open};
use super::literal::text;
use super::ty::Types;
use super::{checks, codec, parameters};
use crate::rust::{Field, Presence, Repr, Struct, TypePlan, Use};

pub(super) fn emit(ty: &TypePlan, body: &Struct, types: Types<'_>, code: &mut Code) {
    let nothing_required =
        body.fields().all(|field| matches!(field.presence, Presence::Optional | Presence::OptionalNullable));
    declaration(ty, body, nothing_required, types, code);
    if !nothing_required {
        new(ty, body, types, code);
    }
    if ty.sent {
        setters(ty, body, nothing_required, types, code);
    }
    let checks = checks::of_struct(ty, body, types.plan);
    codec::of_struct(ty, body, checks.is_some(), code);
    if let Some(steps) = checks {
        checks::implementation(&ty.name, &steps, code);
    }
    parameters::of_struct(ty, body, code);
}

fn declaration(ty: &TypePlan, body: &Struct, nothing_required: bool, types: Types<'_>, code: &mut Code) {
    code.docs(ty.docs.lines());
    example(ty, types, code);
    code.deprecated(ty.deprecated);
    line!(code, "#[derive(Clone, Debug, {}PartialEq)]", if nothing_required { "Default, " } else { "" });
    line!(code, "#[non_exhaustive]");
    if body.fields().next().is_none() && body.rest.is_none() {
        line!(code, "pub struct {} {{}}", ty.name);
        return;
    }
    open!(code, "pub struct {}", ty.name);
    for field in body.fields() {
        code.docs(field.docs.lines());
        code.deprecated(field.deprecated);
        line!(code, "pub {}: {},", field.name, types.field(&field.ty, field.presence));
    }
    if let Some(rest) = &body.rest {
        code.docs(["Members that the description does not name."]);
        line!(code, "pub {}: BTreeMap<String, {}>,", rest.name, types.used(&rest.ty));
    }
    code.close();
}

/// A type around one value that contains it again.
pub(super) fn newtype(ty: &TypePlan, used: &Use, types: Types<'_>, code: &mut Code) {
    code.docs(ty.docs.lines());
    code.deprecated(ty.deprecated);
    line!(code, "#[derive(Clone, Debug, PartialEq)]");
    line!(code, "pub struct {}(pub {});", ty.name, types.used(used));
    codec::of_newtype(&ty.name, code);
    checks::implementation(&ty.name, &checks::of_newtype(ty, used, types.plan), code);
}

/// The constructor of what cannot be made of nothing.
fn new(ty: &TypePlan, body: &Struct, types: Types<'_>, code: &mut Code) {
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    let mut all = body.rest.is_none();
    for field in body.fields() {
        let name = &field.name;
        match field.presence {
            Presence::Required => {
                let (argument, value) = given(&field.ty, name.as_str(), types);
                arguments.push(format!("{name}: {argument}"));
                values.push(if value == name.as_str() { value } else { format!("{name}: {value}") });
            }
            Presence::RequiredNullable => {
                arguments.push(format!("{name}: {}", types.field(&field.ty, field.presence)));
                values.push(name.to_string());
            }
            Presence::Optional | Presence::OptionalNullable => all = false,
        }
    }
    if !all {
        values.push("..Self::blank()".to_owned());
    }
    code.gap();
    open!(code, "impl {}", ty.name);
    code.docs(["A value with all that is required."]);
    line!(code, "#[must_use]");
    code.inline();
    code.open_list("pub fn new(", &arguments, ") -> Self {");
    code.list("Self { ", &values, " }");
    code.close();
    code.close();
}

/// The setters of what may be left out.
fn setters(ty: &TypePlan, body: &Struct, nothing_required: bool, types: Types<'_>, code: &mut Code) {
    let asked = |field: &&Field| matches!(field.presence, Presence::Required | Presence::RequiredNullable);
    let mut optional = body.fields().filter(|field| field.written && !asked(field)).peekable();
    if optional.peek().is_none() && !nothing_required {
        return;
    }
    code.gap();
    open!(code, "json::setters! {{ {}{}", ty.name, if nothing_required { ": Default" } else { "" });
    for field in optional {
        let (argument, value) = if field.presence == Presence::OptionalNullable {
            (format!("impl Into<Nullable<{}>>", types.used(&field.ty)), "value.into()".to_owned())
        } else {
            given(&field.ty, "value", types)
        };
        code.deprecated(field.deprecated);
        line!(code, "{}(value: {argument}) = {value},", field.name);
    }
    code.close_with("} }");
}

/// The type of an argument for a value, and the value made of it.
fn given(used: &Use, argument: &str, types: Types<'_>) -> (String, String) {
    match (&used.repr, used.boxed) {
        (Repr::Text, false) if !used.nullable => ("impl Into<String>".to_owned(), format!("{argument}.into()")),
        (Repr::Upload, false) if !used.nullable => ("impl Into<Upload>".to_owned(), format!("{argument}.into()")),
        (_, true) => (types.unboxed(used).to_string(), format!("Box::new({argument})")),
        _ => (types.used(used).to_string(), argument.to_owned()),
    }
}

/// The documented example, as a doctest that reads it and writes it again.
fn example(ty: &TypePlan, types: Types<'_>, code: &mut Code) {
    let Some(json) = &ty.example else { return };
    let (lib, name) = (&types.plan.package.lib, &ty.name);
    let example = [
        format!("use {lib}::{{json, types::{name}}};"),
        String::new(),
        format!("let example = {};", text(json)),
        format!("let value: {name} = json::from_str(example)?;"),
        "assert_eq!(json::to_string(&value)?, example);".to_owned(),
        format!("# Ok::<(), {lib}::json::Fault>(())"),
    ];
    code.docs([""]);
    code.docs(crate::rust::fenced("", &example));
}
