//! What progenitor reads: the same API, said in the ways that it can generate.
//!
//! Each operation becomes whole in itself, with one request media type, one kind of success and one kind of error. What is
//! conceded for that is told, at its place. Must not run progenitor.

mod operation;
mod parameter;
mod response;
mod schema;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::super::codes;
use super::super::to_3_0::moved::Moved;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::openapi::{Document, View};
use crate::resolve::{Key, Resolver};
use crate::source::{Derivation, Member, Node, NodeId, Step, Tree};

/// What is not shown to progenitor.
#[derive(Clone, Debug, Default)]
pub(super) struct Without {
    /// Operations that are left out.
    pub(super) operations: HashSet<Key>,
    /// Schemas of the components that become any JSON value.
    pub(super) schemas: HashSet<Key>,
}

/// The document as progenitor reads it. `base` is the tree of a document of 3.0 in one file.
pub(super) fn fit(document: Document<'_>, base: &Arc<Tree>, without: &Without, diagnostics: &mut Diagnostics) -> Tree {
    let resolver = Resolver::new(document);
    let moved = Moved::of(document, &resolver, is_inner);
    let out = Derivation::new(base);
    let names = schemas(document).into_iter().filter_map(Node::step);
    let types = names.map(|step| match step {
        Step::Key(name) => words(name).join("_"),
        Step::Index(index) => index.to_string(),
    });
    let mut fit = Fit {
        types: types.map(|name| (name, String::new())).collect(),
        root: document.node(),
        resolver: &resolver,
        moved: &moved,
        without,
        out,
        ids: HashSet::new(),
        diagnostics,
    };
    let root = fit.document();
    fit.out.finish(root)
}

/// The operations that are shown to progenitor, in the order of the document.
pub(super) fn operations<'t>(document: Document<'t>) -> Vec<Node<'t>> {
    let items = document.node().get("paths").into_iter().flat_map(Node::entries).map(|entry| entry.value);
    items.flat_map(Node::entries).filter(|entry| METHODS.contains(&entry.key)).map(|entry| entry.value).collect()
}

/// Is it the operation of this `operationId`, or method and path?
pub(super) fn is(operation: Node<'_>, name: &str) -> bool {
    let key = |node: Node<'_>| match node.step() {
        Some(Step::Key(key)) => key.to_owned(),
        _ => String::new(),
    };
    let path = operation.parent().map(key).unwrap_or_default();
    operation.get("operationId").and_then(Node::as_str) == Some(name)
        || name.split_once(' ').is_some_and(|(method, at)| method.eq_ignore_ascii_case(&key(operation)) && at == path)
}

/// The schemas of the components.
pub(super) fn schemas<'t>(document: Document<'t>) -> Vec<Node<'t>> {
    let components = document.node().get("components").and_then(|components| components.get("schemas"));
    components.into_iter().flat_map(Node::entries).map(|entry| entry.value).collect()
}

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Progenitor finds what is named by the last step of a pointer among the components, and nothing else.
fn is_inner(node: Node<'_>) -> bool {
    std::iter::successors(Some(node), |node| node.parent()).map_while(Node::step).count() != 3
}

struct Fit<'a, 't> {
    root: Node<'t>,
    resolver: &'a Resolver<'t>,
    moved: &'a Moved<'t>,
    without: &'a Without,
    out: Derivation,
    /// The names of methods that are taken.
    ids: HashSet<String>,
    /// The names of types that are taken, each by an inline schema of this text, or by a component.
    types: HashMap<String, String>,
    diagnostics: &'a mut Diagnostics,
}

type Members<'t> = Vec<Member<'t>>;

fn member<'t>(key: impl Into<Cow<'t, str>>, place: Place, value: NodeId) -> Member<'t> {
    Member { key: key.into(), place, value }
}

impl<'t> Fit<'_, 't> {
    fn tell(&mut self, code: &'static Code, node: Node<'t>, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(node.location()));
    }

    fn concede(&mut self, node: Node<'t>, message: impl Into<String>) {
        self.tell(&codes::CONCESSION, node, message);
    }

    fn document(&mut self) -> NodeId {
        let root = self.root;
        let mut members = Vec::new();
        for entry in root.entries() {
            match entry.key {
                "openapi" | "info" | "tags" => members.push(self.out.copied(entry)),
                "paths" => {
                    let mut paths = Vec::new();
                    for path in entry.value.entries().filter(|path| path.key.starts_with('/')) {
                        let item = self.item(path.key, path.value);
                        paths.push(member(path.key, path.key_place, item));
                    }
                    members.push(member(entry.key, entry.key_place, self.out.object(&paths, entry.value)));
                }
                _ => {}
            }
        }
        let mut schemas = Vec::new();
        let declared = root.get("components").and_then(|components| components.get("schemas"));
        for entry in declared.into_iter().flat_map(Node::entries) {
            let value = match self.without.schemas.contains(&Key::of(entry.value)) {
                true => self.out.object(&[], entry.value),
                false => self.schema(entry.value),
            };
            schemas.push(member(entry.key, entry.key_place, value));
        }
        let moved = self.moved;
        for part in moved.hoisted.values().filter(|part| part.section == "schemas") {
            let value = self.schema(part.node);
            schemas.push(member(part.name.clone(), part.node.place(), value));
        }
        let schemas = self.out.object(&schemas, root);
        let components = self.out.object(&[member("schemas", root.place(), schemas)], root);
        members.push(member("components", root.place(), components));
        self.out.object(&members, root)
    }

    fn item(&mut self, path: &'t str, node: Node<'t>) -> NodeId {
        let node = self.followed(node);
        let shared: Vec<Node<'t>> = node.get("parameters").into_iter().flat_map(Node::items).collect();
        let mut members = Vec::new();
        for entry in node.entries().filter(|entry| METHODS.contains(&entry.key) && entry.value.is_mapping()) {
            if self.without.operations.contains(&Key::of(entry.value)) {
                continue;
            }
            if let Some(operation) = self.operation(path, entry.key, entry.value, &shared) {
                members.push(member(entry.key, entry.key_place, operation));
            }
        }
        self.out.object(&members, node)
    }

    /// What a chain of references leads to, as far as it leads anywhere.
    fn followed(&self, node: Node<'t>) -> Node<'t> {
        let mut at = node;
        // A chain is short, and one that is not is a cycle, which was told.
        for _ in 0..32 {
            let target = at.get("$ref").and_then(Node::as_str).and_then(|text| self.resolver.look_up(at, text));
            match target {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }
}

/// The words of a name, as progenitor makes an identifier of it: `getPet`, `get-pet` and `GET_PET` are the same.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let chars: Vec<char> = name.chars().filter(|c| *c != '\'').collect();
    let mut open = false;
    for (at, c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let rises = c.is_uppercase() && before.is_some_and(|before| before.is_lowercase());
        let ends = c.is_uppercase()
            && before.is_some_and(|before| before.is_uppercase())
            && after.is_some_and(|after| after.is_lowercase());
        if !open || rises || ends {
            words.push(String::new());
        }
        open = true;
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_the_same_if_their_words_are() {
        for (name, expected) in [
            ("getPet", "get pet"),
            ("get-pet", "get pet"),
            ("GET_PET", "get pet"),
            ("listHTTPRoutes", "list http routes"),
            ("/pets/{id}", "pets id"),
            ("v2", "v2"),
            ("", ""),
            ("=", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }
}
