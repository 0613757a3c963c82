//! Limits outside of what the format can hold.

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::instance::compare;
use crate::lint::{Check, Rule, SchemaSite};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1064",
    name: "limit-beyond-format",
    severity: Severity::Warning,
    what: "A limit of a number is outside of what its format can hold.",
    why: "One of the two is wrong: values that the limit allows are refused by whoever reads them by the format.",
    example: "type: integer\nformat: int32\nmaximum: 5000000000",
    instead: "Write a wider format such as `int64`, or a limit that it can hold.",
    section: "OpenAPI 3.0.3 §4.4; OpenAPI Format Registry",
};

/// What whole numbers of a format can be.
const RANGES: &[(&str, &str, &str)] = &[
    ("int8", "-128", "127"),
    ("uint8", "0", "255"),
    ("int16", "-32768", "32767"),
    ("uint16", "0", "65535"),
    ("int32", "-2147483648", "2147483647"),
    ("uint32", "0", "4294967295"),
    ("int64", "-9223372036854775808", "9223372036854775807"),
    ("uint64", "0", "18446744073709551615"),
];

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let Some(format) = site.schema.keyword("format").and_then(|format| format.value.as_str()) else { return };
    let Some((_, least, most)) = RANGES.iter().find(|(name, ..)| *name == format) else { return };
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
        let Some(node) = site.schema.keyword(keyword).map(|entry| entry.value) else { continue };
        let Some(number) = node.as_number() else { continue };
        let is_below = compare(number, least) == Some(Ordering::Less);
        let is_above = compare(number, most) == Some(Ordering::Greater);
        // What is excluded may lie one beyond, and what is a double of the last one is meant as it.
        if (is_below || is_above) && !is_next(number, least, most) {
            let message = format!("`{keyword}: {number}` is outside of `{format}`, which is from {least} to {most}");
            let told = Diagnostic::new(&CODE, message).at(node.location());
            found.push(told.help("write a wider format, or a limit that it can hold"));
        }
    }
}

/// Is it the last number, give or take what a double cannot tell apart?
fn is_next(number: &str, least: &str, most: &str) -> bool {
    let double = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    let is_near = |end: &str| (double(number) - double(end)).abs() <= (double(end).abs() * f64::EPSILON).max(1.0);
    is_near(least) || is_near(most)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn ranges_of_formats() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { type: integer, format: int32, minimum: 0, maximum: 5000000000 }
    B: { type: integer, format: int32, minimum: -2147483648, maximum: 2147483648, exclusiveMaximum: true }
    C: { type: integer, format: uint8, minimum: -5 }
    D: { type: integer, format: int64, maximum: 9223372036854776000 }
    E: { type: integer, format: int64, maximum: 1e30 }
    F: { type: number, format: double, maximum: 1e300 }
",
            expect![[r#"
                4:61 /components/schemas/A/maximum: `maximum: 5000000000` is outside of `int32`, which is from -2147483648 to 2147483647
                  help: write a wider format, or a limit that it can hold
                6:49 /components/schemas/C/minimum: `minimum: -5` is outside of `uint8`, which is from 0 to 255
                  help: write a wider format, or a limit that it can hold
                8:49 /components/schemas/E/maximum: `maximum: 1e30` is outside of `int64`, which is from -9223372036854775808 to 9223372036854775807
                  help: write a wider format, or a limit that it can hold
            "#]],
        );
    }
}
