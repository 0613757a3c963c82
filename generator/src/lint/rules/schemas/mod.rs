//! Rules about schemas, and about the values that are given for what they allow.

pub mod all_of_nothing;
mod ambiguity;
pub mod array_without_items;
pub mod constant_not_allowed;
pub mod default_not_allowed;
pub mod discriminator_not_required;
pub mod discriminator_property_missing;
mod ecma;
pub mod enum_value_twice;
pub mod example_not_allowed;
pub mod impossible_limits;
pub mod keyword_without_effect;
pub mod limit_beyond_format;
pub mod mapping_to_nothing;
pub mod no_value_listed;
pub mod number_beyond_double;
pub mod pattern_backtracks;
pub mod pattern_not_ecma;
pub mod read_only_required;
pub mod schema_holds_itself;
pub mod unknown_format;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::ExampleSite;
use crate::lint::instance::Failure;
use crate::openapi::View;

/// So many failures of one value are told.
const MANY: usize = 50;

/// A finding for each failure of a value, at the part that fails.
fn failed<'t>(code: &'static Code, what: &str, site: ExampleSite<'_, 't>, failures: &[Failure<'t>]) -> Vec<Diagnostic> {
    let told = failures.iter().take(MANY).map(|failure| {
        let is_whole = failure.node == site.value;
        let message = if is_whole {
            format!("the {what} {}", failure.what)
        } else {
            format!("in the {what}, this {}", failure.what)
        };
        let found = Diagnostic::new(code, message).at(failure.node.location());
        let found = found.related(site.schema.node().location(), "by this schema");
        let is_number = failure.node.as_number().is_some() || failure.node.as_bool().is_some();
        match failure.is_type && is_number && failure.what.starts_with("must be a string") {
            true => found.help("put it in quotes, or correct the schema"),
            false => found.help("correct the value, or the schema"),
        }
    });
    told.collect()
}
