//! Where a type stands, which is what its name will be made of.

use crate::api::{Origin, OriginBase, SharedPart};
use crate::openapi::Document;
use crate::resolve::{Key, KeyMap, LinkedName, Resolver, linked_names};
use crate::source::{Node, Step};

/// The names of what stands in other files, by the place that references lead to.
#[derive(Debug, Default)]
pub(super) struct Linked {
    names: KeyMap<LinkedName>,
}

impl Linked {
    pub(super) fn new<'t>(document: Document<'t>, resolver: &Resolver<'t>) -> Self {
        Self { names: linked_names(document, resolver) }
    }

    /// The origin of types in this object, if operations share it: it is one of the components, or stands in another
    /// file.
    pub(super) fn shared(&self, node: Node<'_>, part: SharedPart) -> Option<Origin> {
        let section = match part {
            SharedPart::Parameter => "parameters",
            SharedPart::RequestBody => "requestBodies",
            SharedPart::Response => "responses",
            SharedPart::Header => "headers",
            SharedPart::Webhook => "webhooks",
        };
        if let Some(linked) = self.names.get(&Key::of(node)).filter(|linked| linked.section == section) {
            return Some(Origin { base: OriginBase::Shared(part, linked.name.clone()), steps: Vec::new() });
        }
        match steps(node, None).as_slice() {
            [Step::Key("components"), Step::Key(found), Step::Key(name)] if *found == section => {
                Some(Origin { base: OriginBase::Shared(part, (*name).to_owned()), steps: Vec::new() })
            }
            _ => None,
        }
    }

    /// The origin of the schema here, if it stands in one of the schemas of the components, or in one of another file.
    /// It does not depend on who asks, so that a type has the same name whichever operation comes first.
    pub(super) fn in_component(&self, node: Node<'_>) -> Option<Origin> {
        if !self.names.is_empty() {
            let above = std::iter::successors(Some(node), |node| node.parent());
            let named = above.into_iter().find_map(|above| Some((above, self.names.get(&Key::of(above))?)));
            if let Some((above, linked)) = named {
                let schema = linked.section == "schemas";
                return schema.then(|| inside(&linked.name, &steps(node, Some(above))));
            }
        }
        match steps(node, None).as_slice() {
            [Step::Key("components"), Step::Key("schemas"), Step::Key(name), steps @ ..] => Some(inside(name, steps)),
            _ => None,
        }
    }
}

fn inside(name: &str, steps: &[Step<'_>]) -> Origin {
    let mut origin = Origin { base: OriginBase::Component(name.to_owned()), steps: Vec::new() };
    let mut inside = steps.iter();
    while let Some(Step::Key(keyword)) = inside.next() {
        match (*keyword, inside.clone().next()) {
            ("properties" | "patternProperties" | "$defs" | "definitions", Some(Step::Key(name))) => {
                inside.next();
                origin.steps.push((*name).to_owned());
            }
            ("oneOf" | "anyOf", Some(Step::Index(index))) => {
                inside.next();
                origin.steps.push(variant(*index as usize));
            }
            ("allOf", Some(Step::Index(_))) => {
                inside.next();
            }
            ("items", _) => origin.steps.push(ITEM.to_owned()),
            ("additionalProperties" | "unevaluatedProperties", _) => origin.steps.push(VALUE.to_owned()),
            (other, _) => origin.steps.push(other.to_owned()),
        }
    }
    origin
}

/// The step to the items of a list.
pub(super) const ITEM: &str = "item";

/// The step to the values of a map.
pub(super) const VALUE: &str = "value";

/// The step to an alternative, by its position in the document.
pub(super) fn variant(index: usize) -> String {
    format!("variant {}", index + 1)
}

/// The steps to a node from the root, or from a node above it.
fn steps<'t>(node: Node<'t>, from: Option<Node<'t>>) -> Vec<Step<'t>> {
    let up = std::iter::successors(Some(node), |node| node.parent());
    // Deeper than most values stand.
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(24);
    steps.extend(up.take_while(|node| Some(*node) != from).map_while(Node::step));
    steps.reverse();
    steps
}
