//! Pages: how the next one is found, as a row of an operation's table, and the items of a page.

use super::code::{Code, line};
use super::literal::text;
use super::ty::Types;
use crate::rust::names::Name;
use crate::rust::{OperationPlan, PageItems, PagingKind, Presence};

/// The row of the table; none where the default says it.
pub(super) fn row(kind: &PagingKind) -> Option<String> {
    Some(match kind {
        PagingKind::Link => return None,
        PagingKind::Cursor { parameter, next, more } => {
            let more = more.as_ref().map_or_else(|| "None".to_owned(), |more| format!("Some({})", text(more)));
            format!("Paging::Cursor {{ parameter: {}, next: {}, more: {more} }}", text(parameter), text(next))
        }
        PagingKind::LastItem { parameter, items, id, more } => format!(
            "Paging::LastItem {{ parameter: {}, items: {}, id: {}, more: {} }}",
            text(parameter),
            text(items),
            text(id),
            text(more)
        ),
        PagingKind::Offset { parameter, items } => {
            format!("Paging::Offset {{ parameter: {}, items: {} }}", text(parameter), text(items))
        }
        PagingKind::Number { parameter, first, items } => {
            format!("Paging::Number {{ parameter: {}, first: {first}, items: {} }}", text(parameter), text(items))
        }
        PagingKind::Address { next } => format!("Paging::Address {{ next: {} }}", text(next)),
    })
}

/// The items of a page.
pub(super) fn items(operation: &OperationPlan, types: Types<'_>, code: &mut Code) {
    let Some(PageItems { ty, steps }) = operation.paging.as_ref().and_then(|paging| paging.items.as_ref()) else {
        return;
    };
    let expression = way("page".to_owned(), steps);
    code.gap();
    line!(code, "paged! {{ {}: {}, page => {expression} }}", operation.marker, types.used(ty));
}

/// From a page to its list: `page.data`, `page.result.map(|page| page.items).unwrap_or_default()`.
fn way(from: String, steps: &[(Name, Presence)]) -> String {
    let [(name, presence), rest @ ..] = steps else { return from };
    let value = format!("{from}.{name}");
    let there = match presence {
        Presence::Required => return way(value, rest),
        Presence::RequiredNullable | Presence::Optional => value,
        Presence::OptionalNullable => format!("{value}.and_then(Nullable::value)"),
    };
    if rest.is_empty() {
        return format!("{there}.unwrap_or_default()");
    }
    format!("{there}.map(|page| {}).unwrap_or_default()", way("page".to_owned(), rest))
}

/// Words for the docs of the method.
pub(super) fn docs(operation: &OperationPlan) -> Vec<String> {
    match &operation.paging {
        None => Vec::new(),
        Some(paging) if paging.items.is_some() => vec![
            String::new(),
            "The answer is a page: [`Call::pages`] gives all of them, and `pages().items()` their items.".to_owned(),
        ],
        Some(_) => vec![String::new(), "The answer is a page: [`Call::pages`] gives all of them.".to_owned()],
    }
}
