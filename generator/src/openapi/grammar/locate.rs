//! Which object of the specification stands at a pointer.

use super::{Object, Value, tables};
use crate::openapi::Version;
use crate::source::{Node, Step};

/// The object that the grammar has at the place of this node; `None` where it has none, or where anything may stand
/// (under an extension, in an example, under a keyword of another vocabulary).
#[must_use]
pub fn object_at(node: Node<'_>, version: Version) -> Option<&'static Object> {
    let root = if version == Version::V2_0 { &tables::swagger::SWAGGER } else { &tables::DOCUMENT };
    value_below(node.tree().root(), root, node, version).and_then(object)
}

/// What the grammar has at the place of this node, if this object of it stands at a node above; `None` as for
/// [`object_at`].
#[must_use]
pub fn value_below(top: Node<'_>, is: &'static Object, node: Node<'_>, version: Version) -> Option<Value> {
    let way = std::iter::successors(Some(node), |node| node.parent()).take_while(|node| node.id() != top.id());
    let mut steps: Vec<Step<'_>> = way.map_while(Node::step).collect();
    steps.reverse();
    let mut value = Value::Object(is);
    for step in steps {
        value = match step {
            Step::Key(key) => member(value, key, version)?,
            Step::Index(_) => item(value)?,
        };
    }
    Some(value)
}

/// The field of the components (in 2.0, of the document) that holds such objects in this version, if one does.
#[must_use]
pub fn component_section(object: &'static Object, version: Version) -> Option<&'static str> {
    let mut sections = component_sections(version);
    sections.find(|(_, held)| std::ptr::eq(*held, object)).map(|(name, _)| name)
}

/// The fields of the components (in 2.0, of the document) that hold parts by their names, each with what it holds.
pub fn component_sections(version: Version) -> impl Iterator<Item = (&'static str, &'static Object)> {
    let home = if version == Version::V2_0 { &tables::swagger::SWAGGER } else { &tables::COMPONENTS };
    home.fields.iter().filter(move |field| field.of_version(version)).filter_map(|field| match field.value {
        Value::Map { of, .. } => Some((field.name, object(*of)?)),
        _ => None,
    })
}

/// The object of the specification that a value is, or may be.
#[must_use]
pub fn object(value: Value) -> Option<&'static Object> {
    match value {
        Value::Object(object) | Value::OrReference(object) => Some(object),
        Value::Schema => Some(&tables::SCHEMA),
        Value::Either(values) => values.iter().copied().find_map(object),
        _ => None,
    }
}

/// What the grammar of this version has at a key of such a value; `None` if it has nothing there.
#[must_use]
pub fn member(value: Value, key: &str, version: Version) -> Option<Value> {
    match value {
        Value::Map { of, .. } => Some(*of),
        Value::Either(values) => values.iter().find_map(|value| member(*value, key, version)),
        other => {
            let object = object(other)?;
            let fixed = object.fields.iter().find(|field| field.name == key && field.of_version(version));
            let patterned = || object.patterned.as_ref().filter(|patterned| patterned.key.fits(key));
            fixed.map(|field| field.value).or_else(|| patterned().map(|patterned| patterned.value))
        }
    }
}

fn item(value: Value) -> Option<Value> {
    match value {
        Value::List { of, .. } => Some(*of),
        Value::Either(values) => values.iter().find_map(|value| item(*value)),
        _ => None,
    }
}
