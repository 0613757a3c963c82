//! `src/types/`: one file for each named thing of the document and each type that several share, in folders where there are many, all types under one path.

use std::cell::Cell;

use super::code::{Code, line};
use super::modules::Modules;
use super::ty::{Seat, Types};
use super::{Out, enums, structs, unions, xml};
use crate::rust::{Plan, Repr, TypeBody, TypeFolder, TypeModule, TypePlan, Use};

const DOCS: [&str; 1] = ["What is sent and received."];

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let mut modules = Modules::default();
    for module in &plan.type_modules {
        let all = planned(module, plan);
        let names: Vec<&str> = all.iter().map(|ty| ty.name.as_str()).collect();
        let names = if let [one] = names.as_slice() { (*one).to_owned() } else { format!("{{{}}}", names.join(", ")) };
        modules.add_with(&module.name, &names);
    }
    let mut files: Vec<_> = plan.type_modules.iter().map(|module| (None, module)).collect();
    for folder in &plan.type_folders {
        modules.add(&folder.name, folder.feature.as_ref());
        let mut inner = Modules::default();
        for module in &folder.modules {
            inner.add(&module.name, None);
            files.push((Some(folder), module));
        }
        out.rust(&format!("src/types/{}/mod.rs", folder.name), list(inner));
    }
    out.rust_each(&files, |(folder, module)| file_of(*folder, module, plan));
    out.rust("src/types/mod.rs", list(modules));
}

/// The file of a module, which stands in a folder where there are many.
fn file_of(folder: Option<&TypeFolder>, module: &TypeModule, plan: &Plan) -> (String, Code) {
    let all = planned(module, plan);
    match folder {
        None => (format!("src/types/{}.rs", module.name), file(&all, plan, Seat::Types)),
        Some(folder) => (format!("src/types/{}/{}.rs", folder.name, module.name), file(&all, plan, Seat::Crate)),
    }
}

fn list(modules: Modules) -> Code {
    let mut code = Code::default();
    code.inner_docs(DOCS);
    modules.write(&mut code);
    code
}

fn planned<'p>(module: &TypeModule, plan: &'p Plan) -> Vec<&'p TypePlan> {
    module.types.iter().filter_map(|index| plan.types.get(index.0)).collect()
}

fn file(all: &[&TypePlan], plan: &Plan, seat: Seat) -> Code {
    let said = Cell::new(false);
    let types = Types::new(plan, seat, &said);
    let mut items = Code::default();
    all.iter().for_each(|ty| item(ty, types, &mut items));
    let mut code = Code::default();
    if all.iter().any(|ty| needs_prelude(&ty.body)) {
        line!(code, "use crate::prelude::*;");
    }
    if said.get() {
        line!(code, "use crate::types;");
    }
    code.append(items);
    code
}

fn item(ty: &TypePlan, types: Types<'_>, code: &mut Code) {
    code.gap();
    match &ty.body {
        TypeBody::Struct(body) => structs::emit(ty, body, types, code),
        TypeBody::StringEnum(constants) => enums::strings(ty, constants, code),
        TypeBody::IntegerEnum(constants) => enums::integers(ty, constants, code),
        TypeBody::Union(union) => unions::emit(ty, union, types, code),
        TypeBody::Newtype(used) => structs::newtype(ty, used, types, code),
        TypeBody::Alias(used) => {
            code.docs(ty.docs.lines());
            code.deprecated(ty.deprecated);
            line!(code, "pub type {} = {};", ty.name, types.used(used));
        }
    }
    xml::of_type(ty, types, code);
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
