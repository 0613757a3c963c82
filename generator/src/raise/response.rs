//! Answers: a schema and the media types that are produced become content.

use super::{Media, Members, Raise, codes, member};
use crate::diagnostic::Diagnostic;
use crate::source::{Entry, Node, NodeId};

const JSON: &str = "application/json";

impl<'t> Raise<'t, '_> {
    /// `produces`: the operation's own media types, if it has such.
    pub(super) fn response(&mut self, node: Node<'t>, produces: Option<Node<'t>>) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        // A shared answer was raised with the media types of the document.
        let node = if produces.is_some() { self.followed(node) } else { node };
        if let Some(entry) = node.entry("$ref") {
            let reference = self.reference(entry.value);
            return self.out.object(&[member("$ref", entry.key_place, reference)], node);
        }
        let mut members = Vec::new();
        for entry in node.entries() {
            match entry.key {
                "headers" => members.push(self.each(entry, "headers", Self::header)),
                "schema" => {
                    let media = self.media(produces, "produces");
                    members.push(self.content(entry, &media, node.get("examples")));
                }
                "examples" => self.stray_examples(node, entry.value, produces),
                _ => members.push(self.out.copied(entry)),
            }
        }
        self.out.object(&members, node)
    }

    fn content(&mut self, schema: Entry<'t>, media: &Media<'t>, examples: Option<Node<'t>>) -> super::Member<'t> {
        let file = self.followed(schema.value).get("type").and_then(Node::as_str) == Some("file");
        let mut named = media.clone();
        if file {
            // The bytes of a file are no JSON, whatever the operations around it produce.
            named.retain(|(media, _)| !media.contains("json"));
        }
        if named.is_empty() {
            named.push((if file { "application/octet-stream" } else { JSON }, schema.value));
        }
        let mut content: Members<'t> = Vec::new();
        for (media, origin) in named {
            let mut members = vec![member("schema", schema.key_place, self.schema(schema.value))];
            if let Some(example) = examples.and_then(|examples| examples.entry(media)) {
                members.push(member("example", example.key_place, self.out.copy(example.value)));
            }
            content.push(member(media, origin.place(), self.out.object(&members, schema.value)));
        }
        member("content", schema.key_place, self.out.object(&content, schema.value))
    }

    fn stray_examples(&mut self, response: Node<'t>, examples: Node<'t>, produces: Option<Node<'t>>) {
        let media = self.media(produces, "produces");
        let has_schema = response.get("schema").is_some();
        for entry in examples.entries().filter(|entry| !entry.key.starts_with("x-")) {
            let produced = media.iter().any(|(media, _)| *media == entry.key) || media.is_empty() && entry.key == JSON;
            if !has_schema || !produced {
                let message = format!("the example of `{}` belongs to no answer", entry.key);
                let found = Diagnostic::new(&codes::EXAMPLE, message).at(entry.value.location());
                self.diagnostics.push(found.help("name its media type in `produces`, and give the answer a schema"));
            }
        }
    }

    fn header(&mut self, node: Node<'t>) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        let mut members = Vec::new();
        if let Some(entry) = node.entry("description") {
            members.push(self.out.copied(entry));
        }
        let schema = self.inline_schema(node, &["csv"], "in a header", false);
        members.push(member("schema", node.place(), schema));
        self.out.object(&members, node)
    }
}
