//! Numbers and strings against their keywords.

use std::cmp::Ordering;

use super::number::{compare, is_multiple};
use super::{Failure, Judge, format};
use crate::openapi::Schema;
use crate::source::Node;

/// Longer texts and patterns are taken as fitting: their product is what a match can cost.
const LONG: usize = 4096;

pub(super) fn number<'t>(schema: Schema<'t>, value: Node<'t>, text: &str, failures: &mut Vec<Failure<'t>>) {
    let fails = |limit: &str, exclusive: bool, beyond: Ordering| {
        let order = compare(text, limit);
        order == Some(beyond) || (exclusive && order == Some(Ordering::Equal))
    };
    if let Some(limit) = schema.minimums().find(|limit| fails(limit.value, limit.exclusive, Ordering::Less)) {
        let words = if limit.exclusive { "must be greater than" } else { "must not be below" };
        failures.push(Failure::new(value, format!("{words} {}", limit.value)));
    }
    if let Some(limit) = schema.maximums().find(|limit| fails(limit.value, limit.exclusive, Ordering::Greater)) {
        let words = if limit.exclusive { "must be less than" } else { "must not be above" };
        failures.push(Failure::new(value, format!("{words} {}", limit.value)));
    }
    if let Some(of) = schema.multiple_of().filter(|of| is_multiple(text, of) == Some(false)) {
        failures.push(Failure::new(value, format!("must be a multiple of {of}")));
    }
    if let Some(what) = schema.format().and_then(|format| format::of_number(format, text)) {
        failures.push(Failure::new(value, what));
    }
}

impl<'t> Judge<'_, 't> {
    pub(super) fn string(
        &self,
        schema: Schema<'t>,
        value: Node<'t>,
        text: &str,
        failures: &mut Vec<Failure<'t>>,
    ) -> Option<()> {
        if schema.min_length().is_some() || schema.max_length().is_some() {
            self.pay(text.len() / 64)?;
            let length = text.chars().count() as u64;
            if let Some(least) = schema.min_length().filter(|least| length < *least) {
                failures.push(Failure::new(value, format!("must have {least} characters at least, and has {length}")));
            }
            if let Some(most) = schema.max_length().filter(|most| length > *most) {
                failures.push(Failure::new(value, format!("must have {most} characters at most, and has {length}")));
            }
        }
        if let Some(pattern) = schema.pattern() {
            self.pay(1 + text.len() / 8)?;
            if self.matches(pattern, text) == Some(false) {
                failures.push(Failure::new(value, format!("must match the pattern `{pattern}`")));
            }
        }
        if let Some(what) = schema.format().and_then(|format| format::of_string(format, text)) {
            failures.push(Failure::new(value, what));
        }
        Some(())
    }

    /// `None` for a pattern that needs more than linear time (or cannot be read), and where a match would cost much.
    pub(super) fn matches(&self, pattern: &'t str, text: &str) -> Option<bool> {
        if pattern.len() > LONG || text.len() > LONG {
            return None;
        }
        let mut patterns = self.patterns.borrow_mut();
        let compiled = || regex_lite::RegexBuilder::new(pattern).size_limit(1 << 16).build().ok();
        Some(patterns.entry(pattern).or_insert_with(compiled).as_ref()?.is_match(text))
    }
}
