//! `src/types/`: one file for each named thing of the document, in folders where there are many, all types under one path.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{self, Modules, Types, ident};
use super::{Out, enums, structs, unions};
use crate::rust::for_each_use;
use crate::rust::{Plan, Repr, TypeBody, TypeModule, TypePlan, Use};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let docs = tokens::inner_docs(["What is sent and received."]);
    let mut modules = Modules::default();
    for module in &plan.type_modules {
        let all = planned(module, plan);
        let names = all.iter().map(|ty| ident(&ty.name));
        modules.add_with(&module.name, &quote!({#(#names),*}));
        out.rust(&format!("src/types/{}.rs", module.name), file(&all, Types { plan, among_types: true }));
    }
    for folder in &plan.type_folders {
        modules.add(&folder.name, folder.feature.as_ref());
        let mut inner = Modules::default();
        for module in &folder.modules {
            inner.add(&module.name, None);
            let path = format!("src/types/{}/{}.rs", folder.name, module.name);
            out.rust(&path, file(&planned(module, plan), Types { plan, among_types: false }));
        }
        let inner = inner.list();
        out.rust(&format!("src/types/{}/mod.rs", folder.name), quote!(#docs #inner));
    }
    let modules = modules.list();
    out.rust("src/types/mod.rs", quote!(#docs #modules));
}

fn planned<'p>(module: &TypeModule, plan: &'p Plan) -> Vec<&'p TypePlan> {
    module.types.iter().filter_map(|index| plan.types.get(index.0)).collect()
}

fn file(all: &[&TypePlan], types: Types<'_>) -> TokenStream {
    let prelude = all.iter().any(|ty| needs_prelude(&ty.body)).then(|| {
        quote!(
            use crate::prelude::*;
        )
    });
    let content: TokenStream = all.iter().map(|ty| item(ty, types)).collect();
    let types_used = (!types.among_types && all.iter().any(|ty| names_types(&ty.body))).then(|| {
        quote!(
            use crate::types;
        )
    });
    quote!(#prelude #types_used #content)
}

fn item(ty: &TypePlan, types: Types<'_>) -> TokenStream {
    let xml = super::xml::of_type(ty, types);
    let declared = match &ty.body {
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
    };
    quote!(#declared #xml)
}

/// Does a type say the name of another? (Asked of the plan, since tables are no tokens.)
fn names_types(body: &TypeBody) -> bool {
    let mut found = false;
    for_each_use(body, &mut |used| found |= matches!(used.repr, Repr::Type(_)));
    found
}

/// Does a file with this type alone say a name of the prelude?
fn needs_prelude(body: &TypeBody) -> bool {
    let TypeBody::Alias(used) = body else { return true };
    let mut used: &Use = used;
    loop {
        match &used.repr {
            Repr::List(inner) => used = inner,
            Repr::Map(_)
            | Repr::Value
            | Repr::Constant(_)
            | Repr::Decimal
            | Repr::Quoted(_)
            | Repr::Secret
            | Repr::Upload => {
                return true;
            }
            _ => return false,
        }
    }
}
