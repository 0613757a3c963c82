//! How types are read and written: tables and a `match` a type, over the runtime's reader and writer.
//!
//! All that is emitted about JSON stands here, because measurements decide what it looks like (decision 0001).

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::structs::fields;
use super::tokens::{ident, number, text};
use crate::rust::{Constant, Field, Member, Presence, Struct, TypePlan, Union, compact};

/// A struct is an object of members.
pub(super) fn of_struct(ty: &TypePlan, body: &Struct) -> TokenStream {
    let name = ident(&ty.name);
    let blanks = blanks(body);
    let table = body.members.iter().map(|member| {
        let (wire, required) = match member {
            Member::Constant { wire, .. } => (wire, true),
            Member::Field(field) => (&field.wire, must_be_there(field)),
        };
        let wire = text(wire);
        if required { quote!(json::required(#wire)) } else { quote!(json::optional(#wire)) }
    });
    let member = reading(body);
    let other = body.rest.as_ref().map(|rest| {
        let field = ident(&rest.name);
        quote! {
            fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
                Object::other(&mut self.#field, name, r)
            }
        }
    });
    let read = if body.members.is_empty() {
        quote!(r.object(&Members::NONE, self))
    } else {
        quote! {
            static MEMBERS: Members = Members::new(&[#(#table),*]);
            r.object(&MEMBERS, self)
        }
    };
    let written = writing(body);
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self { #blanks } }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> { #read }
        }

        impl Object for #name { #member #other }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) {
                w.begin_object();
                #written
                w.end_object();
            }
        }
    }
}

/// A type around one value is that value.
pub(super) fn of_newtype(name: &Ident) -> TokenStream {
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self(Decode::blank()) }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> { Decode::read(&mut self.0, r) }
        }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) { Encode::encode(&self.0, w); }
        }
    }
}

/// An open enum of strings is its text.
pub(super) fn of_strings(name: &Ident) -> TokenStream {
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self::Other(String::new()) }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
                *self = Self::from(&*r.string()?);
                Ok(())
            }
        }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) { w.string(self.as_str()); }
        }
    }
}

/// An open enum of whole numbers is its number.
pub(super) fn of_integers(name: &Ident) -> TokenStream {
    quote! {
        impl Decode for #name {
            fn blank() -> Self { Self::Other(0) }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
                *self = Self::from(r.value::<i64>()?);
                Ok(())
            }
        }

        impl Encode for #name {
            fn encode(&self, w: &mut Writer) { Encode::encode(&self.as_i64(), w); }
        }
    }
}

/// A union is the alternative that its discriminator names, else the first that can be read.
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
    let tried = union.variants.iter().filter(|variant| union.discriminator.is_none() || variant.tags.is_empty());
    let attempts: Vec<TokenStream> = tried
        .map(|variant| {
            let variant = ident(&variant.name);
            quote!(if let Some(value) = r.attempt()? { Self::#variant(value) } else)
        })
        .collect();
    let otherwise = if attempts.is_empty() {
        quote!(Self::Other(r.value()?))
    } else {
        quote!(#(#attempts)* { Self::Other(r.value()?) })
    };
    let value = match by_tag {
        Some((property, arms)) => quote!(match r.tag(#property)?.as_deref() { #arms _ => #otherwise }),
        None => otherwise,
    };
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
    }
}

/// serde's traits, as shims over the runtime's.
pub(super) fn serde(names: impl Iterator<Item = Ident>) -> TokenStream {
    quote!(#[cfg(feature = "serde")] json::serde_impls!(#(#names),*);)
}

/// The variant of a constant, from its text.
pub(super) fn constants_from<'c>(constants: &'c [Constant]) -> impl Iterator<Item = TokenStream> + 'c {
    constants.iter().map(|constant| {
        let (wire, name) = (text(&constant.wire), ident(&constant.name));
        quote!(#wire => Self::#name,)
    })
}

fn blanks(body: &Struct) -> TokenStream {
    let names = fields(body).map(|field| ident(&field.name)).chain(body.rest.as_ref().map(|rest| ident(&rest.name)));
    names.map(|name| quote!(#name: Decode::blank(),)).collect()
}

fn must_be_there(field: &Field) -> bool {
    field.read && matches!(field.presence, Presence::Required | Presence::RequiredNullable)
}

fn reading(body: &Struct) -> TokenStream {
    let mut arms = Vec::new();
    for (index, member) in body.members.iter().enumerate() {
        let value = match member {
            Member::Constant { value, .. } => {
                let json = text(&compact(value));
                quote!(r.constant(#json))
            }
            Member::Field(field) if !field.read => quote!(r.skip()),
            Member::Field(field) => {
                let name = ident(&field.name);
                quote!(Decode::read(&mut self.#name, r))
            }
        };
        let pattern = if index + 1 == body.members.len() {
            quote!(_)
        } else {
            let index = number(index);
            quote!(#index)
        };
        arms.push((pattern, value));
    }
    let (argument, read) = match arms.as_slice() {
        [] => (quote!(_), quote!(r.skip())),
        [(_, only)] => (quote!(_), quote!(#only)),
        several => {
            let arms = several.iter().map(|(pattern, value)| quote!(#pattern => #value,));
            (quote!(index), quote!(match index { #(#arms)* }))
        }
    };
    quote! {
        fn member(&mut self, #argument: usize, r: &mut Reader<'_>) -> Result<(), Failed> { #read }
    }
}

fn writing(body: &Struct) -> TokenStream {
    let mut out = TokenStream::new();
    for member in &body.members {
        out.extend(match member {
            Member::Constant { wire, value } => {
                let (wire, json) = (text(wire), text(&compact(value)));
                quote!(w.constant(#wire, #json);)
            }
            Member::Field(field) if !field.written => TokenStream::new(),
            Member::Field(field) => {
                let (wire, name) = (text(&field.wire), ident(&field.name));
                match field.presence {
                    Presence::Required | Presence::RequiredNullable => quote!(w.member(#wire, &self.#name);),
                    Presence::Optional | Presence::OptionalNullable => quote!(w.optional(#wire, &self.#name);),
                }
            }
        });
    }
    out.extend(body.rest.as_ref().map(|rest| {
        let name = ident(&rest.name);
        quote!(w.members(&self.#name);)
    }));
    out
}
