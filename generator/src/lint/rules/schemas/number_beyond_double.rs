//! Whole numbers that a double cannot hold.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::instance::is_beyond_double;
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::View;
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1059",
    name: "number-beyond-double",
    severity: Severity::Info,
    what: "A limit, default, constant or example is a whole number beyond 2^53 that a double cannot hold.",
    why: "Readers that keep numbers as doubles, JavaScript among them, see another number than the one that is written.",
    example: "type: integer\nmaximum: 9223372036854775807",
    instead: "Send numbers of that size as strings, or stay below 9007199254740992.",
    section: "RFC 8259 §6",
};

const LIMITS: [&str; 6] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "default", "const"];

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let schema = site.schema;
    let limits = schema.node().entries().filter(|entry| LIMITS.contains(&entry.key)).map(|entry| entry.value);
    let values = schema.enumeration().into_iter().flat_map(Node::items).chain(schema.examples());
    for value in limits.chain(values) {
        let Some(text) = value.as_number().filter(|text| is_beyond_double(text)) else { continue };
        let told = Diagnostic::new(&CODE, format!("`{text}` is another number in a double")).at(value.location());
        found.push(told.help("send numbers of that size as strings, or stay below 9007199254740992"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn beyond_two_to_the_53() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { type: integer, maximum: 9223372036854775807, minimum: -9007199254740992 }
    B: { type: integer, example: 9007199254740993 }
    C: { type: integer, enum: [9007199254740991, 12345678901234567] }
    D: { type: number, default: 0.1234567890123456789 }
",
            expect![[r#"
                4:34 /components/schemas/A/maximum: `9223372036854775807` is another number in a double
                  help: send numbers of that size as strings, or stay below 9007199254740992
                5:34 /components/schemas/B/example: `9007199254740993` is another number in a double
                  help: send numbers of that size as strings, or stay below 9007199254740992
                6:50 /components/schemas/C/enum/1: `12345678901234567` is another number in a double
                  help: send numbers of that size as strings, or stay below 9007199254740992
            "#]],
        );
    }
}
