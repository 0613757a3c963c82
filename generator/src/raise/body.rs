//! Bodies: a parameter `in: body`, or all those `in: formData` together, become the request body.

use super::{Media, Members, Raise, codes, member};
use crate::diagnostic::Diagnostic;
use crate::source::{Member, Node, NodeId};

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'t> Raise<'t, '_> {
    /// The body of an operation, of its own parameters and those that its path shares.
    pub(super) fn request_body(
        &mut self,
        own: &[Node<'t>],
        shared: &[Node<'t>],
        consumes: Option<Node<'t>>,
    ) -> Option<Member<'t>> {
        let (bodies, mut fields) = (self.located(own, "body"), self.located(own, "formData"));
        let bodies = if bodies.is_empty() { self.located(shared, "body") } else { bodies };
        let mut names: std::collections::HashSet<Option<&str>> = fields.iter().map(|field| self.name(*field)).collect();
        let inherited = self.located(shared, "formData");
        fields.extend(inherited.into_iter().filter(|field| names.insert(self.name(*field))));
        let more = bodies.get(1..).unwrap_or_default().iter().chain(fields.iter().filter(|_| !bodies.is_empty()));
        for other in more.copied().collect::<Vec<_>>() {
            let message = "this operation has a body already";
            let found = Diagnostic::new(&codes::TWO_BODIES, message).at(other.location());
            let first = bodies.first().map_or(other, |first| *first).location();
            self.diagnostics.push(found.related(first, "the body that is taken").help("keep one body"));
        }
        if let Some(&body) = bodies.first() {
            let made = self.body(body, consumes);
            return Some(member("requestBody", body.place(), made));
        }
        let first = *fields.first()?;
        let made = self.form(&fields, consumes);
        Some(member("requestBody", first.place(), made))
    }

    fn located(&self, parameters: &[Node<'t>], place: &str) -> Vec<Node<'t>> {
        let is = |node: &Node<'t>| self.followed(*node).get("in").and_then(Node::as_str) == Some(place);
        parameters.iter().copied().filter(is).collect()
    }

    fn name(&self, parameter: Node<'t>) -> Option<&'t str> {
        self.followed(parameter).get("name").and_then(Node::as_str)
    }

    /// A parameter `in: body`. One that is shared is referred to, unless the operation has media types of its own.
    pub(super) fn body(&mut self, node: Node<'t>, consumes: Option<Node<'t>>) -> NodeId {
        let target = node.get("$ref").and_then(Node::as_str).and_then(|text| text.strip_prefix("#/parameters/"));
        if let Some(name) = target.filter(|_| consumes.is_none()) {
            let reference = self.out.text(format!("#/components/requestBodies/{name}"), node);
            return self.out.object(&[member("$ref", node.place(), reference)], node);
        }
        let node = self.followed(node);
        let mut members: Members<'t> = Vec::new();
        for entry in node.entries().filter(|entry| matches!(entry.key, "description" | "required")) {
            members.push(self.out.copied(entry));
        }
        let mut media = self.media(consumes, "consumes");
        if media.is_empty() {
            media.push(("application/json", node));
        }
        let mut content = Vec::new();
        for (media, origin) in media {
            let mut inner = Vec::new();
            if let Some(schema) = node.entry("schema") {
                inner.push(member("schema", schema.key_place, self.schema(schema.value)));
            }
            content.push(member(media, origin.place(), self.out.object(&inner, node)));
        }
        members.push(member("content", node.place(), self.out.object(&content, node)));
        self.out.object(&members, node)
    }

    fn form(&mut self, fields: &[Node<'t>], consumes: Option<Node<'t>>) -> NodeId {
        let fields: Vec<Node<'t>> = fields.iter().map(|field| self.followed(*field)).collect();
        let Some(&origin) = fields.first() else { return self.out.copy(self.root) };
        let mut content = Vec::new();
        for (media, place) in self.form_media(&fields, consumes) {
            let made = self.form_content(&fields, media, origin);
            content.push(member(media, place.place(), made));
        }
        let content = self.out.object(&content, origin);
        let mut members = vec![member("content", origin.place(), content)];
        let needed = fields.iter().filter_map(|field| field.entry("required"));
        if let Some(needed) = needed.into_iter().find(|entry| entry.value.as_bool() == Some(true)) {
            members.push(member("required", needed.key_place, self.out.scalar(needed.value)));
        }
        self.out.object(&members, origin)
    }

    /// A file needs parts; otherwise what the operation consumes decides.
    fn form_media(&self, fields: &[Node<'t>], consumes: Option<Node<'t>>) -> Media<'t> {
        let file = fields.iter().find(|field| field.get("type").and_then(Node::as_str) == Some("file"));
        let mut media = self.media(consumes, "consumes");
        media.retain(|(media, _)| *media == MULTIPART || *media == FORM && file.is_none());
        if let (true, Some(origin)) = (media.is_empty(), file.or(fields.first())) {
            media.push((if file.is_some() { MULTIPART } else { FORM }, *origin));
        }
        media
    }

    fn form_content(&mut self, fields: &[Node<'t>], media: &str, origin: Node<'t>) -> NodeId {
        let (mut properties, mut required, mut encoding) = (Vec::new(), Vec::new(), Vec::new());
        // The parts of a multipart body are one for each value, and have no style.
        let (formats, place): (&[&str], _) = match media == MULTIPART {
            true => (&["multi"], "in a multipart body"),
            false => (&["csv", "ssv", "pipes", "multi"], "in a form"),
        };
        for &field in fields {
            let Some(name) = field.entry("name").filter(|name| name.value.as_str().is_some()) else { continue };
            let key = name.value.as_str().unwrap_or_default();
            let schema = self.inline_schema(field, formats, place, true);
            properties.push(member(key, name.value.place(), schema));
            if field.get("required").and_then(Node::as_bool) == Some(true) {
                required.push(self.out.scalar(name.value));
            }
            // A form repeats the name for each value unless something else is said.
            let style = self.style(field, formats).filter(|style| media == FORM && *style != ("form", true));
            if let Some((style, explode)) = style {
                let from = field.get("collectionFormat").unwrap_or(field);
                let (style, explode) = (self.out.text(style, from), self.out.bool(explode, from));
                let members = [member("style", from.place(), style), member("explode", from.place(), explode)];
                encoding.push(member(key, name.value.place(), self.out.object(&members, from)));
            }
        }
        let mut schema = vec![member("type", origin.place(), self.out.text("object", origin))];
        schema.push(member("properties", origin.place(), self.out.object(&properties, origin)));
        if !required.is_empty() {
            schema.push(member("required", origin.place(), self.out.list(&required, origin)));
        }
        let mut members = vec![member("schema", origin.place(), self.out.object(&schema, origin))];
        if !encoding.is_empty() {
            members.push(member("encoding", origin.place(), self.out.object(&encoding, origin)));
        }
        self.out.object(&members, origin)
    }
}
