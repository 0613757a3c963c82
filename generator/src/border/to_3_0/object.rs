//! Objects that 3.0 writes otherwise, or that have no place in it.

use super::{DEEPEST, Down, Members, codes, member};
use crate::openapi::Version;
use crate::openapi::grammar::{self, Object, Value, tables};
use crate::resolve::Key;
use crate::source::{Entry, Kind, Member, Node, NodeId};

impl<'t> Down<'_, 't> {
    pub(super) fn document(&mut self) -> NodeId {
        let root = self.root;
        let mut members = self.fields(&tables::DOCUMENT, root);
        if root.get("components").is_none() {
            let sections = self.new_sections(root);
            if !sections.is_empty() {
                let value = self.out.object(&sections, root);
                members.push(member("components", root.place(), value));
            }
        }
        self.out.object(&members, root)
    }

    /// A field that is not merely copied or left out; was it one?
    pub(super) fn otherwise(
        &mut self,
        object: &'static Object,
        node: Node<'t>,
        entry: Entry<'t>,
        members: &mut Members<'t>,
    ) -> bool {
        let is = |table: &'static Object| std::ptr::eq(object, table);
        let (key, value, place) = (entry.key, entry.value, entry.key_place);
        match key {
            "openapi" if is(&tables::DOCUMENT) => members.push(member(key, place, self.out.text("3.0.3", value))),
            "webhooks" if is(&tables::DOCUMENT) => {
                self.tell(&codes::CALL_LEFT_OUT, entry, "3.0 has no webhooks; they are left out");
            }
            "components" if is(&tables::DOCUMENT) && value.is_mapping() => {
                let mut sections = self.fields(&tables::COMPONENTS, value);
                sections.extend(self.new_sections(value));
                members.push(member(key, place, self.out.object(&sections, value)));
            }
            // What is referred to of these is written where it is used.
            "pathItems" | "mediaTypes" if is(&tables::COMPONENTS) => {}
            _ if is(&tables::COMPONENTS) && value.is_mapping() && !key.starts_with("x-") => {
                self.section(entry, members)
            }
            "query" | "additionalOperations" if is(&tables::PATH_ITEM) => {
                self.tell(&codes::CALL_LEFT_OUT, entry, "3.0 has no such method; what it does is left out");
            }
            "$ref" if is(&tables::PATH_ITEM) || is(&tables::MEDIA_TYPE) => match self.moved.inline(node) {
                Some(target) => self.spread(object, target, node, members),
                None => members.push(member(key, place, self.pointer(node, value))),
            },
            "summary" if is(&tables::INFO) && node.get("description").is_none() => {
                members.push(member("description", place, self.out.copy(value)));
            }
            "summary" if is(&tables::RESPONSE) && node.get("description").is_none() => {
                members.push(member("description", place, self.out.copy(value)));
            }
            "identifier" if is(&tables::LICENSE) && node.get("url").is_none() => {
                let name = value.as_str().unwrap_or_default();
                let address = self.out.text(format!("https://spdx.org/licenses/{name}.html"), value);
                members.push(member("url", place, address));
            }
            "dataValue" if is(&tables::EXAMPLE) => members.push(member("value", place, self.out.copy(value))),
            "serializedValue" if is(&tables::EXAMPLE) && node.get("dataValue").is_none() => {
                members.push(member("value", place, self.out.copy(value)));
            }
            "nodeType" if is(&tables::XML) && value.as_str() == Some("attribute") => {
                members.push(member("attribute", place, self.out.bool(true, value)));
            }
            "style" if is(&tables::PARAMETER) && value.as_str() == Some("cookie") => {
                self.tell(&codes::LEFT_OUT, entry, "3.0 has no style `cookie`; it is taken for `form`");
            }
            "mapping" if is(&tables::DISCRIMINATOR) => {
                let mut mapped = Vec::new();
                for inner in value.entries() {
                    mapped.push(member(inner.key, inner.key_place, self.pointer(inner.value, inner.value)));
                }
                members.push(member(key, place, self.out.object(&mapped, value)));
            }
            "security" if value.is_sequence() => self.security(entry, members),
            _ => return false,
        }
        true
    }

    /// What 3.0 asks for and later versions do not.
    pub(super) fn required(&mut self, object: &'static Object, node: Node<'t>, members: &mut Members<'t>) {
        let is = |table: &'static Object| std::ptr::eq(object, table);
        let has = |members: &Members<'t>, key: &str| members.iter().any(|member| member.key == key);
        if is(&tables::DOCUMENT) && !has(members, "paths") {
            let paths = self.out.object(&[], node);
            members.push(member("paths", node.place(), paths));
        }
        if is(&tables::OPERATION) && !has(members, "responses") {
            let value = self.responses(node);
            members.push(member("responses", node.place(), value));
        }
        if is(&tables::RESPONSES) && node.entries().all(|entry| entry.key.starts_with("x-")) {
            members.push(self.any_response(node));
        }
        if is(&tables::RESPONSE) && !has(members, "description") {
            let words = self.out.text("", node);
            members.push(member("description", node.place(), words));
        }
        let in_path = node.get("in").and_then(Node::as_str) == Some("path");
        if is(&tables::PARAMETER) && in_path && !has(members, "required") {
            let required = self.out.bool(true, node);
            members.push(member("required", node.place(), required));
        }
    }

    fn responses(&mut self, node: Node<'t>) -> NodeId {
        let any = self.any_response(node);
        self.out.object(&[any], node)
    }

    fn any_response(&mut self, node: Node<'t>) -> Member<'t> {
        let words = self.out.text("", node);
        let response = self.out.object(&[member("description", node.place(), words)], node);
        member("default", node.place(), response)
    }

    /// One of the sections of the components, with what joins it.
    fn section(&mut self, entry: Entry<'t>, members: &mut Members<'t>) {
        let object = Value::Object(&tables::COMPONENTS);
        let Some(value) = grammar::member(object, entry.key, Version::V3_0) else {
            members.push(self.out.copied(entry));
            return;
        };
        let Value::Map { of, .. } = value else { return };
        let mut inner = Vec::new();
        for part in entry.value.entries() {
            if self.has_place(*of, part.value) {
                inner.push(member(part.key, part.key_place, self.value(*of, part.value)));
            }
        }
        inner.extend(self.hoisted(entry.key));
        members.push(member(entry.key, entry.key_place, self.out.object(&inner, entry.value)));
    }

    /// The sections that the document does not have.
    fn new_sections(&mut self, components: Node<'t>) -> Members<'t> {
        let known = self.root.get("components");
        let mut sections = Vec::new();
        for field in tables::COMPONENTS.fields {
            if known.and_then(|known| known.get(field.name)).is_none() {
                let hoisted = self.hoisted(field.name);
                if !hoisted.is_empty() {
                    let value = self.out.object(&hoisted, components);
                    sections.push(member(field.name, components.place(), value));
                }
            }
        }
        sections
    }

    fn hoisted(&mut self, section: &str) -> Members<'t> {
        let moved = self.moved;
        let mut members = Vec::new();
        for part in moved.hoisted.values().filter(|part| part.section == section) {
            let value = match std::ptr::eq(part.object, &tables::SCHEMA) {
                true => self.schema(part.node),
                false => self.value(Value::OrReference(part.object), part.node),
            };
            members.push(member(part.name.clone(), part.node.place(), value));
        }
        members
    }

    /// What a path item's or media type's `$ref` leads to, in its place; what stands beside it is nearer to its use.
    fn spread(&mut self, object: &'static Object, target: Node<'t>, node: Node<'t>, members: &mut Members<'t>) {
        let key = Key::of(target);
        if self.inside.contains(&key) || self.inside.len() >= DEEPEST {
            self.endless(node);
            return;
        }
        self.inside.push(key);
        let spread = self.fields(object, target);
        self.inside.pop();
        members.extend(spread.into_iter().filter(|member| node.get(&member.key).is_none()));
    }

    /// Can 3.0 have it in a list or map of such things? What it cannot is told.
    pub(super) fn has_place(&mut self, of: Value, node: Node<'t>) -> bool {
        let (Value::Object(object) | Value::OrReference(object)) = of else { return true };
        let parameter = std::ptr::eq(object, &tables::PARAMETER);
        let scheme = std::ptr::eq(object, &tables::SECURITY_SCHEME);
        let place = if parameter { node.entry("in") } else { node.entry("type").filter(|_| scheme) };
        let Some(entry) = place else { return true };
        let lost = (parameter && entry.value.as_str() == Some("querystring")) || is_mutual_tls(node);
        if lost {
            let what = entry.value.as_str().unwrap_or_default();
            self.tell(&codes::CALL_LEFT_OUT, entry, format!("3.0 has no `{what}`; it is left out"));
        }
        !lost
    }

    /// Alternatives, without the schemes that 3.0 does not have.
    fn security(&mut self, entry: Entry<'t>, members: &mut Members<'t>) {
        let schemes = self.root.get("components").and_then(|components| components.get("securitySchemes"));
        let lost = |name: &str| schemes.and_then(|schemes| schemes.get(name)).is_some_and(is_mutual_tls);
        let mut alternatives = Vec::new();
        for item in entry.value.items() {
            let mut kept = Vec::new();
            for scheme in item.entries().filter(|scheme| !lost(scheme.key)) {
                kept.push(self.out.copied(scheme));
            }
            let made =
                if matches!(item.kind(), Kind::Mapping) { self.out.object(&kept, item) } else { self.out.copy(item) };
            alternatives.push(made);
        }
        members.push(member(entry.key, entry.key_place, self.out.list(&alternatives, entry.value)));
    }
}

/// Certificates are shown by the connection, not by the request: what else is asked for stays.
fn is_mutual_tls(scheme: Node<'_>) -> bool {
    scheme.get("type").and_then(Node::as_str) == Some("mutualTLS")
}
