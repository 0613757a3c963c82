//! Tags of operations that the list of tags does not have.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::rules::meant;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::View;
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1028",
    name: "tag-not-declared",
    severity: Severity::Info,
    what: "An operation has a tag that is not among those that the document declares.",
    why: "It is allowed, and often a typo: the operation then stands in a group of its own.",
    example: "tags: [{ name: Cards }]\npaths:\n  /cards:\n    get:\n      tags: [Crads]",
    instead: "Declare it under `tags`, or write the name of one that is declared.",
    section: "OpenAPI 3.0.3 §4.7.22",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let declared: HashSet<&str> = survey.document.tags().filter_map(|tag| tag.name()).collect();
    // Who declares none does not want to.
    if declared.is_empty() {
        return;
    }
    let mut told: HashSet<&str> = HashSet::new();
    let tags = survey.operations.iter().filter_map(|site| site.operation.node().get("tags")).flat_map(Node::items);
    for (node, name) in tags.filter_map(|node| Some((node, node.as_str()?))) {
        if declared.contains(name) || !told.insert(name) {
            continue;
        }
        let finding = Diagnostic::new(&CODE, format!("the tag `{name}` is not declared")).at(node.location());
        found.push(match meant(name, declared.iter().copied()) {
            Some(word) => finding.help(format!("did you mean `{word}`?")),
            None => finding.help("declare it under `tags`"),
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    const PATHS: &str = "
paths:
  /a:
    get: { tags: [Cards, Crads], responses: { '200': { description: Fine. } } }
    put: { tags: [Crads, Money], responses: { '200': { description: Fine. } } }
";

    #[test]
    fn each_name_once() {
        check(
            &RULE,
            &format!("{PATHS}tags: [{{ name: Cards }}]"),
            expect![[r#"
            3:26 /paths/~1a/get/tags/1: the tag `Crads` is not declared
              help: did you mean `Cards`?
            4:26 /paths/~1a/put/tags/1: the tag `Money` is not declared
              help: declare it under `tags`
        "#]],
        );
    }

    #[test]
    fn who_declares_none_is_left_alone() {
        check(&RULE, PATHS, expect![[""]]);
    }
}
