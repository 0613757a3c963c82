//! What is said of a place: the finding there, the field, and what a reference leads to.

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::position::Places;
use super::spot::Spot;
use super::{Server, definition};
use crate::diagnostic::{Diagnostic, Place, Texts};
use crate::openapi::View;
use crate::openapi::grammar::{self, Field, Object, Value};
use crate::source::{Entry, Node};

/// More of a description is not shown.
const LONG: usize = 600;

pub(super) fn hover(server: &Server, params: HoverParams) -> Option<Hover> {
    let spot = Spot::of(server, &params.text_document_position_params)?;
    let mut said: Vec<String> = Vec::new();
    let (entry, place) = match spot.entry {
        Some((entry, true)) => (Some(entry), entry.key_place),
        Some((entry, false)) => (Some(entry), spot.node.place()),
        None => (None, spot.node.place()),
    };
    if let Some(target) = definition::target(&spot) {
        said.push(of_target(target));
    } else if let Some((entry, true)) = spot.entry {
        said.extend(of_field(&spot, entry));
    }
    let is_scalar = entry.is_some_and(|entry| entry.value.items().len() + entry.value.entries().len() == 0);
    if entry.is_none_or(|_| is_scalar) || spot.entry.is_some_and(|(_, on_key)| on_key) {
        said.extend(spot.checked.diagnostics.iter().filter(|found| is_at(found, place)).map(explained));
    }
    if said.is_empty() {
        return None;
    }
    let range = Places::of(spot.checked.sources.text(place.file)).range(place.span);
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: said.join("\n\n---\n\n") };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(range) })
}

fn is_at(found: &Diagnostic, place: Place) -> bool {
    found.location.as_ref().is_some_and(|location| location.place == place)
}

/// The same as `specwright explain` says.
fn explained(found: &Diagnostic) -> String {
    let code = found.code;
    format!(
        "**{} {}**\n\n{}\n\n*Why it is bad:* {}\n\n*Use instead:* {}",
        code.id, code.name, code.what, code.why, code.instead
    )
}

/// What a name leads to, in its own words.
fn of_target(target: Node<'_>) -> String {
    let pointer = target.pointer();
    let text = |field: &str| target.get(field).and_then(Node::as_str).unwrap_or_default();
    let mut said =
        format!("**{}**", pointer.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~"));
    for field in ["title", "summary", "description"].map(text).into_iter().filter(|text| !text.is_empty()) {
        said += &format!("\n\n{}", shortened(field));
    }
    if let Some(properties) = target.get("properties") {
        let names: Vec<String> = properties.entries().take(20).map(|entry| format!("`{}`", entry.key)).collect();
        said += &format!("\n\nProperties: {}", names.join(", "));
    }
    said + &format!("\n\n`#{pointer}`")
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(LONG).collect();
    if start.len() < text.len() { start + "…" } else { start }
}

/// What the specification says of a field.
fn of_field(spot: &Spot<'_>, entry: Entry<'_>) -> Option<String> {
    let holder = spot.node.parent()?;
    let object = spot.value(holder).and_then(grammar::object)?;
    let version = spot.document.version();
    let mut fields = object.fields.iter().filter(|field| field.of_version(version));
    let field = fields.find(|field| field.name == entry.key)?;
    Some(format!("{}\n\n{}", described(object, field, version), source(object)))
}

/// The head of what is said of a field.
pub(super) fn described(object: &Object, field: &Field, version: crate::openapi::Version) -> String {
    let needed = if field.required { ", required" } else { "" };
    let holds = grammar::words(field.value, version);
    let choice = match field.value {
        Value::OneOf(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!(": {}", words.join(", "))
        }
        _ => String::new(),
    };
    format!("`{}` of the {}: {holds}{choice}{needed}", field.name, object.name)
}

fn source(object: &Object) -> String {
    format!("*OpenAPI 3.0.3 §{}*", object.section)
}
