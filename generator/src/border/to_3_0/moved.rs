//! Where references lead once the document is lowered: what stands under a keyword that 3.0 does not have, and is
//! referred to, becomes a component; what has no place among the components is written where it is used.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::fragment;
use crate::openapi::grammar::{self, Object, Visitor, component_section, tables};
use crate::openapi::{Document, PathItem, Raw, Reference, Version, View};
use crate::resolve::{Key, Resolver};
use crate::source::{Node, Step};

/// A part that becomes a component.
#[derive(Debug)]
pub(in crate::border) struct Hoisted<'t> {
    pub(in crate::border) node: Node<'t>,
    pub(super) object: &'static Object,
    pub(in crate::border) section: &'static str,
    pub(in crate::border) name: String,
}

/// All that references come to mean.
#[derive(Debug, Default)]
pub(in crate::border) struct Moved<'t> {
    /// New texts, by the object that holds the `$ref`, or by the string itself.
    texts: HashMap<Key, String>,
    /// What is written where the reference stands.
    inlined: HashMap<Key, Node<'t>>,
    /// The new components, in the order of the document.
    pub(in crate::border) hoisted: BTreeMap<Key, Hoisted<'t>>,
}

impl<'t> Moved<'t> {
    /// `has_left` says of what stands there that it will not, once the document is written.
    pub(in crate::border) fn of(
        document: Document<'t>,
        resolver: &Resolver<'t>,
        has_left: fn(Node<'_>) -> bool,
    ) -> Self {
        let components = document.node().get("components").into_iter().flat_map(Node::entries);
        let names = components.flat_map(|section| section.value.entries()).map(|entry| entry.key.to_owned());
        let mut collect = Collect { document, resolver, has_left, taken: names.collect(), moved: Moved::default() };
        grammar::walk(document, &mut collect);
        // What the grammar does not know (`definitions`) was not walked, unless something refers to it.
        let mut walked: HashSet<Key> = HashSet::new();
        loop {
            let hoisted = collect.moved.hoisted.iter().filter(|(key, _)| !walked.contains(*key));
            let new: Vec<_> = hoisted.map(|(key, part)| (*key, part.node, part.object)).collect();
            if new.is_empty() {
                return collect.moved;
            }
            for (key, node, object) in new {
                walked.insert(key);
                grammar::walk_part(node, object, document.version(), &mut collect);
            }
        }
    }

    pub(in crate::border) fn pointer(&self, holder: Node<'t>) -> Option<&str> {
        self.texts.get(&Key::of(holder)).map(String::as_str)
    }

    pub(super) fn inline(&self, holder: Node<'t>) -> Option<Node<'t>> {
        self.inlined.get(&Key::of(holder)).copied()
    }
}

struct Collect<'a, 't> {
    document: Document<'t>,
    resolver: &'a Resolver<'t>,
    has_left: fn(Node<'_>) -> bool,
    taken: HashSet<String>,
    moved: Moved<'t>,
}

impl<'t> Collect<'_, 't> {
    fn note(&mut self, holder: Node<'t>, text: &str, object: &'static Object) {
        let Some(target) = self.resolver.look_up(holder, text) else { return };
        let is_item = std::ptr::eq(object, &tables::PATH_ITEM);
        let section = component_section(object, Version::V3_0);
        match section {
            None if is_item && !(self.has_left)(target) => {}
            None => {
                self.moved.inlined.insert(Key::of(holder), target);
                return;
            }
            Some(section) if (self.has_left)(target) => {
                let text = self.hoist(target, object, section);
                self.moved.texts.insert(Key::of(holder), text);
                return;
            }
            Some(_) => {}
        }
        if !text.starts_with("#/") {
            self.moved.texts.insert(Key::of(holder), fragment(&target.pointer()));
        }
    }

    /// Makes it a component, and gives the reference to that.
    fn hoist(&mut self, node: Node<'t>, object: &'static Object, section: &'static str) -> String {
        let taken = &mut self.taken;
        let hoisted = self.moved.hoisted.entry(Key::of(node)).or_insert_with(|| {
            let name = name(node, taken);
            Hoisted { node, object, section, name }
        });
        fragment(&format!("/components/{}/{}", hoisted.section, hoisted.name))
    }
}

impl<'t> Visitor<'t> for Collect<'_, 't> {
    fn object(&mut self, node: Node<'t>, object: &'static Object) {
        let raw = Raw::new(node, self.document.version());
        let item = std::ptr::eq(object, &tables::PATH_ITEM).then(|| PathItem::over(raw).reference());
        let media = std::ptr::eq(object, &tables::MEDIA_TYPE).then(|| Reference::of(raw));
        if let Some(reference) = item.or(media).flatten() {
            self.note(node, reference.target(), object);
        }
        if std::ptr::eq(object, &tables::DISCRIMINATOR) {
            for entry in node.get("mapping").into_iter().flat_map(Node::entries) {
                if let Some(text) = entry.value.as_str().filter(|text| text.contains('#')) {
                    self.note(entry.value, text, &tables::SCHEMA);
                }
            }
        }
    }

    fn reference(&mut self, reference: Reference<'t>, object: &'static Object) {
        self.note(reference.node(), reference.target(), object);
    }
}

/// Does it stand under something that is not there any more, or is another thing, once the document is lowered?
pub(super) fn is_restructured(node: Node<'_>) -> bool {
    const GONE: &[&str] = &[
        "$defs",
        "definitions",
        "prefixItems",
        "patternProperties",
        "contains",
        "propertyNames",
        "dependentSchemas",
        "if",
        "then",
        "else",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contentSchema",
        "webhooks",
        "pathItems",
        "mediaTypes",
        "itemSchema",
        "additionalOperations",
        "query",
    ];
    let mut inner = node;
    while let (Some(outer), Some(step)) = (inner.parent(), inner.step()) {
        let named = outer.step();
        // What a map of names calls a name is none of these keywords.
        let of_names = matches!(named, Some(Step::Key("properties" | "schemas" | "callbacks" | "parameters")));
        match step {
            Step::Key(key) if GONE.contains(&key) && !of_names => return true,
            Step::Index(_) if matches!(named, Some(Step::Key("oneOf" | "anyOf"))) && outer.items().any(is_null) => {
                return true;
            }
            _ => inner = outer,
        }
    }
    false
}

/// Is it a schema that allows `null` and nothing else?
pub(super) fn is_null(node: Node<'_>) -> bool {
    let only = node.get("type").is_some_and(|ty| {
        ty.as_str() == Some("null") || (ty.items().len() > 0 && ty.items().all(|item| item.as_str() == Some("null")))
    });
    only || node.get("const").is_some_and(|value| matches!(value.kind(), crate::source::Kind::Null))
}

/// A name that is free: the last step that is a name, with the component that it stands in where that is taken.
fn name(node: Node<'_>, taken: &mut HashSet<String>) -> String {
    let plain = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect()
    };
    let mut steps: Vec<String> = std::iter::successors(Some(node), |node| node.parent())
        .map_while(Node::step)
        .map(|step| match step {
            Step::Key(key) => plain(key),
            Step::Index(index) => (index + 1).to_string(),
        })
        .collect();
    steps.reverse();
    let last = steps.last().filter(|step| step.starts_with(|c: char| c.is_ascii_alphabetic())).cloned();
    if let Some(last) = last.filter(|last| !taken.contains(last)) {
        taken.insert(last.clone());
        return last;
    }
    let below = steps.get(2..).filter(|_| steps.first().is_some_and(|first| first == "components"));
    let whole = below.unwrap_or(&steps).iter().filter(|step| *step != "_defs").cloned().collect::<Vec<_>>().join("_");
    let mut unique = whole.clone();
    for number in 2.. {
        if taken.insert(unique.clone()) {
            break;
        }
        unique = format!("{whole}_{number}");
    }
    unique
}
