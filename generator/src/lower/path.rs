//! Path templates.

use crate::api::{PathPiece, PathTemplate};

/// Cuts a template into text and names; `None` if its braces do not fit together.
pub(super) fn template(text: &str) -> Option<PathTemplate> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if name.is_empty() || name.contains('{') || literal.contains('}') {
            return None;
        }
        if !literal.is_empty() {
            pieces.push(PathPiece::Literal(literal.to_owned()));
        }
        pieces.push(PathPiece::Parameter(name.to_owned()));
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        pieces.push(PathPiece::Literal(rest.to_owned()));
    }
    Some(PathTemplate { text: text.to_owned(), pieces })
}

/// The names in a template, in order.
pub(super) fn names(template: &PathTemplate) -> impl Iterator<Item = &str> {
    template.pieces.iter().filter_map(|piece| match piece {
        PathPiece::Parameter(name) => Some(name.as_str()),
        PathPiece::Literal(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn cuts_templates() {
        for (text, pieces) in [
            ("/", Some(r#"[Literal("/")]"#)),
            ("/pets/{id}", Some(r#"[Literal("/pets/"), Parameter("id")]"#)),
            ("/{a}{b}.json", Some(r#"[Literal("/"), Parameter("a"), Parameter("b"), Literal(".json")]"#)),
            ("/{a", None),
            ("/a}", None),
            ("/{}", None),
            ("/{a{b}}", None),
            ("/a}{b}", None),
        ] {
            let cut = template(text).map(|template| format!("{:?}", template.pieces));
            assert_eq!(cut.as_deref(), pieces, "{text}");
        }
    }
}
