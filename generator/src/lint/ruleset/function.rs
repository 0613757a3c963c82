//! The core functions of Spectral: what must hold of a value.

use super::Target;
use super::given::Given;
use super::regular::Pattern;
use super::style::Style;
use crate::jsonpath::{Values, is_truthy};
use crate::lint::instance::Judge;
use crate::openapi::Schema;
use crate::source::{Kind, Node};

/// What must hold.
#[derive(Debug)]
pub(super) enum Function<'t> {
    Truthy,
    Falsy,
    Defined,
    Undefined,
    Pattern {
        wanted: Option<Pattern>,
        unwanted: Option<Pattern>,
    },
    Enumeration(Vec<Node<'t>>),
    Length {
        min: Option<f64>,
        max: Option<f64>,
    },
    Casing {
        style: Style,
        name: &'t str,
        digits: bool,
        separator: Option<&'t str>,
        leading: bool,
    },
    Alphabetical {
        by: Option<&'t str>,
    },
    /// Exactly one of these.
    Xor(Vec<&'t str>),
    /// At least one of these.
    Or(Vec<&'t str>),
    Schema(Schema<'t>),
}

impl<'t> Function<'t> {
    /// How it does not hold, each as the rest of a sentence about a value, and that value.
    pub(super) fn faults(
        &self,
        target: &Target<'t>,
        values: &Given<'_, 't>,
        judge: &Judge<'_, 't>,
    ) -> Vec<(String, Target<'t>)> {
        match (self, target.node) {
            (Self::Schema(schema), Some(node)) => {
                let node = values.through(node);
                let told = |failed: Node<'t>| if failed == node { *target } else { Target::value(failed) };
                let failures = judge.failures(*schema, node).into_iter();
                failures.map(|failure| (failure.what, told(failure.node))).collect()
            }
            _ => self.fault(target, values).map(|fault| (fault, *target)).into_iter().collect(),
        }
    }

    fn fault(&self, target: &Target<'t>, values: &Given<'_, 't>) -> Option<String> {
        let value = target.value.map(|kind| target.node.map_or(kind, |node| values.kind(node)));
        match self {
            Self::Truthy => (!value.is_some_and(is_truthy)).then(|| "must be there, and not be empty".to_owned()),
            Self::Falsy => value.is_some_and(is_truthy).then(|| "must not be there, or be empty".to_owned()),
            Self::Defined => value.is_none().then(|| "must be there".to_owned()),
            Self::Undefined => value.is_some().then(|| "must not be there".to_owned()),
            Self::Pattern { wanted, unwanted } => fits(value?, wanted.as_ref(), unwanted.as_ref()),
            Self::Enumeration(listed) => {
                let scalar = Some(value?).filter(|kind| !matches!(kind, Kind::Sequence | Kind::Mapping))?;
                let is_same = |listed: &&Node<'t>| is_same(listed.kind(), scalar);
                let words = || listed.iter().filter_map(|node| node.as_str().or(node.as_number())).collect::<Vec<_>>();
                listed.iter().find(is_same).is_none().then(|| format!("must be one of {}", words().join(", ")))
            }
            Self::Length { min, max } => {
                of_length(length(value?, target.node.map(|node| values.through(node)))?, *min, *max)
            }
            Self::Casing { style, name, digits, separator, leading } => {
                let text = text(value?).filter(|text| !text.is_empty())?;
                let fits = style.is_of(text, *digits, *separator, *leading);
                (!fits).then(|| format!("must be written in {name} case"))
            }
            Self::Alphabetical { by } => unordered(values.through(target.node?), *by),
            Self::Xor(names) => {
                let count = present(values.through(target.node?), names)?;
                (count != 1).then(|| format!("must have exactly one of {}, and has {count}", names.join(", ")))
            }
            Self::Or(names) => {
                let count = present(values.through(target.node?), names)?;
                (count == 0).then(|| format!("must have one of {}", names.join(", ")))
            }
            // All that a schema does not allow is told, each where it stands.
            Self::Schema(_) => None,
        }
    }
}

fn text(kind: Kind<'_>) -> Option<&str> {
    match kind {
        Kind::String(text) => Some(text),
        _ => None,
    }
}

/// Are these scalars the same? Numbers as JavaScript has them.
fn is_same(one: Kind<'_>, other: Kind<'_>) -> bool {
    match (one, other) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Bool(one), Kind::Bool(other)) => one == other,
        (Kind::String(one), Kind::String(other)) => one == other,
        (Kind::Number(one), Kind::Number(other)) => one.parse::<f64>().ok() == other.parse::<f64>().ok(),
        _ => false,
    }
}

fn fits(value: Kind<'_>, wanted: Option<&Pattern>, unwanted: Option<&Pattern>) -> Option<String> {
    let text = text(value)?;
    if let Some(wanted) = wanted.filter(|wanted| !wanted.is_in(text)) {
        return Some(format!("must match `{}`", wanted.written));
    }
    let unwanted = unwanted.filter(|unwanted| unwanted.is_in(text))?;
    Some(format!("must not match `{}`", unwanted.written))
}

/// Of a text its characters, of a list its items, of an object its members; a number is its own.
fn length(value: Kind<'_>, node: Option<Node<'_>>) -> Option<f64> {
    match value {
        Kind::String(text) => Some(text.chars().count() as f64),
        Kind::Number(text) => text.parse().ok(),
        Kind::Sequence => Some(node?.items().len() as f64),
        Kind::Mapping => Some(node?.entries().len() as f64),
        Kind::Null | Kind::Bool(_) => None,
    }
}

fn of_length(length: f64, min: Option<f64>, max: Option<f64>) -> Option<String> {
    if let Some(min) = min.filter(|min| length < *min) {
        return Some(format!("must be {min} long or more, and is {length}"));
    }
    let max = max.filter(|max| length > *max)?;
    Some(format!("must be {max} long or less, and is {length}"))
}

/// The first of two that stand in the wrong order.
fn unordered(node: Node<'_>, by: Option<&str>) -> Option<String> {
    let words: Vec<&str> = if node.is_mapping() {
        node.entries().map(|entry| entry.key).collect()
    } else {
        node.items().filter_map(|item| by.map_or(Some(item), |by| item.get(by))?.as_str()).collect()
    };
    let (one, other) = words.iter().zip(words.iter().skip(1)).find(|(one, other)| one > other)?;
    Some(format!("must be in alphabetical order: `{other}` comes before `{one}`"))
}

/// How many of these an object has.
fn present(node: Node<'_>, names: &[&str]) -> Option<usize> {
    node.is_mapping().then(|| names.iter().filter(|name| node.get(name).is_some()).count())
}
