//! From OpenAPI 2.0 (Swagger) to 3.0, on the tree: what follows reads one specification.
//!
//! A document of 2.0 is held against the tables of its own version first, so that what is wrong is told in its own
//! words. Then a tree of 3.0 is made of it, in which every value still knows where it stands in the user's document.
//! What 3.0 has no words for is told here. Must not know what an API means, nor follow references further than to say
//! whether a parameter is a body.

mod body;
pub mod codes;
mod parameter;
mod response;
mod schema;
mod security;
mod server;

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place};
use crate::openapi;
use crate::source::{Derivation, Entry, Kind, Member, Node, NodeId, Tree};

/// Is it a document of 2.0?
#[must_use]
pub fn is_swagger(root: Node<'_>) -> bool {
    let declared = root.get("swagger").filter(|_| root.get("openapi").is_none());
    // Many write it without quotes, and there is no other 2.x.
    declared.is_some_and(|declared| matches!(declared.kind(), Kind::String("2.0") | Kind::Number("2.0" | "2")))
}

/// Makes a tree of 3.0 of a document of 2.0 in one file, which is checked on the way; `None` if it is no document of 2.0.
#[must_use]
pub fn raise(tree: &Arc<Tree>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let root = tree.root();
    let declared = root.get("swagger").filter(|_| is_swagger(root))?;
    openapi::check_swagger(root, diagnostics);
    let mut raise = Raise { root, out: Derivation::new(tree), diagnostics };
    let root = raise.document(declared);
    Some(raise.out.finish(root))
}

struct Raise<'t, 'd> {
    root: Node<'t>,
    out: Derivation,
    diagnostics: &'d mut Diagnostics,
}

/// The members of an object in the making.
type Members<'t> = Vec<Member<'t>>;

fn member<'t>(key: impl Into<Cow<'t, str>>, place: Place, value: NodeId) -> Member<'t> {
    Member { key: key.into(), place, value }
}

/// The media types of a body or an answer, each with the node that names it; `None` where the convention (JSON) holds.
type Media<'t> = Vec<(&'t str, Node<'t>)>;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl<'t> Raise<'t, '_> {
    fn document(&mut self, declared: Node<'t>) -> NodeId {
        let root = self.root;
        let version = self.out.text("3.0.3", declared);
        let mut members = vec![member("openapi", declared.place(), version)];
        members.extend(self.servers(root.get("schemes"), root));
        for entry in root.entries() {
            match entry.key {
                "paths" => members.push(self.each(entry, "paths", Self::path_item)),
                "info" | "security" | "tags" | "externalDocs" => members.push(self.out.copied(entry)),
                key if key.starts_with("x-") => members.push(self.out.copied(entry)),
                _ => {}
            }
        }
        let components = self.components();
        if !components.is_empty() {
            let value = self.out.object(&components, root);
            members.push(member("components", root.place(), value));
        }
        self.out.object(&members, root)
    }

    fn components(&mut self) -> Members<'t> {
        let mut components = Vec::new();
        for entry in self.root.entries() {
            match entry.key {
                "definitions" => components.push(self.each(entry, "schemas", Self::schema)),
                "responses" => components.push(self.each(entry, "responses", |this, node| this.response(node, None))),
                "securityDefinitions" => components.push(self.each(entry, "securitySchemes", Self::security_scheme)),
                "parameters" => {
                    let (mut parameters, mut bodies) = (Vec::new(), Vec::new());
                    for parameter in entry.value.entries() {
                        let (key, place) = (parameter.key, parameter.key_place);
                        match self.followed(parameter.value).get("in").and_then(Node::as_str) {
                            Some("body") => bodies.push(member(key, place, self.body(parameter.value, None))),
                            // Each operation makes one body of its fields of a form.
                            Some("formData") => {}
                            _ => parameters.push(member(key, place, self.parameter(parameter.value))),
                        }
                    }
                    let parameters = self.out.object(&parameters, entry.value);
                    components.push(member("parameters", entry.key_place, parameters));
                    let bodies = self.out.object(&bodies, entry.value);
                    components.push(member("requestBodies", entry.key_place, bodies));
                }
                _ => {}
            }
        }
        components
    }

    /// A map, under its new key, of which each value is raised; extensions stay as they are.
    fn each(
        &mut self,
        entry: Entry<'t>,
        key: &'static str,
        mut value: impl FnMut(&mut Self, Node<'t>) -> NodeId,
    ) -> Member<'t> {
        if !entry.value.is_mapping() {
            return member(key, entry.key_place, self.out.copy(entry.value));
        }
        let mut members = Vec::with_capacity(entry.value.entries().len());
        for inner in entry.value.entries() {
            let extension = key == "paths" && inner.key.starts_with("x-");
            let made = if extension { self.out.copy(inner.value) } else { value(self, inner.value) };
            members.push(member(inner.key, inner.key_place, made));
        }
        member(key, entry.key_place, self.out.object(&members, entry.value))
    }

    fn path_item(&mut self, node: Node<'t>) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        let shared: Vec<Node<'t>> = node.get("parameters").into_iter().flat_map(Node::items).collect();
        let mut members = Vec::new();
        for entry in node.entries() {
            let made = match entry.key {
                "$ref" => self.reference(entry.value),
                "parameters" => {
                    let plain: Vec<Node<'t>> = shared.iter().copied().filter(|node| !self.is_of_body(*node)).collect();
                    self.parameters(&plain, entry.value)
                }
                key if METHODS.contains(&key) => self.operation(entry.value, &shared),
                _ => self.out.copy(entry.value),
            };
            members.push(member(entry.key, entry.key_place, made));
        }
        self.out.object(&members, node)
    }

    /// `shared`: the parameters of its path item, of which those of the body come into each operation.
    fn operation(&mut self, node: Node<'t>, shared: &[Node<'t>]) -> NodeId {
        if !node.is_mapping() {
            return self.out.copy(node);
        }
        let own: Vec<Node<'t>> = node.get("parameters").into_iter().flat_map(Node::items).collect();
        let mut members = Vec::new();
        for entry in node.entries() {
            match entry.key {
                "consumes" | "produces" => {}
                "schemes" => members.extend(self.servers(Some(entry.value), node)),
                "parameters" => {
                    let plain: Vec<Node<'t>> = own.iter().copied().filter(|node| !self.is_of_body(*node)).collect();
                    let made = self.parameters(&plain, entry.value);
                    members.push(member("parameters", entry.key_place, made));
                }
                "responses" => {
                    let produces = node.get("produces");
                    members.push(self.each(entry, "responses", |this, node| this.response(node, produces)));
                }
                _ => members.push(self.out.copied(entry)),
            }
        }
        let consumes = node.get("consumes");
        members.extend(self.request_body(&own, shared, consumes));
        self.out.object(&members, node)
    }

    fn parameters(&mut self, nodes: &[Node<'t>], origin: Node<'t>) -> NodeId {
        let items: Vec<NodeId> = nodes.iter().map(|node| self.parameter(*node)).collect();
        self.out.list(&items, origin)
    }

    fn is_of_body(&self, parameter: Node<'t>) -> bool {
        matches!(self.followed(parameter).get("in").and_then(Node::as_str), Some("body" | "formData"))
    }

    /// What a reference into this document leads to; the node itself if it is none, or leads nowhere.
    fn followed(&self, node: Node<'t>) -> Node<'t> {
        let mut at = node;
        // A chain of references is short, and one that is not is a cycle.
        for _ in 0..16 {
            let target = at.get("$ref").and_then(Node::as_str).and_then(|target| target.strip_prefix('#'));
            match target.and_then(|pointer| self.root.at(pointer)) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The text of a reference, in the layout of 3.0.
    fn reference(&mut self, node: Node<'t>) -> NodeId {
        let Some(text) = node.as_str() else { return self.out.copy(node) };
        let homes = [
            ("/definitions/", "/components/schemas/"),
            ("/parameters/", "/components/parameters/"),
            ("/responses/", "/components/responses/"),
            ("/securityDefinitions/", "/components/securitySchemes/"),
        ];
        let (file, pointer) = text.split_once('#').unwrap_or((text, ""));
        let moved = homes.iter().find_map(|(old, new)| pointer.strip_prefix(old).map(|rest| format!("#{new}{rest}")));
        match moved.filter(|_| file.is_empty()) {
            Some(moved) => self.out.text(moved, node),
            None => self.out.scalar(node),
        }
    }

    /// The media types that hold here: an operation's own, else the document's; `field` is `consumes` or `produces`.
    fn media(&self, own: Option<Node<'t>>, field: &str) -> Media<'t> {
        let list = own.or_else(|| self.root.get(field));
        let items = list.into_iter().flat_map(Node::items);
        items.filter_map(|item| Some((item.as_str().filter(|media| media.contains('/'))?, item))).collect()
    }
}
