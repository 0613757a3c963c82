//! `type` and `null`: lists of types become one type, `nullable`, or alternatives.

use super::schema::Draft;
use super::{Down, member, moved};
use crate::source::{Entry, Kind, Node, NodeId};

/// What the keywords of a schema say of `null`.
pub(super) struct Nulls {
    /// `type`, if it stands there.
    types: Option<bool>,
    /// `enum` or `const`, if one stands there.
    values: Option<bool>,
    /// Is one of the alternatives `null`?
    alternatives: bool,
}

impl Nulls {
    pub(super) fn of(node: Node<'_>) -> Self {
        let is_null = |node: Node<'_>| matches!(node.kind(), Kind::Null);
        let is_named = |node: Node<'_>| node.as_str() == Some("null");
        let listed = node.get("enum").filter(|list| list.is_sequence()).map(|list| list.items().any(is_null));
        let alternatives = ["oneOf", "anyOf"].into_iter().filter_map(|key| node.get(key));
        Self {
            types: node.get("type").map(|ty| is_named(ty) || ty.items().any(is_named)),
            values: node.get("const").map(is_null).or(listed),
            alternatives: alternatives.flat_map(Node::items).any(moved::is_null),
        }
    }

    /// Must `nullable` say it? Where nothing is said, 3.0 takes `null` for a value as any other.
    pub(super) fn are_allowed(&self) -> bool {
        match (self.types, self.values) {
            (Some(types), values) => types && values.unwrap_or(true),
            (None, Some(values)) => values,
            (None, None) => self.alternatives,
        }
    }
}

impl<'t> Down<'_, 't> {
    pub(super) fn types(&mut self, entry: Entry<'t>, draft: &mut Draft<'t>) {
        let named: Vec<Node<'t>> = match entry.value.kind() {
            Kind::Sequence => entry.value.items().collect(),
            _ => vec![entry.value],
        };
        let has = |name: &str| named.iter().any(|node| node.as_str() == Some(name));
        let is_other = |node: &&Node<'t>| match node.as_str() {
            Some("null") => false,
            // Each whole number is a number.
            Some("integer") => !has("number"),
            _ => true,
        };
        let others: Vec<Node<'t>> = named.iter().filter(is_other).copied().collect();
        match others.as_slice() {
            [] => {
                // Beside a choice it is meant as `nullable`, which is what it was written for before 3.1.
                let others = ["enum", "const", "oneOf", "anyOf", "allOf", "$ref"];
                if others.iter().all(|key| draft.node.get(key).is_none()) {
                    let only = self.only_null(entry.value);
                    draft.members.push(member("enum", entry.key_place, only));
                }
            }
            [one] => {
                let ty = self.out.scalar(*one);
                draft.members.push(member("type", entry.key_place, ty));
                let has_items = draft.node.get("items").is_some() || draft.node.get("prefixItems").is_some();
                if one.as_str() == Some("array") && !has_items {
                    let any = self.out.object(&[], *one);
                    draft.members.push(member("items", entry.key_place, any));
                }
            }
            several => {
                let choices: Vec<NodeId> = several.iter().map(|ty| self.choice(*ty)).collect();
                let list = self.out.list(&choices, entry.value);
                let any_of = member("anyOf", entry.key_place, list);
                if draft.node.get("anyOf").is_some() {
                    let schema = self.out.object(&[any_of], entry.value);
                    draft.must(schema);
                } else {
                    draft.members.push(any_of);
                }
            }
        }
    }

    /// The values of an `enum` that is `null` alone.
    pub(super) fn only_null(&mut self, origin: Node<'t>) -> NodeId {
        let null = self.out.null(origin);
        self.out.list(&[null], origin)
    }

    /// A schema of this type. (3.0 asks for the items of a list, §4.7.24.)
    fn choice(&mut self, ty: Node<'t>) -> NodeId {
        let name = self.out.scalar(ty);
        let mut members = vec![member("type", ty.place(), name)];
        if ty.as_str() == Some("array") {
            let any = self.out.object(&[], ty);
            members.push(member("items", ty.place(), any));
        }
        self.out.object(&members, ty)
    }
}
