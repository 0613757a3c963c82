//! All rules. One file a rule: its code, its explanation, its check and its tests.
//!
//! Ids are given by family: SW101x to SW103x operations, SW104x references, SW105x to SW107x schemas, SW108x payments.

pub mod operations;
pub mod payments;
pub mod references;
pub mod schemas;

use super::Rule;
use crate::diagnostic::{Code, nearest};

/// All of them, by id.
pub static ALL: &[&Rule] = &[
    &operations::ambiguous_paths::RULE,
    &operations::trailing_slash_twins::RULE,
    &operations::no_success_response::RULE,
    &operations::no_client_error_response::RULE,
    &operations::request_body_without_meaning::RULE,
    &operations::scope_not_declared::RULE,
    &operations::scopes_not_allowed::RULE,
    &operations::security_not_stated::RULE,
    &operations::server_variable_unused::RULE,
    &operations::server_default_not_allowed::RULE,
    &operations::duplicate_tag::RULE,
    &operations::response_header_ignored::RULE,
    &operations::link_to_nothing::RULE,
    &operations::path_parameter_repeated::RULE,
    &operations::bad_media_type::RULE,
    &operations::bad_runtime_expression::RULE,
    &operations::license_not_spdx::RULE,
    &operations::style_without_meaning::RULE,
    &operations::tag_not_declared::RULE,
    &operations::server_url_ends_with_slash::RULE,
    &operations::content_of_empty_response::RULE,
    &operations::body_without_content::RULE,
    &operations::encoding_without_effect::RULE,
    &operations::status_not_quoted::RULE,
    &operations::operation_id_not_unique::RULE,
    &references::unused_component::RULE,
    &schemas::impossible_limits::RULE,
    &schemas::default_not_allowed::RULE,
    &schemas::example_not_allowed::RULE,
    &schemas::constant_not_allowed::RULE,
    &schemas::enum_value_twice::RULE,
    &schemas::discriminator_property_missing::RULE,
    &schemas::discriminator_not_required::RULE,
    &schemas::mapping_to_nothing::RULE,
    &schemas::unknown_format::RULE,
    &schemas::number_beyond_double::RULE,
    &schemas::keyword_without_effect::RULE,
    &schemas::array_without_items::RULE,
    &schemas::pattern_not_ecma::RULE,
    &schemas::no_value_listed::RULE,
    &schemas::limit_beyond_format::RULE,
    &schemas::read_only_required::RULE,
    &schemas::schema_holds_itself::RULE,
    &schemas::all_of_nothing::RULE,
    &schemas::pattern_backtracks::RULE,
    &payments::money_as_float::RULE,
    &payments::amount_without_lower_bound::RULE,
    &payments::currency_not_constrained::RULE,
    &payments::payment_without_idempotency_key::RULE,
    &payments::payment_errors_not_described::RULE,
    &payments::secret_in_query::RULE,
    &payments::error_shapes_differ::RULE,
    &payments::secret_in_example::RULE,
    &payments::currency_unknown::RULE,
];

/// The name that was probably meant. Where there are very many, none is suggested: looking at them all for each name that
/// is wrong would not be linear in the document.
fn meant<'w>(written: &str, known: impl ExactSizeIterator<Item = &'w str>) -> Option<&'w str> {
    const MANY: usize = 300;
    if known.len() > MANY {
        return None;
    }
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    nearest(written, known)
}

/// The codes of all rules, by id.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    ALL.iter().map(|rule| rule.code).collect()
}
