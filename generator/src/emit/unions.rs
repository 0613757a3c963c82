//! Unions: one of some types, and whatever else comes.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{self, Types, ident};
use super::{checks, codec, parameters};
use crate::rust::{TypePlan, Union};

pub(super) fn emit(ty: &TypePlan, union: &Union, types: Types<'_>) -> TokenStream {
    let (name, docs, deprecated) = (ident(&ty.name), tokens::docs(&ty.docs), tokens::deprecated(ty.deprecated));
    let variants = union.variants.iter().map(|variant| {
        let (name, held) = (ident(&variant.name), types.used(&variant.ty));
        let doc = format!(" The alternative `{}`.", variant.name);
        quote!(#[doc = #doc] #name(#held),)
    });
    let codec = codec::of_union(ty, union);
    let checks = checks::of_union(ty, union, types.plan);
    let parameter = parameters::of_union(ty, union);
    quote! {
        #docs #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " None of these: the value as it came."]
            Other(Value),
        }

        #codec
        #checks
        #parameter
    }
}
