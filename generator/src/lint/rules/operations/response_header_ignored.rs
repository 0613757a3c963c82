//! The header of a response that the specification ignores.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, ResponseSite, Rule};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Response(check) };

static CODE: Code = Code {
    id: "SW1021",
    name: "response-header-ignored",
    severity: Severity::Warning,
    what: "A response describes the header `Content-Type`; the specification ignores it.",
    why: "The keys of `content` say what the header holds; what is said here reaches nobody.",
    example: "headers:\n  Content-Type: { schema: { type: string } }",
    instead: "Remove it, and list the media types under `content`.",
    section: "OpenAPI 3.0.3 §4.7.17",
};

fn check(site: ResponseSite<'_, '_>, found: &mut Diagnostics) {
    for (entry, _) in site.response.headers().filter(|(entry, _)| entry.key.eq_ignore_ascii_case("content-type")) {
        let message = format!("the response header `{}` is ignored, as the specification asks", entry.key);
        let help = "remove it, and list the media types under `content`";
        found.push(Diagnostic::new(&CODE, message).at(at_key(entry)).help(help));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn content_type_is_said_elsewhere() {
        check(
            &RULE,
            "
paths: {}
components:
  responses:
    Pet:
      description: A pet.
      headers:
        content-type: { schema: { type: string } }
        ETag: { schema: { type: string } }
",
            expect![[r#"
                7:9 /components/responses/Pet/headers/content-type: the response header `content-type` is ignored, as the specification asks
                  help: remove it, and list the media types under `content`
            "#]],
        );
    }
}
