//! Operations: a name of their own, and a body of one media type.

use super::super::super::codes;
use super::{Fit, member, words};
use crate::source::{Entry, Node, NodeId};

/// The media types of requests that progenitor can send, without parameters.
const SENT: &[&str] = &[
    "application/json",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "text/plain",
    "text/x-markdown",
];

/// What comes of a request body.
enum Body {
    None,
    Sent(NodeId),
    /// The operation needs one that progenitor cannot send.
    Lost,
}

impl<'t> Fit<'_, 't> {
    /// An operation with all that it refers to but schemas; `None` if progenitor cannot call it, which is told.
    pub(super) fn operation(
        &mut self,
        path: &'t str,
        method: &'t str,
        node: Node<'t>,
        shared: &[Node<'t>],
    ) -> Option<NodeId> {
        if matches!(method, "options" | "trace") {
            let message = format!("progenitor's client has no `{method}`; the operation is left out");
            self.tell(&codes::LEFT_TO_OTHERS, node, message);
            return None;
        }
        let mut members = Vec::new();
        for entry in node.entries() {
            match entry.key {
                "tags" | "summary" | "description" | "deprecated" => members.push(self.out.copied(entry)),
                key if key.starts_with("x-dropshot") => members.push(self.out.copied(entry)),
                _ => {}
            }
        }
        let id = self.id(path, method, node);
        members.push(member("operationId", node.place(), id));
        let parameters = self.parameters(path, node, shared)?;
        members.push(member("parameters", node.place(), parameters));
        match node.entry("requestBody").map(|entry| self.body(entry, node)) {
            Some(Body::Sent(body)) => members.push(member("requestBody", node.place(), body)),
            Some(Body::Lost) => return None,
            Some(Body::None) | None => {}
        }
        let responses = self.responses(node);
        members.push(member("responses", node.place(), responses));
        Some(self.out.object(&members, node))
    }

    fn id(&mut self, path: &str, method: &str, node: Node<'t>) -> NodeId {
        let given = node.get("operationId").and_then(Node::as_str).filter(|id| !words(id).is_empty());
        let name = match given {
            Some(id) => id.to_owned(),
            None => {
                let path = path.replace('{', "by-{");
                std::iter::once(method.to_owned()).chain(words(&path)).collect::<Vec<_>>().join("_")
            }
        };
        let mut unique = name.clone();
        for number in 2.. {
            if self.ids.insert(words(&unique).join("_")) {
                break;
            }
            unique = format!("{name}_{number}");
        }
        if given != Some(unique.as_str()) {
            self.concede(node, format!("progenitor needs a name for each operation; this one is called `{unique}`"));
        }
        self.out.text(unique, node)
    }

    /// The body in the one media type that progenitor can send.
    fn body(&mut self, entry: Entry<'t>, operation: Node<'t>) -> Body {
        let body = self.followed(entry.value);
        let contents: Vec<Entry<'t>> = body.get("content").into_iter().flat_map(Node::entries).collect();
        let Some(first) = contents.first() else { return Body::None };
        let rank = |entry: &&Entry<'t>| SENT.iter().position(|sent| *sent == plain(entry.key));
        let Some(chosen) = contents.iter().filter(|entry| rank(entry).is_some()).min_by_key(rank) else {
            let required = body.get("required").and_then(Node::as_bool) == Some(true);
            if required {
                let message = format!("progenitor cannot send `{}`; the operation is left out", first.key);
                self.tell(&codes::LEFT_TO_OTHERS, operation, message);
                return Body::Lost;
            }
            self.concede(body, format!("progenitor cannot send `{}`; nothing is sent", first.key));
            return Body::None;
        };
        if contents.len() > 1 {
            self.concede(body, format!("progenitor sends one media type: `{}`", chosen.key));
        }
        let value = chosen.value;
        if value.get("encoding").is_some_and(|encoding| encoding.entries().len() > 0) {
            self.concede(value, "progenitor does not look at `encoding`");
        }
        let schema = match plain(chosen.key) {
            "application/octet-stream" => self.string(Some("binary"), value),
            "text/plain" | "text/x-markdown" => self.string(None, value),
            _ => match value.get("schema") {
                Some(schema) => self.schema(schema),
                None => self.out.object(&[], value),
            },
        };
        let media = self.out.object(&[member("schema", value.place(), schema)], value);
        let content = self.out.object(&[member(chosen.key, chosen.key_place, media)], body);
        let mut members = vec![member("content", body.place(), content)];
        members.extend(body.entry("description").map(|entry| self.out.copied(entry)));
        let required = self.out.bool(true, body);
        members.push(member("required", body.place(), required));
        Body::Sent(self.out.object(&members, body))
    }

    /// The schema of a string, of this format.
    pub(super) fn string(&mut self, format: Option<&'static str>, origin: Node<'t>) -> NodeId {
        let ty = self.out.text("string", origin);
        let mut members = vec![member("type", origin.place(), ty)];
        if let Some(format) = format {
            let format = self.out.text(format, origin);
            members.push(member("format", origin.place(), format));
        }
        self.out.object(&members, origin)
    }
}

/// A media type without its parameters.
fn plain(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim_end()
}
