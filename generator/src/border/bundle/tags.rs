//! Discriminators: an alternative that has no mapping is chosen by the name of its component (OpenAPI 3.0.3 §4.7.25), and
//! a part of another file may get another name here, or its first. What chose it before is then said in the mapping.

use std::collections::BTreeMap;

use super::collect::{Part, component_name};
use crate::resolve::{Key, Resolver};
use crate::source::Node;

/// The values to add to the mapping of this discriminator, each with the reference to what it chooses.
pub(super) fn added<'t>(
    discriminator: Node<'t>,
    resolver: &Resolver<'t>,
    parts: &BTreeMap<Key, Part<'t>>,
) -> Vec<(String, String)> {
    let property = discriminator.get("propertyName").and_then(Node::as_str);
    let (Some(property), Some(schema)) = (property, discriminator.parent()) else { return Vec::new() };
    let target = |node: Node<'t>, text: &str| resolver.look_up(node, text);
    let mapping = discriminator.get("mapping").into_iter().flat_map(Node::entries);
    let mapped: Vec<(&str, Option<Node<'t>>)> =
        mapping.filter_map(|entry| Some((entry.key, target(entry.value, entry.value.as_str()?)))).collect();
    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|list| schema.get(list));
    let mut added = Vec::new();
    for alternative in lists.flat_map(Node::items) {
        let chosen = alternative.get("$ref").and_then(Node::as_str).and_then(|text| target(alternative, text));
        let Some(part) = chosen.and_then(|node| parts.get(&Key::of(node))) else { continue };
        if mapped.iter().any(|(_, target)| *target == Some(part.node)) {
            continue;
        }
        for value in values(part.node, property) {
            let is_free = mapped.iter().all(|(key, _)| *key != value) && value != part.name;
            if is_free {
                added.push((value.to_owned(), part.pointer()));
            }
        }
    }
    added
}

/// What chose an alternative while it stood in its own file: its name there, else the values that its property may have.
fn values<'t>(node: Node<'t>, property: &str) -> Vec<&'t str> {
    if let Some(name) = component_name(node) {
        return vec![name];
    }
    let Some(schema) = node.get("properties").and_then(|properties| properties.get(property)) else {
        return Vec::new();
    };
    let listed = schema.get("enum").into_iter().flat_map(Node::items);
    schema.get("const").into_iter().chain(listed).filter_map(Node::as_str).collect()
}
