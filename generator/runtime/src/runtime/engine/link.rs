//! The header `Link` (RFC 8288 §3): where the next page is.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link whose relation is `next`, as it is written.
#[inline]
pub(crate) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_in)
}

#[inline]
fn next_in(value: &str) -> Option<&str> {
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, parameters) = after.split_once('>')?;
        let (is_next, behind) = parameters_of(parameters);
        if is_next {
            return Some(target.trim());
        }
        rest = behind;
    }
    None
}

/// Do the parameters of a link say `rel=next`? With what stands behind the link.
#[inline]
fn parameters_of(text: &str) -> (bool, &str) {
    let mut rest = text;
    // The first `rel` counts, others are ignored (RFC 8288 §3.3).
    let mut relation = None;
    while let Some(after) = rest.trim_start().strip_prefix(';') {
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, behind) = after.split_at_checked(end).unwrap_or((after, ""));
        rest = behind;
        let Some(value) = behind.strip_prefix('=') else { continue };
        let (value, behind) = value_of(value.trim_start());
        rest = behind;
        if name.trim().eq_ignore_ascii_case("rel") {
            relation.get_or_insert(value);
        }
    }
    let is_next = |relation: &str| relation.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("next"));
    (relation.is_some_and(is_next), rest)
}

/// A word, or a text in quotes, of which no relation needs the escapes.
#[inline]
fn value_of(text: &str) -> (&str, &str) {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut escaped = false;
        for (at, c) in quoted.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    let (value, rest) = quoted.split_at_checked(at).unwrap_or((quoted, ""));
                    return (value, rest.strip_prefix('"').unwrap_or_default());
                }
                _ => {}
            }
        }
        return (quoted, "");
    }
    let end = text.find([';', ',']).unwrap_or(text.len());
    let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (value.trim(), rest)
}
