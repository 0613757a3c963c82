//! How values are represented: from a use of a type in the model to a use of a type in Rust.
//!
//! Aliases are seen through, so that a field shows what it holds. An alias that contains itself (a list of itself) is a
//! type of its own, since Rust has no endless alias.

use super::plan_types::{Checks, Repr, TypeIx, Use};
use super::recursion;
use crate::api::{Api, IntegerFormat, Json, Kind, NumberFormat, Rules, StringFormat, Type, TypeBody, TypeRef};

/// What is known of every type before any is planned.
pub(super) struct Representation<'a> {
    api: &'a Api,
    /// For each type: an alias that contains itself.
    endless: Vec<bool>,
    /// For each type: is it sent as the parts of a body, in which bytes can stand?
    in_parts: Vec<bool>,
}

/// Aliases of aliases beyond this are an alias of itself.
const LONGEST_CHAIN: usize = 64;

impl<'a> Representation<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let edges: Vec<Vec<usize>> = api.types.iter().map(|(_, ty)| alias_edges(api, ty)).collect();
        let components = recursion::components(&edges);
        let endless = edges
            .iter()
            .enumerate()
            .map(|(from, to)| to.iter().any(|to| components.get(from) == components.get(*to)))
            .collect();
        Self { api, endless, in_parts: super::directions::sent_in_parts(api) }
    }

    /// Is this alias a type of its own?
    pub(super) fn is_endless(&self, index: usize) -> bool {
        self.endless.get(index).copied().unwrap_or_default()
    }

    /// Is it defined by nothing but itself?
    pub(super) fn is_empty(&self, index: usize) -> bool {
        let mut at = index;
        for _ in 0..LONGEST_CHAIN {
            match self.api.types.get(crate::api::TypeId(at as u32)).map(|ty| &ty.body) {
                Some(TypeBody::Alias(TypeRef { kind: Kind::Named(id), .. })) => at = id.0 as usize,
                _ => return false,
            }
        }
        true
    }

    /// The use of a type in Rust.
    pub(super) fn used(&self, ty: &TypeRef) -> Use {
        self.used_where(ty, false)
    }

    /// `in_parts`: where bytes can stand, binary strings are bytes.
    fn used_where(&self, ty: &TypeRef, in_parts: bool) -> Use {
        let mut nullable = ty.nullable;
        let mut rules = ty.rules.clone();
        let mut kind = &ty.kind;
        for _ in 0..LONGEST_CHAIN {
            let Kind::Named(id) = kind else { break };
            match self.api.types.get(*id).map(|ty| &ty.body) {
                Some(TypeBody::Alias(inner)) if !self.is_endless(id.0 as usize) => {
                    nullable |= inner.nullable;
                    rules = stricter(rules, &inner.rules);
                    kind = &inner.kind;
                }
                _ => break,
            }
        }
        let repr = self.repr(kind, in_parts);
        let checks = checks(&repr, rules).if_any();
        Use { repr, nullable, boxed: false, checks }
    }

    fn repr(&self, kind: &Kind, in_parts: bool) -> Repr {
        match kind {
            Kind::Any => Repr::Value,
            Kind::Boolean => Repr::Bool,
            Kind::Integer(format) => integer(*format),
            Kind::Number(NumberFormat::Float) => Repr::F32,
            Kind::Number(NumberFormat::Double) => Repr::F64,
            Kind::Number(NumberFormat::Decimal) => Repr::Decimal,
            Kind::String(StringFormat::Password) => Repr::Secret,
            Kind::String(StringFormat::Binary) if in_parts => Repr::Upload,
            Kind::String(StringFormat::Decimal) => quoted(Repr::Decimal),
            Kind::String(StringFormat::Integer(format)) => quoted(integer(*format)),
            // Dates and base64 stay text: a client that changes one by parsing and printing it is wrong, and which
            // library of dates to depend on is the user's choice.
            Kind::String(_) => Repr::Text,
            Kind::Array(items) => Repr::List(Box::new(self.used_where(items, in_parts))),
            Kind::Map(values) => Repr::Map(Box::new(self.used_where(values, in_parts))),
            Kind::Constant(value) => Repr::Constant(value.clone()),
            Kind::Named(id) if self.api.types.get(*id).is_some() && !self.is_empty(id.0 as usize) => {
                Repr::Type(TypeIx(id.0 as usize))
            }
            Kind::Named(_) => Repr::Value,
        }
    }

    /// As [`kept`](Self::kept), within this type.
    pub(super) fn kept_in(&self, index: usize, ty: &TypeRef) -> Use {
        keep(self.used_where(ty, self.in_parts.get(index).copied().unwrap_or_default()))
    }

    /// A use without a rule: where a constant stands and cannot be dropped, a value of its kind.
    pub(super) fn kept(&self, ty: &TypeRef) -> Use {
        keep(self.used(ty))
    }
}

fn integer(format: IntegerFormat) -> Repr {
    match format {
        IntegerFormat::Int32 => Repr::I32,
        IntegerFormat::Int64 => Repr::I64,
        IntegerFormat::Uint32 => Repr::U32,
        IntegerFormat::Uint64 => Repr::U64,
    }
}

fn quoted(number: Repr) -> Repr {
    Repr::Quoted(Box::new(Use { repr: number, nullable: false, boxed: false, checks: None }))
}

/// A constant that must be kept, because it may be missing, null, or one of many, is a plain value of its kind.
pub(super) fn keep(mut used: Use) -> Use {
    used.repr = match used.repr {
        Repr::Constant(value) => match value {
            Json::Bool(_) => Repr::Bool,
            Json::String(_) => Repr::Text,
            Json::Number(text) if text.parse::<i64>().is_ok() => Repr::I64,
            _ => Repr::Value,
        },
        Repr::List(items) => Repr::List(Box::new(keep(*items))),
        Repr::Map(values) => Repr::Map(Box::new(keep(*values))),
        other => other,
    };
    used
}

/// Both sets of rules; where both have one of a kind, the outer.
fn stricter(outer: Rules, inner: &Rules) -> Rules {
    let inner = inner.clone();
    Rules {
        minimum: outer.minimum.or(inner.minimum),
        maximum: outer.maximum.or(inner.maximum),
        multiple_of: outer.multiple_of.or(inner.multiple_of),
        min_length: outer.min_length.or(inner.min_length),
        max_length: outer.max_length.or(inner.max_length),
        pattern: outer.pattern.or(inner.pattern),
        min_items: outer.min_items.or(inner.min_items),
        max_items: outer.max_items.or(inner.max_items),
        unique_items: outer.unique_items || inner.unique_items,
        min_properties: outer.min_properties.or(inner.min_properties),
        max_properties: outer.max_properties.or(inner.max_properties),
        schema: outer.schema.or(inner.schema),
    }
}

/// The rules that mean something for a representation.
fn checks(repr: &Repr, rules: Rules) -> Checks {
    let none = Checks { schema: rules.schema.as_ref().map(super::example::compact), ..Checks::default() };
    match repr {
        Repr::I32 | Repr::I64 | Repr::U32 | Repr::U64 | Repr::F32 | Repr::F64 | Repr::Decimal => {
            Checks { minimum: rules.minimum, maximum: rules.maximum, multiple_of: rules.multiple_of, ..none }
        }
        Repr::Text | Repr::Secret | Repr::Quoted(_) => {
            let Rules { min_length, max_length, pattern, .. } = rules;
            Checks { min_length, max_length, pattern, ..none }
        }
        Repr::List(_) => Checks {
            min_items: rules.min_items.filter(|least| *least > 0),
            max_items: rules.max_items,
            unique_items: rules.unique_items,
            ..none
        },
        Repr::Map(_) => Checks {
            min_items: rules.min_properties.filter(|least| *least > 0),
            max_items: rules.max_properties,
            ..none
        },
        _ => none,
    }
}

/// The aliases that an alias is made of.
fn alias_edges(api: &Api, ty: &Type) -> Vec<usize> {
    let mut edges = Vec::new();
    let TypeBody::Alias(used) = &ty.body else { return edges };
    let mut kind = &used.kind;
    loop {
        kind = match kind {
            Kind::Array(inner) | Kind::Map(inner) => &inner.kind,
            Kind::Named(id) => {
                if matches!(api.types.get(*id).map(|ty| &ty.body), Some(TypeBody::Alias(_))) {
                    edges.push(id.0 as usize);
                }
                return edges;
            }
            _ => return edges,
        };
    }
}
