//! Bodies of requests whose method gives a body no meaning.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, OperationSite, Rule};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1014",
    name: "request-body-without-meaning",
    severity: Severity::Warning,
    what: "A request of GET, HEAD, DELETE or TRACE has a body.",
    why: "HTTP gives it no meaning: proxies and servers may drop it or refuse the request, and 3.0 has tools ignore it.",
    example: "get:\n  requestBody: { content: { application/json: {} } }",
    instead: "Send it as parameters, or by POST.",
    section: "OpenAPI 3.0.3 §4.7.10; RFC 9110 §9.3",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    let Some(body) = site.operation.request_body() else { return };
    if matches!(site.method, "GET" | "HEAD" | "DELETE" | "TRACE") {
        let message = format!("{} has a body, which HTTP gives no meaning", site.name());
        let told = Diagnostic::new(&CODE, message).at(body.node().location());
        found.push(told.help("send it as parameters, or by POST"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn methods_without_bodies() {
        check(
            &RULE,
            "
paths:
  /pets:
    get: { requestBody: { content: {} }, responses: { '200': { description: Fine. } } }
    delete: { requestBody: { $ref: '#/components/requestBodies/Which' }, responses: { '200': { description: Fine. } } }
    post: { requestBody: { content: {} }, responses: { '200': { description: Fine. } } }
components:
  requestBodies:
    Which: { content: {} }
",
            expect![[r#"
                3:25 /paths/~1pets/get/requestBody: `GET /pets` has a body, which HTTP gives no meaning
                  help: send it as parameters, or by POST
                4:28 /paths/~1pets/delete/requestBody: `DELETE /pets` has a body, which HTTP gives no meaning
                  help: send it as parameters, or by POST
            "#]],
        );
    }
}
