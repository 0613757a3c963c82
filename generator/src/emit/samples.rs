//! Samples as Rust: the text of an expression for the example of a call.

use super::literal::text;
use super::ty::Types;
use crate::rust::{Sample, TypeIx};

/// The expression for a sample, where `types` is in scope and `?` may stand.
pub(super) fn expression(sample: &Sample, types: Types<'_>) -> String {
    match sample {
        Sample::Text(words) => text(words).to_string(),
        Sample::Plain(code) => code.clone(),
        Sample::Decimal(number) => format!("{}.parse()?", text(number)),
        Sample::Variant(ty, name) => format!("types::{}::{name}", name_of(*ty, types)),
        Sample::List(items) => {
            let items = items.iter().map(|item| match item {
                Sample::Text(_) => format!("{}.to_owned()", expression(item, types)),
                _ => expression(item, types),
            });
            format!("vec![{}]", items.collect::<Vec<_>>().join(", "))
        }
        Sample::Struct { ty, required, optional } => {
            let required: Vec<String> = required.iter().map(|value| expression(value, types)).collect();
            let mut text = format!("types::{}::new({})", name_of(*ty, types), required.join(", "));
            for (name, value) in optional {
                text.push_str(&format!(".{name}({})", expression(value, types)));
            }
            text
        }
    }
}

fn name_of(index: TypeIx, types: Types<'_>) -> String {
    types.plan.types.get(index.0).map_or_else(String::new, |ty| ty.name.to_string())
}
