//! Constraints: of several, the strictest.

use super::parts::Parts;
use super::pattern;
use crate::api::{Bound, Kind, Rules};
use crate::lower::json;
use crate::openapi::{Limit, Schema};

/// What the parts ask of a value of this kind.
pub(super) fn of(parts: &Parts<'_>, kind: &Kind) -> Rules {
    let none = Rules::default();
    match kind {
        Kind::Integer(_) | Kind::Number(_) => Rules {
            minimum: strictest(parts.schemas().flat_map(Schema::minimums), |one, other| one > other),
            maximum: strictest(parts.schemas().flat_map(Schema::maximums), |one, other| one < other),
            multiple_of: parts.schemas().rev().find_map(Schema::multiple_of).and_then(json::decimal),
            ..none
        },
        Kind::String(_) => Rules {
            min_length: parts.schemas().filter_map(Schema::min_length).max().filter(|length| *length > 0),
            max_length: parts.schemas().filter_map(Schema::max_length).min(),
            pattern: parts.schemas().rev().find_map(Schema::pattern).and_then(pattern::translate),
            ..none
        },
        Kind::Array(_) => Rules {
            min_items: parts.schemas().filter_map(Schema::min_items).max().filter(|count| *count > 0),
            max_items: parts.schemas().filter_map(Schema::max_items).min(),
            unique_items: parts.schemas().any(Schema::unique_items),
            ..none
        },
        Kind::Map(_) => of_members(parts),
        Kind::Any | Kind::Boolean | Kind::Constant(_) | Kind::Named(_) => none,
    }
}

/// How many members an object may have.
pub(super) fn of_members(parts: &Parts<'_>) -> Rules {
    Rules {
        min_properties: parts.schemas().filter_map(Schema::min_properties).max().filter(|count| *count > 0),
        max_properties: parts.schemas().filter_map(Schema::max_properties).min(),
        ..Rules::default()
    }
}

fn strictest<'t>(limits: impl Iterator<Item = Limit<'t>>, stricter: impl Fn(f64, f64) -> bool) -> Option<Bound> {
    let mut best: Option<(f64, Bound)> = None;
    for limit in limits {
        let Some(text) = json::decimal(limit.value) else { continue };
        let Ok(value) = text.parse::<f64>() else { continue };
        let wins = best.as_ref().is_none_or(|(best, bound)| {
            stricter(value, *best) || (value == *best && limit.exclusive && !bound.exclusive)
        });
        if wins {
            best = Some((value, Bound { value: text, exclusive: limit.exclusive }));
        }
    }
    best.map(|(_, bound)| bound)
}
