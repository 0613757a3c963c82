//! `src/types/`: one file for each named thing of the document, all types under one path.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{self, Types, ident};
use super::{Out, enums, structs, unions};
use crate::rust::{Plan, Repr, TypeBody, TypePlan, Use};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let types = Types { plan, among_types: true };
    let mut modules = TokenStream::new();
    let mut exports = TokenStream::new();
    for module in &plan.type_modules {
        let all: Vec<&TypePlan> = module.types.iter().filter_map(|index| plan.types.get(index.0)).collect();
        let name = ident(&module.name);
        let names = all.iter().map(|ty| ident(&ty.name));
        modules.extend(quote!(mod #name;));
        exports.extend(quote!(pub use self::#name::{#(#names),*};));
        out.rust(&format!("src/types/{}.rs", module.name), file(&all, types));
    }
    let docs = tokens::inner_docs(["What is sent and received."]);
    out.rust("src/types/mod.rs", quote!(#docs #modules #exports));
}

fn file(all: &[&TypePlan], types: Types<'_>) -> TokenStream {
    let mut file = TokenStream::new();
    if all.iter().any(|ty| needs_prelude(&ty.body)) {
        file.extend(quote!(
            use crate::prelude::*;
        ));
    }
    for ty in all {
        file.extend(item(ty, types));
    }
    file
}

fn item(ty: &TypePlan, types: Types<'_>) -> TokenStream {
    match &ty.body {
        TypeBody::Struct(body) => structs::emit(ty, body, types),
        TypeBody::StringEnum(constants) => enums::strings(ty, constants),
        TypeBody::IntegerEnum(constants) => enums::integers(ty, constants),
        TypeBody::Union(union) => unions::emit(ty, union, types),
        TypeBody::Newtype(used) => structs::newtype(ty, used, types),
        TypeBody::Alias(used) => {
            let (docs, name, target) = (tokens::docs(&ty.docs), ident(&ty.name), types.used(used));
            let deprecated = tokens::deprecated(ty.deprecated);
            quote!(#docs #deprecated pub type #name = #target;)
        }
    }
}

/// Does a file with this type alone say a name of the prelude?
fn needs_prelude(body: &TypeBody) -> bool {
    let TypeBody::Alias(used) = body else { return true };
    let mut used: &Use = used;
    loop {
        match &used.repr {
            Repr::List(inner) => used = inner,
            Repr::Map(_) | Repr::Value | Repr::Constant(_) | Repr::Decimal | Repr::Secret | Repr::Upload => {
                return true;
            }
            _ => return false,
        }
    }
}
