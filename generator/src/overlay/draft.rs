//! A document in the making: what a tree holds, in a form that can be changed. Each value knows where it was read.

use crate::diagnostic::Place;
use crate::jsonpath::Values;
use crate::source::{Derivation, Kind, Member, Node, NodeId};

/// How deep lists and objects nest, as where files are read: later stages may recurse as deep as this.
const DEPTH: usize = 250;

/// How many values an overlay may add, as many as the aliases of a file may.
const VALUES: usize = 1_000_000;

/// The number of a value in its draft.
pub(super) type Id = usize;

/// The draft would become too large or too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMuch;

pub(super) struct Draft<'t> {
    values: Vec<Value<'t>>,
    pub(super) root: Id,
    at_most: usize,
}

#[derive(Clone)]
struct Value<'t> {
    origin: Node<'t>,
    parts: Parts<'t>,
}

#[derive(Clone)]
enum Parts<'t> {
    Scalar,
    List(Vec<Id>),
    Object(Vec<Field<'t>>),
}

#[derive(Clone, Copy)]
pub(super) struct Field<'t> {
    pub(super) key: &'t str,
    place: Place,
    pub(super) value: Id,
}

impl<'t> Draft<'t> {
    pub(super) fn of(root: Node<'t>) -> Result<Self, TooMuch> {
        let mut draft = Self { values: Vec::new(), root: 0, at_most: usize::MAX };
        draft.root = draft.grow(root, 0)?;
        draft.at_most = draft.values.len() + VALUES;
        Ok(draft)
    }

    fn push(&mut self, origin: Node<'t>, parts: Parts<'t>) -> Result<Id, TooMuch> {
        if self.values.len() >= self.at_most {
            return Err(TooMuch);
        }
        self.values.push(Value { origin, parts });
        Ok(self.values.len() - 1)
    }

    /// Takes in a value of a tree with all that is in it.
    pub(super) fn grow(&mut self, node: Node<'t>, depth: usize) -> Result<Id, TooMuch> {
        if depth > DEPTH {
            return Err(TooMuch);
        }
        let parts = match node.kind() {
            Kind::Sequence => {
                Parts::List(node.items().map(|item| self.grow(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            Kind::Mapping => {
                let grown = node.entries().map(|entry| {
                    let value = self.grow(entry.value, depth + 1)?;
                    Ok(Field { key: entry.key, place: entry.key_place, value })
                });
                Parts::Object(grown.collect::<Result<_, _>>()?)
            }
            _ => Parts::Scalar,
        };
        self.push(node, parts)
    }

    /// A second value like this one.
    pub(super) fn doubled(&mut self, id: Id, depth: usize) -> Result<Id, TooMuch> {
        if depth > DEPTH {
            return Err(TooMuch);
        }
        let Some(Value { origin, parts }) = self.values.get(id) else { return Err(TooMuch) };
        let (origin, mut parts) = (*origin, parts.clone());
        match &mut parts {
            Parts::Scalar => {}
            Parts::List(items) => {
                for item in items {
                    *item = self.doubled(*item, depth + 1)?;
                }
            }
            Parts::Object(fields) => {
                for field in fields {
                    field.value = self.doubled(field.value, depth + 1)?;
                }
            }
        }
        self.push(origin, parts)
    }

    /// The value as it was read.
    #[cfg(test)]
    pub(super) fn origin(&self, id: Id) -> Option<Node<'t>> {
        self.values.get(id).map(|value| value.origin.origin())
    }

    pub(super) fn items(&self, id: Id) -> &[Id] {
        match self.values.get(id).map(|value| &value.parts) {
            Some(Parts::List(items)) => items,
            _ => &[],
        }
    }

    pub(super) fn fields(&self, id: Id) -> &[Field<'t>] {
        match self.values.get(id).map(|value| &value.parts) {
            Some(Parts::Object(fields)) => fields,
            _ => &[],
        }
    }

    /// What it is; the text of a scalar is that of where it was read.
    pub(super) fn kind(&self, id: Id) -> Kind<'t> {
        match self.values.get(id) {
            Some(Value { parts: Parts::List(_), .. }) => Kind::Sequence,
            Some(Value { parts: Parts::Object(_), .. }) => Kind::Mapping,
            Some(Value { origin, parts: Parts::Scalar }) => origin.kind(),
            None => Kind::Null,
        }
    }

    /// Merges a value into another: objects member by member, lists one after the other, and anything else is replaced
    /// (Overlay 1.0.0 §4.4.3.1).
    pub(super) fn merge(&mut self, into: Id, from: Id, depth: usize) -> Result<(), TooMuch> {
        if depth > DEPTH {
            return Err(TooMuch);
        }
        match (self.kind(into), self.kind(from)) {
            (Kind::Mapping, Kind::Mapping) => {
                let known: std::collections::HashMap<&str, Id> =
                    self.fields(into).iter().map(|field| (field.key, field.value)).collect();
                for field in self.fields(from).to_vec() {
                    match known.get(field.key) {
                        Some(&own) => self.merge(own, field.value, depth + 1)?,
                        None => self.add(into, field),
                    }
                }
            }
            (Kind::Sequence, Kind::Sequence) => {
                let more = self.items(from).to_vec();
                self.append(into, &more);
            }
            _ => {
                let new = self.values.get(from).cloned();
                if let (Some(new), Some(old)) = (new, self.values.get_mut(into)) {
                    *old = new;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, object: Id, field: Field<'t>) {
        if let Some(Value { parts: Parts::Object(fields), .. }) = self.values.get_mut(object) {
            fields.push(field);
        }
    }

    pub(super) fn append(&mut self, list: Id, more: &[Id]) {
        if let Some(Value { parts: Parts::List(items), .. }) = self.values.get_mut(list) {
            items.extend_from_slice(more);
        }
    }

    /// Takes values out of the list or object that holds them.
    pub(super) fn remove(&mut self, parent: Id, gone: &std::collections::HashSet<Id>) {
        match self.values.get_mut(parent).map(|value| &mut value.parts) {
            Some(Parts::List(items)) => items.retain(|item| !gone.contains(item)),
            Some(Parts::Object(fields)) => fields.retain(|field| !gone.contains(&field.value)),
            _ => {}
        }
    }

    /// Writes a value into the tree that is made.
    pub(super) fn build(&self, id: Id, out: &mut Derivation, depth: usize) -> Result<NodeId, TooMuch> {
        let Some(Value { origin, parts }) = self.values.get(id).filter(|_| depth <= DEPTH) else { return Err(TooMuch) };
        match parts {
            Parts::Scalar => Ok(out.scalar(*origin)),
            Parts::List(items) => {
                let items = items.iter().map(|item| self.build(*item, out, depth + 1));
                let items = items.collect::<Result<Vec<_>, _>>()?;
                Ok(out.list(&items, *origin))
            }
            Parts::Object(fields) => {
                let members = fields.iter().map(|field| {
                    let value = self.build(field.value, out, depth + 1)?;
                    Ok(Member { key: field.key.into(), place: field.place, value })
                });
                let members = members.collect::<Result<Vec<_>, _>>()?;
                Ok(out.object(&members, *origin))
            }
        }
    }
}

impl<'t> Values<'t> for Draft<'t> {
    type Id = Id;

    fn root(&self) -> Id {
        self.root
    }

    fn kind(&self, id: Id) -> Kind<'t> {
        Draft::kind(self, id)
    }

    fn items(&self, id: Id) -> Vec<Id> {
        Draft::items(self, id).to_vec()
    }

    fn fields(&self, id: Id) -> Vec<(&'t str, Id)> {
        Draft::fields(self, id).iter().map(|field| (field.key, field.value)).collect()
    }

    fn member(&self, id: Id, key: &str) -> Option<(&'t str, Id)> {
        Draft::fields(self, id).iter().find(|field| field.key == key).map(|field| (field.key, field.value))
    }
}
