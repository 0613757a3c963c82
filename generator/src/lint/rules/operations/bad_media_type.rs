//! Keys of `content` that are no media types.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;
use crate::source::Step;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1024",
    name: "bad-media-type",
    severity: Severity::Warning,
    what: "A key of `content` is no media type.",
    why: "It is sent as `Content-Type` or `Accept` and means nothing there; servers answer 415 or 406.",
    example: "content:\n  json: { schema: { type: object } }",
    instead: "Write type and subtype, as in `application/json`.",
    section: "RFC 9110 §8.3.1; OpenAPI 3.0.3 §4.7.14",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for node in survey.objects_of(&tables::MEDIA_TYPE) {
        // What stands elsewhere, as a component of 3.2 does, has another name.
        let in_content = node.parent().and_then(|map| map.step()) == Some(Step::Key("content"));
        let Some(Step::Key(key)) = node.step().filter(|_| in_content) else { continue };
        if is_media_type(key) {
            continue;
        }
        let entry = node.parent().and_then(|map| map.entry(key));
        let location = entry.map_or(node.location(), crate::lint::site::at_key);
        let told = Diagnostic::new(&CODE, format!("`{key}` is no media type")).at(location);
        found.push(told.help("write type and subtype, as in `application/json`"));
    }
}

/// `type/subtype`, with parameters behind a semicolon; a range has stars.
fn is_media_type(key: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let name = key.split(';').next().unwrap_or_default().trim_end();
    name.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn types_and_ranges() {
        check(
            &RULE,
            "
paths: {}
components:
  responses:
    A:
      description: Fine.
      content:
        json: {}
        application/json; charset=utf-8: {}
        '*/*': {}
        text/*: {}
        application/vnd.pets+json;version=1: {}
        application/ json: {}
",
            expect![[r#"
                7:9 /components/responses/A/content/json: `json` is no media type
                  help: write type and subtype, as in `application/json`
                12:9 /components/responses/A/content/application~1 json: `application/ json` is no media type
                  help: write type and subtype, as in `application/json`
            "#]],
        );
    }
}
