//! The path of a request: the template of its operation, with the values of path parameters in their places.

use super::percent::{self, Kept};
use super::server::has_dot_segment;

/// What stands as it is in the literal text of a template: all that may stand in a path, `%` of what is encoded already,
/// and the `?` of those documents that have a query in their paths.
const LITERAL: Kept = b"-._~!$&'()*+,;=:@/%?";

/// The path that a template makes with these values, each percent-encoded already.
pub(crate) fn expand(template: &str, values: &[(&'static str, String)]) -> Result<String, &'static str> {
    let mut path = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        percent::encode(literal, LITERAL, &mut path);
        let Some((_, value)) = values.iter().rev().find(|(given, _)| *given == name) else {
            return Err("a parameter of the path has no value");
        };
        path.push_str(value);
        rest = tail;
    }
    percent::encode(rest, LITERAL, &mut path);
    let before_query = path.split_once('?').map_or(path.as_str(), |(before, _)| before);
    // Whoever reads the address takes these for a way up: `/files/..` would be `/`.
    if has_dot_segment(before_query) {
        return Err("a value makes . or .. a step of the path, which leads to another place");
    }
    Ok(path)
}
