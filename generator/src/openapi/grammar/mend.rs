//! What mends a fault, where that is sure: edits in the layout that is there.
//!
//! Each is made only where the text at the place is what the tree says, and is else none: what stands behind an alias, in a
//! block scalar or in escapes is for a person to change.

use crate::diagnostic::{Fix, Place, Span};
use crate::source::{Entry, Kind, Node};

/// The text at a place of a node's file.
fn text_at(node: Node<'_>, place: Place) -> Option<&str> {
    let tree = node.origin().tree();
    let is_here = tree.file() == place.file;
    tree.text().get(place.span.start as usize..place.span.end as usize).filter(|_| is_here)
}

/// A scalar in the same quotes, with other words.
fn requoted(written: &str, was: &str, new: &str) -> Option<String> {
    let inner = |quote: char| written.strip_prefix(quote)?.strip_suffix(quote);
    if inner('"') == Some(was) && !new.contains(['"', '\\']) {
        Some(format!("\"{new}\""))
    } else if inner('\'') == Some(was) && !new.contains('\'') {
        Some(format!("'{new}'"))
    } else {
        (written == was).then(|| new.to_owned())
    }
}

/// The key called otherwise.
pub(super) fn renamed(entry: Entry<'_>, name: &str) -> Option<Fix> {
    let written = text_at(entry.value, entry.key_place)?;
    Some(Fix::one(entry.key_place, requoted(written, entry.key, name)?))
}

/// Another word.
pub(super) fn rewritten(node: Node<'_>, word: &str) -> Option<Fix> {
    let written = text_at(node, node.place())?;
    Some(Fix::one(node.place(), requoted(written, node.as_str()?, word)?))
}

/// A number or a boolean that is meant as text.
pub(super) fn quoted(node: Node<'_>) -> Option<Fix> {
    let written = text_at(node, node.place())?;
    let is_plain = written.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+'));
    let quote = if is_json(node) { '"' } else { '\'' };
    is_plain.then(|| Fix::one(node.place(), format!("{quote}{written}{quote}")))
}

/// Text that is meant as a number or a boolean.
pub(super) fn unquoted(node: Node<'_>) -> Option<Fix> {
    let (written, words) = (text_at(node, node.place())?, node.as_str()?);
    // What both formats read as a number.
    let digits = words.strip_prefix('-').unwrap_or(words);
    let is_whole = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0') && !digits.is_empty();
    let is_bare = matches!(words, "true" | "false" | "0") || is_whole;
    (is_bare && requoted(written, words, "")?.len() == 2).then(|| Fix::one(node.place(), words))
}

/// `type: [string, 'null']` as 3.0 has it: `type: string`, `nullable: true`.
pub(super) fn one_type(list: Node<'_>) -> Option<Fix> {
    let holder = list.parent()?;
    let others: Vec<&str> = list.items().filter_map(Node::as_str).filter(|word| *word != "null").collect();
    let ([word], 2) = (others.as_slice(), list.items().len()) else { return None };
    let written = text_at(list, list.place()).filter(|text| text.starts_with('[') && !text.contains('\n'))?;
    if holder.get("nullable").is_some() || written.contains('#') {
        return None;
    }
    let place = list.place();
    Some(Fix::one(
        place,
        if is_json(list) {
            format!("\"{word}\"{}\"nullable\": true", between(holder, place, ",")?)
        } else if is_flow(holder)? {
            format!("{word}, nullable: true")
        } else {
            format!("{word}{}nullable: true", between(holder, place, "")?)
        },
    ))
}

/// `nullable: true` as 3.1 has it: `type: [string, 'null']`.
pub(super) fn nullable(holder: Node<'_>, entry: Entry<'_>) -> Option<Fix> {
    let removed = removed(holder, entry)?;
    if entry.value.as_bool() == Some(false) {
        return Some(removed);
    }
    let ty = holder.get("type")?;
    let word = ty.as_str()?;
    // Null must be among the values, too, which nothing here can add.
    if entry.value.as_bool() != Some(true) || holder.get("enum").is_some() || holder.get("const").is_some() {
        return None;
    }
    let written = text_at(ty, ty.place())?;
    requoted(written, word, "")?;
    let null = if is_json(ty) { "\"null\"" } else { "'null'" };
    Some(removed.and(Fix::one(ty.place(), format!("[{written}, {null}]"))))
}

/// `minimum: 1`, `exclusiveMinimum: true` as 3.1 has it: `exclusiveMinimum: 1`.
pub(super) fn exclusive_bound(flag: Node<'_>) -> Option<Fix> {
    let holder = flag.parent()?;
    let entry = holder.entries().find(|entry| entry.value == flag)?;
    let removed = removed(holder, entry)?;
    match (flag.kind(), entry.key) {
        (Kind::Bool(false), _) => Some(removed),
        (Kind::Bool(true), "exclusiveMinimum") => {
            Some(removed.and(renamed(holder.entry("minimum")?, "exclusiveMinimum")?))
        }
        (Kind::Bool(true), "exclusiveMaximum") => {
            Some(removed.and(renamed(holder.entry("maximum")?, "exclusiveMaximum")?))
        }
        _ => None,
    }
}

/// `exclusiveMinimum: 1` as 3.0 has it: `minimum: 1`, `exclusiveMinimum: true`.
pub(super) fn bound_with_flag(bound: Node<'_>) -> Option<Fix> {
    let holder = bound.parent()?;
    let entry = holder.entries().find(|entry| entry.value == bound)?;
    let plain = match entry.key {
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        _ => return None,
    };
    // Where both bounds are, which one counts is for a person to say.
    if holder.get(plain).is_some() {
        return None;
    }
    let (number, place) = (text_at(bound, bound.place())?, bound.place());
    let flag = if is_json(bound) {
        format!("{}\"{}\": true", between(holder, place, ",")?, entry.key)
    } else if is_flow(holder)? {
        format!(", {}: true", entry.key)
    } else {
        format!("{}{}: true", between(holder, place, "")?, entry.key)
    };
    Some(renamed(entry, plain)?.and(Fix::one(place, format!("{number}{flag}"))))
}

/// The entry taken away: its lines in a block, itself and one comma elsewhere.
fn removed(holder: Node<'_>, entry: Entry<'_>) -> Option<Fix> {
    let file = entry.key_place.file;
    let place = |start, end| Place { file, span: Span { start, end } };
    let (start, end) = (entry.key_place.span.start, entry.value.place().span.end);
    if !is_flow(holder)? {
        return own_line(holder, start, end).map(|(start, end)| Fix::one(place(start, end), ""));
    }
    let entries: Vec<Entry<'_>> = holder.entries().collect();
    let at = entries.iter().position(|other| other.value == entry.value)?;
    let (start, end) = match (at.checked_sub(1).and_then(|before| entries.get(before)), entries.get(at + 1)) {
        (Some(before), _) => (before.value.place().span.end, end),
        (None, Some(next)) => (start, next.key_place.span.start),
        (None, None) => return None,
    };
    let text = text_at(holder, place(start, end))?;
    // A comment between them would go, too.
    (!text.contains('#')).then(|| Fix::one(place(start, end), ""))
}

/// The whole line, if nothing else stands on it.
fn own_line(node: Node<'_>, start: u32, end: u32) -> Option<(u32, u32)> {
    let text = node.origin().tree().text();
    let (before, after) = (text.get(..start as usize)?, text.get(end as usize..)?);
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = after.find('\n').map_or(after.len(), |at| at + 1);
    let is_alone = before.get(begin..)?.trim().is_empty() && after.get(..rest)?.trim().is_empty();
    is_alone.then_some((begin as u32, end + rest as u32))
}

/// What stands between an entry and one that is added after it: a line break where each has a line of its own.
fn between(holder: Node<'_>, value: Place, comma: &str) -> Option<String> {
    let text = holder.origin().tree().text();
    let line = text.get(..value.span.start as usize)?;
    let line = line.get(line.rfind('\n').map_or(0, |at| at + 1)..)?;
    if line.contains('{') {
        return Some(format!("{comma} "));
    }
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some(format!("{comma}{ending}{}", " ".repeat(indent)))
}

/// Is the object written in braces?
fn is_flow(holder: Node<'_>) -> Option<bool> {
    text_at(holder, holder.place()).map(|text| text.starts_with('{'))
}

fn is_json(node: Node<'_>) -> bool {
    node.origin().tree().text().trim_start().starts_with('{')
}
