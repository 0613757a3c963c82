//! Tags that are declared twice.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::{Tag, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1020",
    name: "duplicate-tag",
    severity: Severity::Error,
    what: "Two tags of the document have the same name.",
    why: "Names of tags must be unique: tools keep one of the two, and the words of the other are lost.",
    example: "tags:\n  - { name: Pets, description: All pets. }\n  - { name: Pets }",
    instead: "Remove one, or rename it.",
    section: "OpenAPI 3.0.3 §4.7.1",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut known: HashMap<&str, Tag<'_>> = HashMap::new();
    for tag in survey.document.tags() {
        let Some(name) = tag.name() else { continue };
        if let Some(first) = known.get(name) {
            let message = format!("the tag `{name}` is declared twice");
            let node = tag.node().get("name").unwrap_or(tag.node());
            let told = Diagnostic::new(&CODE, message).at(node.location());
            found.push(told.related(first.node().location(), "the first one").help("remove one, or rename it"));
        } else {
            known.insert(name, tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn names_are_unique() {
        check(
            &RULE,
            "
tags:
  - { name: Pets, description: All pets. }
  - { name: Toys }
  - { name: Pets }
paths: {}
",
            expect![[r#"
                4:13 /tags/2/name: the tag `Pets` is declared twice
                  2:5 /tags/0: the first one
                  help: remove one, or rename it
            "#]],
        );
    }
}
