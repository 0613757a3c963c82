//! Open enums: the constants of the description, and whatever else comes.

use proc_macro2::{Literal, TokenStream};

use super::tokens::{self, text};
use crate::rust::{Constant, TypePlan};

/// An enum of strings.
pub(super) fn strings(ty: &TypePlan, constants: &[Constant]) -> TokenStream {
    table(ty, "strings", constants, |wire| Some(text(wire)))
}

/// An enum of whole numbers.
pub(super) fn integers(ty: &TypePlan, constants: &[Constant]) -> TokenStream {
    table(ty, "integers", constants, |wire| wire.parse().ok().map(Literal::i64_unsuffixed))
}

fn table(ty: &TypePlan, kind: &str, constants: &[Constant], value: impl Fn(&str) -> Option<Literal>) -> TokenStream {
    let mut lines = vec![format!("json::{kind}! {{")];
    lines.extend(tokens::doc_comment(&ty.docs, "    "));
    lines.extend(ty.deprecated.then(|| "    #[deprecated]".to_owned()));
    lines.push(format!("    pub enum {} {{", ty.name));
    for constant in constants {
        let Some(value) = value(&constant.wire) else { continue };
        lines.extend(tokens::doc_comment(&constant.docs, "        "));
        lines.push(format!("        {} = {value},", constant.name));
    }
    lines.extend(["    }".to_owned(), "}".to_owned()]);
    tokens::lines(lines)
}
