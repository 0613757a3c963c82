//! The model of the crate `openapiv3`, which other tools of Rust read: a document goes in from it, and out to it.
//!
//! It is a border only: nothing of ours is built on it, since it has no places, and takes no document of which it takes
//! not all.

use openapiv3::{Callback, Example, Header, Link, OpenAPI, Parameter, PathItem, RequestBody, Response};
use openapiv3::{Schema, SecurityScheme};
use serde_json::Error;

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId};
use crate::source::{Entry, Node, Sources, Tree, write};

/// Takes a document that another tool has read or made, to be used as one that was read from a file. `None` if it cannot
/// be written as JSON or is beyond a limit; the findings say why.
pub fn from_openapiv3(spec: &OpenAPI, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<FileId> {
    match serde_json::to_string_pretty(spec) {
        Ok(text) => sources.add_text("openapi.json", &text, diagnostics),
        Err(error) => {
            let message = format!("this cannot be written as JSON: {error}");
            diagnostics.push(Diagnostic::new(&codes::NOT_OPENAPIV3, message));
            None
        }
    }
}

/// Gives a document of 3.0 in one file ([`crate::bundle`] makes one of any) as `openapiv3` has it. `None`, with each part
/// told that it cannot take, if there is one.
pub fn to_openapiv3(tree: &Tree, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let root = tree.root();
    match serde_json::from_str(&write::json(root)) {
        Ok(spec) => Some(spec),
        Err(error) => {
            let before = diagnostics.len();
            parts(root, diagnostics);
            if diagnostics.len() == before {
                tell(root, &error, diagnostics);
            }
            None
        }
    }
}

fn tell(node: Node<'_>, error: &Error, diagnostics: &mut Diagnostics) {
    // Its place in our JSON is nobody's place.
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let found = Diagnostic::new(&codes::NOT_OPENAPIV3, format!("the crate openapiv3 cannot take this: {words}"));
    diagnostics.push(found.at(node.location()).help("correct it by an overlay, or leave it out"));
}

/// Each part on its own, since the message for the whole does not say which of them it is about.
fn parts(root: Node<'_>, diagnostics: &mut Diagnostics) {
    let paths = root.get("paths").into_iter().flat_map(Node::entries).filter(|entry| entry.key.starts_with('/'));
    paths.for_each(|entry| part::<PathItem>(entry, diagnostics));
    for section in root.get("components").into_iter().flat_map(Node::entries) {
        let read = match section.key {
            "schemas" => part::<Schema>,
            "responses" => part::<Response>,
            "parameters" => part::<Parameter>,
            "examples" => part::<Example>,
            "requestBodies" => part::<RequestBody>,
            "headers" => part::<Header>,
            "securitySchemes" => part::<SecurityScheme>,
            "links" => part::<Link>,
            "callbacks" => part::<Callback>,
            _ => continue,
        };
        section.value.entries().for_each(|entry| read(entry, diagnostics));
    }
}

fn part<T: serde::de::DeserializeOwned>(entry: Entry<'_>, diagnostics: &mut Diagnostics) {
    if entry.value.get("$ref").is_some() {
        return;
    }
    // The reason would be lost in the choice between a reference and the thing itself.
    if let Err(error) = serde_json::from_str::<T>(&write::json(entry.value)) {
        tell(entry.value, &error, diagnostics);
    }
}
