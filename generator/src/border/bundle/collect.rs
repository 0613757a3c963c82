//! What becomes of each reference: looked up before anything is copied, by the grammar, so that a `$ref` in an example
//! stays what it is.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::{codes, fragment};
use super::tags;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId};
use crate::openapi::grammar::{self, Object, Visitor, tables};
use crate::openapi::{Document, PathItem, Raw, Reference, Version, View};
use crate::resolve::{Key, LinkedName, Resolver, home, linked_names};
use crate::source::{Node, Step};

/// What becomes of a reference.
#[derive(Clone, Debug)]
pub(super) enum Fate<'t> {
    /// It points there.
    Point(String),
    /// What it leads to stands in its place.
    Inline(Node<'t>),
}

/// A part of another file that becomes a component.
#[derive(Clone, Debug)]
pub(super) struct Part<'t> {
    pub(super) node: Node<'t>,
    pub(super) section: &'static str,
    pub(super) name: String,
    version: Version,
}

impl Part<'_> {
    /// The reference to the component that it becomes.
    pub(super) fn pointer(&self) -> String {
        let name = self.name.replace('~', "~0").replace('/', "~1");
        let home = if self.version == Version::V2_0 { "" } else { "/components" };
        fragment(&format!("{home}/{}/{name}", self.section))
    }
}

/// All that is decided before the copy.
#[derive(Debug)]
pub(super) struct Plan<'t> {
    /// By the object that holds the `$ref`.
    pub(super) fates: HashMap<Key, Fate<'t>>,
    /// New texts of strings that are references without being a `$ref`.
    pub(super) texts: HashMap<Key, String>,
    /// Members to add to the mapping of a discriminator.
    pub(super) tags: HashMap<Key, Vec<(String, String)>>,
    /// The parts, in order of file and place.
    pub(super) parts: BTreeMap<Key, Part<'t>>,
    /// Components that are nothing but a reference to a part, which takes their place.
    pub(super) adopted: HashMap<Key, Key>,
}

impl<'t> Plan<'t> {
    pub(super) fn of(document: Document<'t>, resolver: &Resolver<'t>, diagnostics: &mut Diagnostics) -> Self {
        let version = document.version();
        let names = linked_names(document, resolver);
        let part = |(node, _): (Node<'t>, _)| {
            let LinkedName { section, name } = names.get(&Key::of(node))?.clone();
            Some((Key::of(node), Part { node, section, name, version }))
        };
        let parts: BTreeMap<Key, Part<'t>> = resolver.parts().into_iter().filter_map(part).collect();
        let adopted = adopted(document, resolver, &parts);
        let plan = Self { fates: HashMap::new(), texts: HashMap::new(), tags: HashMap::new(), parts, adopted };
        let mut collect =
            Collect { document, resolver, main: document.tree().file(), seen: HashSet::new(), plan, diagnostics };
        grammar::walk(document, &mut collect);
        for (node, object) in resolver.parts() {
            if !collect.seen.contains(&Key::of(node)) {
                grammar::walk_part(node, object, version, &mut collect);
            }
        }
        collect.plan
    }
}

/// By the component: the part that it is nothing but a reference to.
fn adopted<'t>(document: Document<'t>, resolver: &Resolver<'t>, parts: &BTreeMap<Key, Part<'t>>) -> HashMap<Key, Key> {
    let mut adopted = HashMap::new();
    let mut placed = HashSet::new();
    for section in home(document).into_iter().flat_map(Node::entries) {
        for entry in section.value.entries().filter(|entry| entry.value.entries().len() == 1) {
            let target = entry.value.get("$ref").and_then(Node::as_str);
            let Some(target) = target.and_then(|target| resolver.look_up(entry.value, target)) else { continue };
            let fits = |part: &&Part<'_>| part.section == section.key && part.name == entry.key;
            if parts.get(&Key::of(target)).filter(fits).is_some() && placed.insert(Key::of(target)) {
                adopted.insert(Key::of(entry.value), Key::of(target));
            }
        }
    }
    adopted
}

struct Collect<'a, 't> {
    document: Document<'t>,
    resolver: &'a Resolver<'t>,
    main: FileId,
    seen: HashSet<Key>,
    plan: Plan<'t>,
    diagnostics: &'a mut Diagnostics,
}

impl<'t> Collect<'_, 't> {
    /// What becomes of a reference with this text, which stands in the file of `from`; `None`: it stays.
    fn fate(&self, from: Node<'t>, text: &str) -> Option<Fate<'t>> {
        let inside = from.tree().file() == self.main;
        let Some(target) = self.resolver.look_up(from, text) else {
            // It was told. It must not come to mean something that the document happens to have there.
            let lost = !inside && text.starts_with('#');
            return lost.then(|| Fate::Point(format!("{}{text}", self.resolver.path_of(from))));
        };
        let mut around = std::iter::successors(Some(target), |node| node.parent());
        if let Some(part) = around.find_map(|node| self.plan.parts.get(&Key::of(node))) {
            let inside = target.pointer().split_off(part.node.pointer().len());
            return Some(Fate::Point(part.pointer() + fragment(&inside).trim_start_matches('#')));
        }
        if target.tree().file() != self.main {
            return Some(Fate::Inline(target));
        }
        let unchanged = inside && text.starts_with('#');
        (!unchanged).then(|| Fate::Point(fragment(&target.pointer())))
    }

    fn note(&mut self, node: Node<'t>, text: &str) {
        if let Some(fate) = self.fate(node, text) {
            self.plan.fates.insert(Key::of(node), fate);
        }
    }

    /// The values of a mapping name components, or are references.
    fn mapping(&mut self, discriminator: Node<'t>) {
        let mapped = discriminator.get("mapping").into_iter().flat_map(Node::entries).map(|entry| entry.value);
        for value in mapped.chain(discriminator.get("defaultMapping")) {
            let Some(text) = value.as_str() else { continue };
            let is_name = self.document.components().and_then(|components| components.schema(text)).is_some();
            if !is_name && let Some(Fate::Point(text)) = self.fate(value, text) {
                self.plan.texts.insert(Key::of(value), text);
            }
        }
        let added = tags::added(discriminator, self.resolver, &self.plan.parts);
        if !added.is_empty() {
            self.plan.tags.insert(Key::of(discriminator), added);
        }
    }

    /// An address that is no reference, and is told from the file that it stands in.
    fn address(&mut self, node: Node<'t>, field: &str) {
        let Some(value) = node.get(field).filter(|value| value.tree().file() != self.main) else { return };
        let Some(text) = value.as_str() else { return };
        if !text.contains("://") && !text.starts_with('/') {
            let message = format!("`{text}` is relative to the file that it stands in, and stays as it is");
            let found = Diagnostic::new(&codes::RELATIVE, message).at(value.location());
            self.diagnostics.push(found.help("write the whole address"));
        }
    }
}

impl<'t> Visitor<'t> for Collect<'_, 't> {
    fn object(&mut self, node: Node<'t>, object: &'static Object) {
        self.seen.insert(Key::of(node));
        let raw = Raw::new(node, self.document.version());
        if object.is_path_item()
            && let Some(reference) = PathItem::over(raw).reference()
        {
            self.note(node, reference.target());
        } else if std::ptr::eq(object, &tables::MEDIA_TYPE)
            && self.document.version() >= Version::V3_2
            && let Some(reference) = Reference::of(raw)
        {
            self.note(node, reference.target());
        } else if std::ptr::eq(object, &tables::DISCRIMINATOR) {
            self.mapping(node);
        } else if std::ptr::eq(object, &tables::EXAMPLE) {
            self.address(node, "externalValue");
        } else if std::ptr::eq(object, &tables::LINK) {
            self.address(node, "operationRef");
        }
    }

    fn reference(&mut self, reference: Reference<'t>, _: &'static Object) {
        self.seen.insert(Key::of(reference.node()));
        self.note(reference.node(), reference.target());
    }
}

/// The name of a schema that stands where components do, in whichever file.
pub(super) fn component_name(node: Node<'_>) -> Option<&str> {
    match (node.parent()?.step()?, node.step()?) {
        (Step::Key("schemas"), Step::Key(name)) => Some(name),
        _ => None,
    }
}
