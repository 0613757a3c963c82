//! Bodies of answers that have none.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, OperationSite, Rule};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1030",
    name: "content-of-empty-response",
    severity: Severity::Warning,
    what: "A body is described for an answer that cannot have one.",
    why: "By HTTP an answer ends after its headers with the statuses 1xx, 204, 205 and 304: the body is never sent or never read.",
    example: "'204':\n  description: It is gone.\n  content: { application/json: { schema: { type: object } } }",
    instead: "Describe the answer without `content`, or as `200`.",
    section: "RFC 9110 §6.4.1, §15.3.6",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    for (entry, response) in site.responses() {
        let is_empty = entry.key.starts_with('1') || matches!(entry.key, "204" | "205" | "304");
        if !is_empty || response.content().next().is_none() {
            continue;
        }
        let Some(content) = response.node().entry("content") else { continue };
        let message = format!("an answer `{}` has no body", entry.key);
        let told = Diagnostic::new(&CODE, message).at(at_key(content)).related(at_key(entry), "of this answer");
        found.push(told.help("describe it without `content`, or as `200`"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn by_status() {
        check(
            &RULE,
            "
paths:
  /a:
    get:
      responses:
        '200': { description: Fine., content: { text/plain: {} } }
        '204': { description: Gone., content: { text/plain: {} } }
        '205': { description: Gone., content: {} }
        '304': { $ref: '#/components/responses/Same' }
components: { responses: { Same: { description: As it was., content: { text/plain: {} } } } }
",
            expect![[r#"
                6:38 /paths/~1a/get/responses/204/content: an answer `204` has no body
                  6:9 /paths/~1a/get/responses/204: of this answer
                  help: describe it without `content`, or as `200`
                9:61 /components/responses/Same/content: an answer `304` has no body
                  8:9 /paths/~1a/get/responses/304: of this answer
                  help: describe it without `content`, or as `200`
            "#]],
        );
    }
}
