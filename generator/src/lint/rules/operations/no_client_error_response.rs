//! Operations of which nobody says how they refuse.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, OperationSite, Rule};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1013",
    name: "no-client-error-response",
    severity: Severity::Info,
    what: "An operation describes no answer for a request that is refused.",
    why: "Requests are refused sooner or later, and a client has no type for what the server says then.",
    example: "responses:\n  '200': { description: The pet. }",
    instead: "Describe the errors that callers should expect: `404`, `4XX`, or `default`.",
    section: "OpenAPI 3.0.3 §4.7.16",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    let Some(responses) = site.operation.responses() else { return };
    let place = site.operation.node().entry("responses").map_or(responses.node().location(), at_key);
    let mut keys = responses.by_status().map(|(entry, _)| entry.key).peekable();
    if keys.peek().is_some() && !keys.any(|key| key == "default" || key.starts_with('4')) {
        let message = format!("{} describes no answer for a request that is refused", site.name());
        let help = "describe the errors that callers should expect: `404`, `4XX`, or `default`";
        found.push(Diagnostic::new(&CODE, message).at(place).help(help));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn what_comes_back_when_it_is_refused() {
        check(
            &RULE,
            "
paths:
  /pets:
    get: { responses: { '200': { description: Fine. }, '500': { description: Down. } } }
    put: { responses: { '204': { description: Done. }, '404': { description: None. } } }
    post: { responses: { '2XX': { description: Done. }, 4XX: { description: No. } } }
    delete: { responses: { default: { description: Either. } } }
",
            expect![[r#"
                3:12 /paths/~1pets/get/responses: `GET /pets` describes no answer for a request that is refused
                  help: describe the errors that callers should expect: `404`, `4XX`, or `default`
            "#]],
        );
    }
}
