//! Unions: one of some types, and whatever else comes.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::Types;
use super::{checks, codec, parameters};
use crate::rust::{TypePlan, Union};

pub(super) fn emit(ty: &TypePlan, union: &Union, types: Types<'_>) -> TokenStream {
    let declared = codec::of_union(ty, union, types);
    let checks = checks::of_union(ty, union, types.plan);
    let parameter = parameters::of_union(ty, union);
    quote!(#declared #checks #parameter)
}
