//! What the parts in other files are called: the generator names their types by it, a bundle its components.

use std::collections::{HashMap, HashSet};

use super::{Key, KeyMap, Resolver};
use crate::openapi::grammar::{KeyForm, Object, component_section, component_sections};
use crate::openapi::{Document, Version, View};
use crate::source::{Node, Step};

/// A part of another file as a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedName {
    /// The field of the components that it would stand in: `schemas`, `responses`, …
    pub section: &'static str,
    /// Its key there.
    pub name: String,
}

/// The name of each part in another file that references led to so far, if a component can be made of it. (Path items
/// are none: what stands in them is told by the operation, wherever it was written. What stands in another part belongs
/// to that.)
///
/// Each is called as in the components, if they hold nothing but a reference to it; else by the last step of its
/// pointer, or by its file. Where two would be called the same, both say their file, too. The names of a section are
/// different, and of the form that components have.
#[must_use]
pub fn linked_names<'t>(document: Document<'t>, resolver: &Resolver<'t>) -> KeyMap<LinkedName> {
    let mut names: KeyMap<LinkedName> = KeyMap::default();
    let version = document.version();
    let section = |object: &'static Object| match object.is_path_item() {
        true => None,
        false => component_section(object, version),
    };
    let components = resolver.parts().into_iter().filter_map(|(node, object)| Some((node, section(object)?)));
    let components: Vec<(Node<'t>, &'static str)> = components.collect();
    let sections: KeyMap<&'static str> = components.iter().map(|(node, name)| (Key::of(*node), *name)).collect();
    let above = |node: Node<'t>| std::iter::successors(node.parent(), |node| node.parent());
    let is_inside = |node| above(node).any(|above| sections.contains_key(&Key::of(above)));
    let linked: Vec<_> = components.into_iter().filter(|(node, _)| !is_inside(*node)).collect();
    if linked.is_empty() {
        return names;
    }
    let components = home(document).into_iter().flat_map(Node::entries);
    let components = components.filter(|home| component_sections(version).any(|(name, _)| name == home.key));
    let mut taken: HashSet<(String, String)> = HashSet::new();
    for (home, entry) in components.flat_map(|home| home.value.entries().map(move |entry| (home.key, entry))) {
        taken.insert((home.to_owned(), entry.key.to_owned()));
        let target = entry.value.get("$ref").filter(|_| entry.value.entries().len() == 1).and_then(Node::as_str);
        let Some(target) = target.and_then(|target| resolver.look_up(entry.value, target)) else { continue };
        if let Some(&section) = sections.get(&Key::of(target)).filter(|section| **section == home && !is_inside(target))
        {
            let name = || LinkedName { section, name: entry.key.to_owned() };
            names.entry(Key::of(target)).or_insert_with(name);
        }
    }
    let short = |node: Node<'t>| match node.step() {
        Some(Step::Key(key)) => plain(key),
        _ => plain(&in_file(&resolver.stem_of(node), node)),
    };
    let shorts: Vec<(&str, String)> = linked.iter().map(|(node, section)| (*section, short(*node))).collect();
    let mut wanted: HashMap<&(&str, String), usize> = HashMap::new();
    shorts.iter().for_each(|short| *wanted.entry(short).or_default() += 1);
    for ((node, section), short) in linked.iter().zip(&shorts) {
        let is_free = !taken.contains(&((*section).to_owned(), short.1.clone()));
        let unique = wanted.get(short) == Some(&1) && is_free;
        let name = || if unique { short.1.clone() } else { plain(&in_file(&resolver.path_of(*node), *node)) };
        let name = || LinkedName { section, name: numbered(section, name(), &mut taken) };
        names.entry(Key::of(*node)).or_insert_with(name);
    }
    names
}

/// What holds the sections of the components: in 2.0 the document itself.
#[must_use]
pub fn home(document: Document<'_>) -> Option<Node<'_>> {
    let root = document.node();
    if document.version() == Version::V2_0 { Some(root) } else { root.get("components") }
}

/// What it is called within a file: by its key or position there, and as the file itself if it is all of it.
fn in_file(file: &str, node: Node<'_>) -> String {
    match node.step() {
        Some(Step::Key(key)) => format!("{file}/{key}"),
        Some(Step::Index(index)) => format!("{file}/{index}"),
        None => file.to_owned(),
    }
}

/// With the characters that a component's name may have alone.
fn plain(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    if KeyForm::Component.fits(&name) { name } else { "part".to_owned() }
}

/// The name, with a number if it is taken in this section.
fn numbered(section: &str, name: String, taken: &mut HashSet<(String, String)>) -> String {
    let mut unique = name.clone();
    for number in 2.. {
        if taken.insert((section.to_owned(), unique.clone())) {
            break;
        }
        unique = format!("{name}_{number}");
    }
    unique
}
