//! Bodies of which nobody says what they are.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1031",
    name: "body-without-content",
    severity: Severity::Warning,
    what: "The `content` of a request body names no media type.",
    why: "Nobody can tell what to send; a client sends nothing.",
    example: "requestBody:\n  required: true\n  content: {}",
    instead: "Name the media types that are taken, or remove the request body.",
    section: "OpenAPI 3.0.3 §4.7.13",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for body in survey.objects_of(&tables::REQUEST_BODY) {
        let Some(content) = body.entry("content").filter(|content| content.value.is_mapping()) else { continue };
        if content.value.entries().len() == 0 {
            let told = Diagnostic::new(&CODE, "this body has no media type".to_owned()).at(at_key(content));
            found.push(told.help("name the media types that are taken, or remove the request body"));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn no_media_type() {
        check(
            &RULE,
            "
paths:
  /a:
    put: { requestBody: { content: {} }, responses: { '200': { description: Fine. } } }
    post: { requestBody: { content: { '*/*': {} } }, responses: { '200': { description: Fine. } } }
",
            expect![[r#"
                3:27 /paths/~1a/put/requestBody/content: this body has no media type
                  help: name the media types that are taken, or remove the request body
            "#]],
        );
    }
}
