//! Open enums: the constants of the description, and whatever else comes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{self, ident, text};
use super::{checks, codec, parameters};
use crate::rust::{Constant, TypePlan};

/// An enum of strings.
pub(super) fn strings(ty: &TypePlan, constants: &[Constant]) -> TokenStream {
    let name = ident(&ty.name);
    let head = head(ty, constants, &quote!(String));
    let texts = constants.iter().map(|constant| {
        let (variant, wire) = (ident(&constant.name), text(&constant.wire));
        quote!(Self::#variant => #wire,)
    });
    let from = codec::constants_from(constants);
    let codec = codec::of_strings(&name);
    let checks = checks::none(&name);
    let parameter = parameters::of_strings(ty);
    quote! {
        #head

        impl #name {
            #[doc = " The text that is sent."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#from)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #codec
        #checks
        #parameter
    }
}

/// An enum of whole numbers.
pub(super) fn integers(ty: &TypePlan, constants: &[Constant]) -> TokenStream {
    let name = ident(&ty.name);
    let head = head(ty, constants, &quote!(i64));
    let pairs: Vec<_> = constants
        .iter()
        .filter_map(|constant| Some((ident(&constant.name), Literal::i64_unsuffixed(constant.wire.parse().ok()?))))
        .collect();
    let numbers = pairs.iter().map(|(variant, number)| quote!(Self::#variant => #number,));
    let from = pairs.iter().map(|(variant, number)| quote!(#number => Self::#variant,));
    let codec = codec::of_integers(&name);
    let checks = checks::none(&name);
    let parameter = parameters::of_integers(ty);
    quote! {
        #head

        impl #name {
            #[doc = " The number that is sent."]
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    #(#numbers)*
                    Self::Other(number) => *number,
                }
            }
        }

        impl From<i64> for #name {
            fn from(number: i64) -> Self {
                match number {
                    #(#from)*
                    other => Self::Other(other),
                }
            }
        }

        #codec
        #checks
        #parameter
    }
}

fn head(ty: &TypePlan, constants: &[Constant], other: &TokenStream) -> TokenStream {
    let (name, docs, deprecated) = (ident(&ty.name), tokens::docs(&ty.docs), tokens::deprecated(ty.deprecated));
    let variants = constants.iter().map(|constant| {
        let (docs, variant) = (tokens::docs(&constant.docs), ident(&constant.name));
        quote!(#docs #variant,)
    });
    quote! {
        #docs #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that the description does not list, kept as it came."]
            Other(#other),
        }
    }
}
