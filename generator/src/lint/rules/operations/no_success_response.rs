//! Operations of which nobody says what comes back when all goes well.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, OperationSite, Rule};
use crate::openapi::{Version, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1012",
    name: "no-success-response",
    severity: Severity::Warning,
    what: "An operation describes no answer for success.",
    why: "A client cannot tell an answer that was meant from one that was not, and reads it as bytes.",
    example: "responses:\n  '404': { description: No such pet. }",
    instead: "Describe the `2XX` answer (or the redirect) that the operation gives; one without a body needs a description alone.",
    section: "OpenAPI 3.0.3 §4.7.16",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    let Some(responses) = site.operation.responses() else {
        // Where `responses` must be there, it is told as missing.
        if site.links.document().version() != Version::V3_0 && site.operation.node().get("responses").is_none() {
            let message = format!("{} describes no answer", site.name());
            let told = Diagnostic::new(&CODE, message).at(site.operation.node().location());
            found.push(told.help("describe the `2XX` answer that it gives"));
        }
        return;
    };
    let place = site.operation.node().entry("responses").map_or(responses.node().location(), at_key);
    let mut keys = responses.by_status().map(|(entry, _)| entry.key).peekable();
    let succeeds = |key: &str| key == "default" || key.starts_with(['1', '2', '3']);
    if keys.peek().is_some() && !keys.any(succeeds) {
        let message = format!("{} describes no answer for success", site.name());
        found.push(Diagnostic::new(&CODE, message).at(place).help("describe the `2XX` answer that it gives"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn no_answers_at_all_since_3_1() {
        check_in(
            "3.1.0",
            &RULE,
            "paths: { /pets: { get: { summary: Pets. } } }",
            expect![[r#"
            1:24 /paths/~1pets/get: `GET /pets` describes no answer
              help: describe the `2XX` answer that it gives
        "#]],
        );
    }

    #[test]
    fn what_comes_back_when_all_goes_well() {
        check(
            &RULE,
            "
paths:
  /pets:
    get: { responses: { '404': { description: None. } } }
    put: { responses: { '204': { description: Done. } } }
    post: { responses: { '2XX': { description: Done. } } }
    patch: { responses: { '303': { description: Look there. } } }
    delete: { responses: { default: { description: Either. } } }
",
            expect![[r#"
                3:12 /paths/~1pets/get/responses: `GET /pets` describes no answer for success
                  help: describe the `2XX` answer that it gives
            "#]],
        );
    }
}
