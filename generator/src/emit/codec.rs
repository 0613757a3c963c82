//! How types are read and written: tables and a `match` a type, over the runtime's reader and writer.
//!
//! All that is emitted about JSON stands here, because measurements decide what it looks like (decision 0001).

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{self, ident, text};
use crate::rust::{Member, Presence, Struct, TypePlan, Union, compact};

/// A struct is an object of members.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct) -> TokenStream {
    let rest = body.rest.as_ref().map_or_else(String::new, |rest| format!(" {}", rest.name));
    let mut lines = vec![format!("json::object! {{ {} {{", ty.name)];
    lines.extend(body.members.iter().enumerate().map(|(index, member)| format!("    {}", row(index, member))));
    lines.push(format!("}}{rest} }}"));
    tokens::lines(lines)
}

/// One line of the table of a struct.
fn row(index: usize, member: &Member) -> String {
    let wire = text(member.wire());
    let field = match member {
        Member::Constant { value, .. } => return format!("{index}: constant {wire} = {},", text(&compact(value))),
        Member::Field(field) => field,
    };
    let asked = matches!(field.presence, Presence::Required | Presence::RequiredNullable);
    let kind = match (field.read, field.written, asked) {
        (true, true, true) => "required",
        (true, true, false) => "optional",
        (true, false, true) => "demand",
        (true, false, false) => "receive",
        (false, _, true) => "send",
        (false, _, false) => "offer",
    };
    format!("{index}: {kind} {wire} => {},", field.name)
}

/// A type around one value is that value.
pub(super) fn of_newtype(name: &Ident) -> TokenStream {
    let serde = serde(name);
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self(Decode::blank()) }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> { Decode::read(&mut self.0, r) }
        }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) { Encode::encode(&self.0, w); }
        }

        #serde
    }
}

/// A union is the alternative that its discriminator names, else the one that fits best.
pub(super) fn of_union(ty: &TypePlan, union: &Union) -> TokenStream {
    let name = ident(&ty.name);
    let by_tag = union.discriminator.as_ref().map(|property| {
        let property = text(property);
        let arms = union.variants.iter().filter(|variant| !variant.tags.is_empty()).map(|variant| {
            let (variant, tags) = (ident(&variant.name), variant.tags.iter().map(|tag| text(tag)));
            quote!(Some(#(#tags)|*) => Self::#variant(r.value()?),)
        });
        (property, arms.collect::<TokenStream>())
    });
    let tried = union.variants.iter().enumerate().filter(|(index, variant)| match union.default {
        Some(default) => *index == default,
        None => union.discriminator.is_none() || variant.tags.is_empty(),
    });
    let tried: Vec<_> = tried.map(|(_, variant)| ident(&variant.name)).collect();
    let otherwise = match tried.as_slice() {
        [] => quote!(Self::Other(r.value()?)),
        several => quote!({
            let mut best = json::Best::new();
            #(best.offer(r, Self::#several)?;)*
            best.take(r, Self::Other)?
        }),
    };
    let value = match by_tag {
        Some((property, arms)) => quote!(match r.tag(#property)?.as_deref() { #arms _ => #otherwise }),
        None => otherwise,
    };
    let serde = serde(&name);
    let encoded = union.variants.iter().map(|variant| {
        let variant = ident(&variant.name);
        quote!(Self::#variant(value) => Encode::encode(value, w),)
    });
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self::Other(Value::Null) }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
                *self = #value;
                Ok(())
            }
        }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) {
                match self {
                    #(#encoded)*
                    Self::Other(value) => Encode::encode(value, w),
                }
            }
        }

        #serde
    }
}

/// serde's traits for what has no table, as shims over the runtime's.
fn serde(name: &Ident) -> TokenStream {
    quote!(#[cfg(feature = "serde")] json::serde_impls!(#name);)
}
