//! Statuses that are numbers in YAML.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Edit, Fix, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;
use crate::source::{Entry, Node};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1033",
    name: "status-not-quoted",
    severity: Severity::Info,
    what: "A status stands without quotes.",
    why: "It is a number in YAML, and keys of JSON are texts: the specification wants quotes, and some readers fail without them. Specwright reads it.",
    example: "responses:\n  200: { description: Fine. }",
    instead: "Put it in quotes; `--fix` does.",
    section: "OpenAPI 3.0.3 §4.7.16.2",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for responses in survey.objects_of(&tables::RESPONSES) {
        let bare: Vec<Entry<'_>> = responses.entries().filter(|entry| is_bare(responses, *entry)).collect();
        let Some(first) = bare.first() else { continue };
        let message = match bare.len() {
            1 => format!("the status `{}` stands without quotes", first.key),
            many => format!("{many} statuses stand without quotes"),
        };
        let quoted = |entry: &Entry<'_>| Edit { place: entry.key_place, text: format!("'{}'", entry.key) };
        let fix = Fix { edits: bare.iter().map(quoted).collect() };
        found.push(Diagnostic::new(&CODE, message).at(at_key(*first)).help("put it in quotes").fix(Some(fix)));
    }
}

/// Is it written as a number?
fn is_bare(responses: Node<'_>, entry: Entry<'_>) -> bool {
    let (tree, span) = (responses.origin().tree(), entry.key_place.span);
    let written = tree.text().get(span.start as usize..span.end as usize);
    tree.file() == entry.key_place.file
        && written == Some(entry.key)
        && entry.key.len() == 3
        && entry.key.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn once_for_each_operation() {
        check(
            &RULE,
            "
paths:
  /a:
    get: { responses: { 200: { description: Fine. }, '404': { description: None. }, 4XX: { description: No. } } }
    put: { responses: { 201: { description: Fine. }, 409: { description: Twice. }, default: { description: No. } } }
    delete: { responses: { \"204\": { description: Fine. } } }
",
            expect![[r#"
                3:25 /paths/~1a/get/responses/200: the status `200` stands without quotes
                  help: put it in quotes
                4:25 /paths/~1a/put/responses/201: 2 statuses stand without quotes
                  help: put it in quotes
            "#]],
        );
    }
}
