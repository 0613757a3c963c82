//! Types as parameters: the text, or the parts, that a style writes.

use proc_macro2::TokenStream;
use quote::quote;

use super::structs::fields;
use super::tokens::{ident, text};
use crate::rust::{Presence, Struct, TypePlan, Union};

/// A struct is its members.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct) -> TokenStream {
    if !ty.as_parameter {
        return TokenStream::new();
    }
    let name = ident(&ty.name);
    let mut written = fields(body).filter(|field| field.written).peekable();
    // Those that are always there begin the list; a list that is begun empty and filled at once is a warning of clippy.
    let mut first = Vec::new();
    while let Some(field) = written.next_if(|field| field.presence == Presence::Required) {
        let (wire, field_name) = (text(&field.wire), ident(&field.name));
        first.push(quote!((#wire.to_owned(), self.#field_name.to_text())));
    }
    let others = written.map(|field| {
        let (wire, field_name) = (text(&field.wire), ident(&field.name));
        let push = quote!(parts.push((#wire.to_owned(), value.to_text())););
        match field.presence {
            Presence::Required => quote!(parts.push((#wire.to_owned(), self.#field_name.to_text()));),
            Presence::RequiredNullable | Presence::Optional => quote!(if let Some(value) = &self.#field_name { #push }),
            Presence::OptionalNullable => quote!(if let Some(Nullable::Value(value)) = &self.#field_name { #push }),
        }
    });
    let others: Vec<TokenStream> = others.collect();
    let first = if first.is_empty() { quote!(Vec::new()) } else { quote!(vec![#(#first),*]) };
    let body = if others.is_empty() {
        quote!(ParamValue::Object(#first))
    } else {
        quote! {
            let mut parts = #first;
            #(#others)*
            ParamValue::Object(parts)
        }
    };
    quote! {
        impl ToParam for #name {
            fn to_param(&self) -> ParamValue { #body }
        }
    }
}

/// A union is the text of its alternative.
pub(super) fn of_union(ty: &TypePlan, union: &Union) -> TokenStream {
    let arms = union.variants.iter().map(|variant| {
        let variant = ident(&variant.name);
        quote!(Self::#variant(value) => value.to_text(),)
    });
    // What is no alternative is JSON, and a string of it is its own text.
    to_text(
        ty,
        &quote! {
            match self {
                #(#arms)*
                Self::Other(Value::String(text)) => text.clone(),
                Self::Other(value) => json::to_string(value).unwrap_or_default(),
            }
        },
    )
}

fn to_text(ty: &TypePlan, text: &TokenStream) -> TokenStream {
    if !ty.as_parameter {
        return TokenStream::new();
    }
    let name = ident(&ty.name);
    quote! {
        impl ToText for #name {
            fn to_text(&self) -> String { #text }
        }
    }
}
