//! A value of the document held against a schema of the document: examples, defaults, constants.
//!
//! All failures are told, each with the value inside that fails. What is not judged here (`not`, `if`, `contains`,
//! `unevaluated…`, keywords of other vocabularies) is taken as satisfied, so that a failure is one whatever else the schema
//! says. The steps of a whole document are bounded in proportion to its size, whatever refers to what; patterns take
//! linear time.

mod format;
mod number;
mod object;
mod scalar;
mod value;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::Links;
use crate::openapi::{Schema, SchemaType, View};
use crate::resolve::Key;
use crate::source::{Kind, Node};

pub use number::{compare, is_beyond_double};
pub use value::{fingerprint, same};

/// Schemas are followed this deep; what is below is taken as satisfied.
const DEPTH: usize = 64;

/// What of a value does not fit.
#[derive(Clone, Debug)]
pub struct Failure<'t> {
    /// The value, or the part of it, that fails.
    pub node: Node<'t>,
    /// How, as the rest of a sentence that begins with "it": `must be a string`.
    pub what: String,
    /// Is it of a type that is not allowed there?
    pub is_type: bool,
}

impl<'t> Failure<'t> {
    fn new(node: Node<'t>, what: impl Into<String>) -> Self {
        Self { node, what: what.into(), is_type: false }
    }
}

/// Holds values against schemas, within one budget.
#[derive(Debug)]
pub struct Judge<'a, 't> {
    links: Links<'a, 't>,
    steps: Cell<usize>,
    patterns: RefCell<HashMap<&'t str, Option<regex_lite::Regex>>>,
    /// The schema whose own constants are being judged, which each of them fits.
    own: Cell<Option<Key>>,
}

impl<'a, 't> Judge<'a, 't> {
    /// With a budget for a document.
    pub(super) fn new(links: Links<'a, 't>) -> Self {
        let steps = Cell::new(100_000 + 50 * links.document().tree().len());
        Self { links, steps, patterns: RefCell::default(), own: Cell::default() }
    }

    /// What of the value does not fit; nothing if that would cost too much to say.
    #[must_use]
    pub fn failures(&self, schema: Schema<'t>, value: Node<'t>) -> Vec<Failure<'t>> {
        let mut failures = Vec::new();
        match self.hold(schema, value, 0, &mut failures) {
            Some(()) => failures,
            None => Vec::new(),
        }
    }

    /// What of a constant does not fit the other keywords of the schema that lists it.
    #[must_use]
    pub fn failures_of_constant(&self, schema: Schema<'t>, constant: Node<'t>) -> Vec<Failure<'t>> {
        self.own.set(Some(Key::of(schema.node())));
        let failures = self.failures(schema, constant);
        self.own.set(None);
        failures
    }

    /// Takes steps from the budget; `None` if it is used up.
    fn pay(&self, steps: usize) -> Option<()> {
        let left = self.steps.get().checked_sub(steps);
        self.steps.set(left.unwrap_or_default());
        left.map(|_| ())
    }

    /// Adds what does not fit; `None` if the budget is used up, or the schema too deep.
    fn hold(&self, schema: Schema<'t>, value: Node<'t>, depth: usize, failures: &mut Vec<Failure<'t>>) -> Option<()> {
        self.pay(1)?;
        if depth > DEPTH {
            return None;
        }
        if let Some(allowed) = schema.as_bool() {
            failures.extend((!allowed).then(|| Failure::new(value, "is not allowed here")));
            return Some(());
        }
        if let Some(target) = self.links.target(schema) {
            if let Some(target) = target {
                self.hold(target, value, depth + 1, failures)?;
            }
            if !schema.constrains_beside(&["$ref"]) {
                return Some(());
            }
        }
        let is_null = matches!(value.kind(), Kind::Null);
        if is_null && schema.nullable() {
            return Some(());
        }
        if let Some(failure) = wrong_type(schema, value) {
            failures.push(failure);
            return Some(());
        }
        self.constants(schema, value, failures)?;
        match value.kind() {
            Kind::Number(text) => scalar::number(schema, value, text, failures),
            Kind::String(text) => self.string(schema, value, text, failures)?,
            Kind::Sequence => self.list(schema, value, depth, failures)?,
            Kind::Mapping => self.object(schema, value, depth, failures)?,
            Kind::Null | Kind::Bool(_) => {}
        }
        for part in schema.all_of() {
            self.hold(part, value, depth + 1, failures)?;
        }
        let one_of: Vec<Schema<'t>> = schema.one_of().collect();
        self.alternatives(schema, &one_of, value, depth, failures)?;
        let any_of: Vec<Schema<'t>> = schema.any_of().collect();
        self.alternatives(schema, &any_of, value, depth, failures)
    }

    fn constants(&self, schema: Schema<'t>, value: Node<'t>, failures: &mut Vec<Failure<'t>>) -> Option<()> {
        if self.own.get() == Some(Key::of(schema.node())) {
            return Some(());
        }
        if let Some(values) = schema.enumeration() {
            self.pay(values.items().len())?;
            if !values.items().any(|allowed| same(allowed, value)) {
                let shown: Vec<String> = values.items().take(6).map(value::shown).collect();
                let more = if values.items().len() > 6 { ", …" } else { "" };
                failures.push(Failure::new(value, format!("must be one of {}{more}", shown.join(", "))));
            }
        }
        if let Some(constant) = schema.constant()
            && !same(constant, value)
        {
            failures.push(Failure::new(value, format!("must be {}", value::shown(constant))));
        }
        Some(())
    }

    /// One of them must fit. (That two of them may not, with `oneOf`, is not asked: what is not judged here might tell them
    /// apart.) Where one alone is of the type of the value, its failures say more than that none fits.
    fn alternatives(
        &self,
        schema: Schema<'t>,
        all: &[Schema<'t>],
        value: Node<'t>,
        depth: usize,
        failures: &mut Vec<Failure<'t>>,
    ) -> Option<()> {
        let mut of_type: Vec<(Schema<'t>, Vec<Failure<'t>>)> = Vec::new();
        for alternative in all {
            let mut own = Vec::new();
            self.hold(*alternative, value, depth + 1, &mut own)?;
            if own.is_empty() {
                return Some(());
            }
            if !own.iter().any(|failure| failure.is_type && failure.node == value) {
                of_type.push((*alternative, own));
            }
        }
        let chosen = self.chosen(schema, value);
        let by_tag = of_type
            .iter()
            .position(|(alternative, _)| chosen.is_some() && self.links.schema(*alternative).map(View::node) == chosen);
        let best = by_tag.or_else(|| (of_type.len() == 1).then_some(0)).and_then(|at| of_type.get(at));
        match best {
            _ if all.is_empty() => {}
            Some((_, own)) => failures.extend(own.iter().cloned()),
            None => failures.push(Failure {
                node: value,
                what: "fits none of the alternatives".to_owned(),
                is_type: of_type.is_empty(),
            }),
        }
        Some(())
    }

    /// The schema that the discriminator chooses for this value.
    fn chosen(&self, schema: Schema<'t>, value: Node<'t>) -> Option<Node<'t>> {
        let discriminator = schema.discriminator()?;
        let tag = value.get(discriminator.property()?)?.as_str()?;
        let mapped = discriminator.mapping().find(|(entry, _)| entry.key == tag);
        let name = mapped.map_or(tag, |(_, name)| name);
        let named = self.links.document().components().and_then(|components| components.schema(name));
        named.map(View::node).or_else(|| self.links.look_up(discriminator.node(), name))
    }
}

fn wrong_type<'t>(schema: Schema<'t>, value: Node<'t>) -> Option<Failure<'t>> {
    let allowed = schema.types();
    let is_allowed = |ty| allowed.is_some_and(|allowed| allowed.has(ty));
    let fits = match value.kind() {
        _ if allowed.is_none() && !schema.is_null() => true,
        Kind::Null => schema.is_null(),
        Kind::Bool(_) => is_allowed(SchemaType::Boolean),
        Kind::Number(text) => {
            is_allowed(SchemaType::Number) || (is_allowed(SchemaType::Integer) && number::is_whole(text))
        }
        Kind::String(_) => is_allowed(SchemaType::String),
        Kind::Sequence => is_allowed(SchemaType::Array),
        Kind::Mapping => is_allowed(SchemaType::Object),
    };
    if fits {
        return None;
    }
    let words: Vec<&str> = allowed.iter().flat_map(|allowed| allowed.iter()).map(words).collect();
    let wanted = if words.is_empty() { "null".to_owned() } else { words.join(" or ") };
    let is = match value.kind() {
        Kind::Number(_) | Kind::String(_) => format!("{} ({})", value.kind().words(), value::shown(value)),
        kind => kind.words().to_owned(),
    };
    let what = format!("must be {wanted}, and is {is}");
    Some(Failure { is_type: true, ..Failure::new(value, what) })
}

fn words(ty: SchemaType) -> &'static str {
    match ty {
        SchemaType::Null => "null",
        SchemaType::Boolean => "a boolean",
        SchemaType::Integer => "a whole number",
        SchemaType::Number => "a number",
        SchemaType::String => "a string",
        SchemaType::Array => "a list",
        SchemaType::Object => "an object",
    }
}
