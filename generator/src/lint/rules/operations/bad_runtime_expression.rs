//! Runtime expressions of links and callbacks that say nothing.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1025",
    name: "bad-runtime-expression",
    severity: Severity::Warning,
    what: "A runtime expression of a link or a callback is not of the form that such expressions have.",
    why: "Nothing can be read by it: the link has no value, and the callback no address.",
    example: "links:\n  Owner: { operationId: getOwner, parameters: { id: $response.boby#/owner } }",
    instead: "Write `$url`, `$method`, `$statusCode`, or `$request.` or `$response.` with `header.`, `query.`, `path.` or `body`.",
    section: "OpenAPI 3.0.3 §4.7.20.4",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for link in survey.objects_of(&tables::LINK) {
        let parameters = link.get("parameters").into_iter().flat_map(Node::entries).map(|entry| entry.value);
        for value in parameters.chain(link.get("requestBody")) {
            if let Some(text) = value.as_str().filter(|text| text.starts_with('$') && !is_expression(text)) {
                tell(text, value.location(), found);
            }
            value.as_str().into_iter().for_each(|text| embedded(text, value.location(), found));
        }
    }
    for entry in survey.objects_of(&tables::CALLBACK).flat_map(Node::entries) {
        if !entry.key.starts_with("x-") {
            embedded(entry.key, at_key(entry), found);
        }
    }
}

/// Expressions between braces in a text.
fn embedded(text: &str, location: Location, found: &mut Diagnostics) {
    let inside = text.split("{$").skip(1).filter_map(|rest| rest.split_once('}'));
    let bad = inside.map(|(inside, _)| format!("${inside}")).find(|expression| !is_expression(expression));
    bad.iter().for_each(|expression| tell(expression, location.clone(), found));
}

fn tell(expression: &str, location: Location, found: &mut Diagnostics) {
    let told = Diagnostic::new(&CODE, format!("`{expression}` is no runtime expression")).at(location);
    found.push(told.help("write `$request.` or `$response.` with `header.`, `query.`, `path.` or `body#/pointer`"));
}

fn is_expression(text: &str) -> bool {
    if matches!(text, "$url" | "$method" | "$statusCode") {
        return true;
    }
    let source = text.strip_prefix("$request.").or_else(|| text.strip_prefix("$response."));
    let named = |source: &str| {
        ["header.", "query.", "path."].iter().any(|kind| source.strip_prefix(kind).is_some_and(|name| !name.is_empty()))
    };
    let is_body = |source: &str| {
        source.strip_prefix("body").is_some_and(|rest| rest.is_empty() || rest == "#" || rest.starts_with("#/"))
    };
    source.is_some_and(|source| named(source) || is_body(source))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn links_and_callbacks() {
        check(
            &RULE,
            "
paths:
  /pets:
    post:
      responses:
        '200':
          description: Fine.
          links:
            A: { operationId: a, parameters: { id: $response.body#/id, b: $response.boby#/id, c: text, d: $request.path. } }
            B: { operationId: a, parameters: { id: 'x-{$request.header.X-Id}-{$urll}' }, requestBody: $request.body }
      callbacks:
        moved:
          '{$request.query.url}/moved': { post: { responses: { '200': { description: Fine. } } } }
          '{$request.qeury.url}/moved': { post: { responses: { '200': { description: Fine. } } } }
          'https://example.com/{id}': { post: { responses: { '200': { description: Fine. } } } }
",
            expect![[r#"
                8:75 /paths/~1pets/post/responses/200/links/A/parameters/b: `$response.boby#/id` is no runtime expression
                  help: write `$request.` or `$response.` with `header.`, `query.`, `path.` or `body#/pointer`
                8:107 /paths/~1pets/post/responses/200/links/A/parameters/d: `$request.path.` is no runtime expression
                  help: write `$request.` or `$response.` with `header.`, `query.`, `path.` or `body#/pointer`
                9:52 /paths/~1pets/post/responses/200/links/B/parameters/id: `$urll` is no runtime expression
                  help: write `$request.` or `$response.` with `header.`, `query.`, `path.` or `body#/pointer`
                13:11 /paths/~1pets/post/callbacks/moved/{$request.qeury.url}~1moved: `$request.qeury.url` is no runtime expression
                  help: write `$request.` or `$response.` with `header.`, `query.`, `path.` or `body#/pointer`
            "#]],
        );
    }
}
