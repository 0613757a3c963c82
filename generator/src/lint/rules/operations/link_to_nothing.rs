//! Links that name an operation which is not there.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::rules::meant;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1022",
    name: "link-to-nothing",
    severity: Severity::Warning,
    what: "A link names an `operationId` that no operation has.",
    why: "It leads nowhere: the operation was renamed or removed, or the name has a typo.",
    example: "links:\n  Owner: { operationId: getOwnr }",
    instead: "Write the `operationId` of an operation of this document.",
    section: "OpenAPI 3.0.3 §4.7.20",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let links: Vec<_> = survey.objects_of(&tables::LINK).filter_map(|link| link.get("operationId")).collect();
    if links.is_empty() {
        return;
    }
    let operations = survey.objects_of(&tables::OPERATION).filter_map(|operation| operation.get("operationId"));
    let ids: HashSet<&str> = operations.filter_map(|id| id.as_str()).collect();
    for link in links {
        let Some(id) = link.as_str().filter(|id| !ids.contains(id)) else { continue };
        let told = Diagnostic::new(&CODE, format!("no operation has the `operationId` `{id}`")).at(link.location());
        found.push(match meant(id, ids.iter().copied()) {
            Some(word) => told.help(format!("did you mean `{word}`?")),
            None => told.help("write the `operationId` of an operation of this document"),
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn operations_by_their_ids() {
        check(
            &RULE,
            "
paths:
  /pets/{id}:
    get:
      operationId: getPet
      responses:
        '200':
          description: Fine.
          links:
            Self: { operationId: getPet }
            Owner: { operationId: getPte }
",
            expect![[r#"
                10:35 /paths/~1pets~1{id}/get/responses/200/links/Owner/operationId: no operation has the `operationId` `getPte`
                  help: did you mean `getPet`?
            "#]],
        );
    }
}
