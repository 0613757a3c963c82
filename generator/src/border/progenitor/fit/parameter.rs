//! Parameters: those that progenitor sends, each name once.

use std::collections::HashSet;

use super::super::super::codes;
use super::{Fit, member, words};
use crate::source::{Node, NodeId};

impl<'t> Fit<'_, 't> {
    /// The parameters of an operation, its own before those of its path; `None` if one that must be sent cannot be, which
    /// is told.
    pub(super) fn parameters(&mut self, path: &'t str, operation: Node<'t>, shared: &[Node<'t>]) -> Option<NodeId> {
        let own: Vec<Node<'t>> = operation.get("parameters").into_iter().flat_map(Node::items).collect();
        let in_path = template(path);
        let mut taken: HashSet<String> = HashSet::new();
        let mut identities: HashSet<(&str, &str)> = HashSet::new();
        let mut made = Vec::new();
        for node in own.iter().chain(shared) {
            let node = self.followed(*node);
            let text = |key: &str| node.get(key).and_then(Node::as_str);
            let (Some(name), Some(place)) = (text("name"), text("in")) else { continue };
            if !identities.insert((name, place)) {
                continue;
            }
            let required = place == "path" || node.get("required").and_then(Node::as_bool) == Some(true);
            let reason = match (place, text("style")) {
                ("path", _) if !in_path.contains(&name) => Some("is not in the path"),
                ("path", None | Some("simple")) | ("header", _) | ("query", None | Some("form")) => None,
                ("cookie", _) => Some("is a cookie"),
                _ => Some("has a style that it does not know"),
            };
            let reason = reason.or_else(|| (!taken.insert(words(name).join("_"))).then_some("has the name of another"));
            match reason {
                None => made.push(self.parameter(node, name, required)),
                // Nothing could be put there, or the browser does.
                Some(why) if !required || matches!(why, "is not in the path" | "is a cookie") => {
                    self.concede(node, format!("progenitor cannot send `{name}`, since it {why}; it is left out"));
                }
                Some(why) => {
                    let message = format!("progenitor cannot send `{name}`, since it {why}; the operation is left out");
                    self.tell(&codes::LEFT_TO_OTHERS, operation, message);
                    return None;
                }
            }
        }
        for name in in_path.into_iter().filter(|name| !identities.contains(&(*name, "path"))) {
            self.concede(operation, format!("`{{{name}}}` is not declared; progenitor takes a string"));
            let (label, place) = (self.out.text(name, operation), self.out.text("path", operation));
            let (required, schema) = (self.out.bool(true, operation), self.string(None, operation));
            let members = [("name", label), ("in", place), ("required", required), ("schema", schema)];
            let members = members.map(|(key, value)| member(key, operation.place(), value));
            made.push(self.out.object(&members, operation));
        }
        Some(self.out.list(&made, operation))
    }

    fn parameter(&mut self, node: Node<'t>, name: &str, required: bool) -> NodeId {
        let mut members = Vec::new();
        for entry in node.entries().filter(|entry| matches!(entry.key, "name" | "in" | "description")) {
            members.push(self.out.copied(entry));
        }
        let required = self.out.bool(required, node);
        members.push(member("required", node.place(), required));
        let schema = match node.get("schema") {
            // There is no `null` in a header or path, and progenitor's code for it does not compile.
            Some(schema) if node.get("in").and_then(Node::as_str) != Some("query") => {
                self.schema_without(schema, "nullable")
            }
            Some(schema) => self.schema(schema),
            None => {
                self.concede(node, format!("progenitor does not write the content of `{name}`; it takes the text"));
                self.string(None, node)
            }
        };
        members.push(member("schema", node.place(), schema));
        self.out.object(&members, node)
    }
}

/// The names between braces.
fn template(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for piece in path.split('{').skip(1) {
        if let Some((name, _)) = piece.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
