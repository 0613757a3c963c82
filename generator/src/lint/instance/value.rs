//! Values of a tree compared, and shown in messages.

use super::number;
use crate::source::{Kind, Node};

/// Values deeper than this are equal to nothing.
const DEPTH: usize = 32;

/// Are they the same JSON value? The order of an object's members does not count, nor how a number is written.
#[must_use]
pub fn same(one: Node<'_>, other: Node<'_>) -> bool {
    equal(one, other, 0)
}

fn equal(one: Node<'_>, other: Node<'_>, depth: usize) -> bool {
    match (one.kind(), other.kind()) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Bool(one), Kind::Bool(other)) => one == other,
        (Kind::String(one), Kind::String(other)) => one == other,
        (Kind::Number(one), Kind::Number(other)) => {
            one == other || number::compare(one, other).is_some_and(|order| order.is_eq())
        }
        _ if depth >= DEPTH => false,
        (Kind::Sequence, Kind::Sequence) => {
            let (mut ones, mut others) = (one.items(), other.items());
            ones.len() == others.len()
                && ones.all(|item| others.next().is_some_and(|next| equal(item, next, depth + 1)))
        }
        (Kind::Mapping, Kind::Mapping) => {
            let in_other = |key: &str, value| other.get(key).is_some_and(|member| equal(value, member, depth + 1));
            one.entries().len() == other.entries().len() && one.entries().all(|entry| in_other(entry.key, entry.value))
        }
        _ => false,
    }
}

/// A text that two scalars have in common if they are the same value; `None` for lists and objects.
#[must_use]
pub fn fingerprint(node: Node<'_>) -> Option<String> {
    match node.kind() {
        Kind::Null => Some("null".to_owned()),
        Kind::Bool(value) => Some(value.to_string()),
        Kind::Number(text) => Some(number::canonical(text)),
        Kind::String(text) => Some(format!("\"{text}")),
        Kind::Sequence | Kind::Mapping => None,
    }
}

/// What to call a value in a message.
pub(super) fn shown(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Null => "`null`".to_owned(),
        Kind::Bool(value) => format!("`{value}`"),
        Kind::Number(text) => format!("`{}`", cut(text)),
        Kind::String(text) => format!("`{}`", cut(text)),
        kind @ (Kind::Sequence | Kind::Mapping) => kind.words().to_owned(),
    }
}

fn cut(text: &str) -> String {
    const LONG: usize = 40;
    let start: String = text.chars().take(LONG).collect();
    if start.len() < text.len() { start + "…" } else { start }
}
