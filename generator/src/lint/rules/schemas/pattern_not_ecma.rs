//! Patterns that are no regular expressions of ECMA-262.

use super::ecma;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, SchemaSite};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1062",
    name: "pattern-not-ecma",
    severity: Severity::Warning,
    what: "A `pattern` is no regular expression of ECMA-262, or means something else there than its writer thought.",
    why: "Patterns are read by that grammar: others are refused by some tools, and silently match something else in others.",
    example: "pattern: '(?i)^[a-z]+\\Z'",
    instead: "Write it as JavaScript would read it between slashes, with the flag `u`.",
    section: "OpenAPI 3.0.3 §4.7.24; JSON Schema 2020-12 core §6.4",
};

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let schema = site.schema;
    let own = schema.keyword("pattern").and_then(|entry| Some((entry.value.as_str()?, entry.value.location())));
    let keys = schema.pattern_properties().map(|(entry, _)| (entry.key, crate::lint::site::at_key(entry)));
    for (pattern, location) in own.into_iter().chain(keys) {
        if let Some(fault) = ecma::fault_of(pattern) {
            let told = Diagnostic::new(&CODE, format!("`{}` is not as in ECMA-262: {}", shown(pattern), fault.what));
            found.push(told.at(location).help(fault.instead));
        }
    }
}

fn shown(pattern: &str) -> String {
    const LONG: usize = 60;
    let start: String = pattern.chars().take(LONG).collect();
    if start.len() < pattern.len() { start + "…" } else { start }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn patterns_of_other_languages() {
        check(
            &RULE,
            r"
paths: {}
components:
  schemas:
    A: { type: string, pattern: '(?i)^[a-z]+$' }
    B: { type: string, pattern: '^[a-z+$' }
    C: { type: string, pattern: '^(?=.*\d)[a-z\-]{2,}(?:\/\w+)*$' }
    D: { type: string, pattern: '/^[a-z]+$/' }
",
            expect![[r#"
                4:33 /components/schemas/A/pattern: `(?i)^[a-z]+$` is not as in ECMA-262: there are no flags such as `(?i)` inside of a pattern
                  help: spell both cases out, as in `[Aa]`
                5:33 /components/schemas/B/pattern: `^[a-z+$` is not as in ECMA-262: a `[` is not closed
                  help: close it, or write `\[`
                7:33 /components/schemas/D/pattern: `/^[a-z]+$/` is not as in ECMA-262: the slashes around it are part of the pattern
                  help: leave out the slashes
            "#]],
        );
    }

    #[test]
    fn names_of_properties() {
        check_in(
            "3.1.0",
            &RULE,
            "
components:
  schemas:
    A: { type: object, patternProperties: { '^x-': {}, '*': {} } }
",
            expect![[r#"
                3:56 /components/schemas/A/patternProperties/*: `*` is not as in ECMA-262: a quantifier has nothing to repeat
                  help: put what it repeats before it, or escape it
            "#]],
        );
    }
}
