//! Values that stand twice in an `enum`.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::instance::fingerprint;
use crate::lint::{Check, Rule, SchemaSite};
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1054",
    name: "enum-value-twice",
    severity: Severity::Warning,
    what: "An `enum` has the same value twice.",
    why: "Most often one of them was meant to be another value; tools may refuse the list.",
    example: "enum: [open, closed, open]",
    instead: "Remove one, or correct it.",
    section: "JSON Schema 2020-12 validation §6.1.2",
};

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let mut known: HashMap<String, Node<'_>> = HashMap::new();
    for value in site.schema.enumeration().into_iter().flat_map(Node::items) {
        let Some(text) = fingerprint(value) else { continue };
        if let Some(first) = known.get(&text) {
            let told = Diagnostic::new(&CODE, "this value stands twice in the `enum`").at(value.location());
            found.push(told.related(first.location(), "the first one").help("remove one, or correct it"));
        } else {
            known.insert(text, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn values_however_they_are_written() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { enum: [open, closed, open] }
    B: { enum: [1, 1.0, '1', true, 'true'] }
",
            expect![[r#"
                4:31 /components/schemas/A/enum/2: this value stands twice in the `enum`
                  4:17 /components/schemas/A/enum/0: the first one
                  help: remove one, or correct it
                5:20 /components/schemas/B/enum/1: this value stands twice in the `enum`
                  5:17 /components/schemas/B/enum/0: the first one
                  help: remove one, or correct it
            "#]],
        );
    }
}
