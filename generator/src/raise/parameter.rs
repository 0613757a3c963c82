//! Parameters of path, query and header: type and limits, which stand inline in 2.0, become a schema, and
//! `collectionFormat` a style.

use super::{Raise, codes, member};
use crate::diagnostic::Diagnostic;
use crate::source::{Node, NodeId};

/// The keys of a parameter that say nothing of its values.
const OWN: &[&str] =
    &["name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "schema", "$ref", "x-example"];

impl<'t> Raise<'t, '_> {
    pub(super) fn parameter(&mut self, node: Node<'t>) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        if let Some(entry) = node.entry("$ref") {
            let reference = self.reference(entry.value);
            return self.out.object(&[member("$ref", entry.key_place, reference)], node);
        }
        let mut members = Vec::new();
        for entry in node.entries() {
            match entry.key {
                "name" | "in" | "description" | "required" | "allowEmptyValue" => {
                    members.push(self.out.copied(entry));
                }
                "x-example" => members.push(member("example", entry.key_place, self.out.copy(entry.value))),
                _ => {}
            }
        }
        let query = node.get("in").and_then(Node::as_str) == Some("query");
        let (formats, place): (&[&str], _) = match query {
            true => (&["csv", "ssv", "pipes", "multi"], "in a query"),
            false => (&["csv"], "in a path or header"),
        };
        let schema = self.inline_schema(node, formats, place, false);
        members.push(member("schema", node.place(), schema));
        if query && let Some((style, explode)) = self.style(node, formats) {
            let origin = node.get("collectionFormat").unwrap_or(node);
            members.push(member("style", origin.place(), self.out.text(style, origin)));
            members.push(member("explode", origin.place(), self.out.bool(explode, origin)));
        }
        self.out.object(&members, node)
    }

    /// The schema that stands inline. A list whose `collectionFormat` is none of these becomes one string, which the
    /// caller joins. `described`: the description is said in it too, where there is no other place.
    pub(super) fn inline_schema(&mut self, node: Node<'t>, formats: &[&str], place: &str, described: bool) -> NodeId {
        let joined = is_list(node) && !formats.contains(&format(node));
        if joined {
            let origin = node.get("collectionFormat").unwrap_or(node);
            let message = format!("OpenAPI 3 has no `collectionFormat: {}` {place}: one string is sent", format(node));
            let found = Diagnostic::new(&codes::COLLECTION_FORMAT, message).at(origin.location());
            self.diagnostics
                .push(found.help("join the values in the caller, or use a format that the server takes too"));
        }
        let mut keywords = if joined {
            let string = self.out.text("string", node.get("type").unwrap_or(node));
            vec![member("type", node.place(), string)]
        } else {
            self.keywords(node, |key| !OWN.contains(&key))
        };
        if let Some(description) = node.entry("description").filter(|_| described) {
            keywords.push(self.out.copied(description));
        }
        self.out.object(&keywords, node)
    }

    /// The style of a list in a query or form, and whether it explodes; `None` if it is no list, or of another format.
    pub(super) fn style(&self, node: Node<'t>, formats: &[&str]) -> Option<(&'static str, bool)> {
        if !is_list(node) || !formats.contains(&format(node)) {
            return None;
        }
        match format(node) {
            "csv" => Some(("form", false)),
            "multi" => Some(("form", true)),
            "ssv" => Some(("spaceDelimited", false)),
            "pipes" => Some(("pipeDelimited", false)),
            _ => None,
        }
    }
}

fn is_list(node: Node<'_>) -> bool {
    node.get("type").and_then(Node::as_str) == Some("array")
}

/// How the values of a list are joined: with commas unless something else is said.
fn format(node: Node<'_>) -> &str {
    node.get("collectionFormat").and_then(Node::as_str).unwrap_or("csv")
}
