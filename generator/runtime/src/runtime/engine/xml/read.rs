//! From XML to JSON. What is hostile is bounded: no document type, so no entities of its own; so many nodes, so deep.

use super::super::json::{self, Value};
use super::{XmlFault, XmlMember, XmlShape, bound};

/// The most elements, attributes and texts.
const NODES: u32 = 2_000_000;

/// As deep as JSON may be.
const DEEPEST: usize = 128;

/// The JSON of a document, as this shape sees it. The name of its root is not asked for: many a document describes another
/// one than its server writes.
#[inline]
pub(crate) fn read(body: &[u8], shape: &XmlShape) -> Result<Value, XmlFault> {
    let text = std::str::from_utf8(body).map_err(|_| XmlFault::NotXml(1, 1))?;
    bound::check(text)?;
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options);
    let document = document.map_err(|error| XmlFault::NotXml(error.pos().row, error.pos().col))?;
    value(document.root_element(), shape, DEEPEST)
}

type Node<'d> = roxmltree::Node<'d, 'd>;

#[inline]
fn value(node: Node<'_>, shape: &XmlShape, depth: usize) -> Result<Value, XmlFault> {
    let depth = depth.checked_sub(1).ok_or(XmlFault::TooDeep)?;
    if is_nil(node) {
        return Ok(Value::Null);
    }
    Ok(match shape {
        XmlShape::Any => any(node, depth)?,
        XmlShape::Text | XmlShape::Number | XmlShape::Boolean => scalar(&text(node), shape),
        XmlShape::Object(members) => {
            let mut object = Vec::with_capacity(members.len());
            for member in *members {
                if let Some(value) = of_member(node, member, depth)? {
                    object.push((member.key.to_owned(), value));
                }
            }
            Value::Object(object)
        }
        XmlShape::List(of) => list(node.children().filter(Node::is_element), of(), depth)?,
        XmlShape::Map(of) => {
            let mut members = Vec::new();
            for child in node.children().filter(Node::is_element) {
                members.push((child.tag_name().name().to_owned(), value(child, of(), depth)?));
            }
            Value::Object(members)
        }
    })
}

/// The value of a member; none if there is nothing of it.
#[inline]
fn of_member(node: Node<'_>, member: &XmlMember, depth: usize) -> Result<Option<Value>, XmlFault> {
    let shape = (member.shape)();
    if member.attribute {
        let found = node.attributes().find(|attribute| attribute.name() == member.name.name);
        return Ok(found.map(|attribute| scalar(attribute.value(), shape)));
    }
    let XmlShape::List(of) = shape else {
        return named(node, member.name.name).next().map(|child| value(child, shape, depth)).transpose();
    };
    let (own, item) = (|| named(node, member.name.name), member.item_name().name);
    let wrapper = own().next().filter(|_| member.wrapped || item != member.name.name);
    // Items that stand in the open are taken first, then those within an element of the list's name: servers write one
    // where their documents do not say so.
    let items: Vec<Node<'_>> = match wrapper {
        Some(wrapper) if member.wrapped || named(node, item).next().is_none() => {
            wrapper.children().filter(Node::is_element).collect()
        }
        _ => named(node, item).collect(),
    };
    if items.is_empty() && wrapper.is_none() && !member.required {
        return Ok(None);
    }
    list(items.into_iter(), of(), depth).map(Some)
}

#[inline]
fn named<'d>(node: Node<'d>, name: &'static str) -> impl Iterator<Item = Node<'d>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

#[inline]
fn list<'d>(items: impl Iterator<Item = Node<'d>>, of: &XmlShape, depth: usize) -> Result<Value, XmlFault> {
    items.map(|item| value(item, of, depth)).collect::<Result<_, _>>().map(Value::Array)
}

/// Text, or an object whose elements of one name are a list.
#[inline]
fn any(node: Node<'_>, depth: usize) -> Result<Value, XmlFault> {
    if !node.children().any(|child| child.is_element()) {
        return Ok(Value::String(text(node)));
    }
    let mut members: Vec<(String, Vec<Value>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let place = *places.entry(name).or_insert(members.len());
        if place == members.len() {
            members.push((name.to_owned(), Vec::new()));
        }
        if let Some((_, values)) = members.get_mut(place) {
            values.push(value(child, &XmlShape::Any, depth)?);
        }
    }
    let one = |mut values: Vec<Value>| {
        if values.len() == 1 { values.pop().unwrap_or(Value::Null) } else { Value::Array(values) }
    };
    Ok(Value::Object(members.into_iter().map(|(name, values)| (name, one(values))).collect()))
}

/// A number or a boolean where the text is one; else the text, of which its type will say that it is none.
#[inline]
fn scalar(text: &str, shape: &XmlShape) -> Value {
    let trimmed = text.trim();
    if trimmed.is_empty() && !matches!(shape, XmlShape::Text) {
        return Value::Null;
    }
    let read = match shape {
        XmlShape::Number => {
            json::from_str(trimmed.trim_start_matches('+')).ok().filter(|value| matches!(value, Value::Number(_)))
        }
        XmlShape::Boolean => match trimmed {
            "true" | "1" => Some(Value::Boolean(true)),
            "false" | "0" => Some(Value::Boolean(false)),
            _ => None,
        },
        _ => None,
    };
    read.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// The text of an element, that of CDATA sections included.
#[inline]
fn text(node: Node<'_>) -> String {
    node.children().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// `xsi:nil` (XML Schema §2.6.2).
#[inline]
fn is_nil(node: Node<'_>) -> bool {
    const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
    node.attribute((INSTANCE, "nil")).is_some_and(|nil| matches!(nil.trim(), "true" | "1"))
}
