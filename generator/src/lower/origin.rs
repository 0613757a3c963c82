//! Where a type stands, which is what its name will be made of.

use crate::api::{Origin, OriginBase, SharedPart};
use crate::source::{Node, Step};

/// The origin of types in this object, if it is one of the components.
pub(super) fn shared(node: Node<'_>, part: SharedPart) -> Option<Origin> {
    let section = match part {
        SharedPart::Parameter => "parameters",
        SharedPart::RequestBody => "requestBodies",
        SharedPart::Response => "responses",
        SharedPart::Header => "headers",
    };
    let steps = steps(node);
    match steps.as_slice() {
        [Step::Key("components"), Step::Key(found), Step::Key(name)] if *found == section => {
            Some(Origin { base: OriginBase::Shared(part, (*name).to_owned()), steps: Vec::new() })
        }
        _ => None,
    }
}

/// The origin of the schema here, if it stands in one of the schemas of the components. It does not depend on who
/// asks, so that a type has the same name whichever operation comes first.
pub(super) fn in_component(node: Node<'_>) -> Option<Origin> {
    let steps = steps(node);
    let [Step::Key("components"), Step::Key("schemas"), Step::Key(name), inside @ ..] = steps.as_slice() else {
        return None;
    };
    let mut origin = Origin { base: OriginBase::Component((*name).to_owned()), steps: Vec::new() };
    let mut inside = inside.iter();
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
    Some(origin)
}

/// The step to the items of a list.
pub(super) const ITEM: &str = "item";

/// The step to the values of a map.
pub(super) const VALUE: &str = "value";

/// The step to an alternative, by its position in the document.
pub(super) fn variant(index: usize) -> String {
    format!("variant {}", index + 1)
}

fn steps(node: Node<'_>) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> =
        std::iter::successors(Some(node), |node| node.parent()).map_while(Node::step).collect();
    steps.reverse();
    steps
}
