//! Operations that say nothing of security, among others that do.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1017",
    name: "security-not-stated",
    severity: Severity::Info,
    what: "An operation says nothing of security, nor does the document as a whole, while other operations do.",
    why: "It reads as open to everyone; often that was forgotten rather than meant.",
    example: "paths:\n  /pets:\n    get: { security: [{ key: [] }], … }\n    post: { … }",
    instead: "Say what it needs by `security`, or that it needs nothing by `security: []`.",
    section: "OpenAPI 3.0.3 §4.7.10",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    if survey.document.security().is_some() {
        return;
    }
    let silent = || survey.operations.iter().filter(|site| site.operation.security().is_none());
    // Where most say nothing, that is how the document was made.
    if silent().count() * 2 > survey.operations.len() {
        return;
    }
    for site in silent() {
        let message = format!("{} says nothing of security, and so does the document", site.name());
        let help = "say what it needs by `security`, or that it needs nothing by `security: []`";
        found.push(Diagnostic::new(&CODE, message).at(site.operation.node().location()).help(help));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    const PATHS: &str = "
paths:
  /pets:
    get: { security: [{ key: [] }], responses: { '200': { description: Fine. } } }
    put: { security: [], responses: { '200': { description: Fine. } } }
    post: { responses: { '200': { description: Fine. } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
";

    #[test]
    fn one_among_others() {
        check(
            &RULE,
            PATHS,
            expect![[r#"
            5:11 /paths/~1pets/post: `POST /pets` says nothing of security, and so does the document
              help: say what it needs by `security`, or that it needs nothing by `security: []`
        "#]],
        );
    }

    #[test]
    fn the_document_speaks_for_all() {
        check(&RULE, &format!("security: [{{ key: [] }}]{PATHS}"), expect![[""]]);
    }
}
