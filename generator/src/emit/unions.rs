//! Unions: one of some types, and whatever else comes.

use super::code::Code;
use super::ty::Types;
use super::{checks, codec, parameters};
use crate::rust::{TypePlan, Union};

pub(super) fn emit(ty: &TypePlan, union: &Union, types: Types<'_>, code: &mut Code) {
    codec::of_union(ty, union, types, code);
    checks::implementation(&ty.name, &checks::of_union(union, types.plan), code);
    parameters::of_union(ty, union, code);
}
