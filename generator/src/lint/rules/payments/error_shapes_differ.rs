//! Payments whose failures come in several shapes.

use super::moves_money;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, OperationSite, Rule};
use crate::openapi::{Schema, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1086",
    name: "error-shapes-differ",
    severity: Severity::Info,
    what: "The errors of an operation that moves money have different schemas for different statuses.",
    why: "Code that handles failures must know each of them; the rare one is the one that nobody handled.",
    example: "responses:\n  '402': { … $ref: '#/components/schemas/Declined' }\n  '422': { … $ref: '#/components/schemas/Problem' }",
    instead: "Use one envelope for all errors, with a code that tells them apart (RFC 9457).",
    section: "RFC 9457",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    if !moves_money(site) {
        return;
    }
    let mut first: Option<Schema<'_>> = None;
    for (entry, response) in site.responses() {
        if !(entry.key == "default" || entry.key.starts_with(['4', '5'])) {
            continue;
        }
        let json = response.content().find(|(media_type, _)| media_type.key.contains("json"));
        let Some(schema) = json.and_then(|(_, media_type)| media_type.schema()) else { continue };
        let Some(shape) = site.links.schema(schema) else { continue };
        match first {
            Some(known) if known != shape => {
                let message =
                    format!("the error `{}` of {} has another schema than those before it", entry.key, site.name());
                let told = Diagnostic::new(&CODE, message).at(schema.node().location());
                let told = told.related(known.node().location(), "the schema of the others");
                found.push(told.help("use one envelope for all errors, with a code that tells them apart"));
                return;
            }
            Some(_) => {}
            None => first = Some(shape),
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn one_envelope_for_all() {
        check(
            &RULE,
            "
paths:
  /a/refund:
    post:
      responses:
        '200': { description: Fine., content: { application/json: { schema: { type: object } } } }
        '402': { description: No., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
        '409': { description: No., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
        '422': { description: No., content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } }
components:
  schemas:
    A: { type: object }
    B: { type: object }
",
            expect![[r#"
                8:75 /paths/~1a~1refund/post/responses/422/content/application~1json/schema: the error `422` of `POST /a/refund` has another schema than those before it
                  11:8 /components/schemas/A: the schema of the others
                  help: use one envelope for all errors, with a code that tells them apart
            "#]],
        );
    }
}
