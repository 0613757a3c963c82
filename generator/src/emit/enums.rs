//! Open enums: the constants of the description, and whatever else comes.

use super::code::{Code, line, open};
use super::literal::text;
use crate::rust::{Constant, TypePlan};

/// An enum of strings.
pub(super) fn strings(ty: &TypePlan, constants: &[Constant], code: &mut Code) {
    table(ty, "strings", constants, |wire| Some(text(wire).to_string()), code);
}

/// An enum of whole numbers.
pub(super) fn integers(ty: &TypePlan, constants: &[Constant], code: &mut Code) {
    table(ty, "integers", constants, |wire| wire.parse::<i64>().ok().map(|number| number.to_string()), code);
}

fn table(ty: &TypePlan, kind: &str, constants: &[Constant], value: impl Fn(&str) -> Option<String>, code: &mut Code) {
    open!(code, "json::{kind}!");
    code.docs(ty.docs.lines());
    code.deprecated(ty.deprecated);
    open!(code, "pub enum {}", ty.name);
    for constant in constants {
        let Some(value) = value(&constant.wire) else { continue };
        code.docs(constant.docs.lines());
        line!(code, "{} = {value},", constant.name);
    }
    code.close();
    code.close();
}
