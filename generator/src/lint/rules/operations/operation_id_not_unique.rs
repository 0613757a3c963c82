//! Ids that an operation of a callback or a webhook shares.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::View;
use crate::openapi::grammar::tables;
use crate::resolve::{Key, KeySet};
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1034",
    name: "operation-id-not-unique",
    severity: Severity::Error,
    what: "An operation of a callback or a webhook has the `operationId` of another operation.",
    why: "Ids are unique among all operations of a document, those that the server calls too: links and tools find operations by them.",
    example: "paths:\n  /pets:\n    post:\n      operationId: petAdded\nwebhooks:\n  added:\n    post: { operationId: petAdded }",
    instead: "Give each operation an id of its own.",
    section: "OpenAPI 3.0.3 §4.7.10",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    // Two of paths are told when the document is read for a client.
    let of_paths: KeySet = survey.operations.iter().map(|site| Key::of(site.operation.node())).collect();
    let operations = survey.objects_of(&tables::OPERATION);
    let (own, others): (Vec<Node<'_>>, Vec<Node<'_>>) =
        operations.partition(|operation| of_paths.contains(&Key::of(*operation)));
    let mut first: HashMap<&str, Node<'_>> = HashMap::new();
    for id in own.into_iter().filter_map(|operation| operation.get("operationId")) {
        first.entry(id.as_str().unwrap_or_default()).or_insert(id);
    }
    for id in others.into_iter().filter_map(|operation| operation.get("operationId")) {
        let Some(word) = id.as_str() else { continue };
        let known = *first.entry(word).or_insert(id);
        if Key::of(known) == Key::of(id) {
            continue;
        }
        let told = Diagnostic::new(&CODE, format!("another operation has the id `{word}`")).at(id.location());
        found.push(told.related(known.location(), "the other").help("give each operation an id of its own"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check_in;

    #[test]
    fn among_all_operations() {
        check_in(
            "3.1.0",
            &RULE,
            "
paths:
  /pets:
    post:
      operationId: petAdded
      callbacks:
        done:
          '{$request.body#/url}':
            post: { operationId: done, responses: { '200': { description: Fine. } } }
webhooks:
  added:
    post: { operationId: petAdded, responses: { '200': { description: Fine. } } }
  done:
    post: { operationId: done, responses: { '200': { description: Fine. } } }
  other:
    post: { operationId: other, responses: { '200': { description: Fine. } } }
",
            expect![[r#"
                11:26 /webhooks/added/post/operationId: another operation has the id `petAdded`
                  4:20 /paths/~1pets/post/operationId: the other
                  help: give each operation an id of its own
                13:26 /webhooks/done/post/operationId: another operation has the id `done`
                  8:34 /paths/~1pets/post/callbacks/done/{$request.body#~1url}/post/operationId: the other
                  help: give each operation an id of its own
            "#]],
        );
    }
}
