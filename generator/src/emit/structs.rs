//! Structs: fields, a constructor with what is required, setters for the rest.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{self, Types, ident};
use super::{checks, codec, parameters};
use crate::rust::{Field, Member, Presence, Repr, Struct, TypePlan, Use};

pub(super) fn emit(ty: &TypePlan, body: &Struct, types: Types<'_>) -> TokenStream {
    let name = ident(&ty.name);
    let docs = tokens::docs(&ty.docs);
    let example = example(ty, types);
    let deprecated = tokens::deprecated(ty.deprecated);
    let declared = fields(body).map(|field| {
        let (docs, name, ty) = (tokens::docs(&field.docs), ident(&field.name), types.field(&field.ty, field.presence));
        let deprecated = tokens::deprecated(field.deprecated);
        quote!(#docs #deprecated pub #name: #ty,)
    });
    let rest = body.rest.as_ref().map(|rest| {
        let (name, values) = (ident(&rest.name), types.used(&rest.ty));
        quote!(#[doc = " Members that the description does not name."] pub #name: BTreeMap<String, #values>,)
    });
    let nothing_required =
        fields(body).all(|field| matches!(field.presence, Presence::Optional | Presence::OptionalNullable));
    let default = nothing_required.then(|| quote!(Default,));
    let new = (!nothing_required).then(|| new(&name, body, types));
    let setters = ty.sent.then(|| setters(ty, body, nothing_required, types));
    let checks = checks::of_struct(ty, body, types.plan);
    let codec = codec::of_struct(ty, body, checks.is_some());
    let parameter = parameters::of_struct(ty, body);
    quote! {
        #docs #example #deprecated
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#declared)* #rest }

        #new
        #setters
        #codec
        #checks
        #parameter
    }
}

/// A type around one value that contains it again.
pub(super) fn newtype(ty: &TypePlan, used: &Use, types: Types<'_>) -> TokenStream {
    let (name, docs, deprecated) = (ident(&ty.name), tokens::docs(&ty.docs), tokens::deprecated(ty.deprecated));
    let inner = types.used(used);
    let codec = codec::of_newtype(&name);
    let checks = checks::of_newtype(ty, used, types.plan);
    quote! {
        #docs #deprecated
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(pub #inner);

        #codec
        #checks
    }
}

/// The fields that come from the description.
pub(super) fn fields(body: &Struct) -> impl Iterator<Item = &Field> {
    body.members.iter().filter_map(|member| match member {
        Member::Field(field) => Some(&**field),
        Member::Constant { .. } => None,
    })
}

/// The constructor of what cannot be made of nothing.
fn new(name: &Ident, body: &Struct, types: Types<'_>) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut all = body.rest.is_none();
    for field in fields(body) {
        let name = ident(&field.name);
        match field.presence {
            Presence::Required => {
                let (argument, value) = given(&field.ty, &quote!(#name), types);
                arguments.push(quote!(#name: #argument));
                let changed = matches!(field.ty.repr, Repr::Text | Repr::Upload) || field.ty.boxed;
                values.push(if changed { quote!(#name: #value) } else { quote!(#name) });
            }
            Presence::RequiredNullable => {
                let ty = types.field(&field.ty, field.presence);
                arguments.push(quote!(#name: #ty));
                values.push(quote!(#name));
            }
            Presence::Optional | Presence::OptionalNullable => all = false,
        }
    }
    let blank = (!all).then(|| quote!(..Self::blank()));
    quote! {
        impl #name {
            /// A value with all that is required.
            #[must_use]
            pub fn new(#(#arguments),*) -> Self { Self { #(#values,)* #blank } }
        }
    }
}

/// The setters of what may be left out.
fn setters(ty: &TypePlan, body: &Struct, nothing_required: bool, types: Types<'_>) -> TokenStream {
    let default = if nothing_required { ": Default" } else { "" };
    let mut lines = vec![format!("json::setters! {{ {}{default} {{", ty.name)];
    for field in fields(body).filter(|field| field.written) {
        let (argument, value) = match field.presence {
            Presence::Required | Presence::RequiredNullable => continue,
            Presence::Optional => given(&field.ty, &quote!(value), types),
            Presence::OptionalNullable => {
                let ty = types.used(&field.ty);
                (quote!(impl Into<Nullable<#ty>>), quote!(value.into()))
            }
        };
        lines.extend(field.deprecated.then(|| "    #[deprecated]".to_owned()));
        lines.push(format!("    {}(value: {}) = {},", field.name, tokens::in_line(&argument), tokens::in_line(&value)));
    }
    if lines.len() == 1 && !nothing_required {
        return TokenStream::new();
    }
    lines.push("} }".to_owned());
    tokens::lines(lines)
}

/// The type of an argument for a value, and the value made of it.
fn given(used: &Use, argument: &TokenStream, types: Types<'_>) -> (TokenStream, TokenStream) {
    match (&used.repr, used.boxed) {
        (Repr::Text, false) if !used.nullable => (quote!(impl Into<String>), quote!(#argument.into())),
        (Repr::Upload, false) if !used.nullable => (quote!(impl Into<Upload>), quote!(#argument.into())),
        (_, true) => {
            let ty = types.used(&Use { boxed: false, ..used.clone() });
            (ty, quote!(Box::new(#argument)))
        }
        _ => (types.used(used), argument.clone()),
    }
}

/// The documented example, as a doctest that reads it and writes it again.
fn example(ty: &TypePlan, types: Types<'_>) -> TokenStream {
    let Some(json) = &ty.example else { return TokenStream::new() };
    let (lib, name) = (&types.plan.package.lib, &ty.name);
    let literal = tokens::text(json);
    let code = [
        format!("use {lib}::{{json, types::{name}}};"),
        String::new(),
        format!("let example = {literal};"),
        format!("let value: {name} = json::from_str(example)?;"),
        "assert_eq!(json::to_string(&value)?, example);".to_owned(),
        format!("# Ok::<(), {lib}::json::Fault>(())"),
    ];
    let lines: Vec<String> = std::iter::once(String::new()).chain(crate::rust::fenced("", &code)).collect();
    tokens::doc_lines(lines.iter().map(String::as_str))
}
