//! Defaults that their schema does not allow.

use super::failed;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::lint::{Check, ExampleSite, Role, Rule};
use crate::openapi::{Version, View};
use crate::source::Kind;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Example(check) };

static CODE: Code = Code {
    id: "SW1051",
    name: "default-not-allowed",
    severity: Severity::Warning,
    what: "A default is no value that its schema allows. (In 3.0, one of another type is an error.)",
    why: "Whoever leaves the value out gets one that could not be sent; code that is made of the default may not compile.",
    example: "type: integer\ndefault: '20'",
    instead: "Correct the default, or the schema.",
    section: "OpenAPI 3.0.3 §4.7.24; JSON Schema 2020-12 validation §9.2",
};

fn check(site: ExampleSite<'_, '_>, found: &mut Diagnostics) {
    if site.role != Role::Default {
        return;
    }
    let failures = site.judge.failures(site.schema, site.value);
    for (mut told, failure) in failed(&CODE, "default", site, &failures).into_iter().zip(&failures) {
        // It MUST conform to the type in 3.0. `null` is how some say that there is none.
        let is_null = matches!(failure.node.kind(), Kind::Null);
        if failure.is_type && !is_null && site.schema.version() == Version::V3_0 {
            told.severity = Severity::Error;
        }
        found.push(told);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    const REST: &str = "
paths: {}
components:
  schemas:
    A: { type: integer, default: '20' }
    B: { type: string, enum: [a, b], default: c }
    C: { type: string, default: null }
    D: { type: boolean, default: false }
    E: { type: array, items: { type: string }, default: [a, 1] }
";

    #[test]
    fn must_be_of_the_type_in_3_0() {
        check(
            &RULE,
            REST,
            expect![[r#"
                4:34 /components/schemas/A/default: (error) the default must be a whole number, and is a string (`20`)
                  4:8 /components/schemas/A: by this schema
                  help: correct the value, or the schema
                5:47 /components/schemas/B/default: the default must be one of `a`, `b`
                  5:8 /components/schemas/B: by this schema
                  help: correct the value, or the schema
                6:33 /components/schemas/C/default: the default must be a string, and is null
                  6:8 /components/schemas/C: by this schema
                  help: correct the value, or the schema
                8:61 /components/schemas/E/default/1: (error) in the default, this must be a string, and is a number (`1`)
                  8:8 /components/schemas/E: by this schema
                  help: put it in quotes, or correct the schema
            "#]],
        );
    }

    #[test]
    fn should_fit_later() {
        check_in(
            "3.1.0",
            &RULE,
            REST,
            expect![[r#"
                4:34 /components/schemas/A/default: the default must be a whole number, and is a string (`20`)
                  4:8 /components/schemas/A: by this schema
                  help: correct the value, or the schema
                5:47 /components/schemas/B/default: the default must be one of `a`, `b`
                  5:8 /components/schemas/B: by this schema
                  help: correct the value, or the schema
                6:33 /components/schemas/C/default: the default must be a string, and is null
                  6:8 /components/schemas/C: by this schema
                  help: correct the value, or the schema
                8:61 /components/schemas/E/default/1: in the default, this must be a string, and is a number (`1`)
                  8:8 /components/schemas/E: by this schema
                  help: put it in quotes, or correct the schema
            "#]],
        );
    }
}
