//! Patterns that take a time which doubles with each letter.

use std::collections::HashSet;

use super::ambiguity;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1068",
    name: "pattern-backtracks",
    severity: Severity::Warning,
    what: "A `pattern` can match the same text in a number of ways that grows exponentially, and fail after each.",
    why: "Engines that try one way after the other (those of JavaScript, Java, Python, Ruby, PHP) hang on a text of some dozen letters: whoever sends one stops the server (ReDoS).",
    example: "pattern: '^([A-Z]+)+$'",
    instead: "Repeat what cannot be taken apart in two ways: `^[A-Z]+$`, or `^[A-Z]+(-[A-Z]+)*$` with something between.",
    section: "ECMA-262 §22.2.2; CWE-1333",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut known: HashSet<&str> = HashSet::new();
    // In proportion to the document, whatever its patterns are.
    let mut budget = 2_000_000 + 20 * survey.document.tree().len();
    for schema in &survey.schemas {
        let Some(node) = schema.keyword("pattern").map(|entry| entry.value) else { continue };
        let Some(pattern) = node.as_str().filter(|pattern| !known.contains(pattern)) else { continue };
        if ambiguity::is_exponential(pattern, &mut budget) {
            let message = "this pattern can take a text apart in exponentially many ways before it fails";
            let told = Diagnostic::new(&CODE, message).at(node.location());
            found.push(told.help("repeat what cannot be taken apart in two ways, as in `^[A-Z]+(-[A-Z]+)*$`"));
        } else {
            known.insert(pattern);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn what_can_be_taken_apart_in_many_ways() {
        check(
            &RULE,
            r"
paths: {}
components:
  schemas:
    A: { type: string, pattern: '^([A-Z]+)+$' }
    B: { type: string, pattern: '^[A-Z]+(-[A-Z]+)*$' }
",
            expect![[r#"
                4:33 /components/schemas/A/pattern: this pattern can take a text apart in exponentially many ways before it fails
                  help: repeat what cannot be taken apart in two ways, as in `^[A-Z]+(-[A-Z]+)*$`
            "#]],
        );
    }
}
