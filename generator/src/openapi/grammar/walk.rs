//! Holds a document against the tables. One loop over a list of what is still to be looked at: a document can be as
//! deep as it likes.

use std::collections::HashSet;

use super::{Field, Object, Others, Rule, Value, fault, tables};
use crate::diagnostic::{Diagnostic, nearest};
use crate::openapi::{Document, Raw, Reference, Version, View};
use crate::source::{Entry, Kind, Node};

/// What is told on the way.
pub trait Visitor<'t> {
    /// Something is not as the tables say.
    fn fault(&mut self, _: Diagnostic) {}

    /// An object of the specification stands here.
    fn object(&mut self, _: Node<'t>, _: &'static Object) {}

    /// A reference stands here, where such an object is expected.
    fn reference(&mut self, _: Reference<'t>, _: &'static Object) {}
}

/// The object that a whole document of this version is.
fn root(version: Version) -> &'static Object {
    if version == Version::V2_0 { &tables::swagger::SWAGGER } else { &tables::DOCUMENT }
}

/// Walks the whole document, in its order.
pub fn walk<'t>(document: Document<'t>, visitor: &mut impl Visitor<'t>) {
    walk_from(document.node(), Value::Object(root(document.version())), document.version(), visitor);
}

/// Walks a part of a document in which such an object, or a reference to it, must stand.
pub fn walk_part<'t>(node: Node<'t>, object: &'static Object, version: Version, visitor: &mut impl Visitor<'t>) {
    let schema = std::ptr::eq(object, &tables::SCHEMA);
    walk_from(node, if schema { Value::Schema } else { Value::OrReference(object) }, version, visitor);
}

fn walk_from<'t>(node: Node<'t>, value: Value, version: Version, visitor: &mut impl Visitor<'t>) {
    let root = Site { node, value, key: "", item: false };
    let mut walk = Walk { version, waiting: vec![root], visitor };
    while let Some(site) = walk.waiting.pop() {
        let first = walk.waiting.len();
        walk.look(site);
        // What was found in order is taken from the end.
        walk.waiting.get_mut(first..).into_iter().for_each(<[_]>::reverse);
    }
}

/// A value, and what the tables say of its place.
#[derive(Clone, Copy)]
pub(super) struct Site<'t> {
    pub(super) node: Node<'t>,
    pub(super) value: Value,
    /// The nearest key above it.
    pub(super) key: &'t str,
    /// Is it an item of the list at that key?
    pub(super) item: bool,
}

struct Walk<'t, 'v, V> {
    version: Version,
    waiting: Vec<Site<'t>>,
    visitor: &'v mut V,
}

impl<'t, V: Visitor<'t>> Walk<'t, '_, V> {
    fn look(&mut self, site: Site<'t>) {
        let kind = site.node.kind();
        match (site.value, kind) {
            (Value::Any, _) => {}
            (_, Kind::Null) => self.visitor.fault(fault::null(site)),
            (Value::Object(object), Kind::Mapping) => match self.stray_reference(site.node, object) {
                Some((reference, entry)) => {
                    self.visitor.fault(fault::stray_reference(site.node, entry, object));
                    self.visitor.reference(reference, object);
                }
                None => self.object(site.node, object),
            },
            (Value::OrReference(object), Kind::Mapping) => match self.reference(site.node) {
                Some(reference) => self.visitor.reference(reference, object),
                None => self.object(site.node, object),
            },
            (Value::Schema, Kind::Mapping) => self.schema(site.node),
            (Value::Schema, Kind::Bool(_)) if self.version >= Version::V3_1 => {}
            (Value::List { of, at_least, unique }, Kind::Sequence) => self.list(site, *of, at_least, unique),
            (Value::Map { .. }, Kind::Mapping) => self.map(site),
            (Value::Either(values), _) => match values.iter().find(|value| value.takes(kind)) {
                Some(value) => self.look(Site { value: *value, ..site }),
                None => self.visitor.fault(fault::wrong_type(site, self.version)),
            },
            (value, kind) if value.takes(kind) => {
                fault::in_scalar(site).into_iter().for_each(|fault| self.visitor.fault(fault));
            }
            _ => self.visitor.fault(fault::wrong_type(site, self.version)),
        }
    }

    fn reference(&self, node: Node<'t>) -> Option<Reference<'t>> {
        Reference::of(Raw::new(node, self.version))
    }

    /// A reference where the specification has none. What it leads to is meant, so nothing else is asked of it.
    fn stray_reference(&self, node: Node<'t>, object: &'static Object) -> Option<(Reference<'t>, Entry<'t>)> {
        let own = object.patterned.is_some() || object.fields.iter().any(|field| field.name == "$ref");
        self.reference(node).filter(|_| !own).zip(node.entry("$ref"))
    }

    /// From 3.1 on, what stands beside a schema's `$ref` counts.
    fn schema(&mut self, node: Node<'t>) {
        let reference = Reference::of_schema(Raw::new(node, self.version));
        if let Some(reference) = reference {
            self.visitor.reference(reference, &tables::SCHEMA);
        }
        if reference.is_none() || self.version >= Version::V3_1 {
            self.object(node, &tables::SCHEMA);
        }
    }

    fn list(&mut self, site: Site<'t>, of: Value, at_least: usize, unique: bool) {
        if site.node.items().len() < at_least {
            self.visitor.fault(fault::empty(site));
        }
        let mut seen = Seen::default();
        for item in site.node.items() {
            if unique && item.as_str().is_some_and(|text| seen.again(text)) {
                self.visitor.fault(fault::twice(site, item));
            }
            self.waiting.push(Site { node: item, value: of, key: site.key, item: true });
        }
    }

    fn map(&mut self, site: Site<'t>) {
        let Value::Map { key: form, of, at_least, at_most } = site.value else { return };
        let count = site.node.entries().len();
        if count < at_least {
            self.visitor.fault(fault::empty(site));
        }
        if count > at_most {
            self.visitor.fault(fault::too_many(site, at_most));
        }
        for entry in site.node.entries() {
            if !form.fits(entry.key) {
                self.visitor.fault(fault::bad_key(site.node, entry, form, site.key));
            }
            self.waiting.push(Site { node: entry.value, value: *of, key: entry.key, item: false });
        }
    }

    fn object(&mut self, node: Node<'t>, object: &'static Object) {
        self.visitor.object(node, object);
        let mut patterned = 0;
        for entry in node.entries() {
            let known = object.fields.iter().any(|field| field.name == entry.key);
            if known {
                self.fixed(node, object, entry);
            } else if entry.key.starts_with("x-") && object.others != Others::None {
            } else if let Some(pattern) = &object.patterned {
                patterned += 1;
                if !pattern.key.fits(entry.key) {
                    self.visitor.fault(fault::bad_key(node, entry, pattern.key, object.name));
                }
                self.waiting.push(Site { node: entry.value, value: pattern.value, key: entry.key, item: false });
            } else {
                self.unknown(node, object, entry);
            }
        }
        let fixed = object.fields.iter().any(|field| node.get(field.name).is_some());
        if object.patterned.as_ref().is_some_and(|pattern| patterned < pattern.at_least) && !fixed {
            self.visitor.fault(fault::empty_object(node, object));
        }
        self.missing(node, object);
        for rule in object.rules {
            self.rule(node, object, rule);
        }
    }

    fn fixed(&mut self, node: Node<'t>, object: &'static Object, entry: Entry<'t>) {
        let named = object.fields.iter().filter(|field| field.name == entry.key);
        let mut of_version = named.clone().filter(|field| field.of_version(self.version)).peekable();
        if of_version.peek().is_none() {
            let field = named.clone().next();
            self.visitor.fault(fault::other_version(node, entry, object, field, self.version));
            return;
        }
        match of_version.clone().find(|field| field.meant_in(node)) {
            Some(field) => {
                self.waiting.push(Site { node: entry.value, value: field.value, key: entry.key, item: false });
            }
            // Where the field that decides is itself missing or wrong, that is the one to mend.
            None => {
                let decider = of_version.next().and_then(|field| field.when).map(|(decider, _)| decider);
                let deciders = object.fields.iter().filter(|field| Some(field.name) == decider);
                let values = deciders.filter_map(|field| field.value.words_of_choice()).flatten();
                let value = decider.and_then(|decider| node.get(decider)?.as_str());
                if let Some((decider, value)) = decider.zip(value)
                    && values.into_iter().any(|known| *known == value)
                {
                    self.visitor.fault(fault::not_here(node, entry, object, decider, value));
                }
            }
        }
    }

    fn unknown(&mut self, node: Node<'t>, object: &'static Object, entry: Entry<'t>) {
        let foreign = match object.others {
            Others::Any => return,
            Others::Vocabularies => self.version >= Version::V3_1,
            Others::Extensions | Others::None => false,
        };
        let known = object.fields.iter().filter(|field| field.of_version(self.version)).map(|field| field.name);
        let meant = nearest(entry.key, known).filter(|meant| node.get(meant).is_none());
        if !foreign || meant.is_some() {
            self.visitor.fault(fault::unknown_field(node, entry, object, meant, foreign));
        }
    }

    fn missing(&mut self, node: Node<'t>, object: &'static Object) {
        let needed = |field: &&Field| field.required && field.of_version(self.version) && field.meant_in(node);
        for field in object.fields.iter().filter(needed) {
            if node.get(field.name).is_none() {
                self.visitor.fault(fault::missing(node, object, field.name));
            }
        }
    }

    fn rule(&mut self, node: Node<'t>, object: &'static Object, rule: &Rule) {
        let present = |names: &[&str]| -> Vec<Entry<'t>> { names.iter().filter_map(|name| node.entry(name)).collect() };
        match rule {
            Rule::AtMostOne(names) | Rule::ExactlyOne(names) => {
                let present = present(names);
                if let [first, second, ..] = present.as_slice() {
                    self.visitor.fault(fault::exclusive(node, *first, *second));
                }
                if present.is_empty() && matches!(rule, Rule::ExactlyOne(_)) {
                    self.visitor.fault(fault::none_of(node, object, names));
                }
            }
            Rule::AtLeastOne(since, names) => {
                if self.version >= *since && present(names).is_empty() {
                    self.visitor.fault(fault::none_of(node, object, names));
                }
            }
            Rule::RequiredIf(name, needed) => {
                if node.get(name).is_none() && needed(node, self.version) {
                    self.visitor.fault(fault::missing(node, object, name));
                }
            }
        }
    }
}

impl Value {
    /// Is a value of this JSON type of the right type here?
    pub(super) fn takes(self, kind: Kind<'_>) -> bool {
        match self {
            Value::Any => true,
            Value::Text | Value::Name | Value::Url | Value::Email | Value::OneOf(_) => matches!(kind, Kind::String(_)),
            Value::Boolean | Value::True => matches!(kind, Kind::Bool(_)),
            Value::Number | Value::Positive | Value::Count => matches!(kind, Kind::Number(_)),
            Value::List { .. } => matches!(kind, Kind::Sequence),
            Value::Map { .. } | Value::Object(_) | Value::OrReference(_) | Value::Schema => {
                matches!(kind, Kind::Mapping)
            }
            Value::Either(values) => values.iter().any(|value| value.takes(kind)),
        }
    }

    fn words_of_choice(self) -> Option<&'static [&'static str]> {
        match self {
            Value::OneOf(words) => Some(words),
            _ => None,
        }
    }
}

/// The texts of a list so far. Most lists are so short that looking at each text is faster than hashing it.
#[derive(Default)]
struct Seen<'t> {
    few: Vec<&'t str>,
    many: HashSet<&'t str>,
}

impl<'t> Seen<'t> {
    /// Adds a text. Was it there?
    fn again(&mut self, text: &'t str) -> bool {
        const FEW: usize = 16;
        if self.few.contains(&text) {
            return true;
        }
        if self.few.len() < FEW {
            self.few.push(text);
            return false;
        }
        !self.many.insert(text)
    }
}
