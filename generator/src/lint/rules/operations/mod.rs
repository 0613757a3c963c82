//! Rules about paths, operations, answers, security and servers.

pub mod ambiguous_paths;
pub mod bad_media_type;
pub mod bad_runtime_expression;
pub mod body_without_content;
pub mod content_of_empty_response;
pub mod duplicate_tag;
pub mod encoding_without_effect;
pub mod license_not_spdx;
pub mod link_to_nothing;
pub mod no_client_error_response;
pub mod no_success_response;
pub mod operation_id_not_unique;
pub mod path_parameter_repeated;
pub mod request_body_without_meaning;
pub mod response_header_ignored;
pub mod scope_not_declared;
pub mod scopes_not_allowed;
pub mod security_not_stated;
pub mod server_default_not_allowed;
pub mod server_url_ends_with_slash;
pub mod server_variable_unused;
pub mod status_not_quoted;
pub mod style_without_meaning;
pub mod tag_not_declared;
pub mod trailing_slash_twins;

use std::collections::HashMap;

use crate::lint::{Links, Survey};
use crate::openapi::{SecurityRequirement, SecurityScheme};

/// The names between the braces of a template, in order.
fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// The template without the names between its braces: what the server can see of it.
fn hierarchy(template: &str) -> String {
    let mut pieces = template.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| all + "{}" + piece.split_once('}').map_or("", |(_, rest)| rest))
}

/// The security schemes by name.
fn schemes<'t>(links: Links<'_, 't>) -> HashMap<&'t str, SecurityScheme<'t>> {
    let schemes = links.document().components().into_iter().flat_map(|components| components.security_schemes());
    schemes.filter_map(|(entry, place)| Some((entry.key, links.follow(place)?))).collect()
}

/// The security requirements of the document and of its operations.
fn requirements<'t>(survey: &Survey<'_, 't>) -> Vec<SecurityRequirement<'t>> {
    let general = survey.document.security().into_iter().flatten();
    let own = survey.operations.iter().filter_map(|site| site.operation.security()).flatten();
    general.chain(own).collect()
}
