//! The copy, by the plan: one tree of many, in which every value knows the file that it came from.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::super::codes;
use super::collect::{Fate, Part, Plan};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::grammar::component_sections;
use crate::openapi::{Document, Version, View};
use crate::resolve::Key;
use crate::source::{Derivation, Entry, Kind, Member, Node, NodeId, Sources, Tree};

/// Parts that are written where they are used hold others of that kind no deeper than this.
const DEEPEST: usize = 32;

pub(super) struct Copy<'a, 't> {
    root: Node<'t>,
    version: Version,
    plan: &'a Plan<'t>,
    out: Derivation,
    /// The parts that are being written where they are used.
    inside: Vec<Key>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a, 't> Copy<'a, 't> {
    pub(super) fn new(
        document: Document<'t>,
        plan: &'a Plan<'t>,
        base: &Arc<Tree>,
        sources: &Sources,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let mut out = Derivation::new(base);
        let inlined = plan.fates.values().filter_map(|fate| match fate {
            Fate::Inline(node) => Some(*node),
            Fate::Point(_) => None,
        });
        let drawn = inlined.chain(plan.parts.values().map(|part| part.node)).map(|node| node.tree().file());
        let files: std::collections::BTreeSet<_> = drawn.collect();
        files.into_iter().filter_map(|file| sources.shared(file)).for_each(|tree| out.draw_on(&tree));
        Self { root: document.node(), version: document.version(), plan, out, inside: Vec::new(), diagnostics }
    }

    pub(super) fn whole(mut self) -> Tree {
        let mut members = Vec::new();
        if self.version == Version::V2_0 {
            members = self.sections(self.root);
        } else {
            for entry in self.entries(self.root) {
                let is_components = entry.key == "components" && entry.value.is_mapping();
                members.push(if is_components { self.components(entry) } else { self.member(entry) });
            }
            if self.root.get("components").is_none() {
                let sections = self.new_sections(&HashSet::new());
                if !sections.is_empty() {
                    let value = self.out.object(&sections, self.root);
                    members.push(Member { key: "components".into(), place: self.root.place(), value });
                }
            }
        }
        let root = self.out.object(&members, self.root);
        self.out.finish(root)
    }

    fn components(&mut self, components: Entry<'t>) -> Member<'t> {
        let sections = self.sections(components.value);
        let value = self.out.object(&sections, components.value);
        Member { key: Cow::Borrowed(components.key), place: components.key_place, value }
    }

    /// The fields of what holds the components, with the parts that join them.
    fn sections(&mut self, home: Node<'t>) -> Vec<Member<'t>> {
        let mut sections = Vec::new();
        let mut known = HashSet::new();
        for entry in self.entries(home) {
            known.insert(entry.key);
            let is_section = component_sections(self.version).any(|(name, _)| name == entry.key);
            if !is_section || !entry.value.is_mapping() {
                sections.push(self.member(entry));
                continue;
            }
            let mut members = Vec::new();
            for inner in self.entries(entry.value) {
                let adopted = self.plan.adopted.get(&Key::of(inner.value)).and_then(|key| self.plan.parts.get(key));
                let value = match adopted {
                    Some(part) => self.content(part.node),
                    None => self.value(inner.value),
                };
                members.push(Member { key: Cow::Borrowed(inner.key), place: inner.key_place, value });
            }
            members.extend(self.new_members(entry.key));
            let value = self.out.object(&members, entry.value);
            sections.push(Member { key: Cow::Borrowed(entry.key), place: entry.key_place, value });
        }
        sections.extend(self.new_sections(&known));
        sections
    }

    /// The sections that the document did not have, in the order of the specification.
    fn new_sections(&mut self, known: &HashSet<&str>) -> Vec<Member<'t>> {
        let mut sections: Vec<Member<'t>> = Vec::new();
        for (name, _) in component_sections(self.version).filter(|(name, _)| !known.contains(name)) {
            let members = self.new_members(name);
            if let Some(first) = members.first() {
                let place = first.place;
                let value = self.out.object(&members, self.root);
                sections.push(Member { key: Cow::Borrowed(name), place, value });
            }
        }
        sections
    }

    /// The parts that come into this section, but for those that take the place of a component.
    fn new_members(&mut self, section: &str) -> Vec<Member<'t>> {
        let plan = self.plan;
        let adopted: HashSet<Key> = plan.adopted.values().copied().collect();
        let parts = plan.parts.iter().filter(|(key, part)| part.section == section && !adopted.contains(key));
        let mut members = Vec::new();
        for (_, part) in parts {
            let value = self.content(part.node);
            members.push(Member { key: part.name.clone().into(), place: part.node.place(), value });
        }
        members
    }

    /// The entries that a reader sees: of a key that stands twice the first.
    fn entries(&self, node: Node<'t>) -> impl Iterator<Item = Entry<'t>> + use<'t> {
        node.entries().filter(move |entry| node.get(entry.key) == Some(entry.value))
    }

    fn member(&mut self, entry: Entry<'t>) -> Member<'t> {
        Member { key: Cow::Borrowed(entry.key), place: entry.key_place, value: self.value(entry.value) }
    }

    /// A value where it stands; a part that stands within another is a component of its own.
    fn value(&mut self, node: Node<'t>) -> NodeId {
        match self.plan.parts.get(&Key::of(node)) {
            Some(part) => self.reference(part),
            None => self.content(node),
        }
    }

    fn reference(&mut self, part: &Part<'t>) -> NodeId {
        let value = self.out.text(part.pointer(), part.node);
        let member = Member { key: "$ref".into(), place: part.node.place(), value };
        self.out.object(&[member], part.node)
    }

    /// Recursion: as deep as the files, each of which its loader bounds, and [`DEEPEST`].
    fn content(&mut self, node: Node<'t>) -> NodeId {
        match node.kind() {
            Kind::Sequence => {
                let items: Vec<NodeId> = node.items().map(|item| self.value(item)).collect();
                self.out.list(&items, node)
            }
            Kind::Mapping => {
                let members = self.members(node);
                self.out.object(&members, node)
            }
            Kind::String(_) => match self.plan.texts.get(&Key::of(node)) {
                Some(text) => self.out.text(text.clone(), node),
                None => self.out.scalar(node),
            },
            _ => self.out.scalar(node),
        }
    }

    fn members(&mut self, node: Node<'t>) -> Vec<Member<'t>> {
        let plan = self.plan;
        let key = Key::of(node);
        let fate = plan.fates.get(&key);
        let mut members: Vec<Member<'t>> = Vec::new();
        for entry in self.entries(node) {
            match (entry.key, fate) {
                ("$ref", Some(Fate::Point(text))) => {
                    let value = self.out.text(text.clone(), entry.value);
                    members.push(Member { key: "$ref".into(), place: entry.key_place, value });
                }
                ("$ref", Some(Fate::Inline(target))) => match self.inlined(*target, entry) {
                    // What stands beside the reference is nearer to its use.
                    Some(inlined) => {
                        members.extend(inlined.into_iter().filter(|member| node.get(&member.key).is_none()));
                    }
                    None => members.push(self.member(entry)),
                },
                ("mapping", _) if plan.tags.contains_key(&key) => members.push(self.mapping(entry, key)),
                _ => members.push(self.member(entry)),
            }
        }
        if let Some(tags) = plan.tags.get(&key).filter(|_| node.get("mapping").is_none()) {
            let added = self.tags(tags, node);
            let value = self.out.object(&added, node);
            members.push(Member { key: "mapping".into(), place: node.place(), value });
        }
        members
    }

    fn inlined(&mut self, target: Node<'t>, reference: Entry<'t>) -> Option<Vec<Member<'t>>> {
        let key = Key::of(target);
        if self.inside.contains(&key) || self.inside.len() >= DEEPEST {
            let message = "this leads into what it stands in, which one file cannot hold";
            let found = Diagnostic::new(&codes::ENDLESS, message).at(reference.value.location());
            self.diagnostics.push(found.help("write the inner use out, as far as callers need it"));
            return None;
        }
        self.inside.push(key);
        let members = self.members(target);
        self.inside.pop();
        Some(members)
    }

    fn mapping(&mut self, entry: Entry<'t>, discriminator: Key) -> Member<'t> {
        let mut members = self.members(entry.value);
        let tags = self.plan.tags.get(&discriminator).map(Vec::as_slice).unwrap_or_default();
        members.extend(self.tags(tags, entry.value));
        Member { key: Cow::Borrowed(entry.key), place: entry.key_place, value: self.out.object(&members, entry.value) }
    }

    fn tags(&mut self, tags: &[(String, String)], origin: Node<'t>) -> Vec<Member<'t>> {
        let mut members = Vec::new();
        for (tag, pointer) in tags {
            let value = self.out.text(pointer.clone(), origin);
            members.push(Member { key: tag.clone().into(), place: origin.place(), value });
        }
        members
    }
}
