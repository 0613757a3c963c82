//! What only wraps another schema: a reference, `allOf` of one, `oneOf` of one and null.

use super::Lowering;
use crate::openapi::{Schema, View};
use crate::resolve::Key;
use crate::source::{Kind, Node};

/// What is inside the wrapping.
#[derive(Clone, Copy, Debug)]
pub(super) enum Peeled<'t> {
    /// The target of a reference, which has a name.
    Component(Schema<'t>),
    /// A schema that stands here.
    Inline(Schema<'t>),
    /// The target of a reference that leads nowhere, which was reported.
    Lost,
}

/// Wrapping beyond this is nobody's type.
pub(super) const DEEPEST: usize = 32;

impl<'t> Lowering<'_, 't> {
    /// What is inside, and whether `null` may stand in the place.
    pub(super) fn peel(&mut self, schema: Schema<'t>) -> (Peeled<'t>, bool) {
        let mut nullable = false;
        let mut inner = schema;
        for _ in 0..DEEPEST {
            if let Some(reference) = inner.reference()
                && !inner.constrains_beside(&["$ref"])
            {
                return match self.resolver.schema(reference, self.diagnostics) {
                    Some(target) => (Peeled::Component(target), nullable || self.admits_null(target, DEEPEST)),
                    None => (Peeled::Lost, nullable),
                };
            }
            match only_member(inner) {
                Some(member) => {
                    nullable |= inner.nullable() || alternatives(inner).any(is_null);
                    inner = member;
                }
                None => break,
            }
        }
        (Peeled::Inline(inner), nullable || self.admits_null(inner, DEEPEST))
    }

    /// May `null` stand where this schema stands?
    pub(super) fn admits_null(&mut self, schema: Schema<'t>, depth: usize) -> bool {
        let key = Key::of(schema.node());
        if let Some(&known) = self.nulls.get(&key) {
            return known;
        }
        if depth == 0 {
            return false;
        }
        // A schema that leads back to itself adds nothing.
        self.nulls.insert(key, false);
        let admits = self.admits_null_inside(schema, depth);
        self.nulls.insert(key, admits);
        admits
    }

    fn admits_null_inside(&mut self, schema: Schema<'t>, depth: usize) -> bool {
        if let Some(reference) = schema.reference()
            && !schema.constrains_beside(&["$ref"])
        {
            let target = self.resolver.schema(reference, self.diagnostics);
            return target.is_some_and(|target| self.admits_null(target, depth - 1));
        }
        if schema.nullable() || schema.constant().is_some_and(null) {
            return true;
        }
        if schema.enumeration().is_some_and(|values| values.items().any(null)) {
            return true;
        }
        if alternatives(schema).any(|member| is_null(member) || self.admits_null(member, depth - 1)) {
            return true;
        }
        let mut members = schema.all_of().peekable();
        schema.types().is_none()
            && members.peek().is_some()
            && members.all(|member| self.admits_null(member, depth - 1))
    }
}

/// The one schema that this one wraps, if it says nothing else about the values.
fn only_member<'t>(schema: Schema<'t>) -> Option<Schema<'t>> {
    if !schema.constrains_beside(&["allOf", "type"]) {
        return only(schema.all_of()).or_else(|| only(schema.all_of().filter(says_more)));
    }
    if !schema.constrains_beside(&["oneOf", "type"]) || !schema.constrains_beside(&["anyOf", "type"]) {
        return only(alternatives(schema).filter(|member| !is_null(*member)));
    }
    None
}

/// Is it more than words about what stands beside it?
fn says_more(member: &Schema<'_>) -> bool {
    member.reference().is_some() || member.as_bool().is_some() || member.constrains_beside(&[])
}

fn only<T>(mut members: impl Iterator<Item = T>) -> Option<T> {
    members.next().filter(|_| members.next().is_none())
}

/// The members of `oneOf` and `anyOf`.
pub(super) fn alternatives<'t>(schema: Schema<'t>) -> impl Iterator<Item = Schema<'t>> + Clone {
    schema.one_of().chain(schema.any_of())
}

/// Does this alternative only stand for `null`? So it does, in documents that were made from OData, when it is a
/// nullable object of which nothing else is said.
pub(super) fn is_null(schema: Schema<'_>) -> bool {
    let only_null = |values: Node<'_>| values.items().len() > 0 && values.items().all(null);
    let bare = schema.nullable() && schema.reference().is_none() && !schema.constrains_beside(&["type"]);
    schema.is_null() || schema.constant().is_some_and(null) || schema.enumeration().is_some_and(only_null) || bare
}

fn null(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Null)
}
