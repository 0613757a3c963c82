//! Request bodies: the argument for one, the step that sets it, and methods for other media types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{self, Types, ident, text};
use super::{calls, checks};
use crate::rust::{Alternative, Body, BodyForm, FieldForm, FieldStyle, OperationPlan, Plan, Repr, Use};

/// The arguments for a body.
pub(super) fn arguments(body: &Body, types: Types<'_>) -> TokenStream {
    let (name, ty) = (ident(&body.name), argument_type(body, types));
    match &body.form {
        BodyForm::Bytes(None) => quote!(content_type: &str, #name: #ty),
        _ => quote!(#name: #ty),
    }
}

fn argument_type(body: &Body, types: Types<'_>) -> TokenStream {
    match &body.form {
        BodyForm::Bytes(_) => quote!(impl Into<Upload>),
        _ => value_type(body, types),
    }
}

/// The type of the value that a caller holds.
pub(super) fn value_type(body: &Body, types: Types<'_>) -> TokenStream {
    match &body.form {
        BodyForm::Json { ty, .. }
        | BodyForm::Form { ty, .. }
        | BodyForm::Multipart { ty, .. }
        | BodyForm::Xml { ty, .. } => types.used(ty),
        BodyForm::Text(_) => quote!(String),
        BodyForm::Bytes(_) => quote!(Upload),
    }
}

/// The step that sets the body.
pub(super) fn set(body: &Body, plan: &Plan) -> TokenStream {
    let name = ident(&body.name);
    match &body.form {
        BodyForm::Json { media_type, ty } => {
            let checks = check(ty, &name, plan);
            if media_type == "application/json" {
                quote!(.json(&#name) #checks)
            } else {
                let media_type = text(media_type);
                quote!(.json_as(#media_type, &#name) #checks)
            }
        }
        BodyForm::Form { ty, fields } => {
            let checks = check(ty, &name, plan);
            if fields.is_empty() {
                quote!(.form(&#name) #checks)
            } else {
                let fields = table(fields);
                quote!(.form_as(#fields, &#name) #checks)
            }
        }
        BodyForm::Multipart { ty, fields } => {
            let (checks, fields) = (check(ty, &name, plan), table(fields));
            quote!(.multipart(#fields, &#name) #checks)
        }
        BodyForm::Xml { media_type, ty, root } => {
            let (checks, media_type) = (check(ty, &name, plan), text(media_type));
            let root = super::xml::name(root, "root");
            quote!(.xml(#media_type, #root, &#name) #checks)
        }
        BodyForm::Text(media_type) => {
            let media_type = text(media_type);
            quote!(.text(#media_type, #name))
        }
        BodyForm::Bytes(Some(media_type)) => {
            let media_type = text(media_type);
            quote!(.bytes(#media_type, #name))
        }
        BodyForm::Bytes(None) => quote!(.bytes(content_type, #name)),
    }
}

/// Fields that are not written as they are by default.
fn table(fields: &[FieldForm]) -> TokenStream {
    let rows = fields.iter().map(|field| {
        let style = field.style.map(style);
        match (&field.name, style, &field.media_type) {
            (Some(name), Some(style), None) => {
                let name = text(name);
                quote!(FieldSpec::styled(#name, #style))
            }
            (Some(name), None, Some(media_type)) => {
                let (name, media_type) = (text(name), text(media_type));
                quote!(FieldSpec::typed(#name, #media_type))
            }
            (None, Some(style), None) => quote!(FieldSpec::all(#style)),
            (name, style, media_type) => {
                let (name, style) = (optional(name.as_deref().map(text)), optional(style));
                let media_type = optional(media_type.as_deref().map(text));
                quote!(FieldSpec { name: #name, style: #style, media_type: #media_type })
            }
        }
    });
    if fields.is_empty() { quote!(&[]) } else { quote!(const { &[#(#rows),*] }) }
}

fn optional(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn style(style: FieldStyle) -> TokenStream {
    match style {
        FieldStyle::Exploded => quote!(FieldStyle::Exploded),
        FieldStyle::Comma => quote!(FieldStyle::Comma),
        FieldStyle::Space => quote!(FieldStyle::Space),
        FieldStyle::Pipe => quote!(FieldStyle::Pipe),
        FieldStyle::Deep => quote!(FieldStyle::Deep),
        FieldStyle::Json => quote!(FieldStyle::Json),
    }
}

/// Rules of the body that its type does not know, as those of a bare list.
fn check(ty: &Use, name: &Ident, plan: &Plan) -> Option<TokenStream> {
    if matches!(ty.repr, Repr::Type(_)) {
        return None;
    }
    let value = checks::Value::named(name, &quote!(&#name));
    let steps = checks::steps_of(ty, &quote!(check), &value, plan)?;
    Some(quote!(.check_body(|check| { #steps })))
}

/// A method that sends the body in another media type.
pub(super) fn alternative(operation: &OperationPlan, other: &Alternative, types: Types<'_>) -> TokenStream {
    let media_type = crate::rust::code(&other.media_type);
    let doc = format!("As [`Client::{}`], with the body as {media_type}.", operation.function);
    let docs = tokens::doc_lines([doc.as_str()]);
    let deprecated = tokens::deprecated(operation.deprecated);
    let method = calls::method(&other.function, operation, Some(&other.body), types);
    quote!(#docs #deprecated #method)
}
