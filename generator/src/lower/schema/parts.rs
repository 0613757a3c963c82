//! Schemas that must all hold, side by side: a schema, what it takes in by `allOf`, and what stands beside a `$ref`.

use super::{Lowering, codes, docs};
use crate::api::Docs;
use crate::openapi::{Schema, View};
use crate::resolve::{Key, KeySet};

/// One of the schemas that must all hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'t> {
    pub(super) schema: Schema<'t>,
    /// Does it stand here, and not behind a reference?
    pub(super) own: bool,
    /// Are its `oneOf` and `anyOf` still to be dealt with?
    pub(super) open: bool,
}

/// Schemas that must all hold: those taken in before those that take them in, so that the last is the outermost.
#[derive(Clone, Debug)]
pub(super) struct Parts<'t> {
    parts: Vec<Part<'t>>,
    outer: Schema<'t>,
}

/// A chain of `allOf` beyond this is nobody's type.
const DEEPEST: usize = 64;

impl<'t> Parts<'t> {
    /// Only this schema.
    pub(super) fn alone(schema: Schema<'t>) -> Self {
        Self { parts: vec![Part { schema, own: true, open: true }], outer: schema }
    }

    /// The outermost schema.
    pub(super) fn outer(&self) -> Schema<'t> {
        self.outer
    }

    /// Puts a schema around them that adds only words.
    pub(super) fn wrap(&mut self, schema: Schema<'t>) {
        if self.outer != schema {
            self.outer = schema;
            self.parts.push(Part { schema, own: true, open: false });
        }
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Part<'t>> + Clone {
        self.parts.iter()
    }

    pub(super) fn schemas(&self) -> impl DoubleEndedIterator<Item = Schema<'t>> + Clone {
        self.parts.iter().map(|part| part.schema)
    }

    /// The identity of them all together.
    pub(super) fn key(&self) -> Vec<Key> {
        self.schemas().map(|schema| Key::of(schema.node())).collect()
    }

    /// These and the others, around the place where this schema stands.
    pub(super) fn with(&self, others: &Self, outer: Schema<'t>) -> Self {
        let known = |part: &&Part<'t>| !self.parts.iter().any(|own| own.schema == part.schema);
        let parts = self.parts.iter().chain(others.parts.iter().filter(known)).copied().collect();
        Self { parts, outer }
    }

    /// Marks the alternatives of this schema as dealt with.
    pub(super) fn settle(&mut self, schema: Schema<'t>) {
        self.parts.iter_mut().filter(|part| part.schema == schema).for_each(|part| part.open = false);
    }

    /// The words about them: the outermost that has some, of those that stand here.
    pub(super) fn docs(&self) -> Docs {
        let mut words = docs::of_place(self.outer);
        let own = self.parts.iter().rev().filter(|part| part.own);
        own.for_each(|part| docs::fill(&mut words, docs::of_schema(part.schema)));
        words
    }
}

impl<'t> Lowering<'_, 't> {
    /// All that must hold where this schema stands.
    pub(super) fn parts(&mut self, schema: Schema<'t>) -> Parts<'t> {
        self.parts_of_all([schema], schema)
    }

    /// All that must hold where all of these stand.
    pub(super) fn parts_of_all(
        &mut self,
        schemas: impl IntoIterator<Item = Schema<'t>>,
        outer: Schema<'t>,
    ) -> Parts<'t> {
        let mut gathered = Gathered { parts: Vec::new(), seen: KeySet::default() };
        for schema in schemas {
            self.gather(schema, true, &mut gathered, DEEPEST);
        }
        Parts { parts: gathered.parts, outer }
    }

    /// A schema that is met again, on the way or beside it, adds nothing.
    fn gather(&mut self, schema: Schema<'t>, own: bool, gathered: &mut Gathered<'t>, depth: usize) {
        if depth == 0 {
            let message = format!("`allOf` is nested more than {DEEPEST} deep");
            return self.tell(&codes::TOO_DEEP, schema.node(), message);
        }
        let target = schema.reference().and_then(|reference| self.resolver.schema(reference, self.diagnostics));
        if schema.reference().is_some() {
            let alone = !schema.constrains_beside(&["$ref"]);
            // What a reference alone leads to is none itself, so that only `allOf` goes deeper.
            let depth = if alone { depth } else { depth - 1 };
            target.into_iter().for_each(|target| self.gather(target, false, gathered, depth));
            if alone {
                return;
            }
        }
        if !gathered.seen.insert(Key::of(schema.node())) {
            return;
        }
        for member in schema.all_of() {
            self.gather(member, own, gathered, depth - 1);
        }
        gathered.parts.push(Part { schema, own, open: true });
    }
}

struct Gathered<'t> {
    parts: Vec<Part<'t>>,
    seen: KeySet,
}
