//! The path of a request: the template of its operation, with the values of path parameters in their places.

use super::percent::{self, Kept, kept};
use super::server::has_dot_segment;

/// What stands as it is in the literal text of a template: all that may stand in a path, `%` of what is encoded already,
/// and the `?` of those documents that have a query in their paths.
const LITERAL: Kept = &kept(b"-._~!$&'()*+,;=:@/%?");

/// Writes the path that a template makes with these values, each percent-encoded already, behind an address.
pub(crate) fn expand(
    template: &str,
    values: &[(&'static str, String)],
    address: &mut String,
) -> Result<(), &'static str> {
    let start = address.len();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        percent::encode(literal, LITERAL, address);
        let Some((_, value)) = values.iter().rev().find(|(given, _)| *given == name) else {
            return Err("a parameter of the path has no value");
        };
        address.push_str(value);
        rest = tail;
    }
    percent::encode(rest, LITERAL, address);
    if values.is_empty() {
        return Ok(());
    }
    let path = address.get(start..).unwrap_or_default();
    let before_query = path.split_once('?').map_or(path, |(before, _)| before);
    // Whoever reads the address takes these for a way up: `/files/..` would be `/`.
    if has_dot_segment(before_query) {
        return Err("a value makes . or .. a step of the path, which leads to another place");
    }
    Ok(())
}
