//! Values of an `enum` that the rest of the schema does not allow.

use super::failed;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::lint::{Check, ExampleSite, Role, Rule};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Example(check) };

static CODE: Code = Code {
    id: "SW1053",
    name: "constant-not-allowed",
    severity: Severity::Warning,
    what: "A value of an `enum`, or a `const`, is excluded by another keyword of its schema.",
    why: "No value can be equal to it and fit the schema as well, so that it can never be sent.",
    example: "type: string\nmaxLength: 3\nenum: [EUR, USD, BITCOIN]",
    instead: "Correct the value, or the keyword that excludes it.",
    section: "OpenAPI 3.0.3 §4.7.24; JSON Schema 2020-12 validation §6.1",
};

fn check(site: ExampleSite<'_, '_>, found: &mut Diagnostics) {
    if site.role != Role::Constant {
        return;
    }
    let is_listed = site.value.parent() == site.schema.enumeration();
    if is_listed && !site.schema.constrains_beside(&["type", "enum"]) {
        return;
    }
    let mut failures = site.judge.failures_of_constant(site.schema, site.value);
    // A value of an `enum` that is of another type is told when types are made of the values.
    failures.retain(|failure| !(is_listed && failure.is_type && failure.node == site.value));
    let what = if is_listed { "value of the `enum`" } else { "constant" };
    failed(&CODE, what, site, &failures).into_iter().for_each(|told| found.push(told));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check_in;

    #[test]
    fn excluded_by_another_keyword() {
        check_in(
            "3.1.0",
            &RULE,
            "
components:
  schemas:
    A: { type: string, maxLength: 3, enum: [EUR, USD, BITCOIN] }
    B: { type: integer, minimum: 1, enum: [0, 1, 2] }
    C: { type: string, const: 5 }
    D: { allOf: [{ $ref: '#/components/schemas/B' }], enum: [2, 3] }
    E: { type: string, enum: [1] }
",
            expect![[r#"
                3:55 /components/schemas/A/enum/2: the value of the `enum` must have 3 characters at most, and has 7
                  3:8 /components/schemas/A: by this schema
                  help: correct the value, or the schema
                4:44 /components/schemas/B/enum/0: the value of the `enum` must not be below 1
                  4:8 /components/schemas/B: by this schema
                  help: correct the value, or the schema
                5:31 /components/schemas/C/const: the constant must be a string, and is a number (`5`)
                  5:8 /components/schemas/C: by this schema
                  help: put it in quotes, or correct the schema
                6:65 /components/schemas/D/enum/1: the value of the `enum` must be one of `0`, `1`, `2`
                  6:8 /components/schemas/D: by this schema
                  help: correct the value, or the schema
            "#]],
        );
    }
}
