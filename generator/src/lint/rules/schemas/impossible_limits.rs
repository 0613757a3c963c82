//! Limits that leave no value.

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::instance::compare;
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::{Limit, Schema, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1050",
    name: "impossible-limits",
    severity: Severity::Error,
    what: "The lower limit of a schema is above its upper one.",
    why: "No value fits both, so that nothing can be sent or received.",
    example: "type: string\nminLength: 10\nmaxLength: 5",
    instead: "Correct one of the two.",
    section: "JSON Schema 2020-12 validation §6",
};

const PAIRS: [(&str, &str); 4] = [
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let schema = site.schema;
    // Most schemas have no limits, and are done with here.
    if !schema.node().entries().any(|entry| entry.key.starts_with("min") || entry.key == "exclusiveMinimum") {
        return;
    }
    let number = |field: &str| schema.keyword(field).and_then(|entry| entry.value.as_number());
    for (low, high) in PAIRS {
        if let (Some(least), Some(most)) = (number(low), number(high))
            && compare(least, most) == Some(Ordering::Greater)
        {
            tell(schema, (low, least), (high, most), "above", found);
        }
    }
    let Some((low, high)) = schema.minimums().find_map(|low| Some((low, excluded(low, schema)?))) else { return };
    let field = |limit: Limit<'_>, plain: &'static str, exclusive: &'static str| {
        // In 3.0 the field is the plain one always.
        if limit.exclusive && number(exclusive).is_some() { exclusive } else { plain }
    };
    let (lower, upper) = (field(low, "minimum", "exclusiveMinimum"), field(high, "maximum", "exclusiveMaximum"));
    let is_equal = compare(low.value, high.value) == Some(Ordering::Equal);
    let words = if is_equal { "not below the excluded" } else { "above" };
    tell(schema, (lower, low.value), (upper, high.value), words, found);
}

/// The maximum that leaves nothing above this minimum.
fn excluded<'t>(low: Limit<'t>, schema: Schema<'t>) -> Option<Limit<'t>> {
    schema.maximums().find(|high| match compare(low.value, high.value) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => low.exclusive || high.exclusive,
        _ => false,
    })
}

fn tell(schema: Schema<'_>, low: (&str, &str), high: (&str, &str), words: &str, found: &mut Diagnostics) {
    let message = format!("`{}: {}` is {words} `{}: {}`, so that no value fits", low.0, low.1, high.0, high.1);
    let Some((low, high)) = schema.keyword(low.0).zip(schema.keyword(high.0)) else { return };
    let told =
        Diagnostic::new(&CODE, message).at(low.value.location()).related(high.value.location(), "the upper limit");
    found.push(told.help("correct one of the two"));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn limits_of_every_kind() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { type: string, minLength: 10, maxLength: 5 }
    B: { type: array, items: {}, minItems: 2, maxItems: 1 }
    C: { type: object, minProperties: 3, maxProperties: 2 }
    D: { type: number, minimum: 0.2, maximum: 0.1 }
    E: { type: number, minimum: 1, maximum: 1 }
    F: { type: number, minimum: 1, maximum: 1, exclusiveMaximum: true }
    G: { type: integer, minimum: 0, maximum: 9007199254740993 }
",
            expect![[r#"
                4:35 /components/schemas/A/minLength: `minLength: 10` is above `maxLength: 5`, so that no value fits
                  4:50 /components/schemas/A/maxLength: the upper limit
                  help: correct one of the two
                5:44 /components/schemas/B/minItems: `minItems: 2` is above `maxItems: 1`, so that no value fits
                  5:57 /components/schemas/B/maxItems: the upper limit
                  help: correct one of the two
                6:39 /components/schemas/C/minProperties: `minProperties: 3` is above `maxProperties: 2`, so that no value fits
                  6:57 /components/schemas/C/maxProperties: the upper limit
                  help: correct one of the two
                7:33 /components/schemas/D/minimum: `minimum: 0.2` is above `maximum: 0.1`, so that no value fits
                  7:47 /components/schemas/D/maximum: the upper limit
                  help: correct one of the two
                9:33 /components/schemas/F/minimum: `minimum: 1` is not below the excluded `maximum: 1`, so that no value fits
                  9:45 /components/schemas/F/maximum: the upper limit
                  help: correct one of the two
            "#]],
        );
    }

    #[test]
    fn exclusive_limits_are_numbers_from_3_1_on() {
        check_in(
            "3.1.0",
            &RULE,
            "
components:
  schemas:
    A: { type: number, exclusiveMinimum: 1, maximum: 1 }
    B: { type: number, minimum: 0, exclusiveMaximum: 1 }
    C: { type: number, minimum: 0, exclusiveMinimum: 5, maximum: 4 }
    D: { type: array, minContains: 2, maxContains: 1 }
",
            expect![[r#"
                3:42 /components/schemas/A/exclusiveMinimum: `exclusiveMinimum: 1` is not below the excluded `maximum: 1`, so that no value fits
                  3:54 /components/schemas/A/maximum: the upper limit
                  help: correct one of the two
                5:54 /components/schemas/C/exclusiveMinimum: `exclusiveMinimum: 5` is above `maximum: 4`, so that no value fits
                  5:66 /components/schemas/C/maximum: the upper limit
                  help: correct one of the two
                6:36 /components/schemas/D/minContains: `minContains: 2` is above `maxContains: 1`, so that no value fits
                  6:52 /components/schemas/D/maxContains: the upper limit
                  help: correct one of the two
            "#]],
        );
    }
}
