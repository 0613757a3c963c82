//! Money as binary floating point.

use std::collections::HashSet;

use super::{has_currency, is_amount, is_of_money};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::{Schema, SchemaType, View};
use crate::resolve::Key;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1080",
    name: "money-as-float",
    severity: Severity::Warning,
    what: "An amount of money is a `number` without a decimal format, which most readers keep as binary floating point.",
    why: "0.1 has no exact binary form: sums drift by cents, and what is charged is not what was written.",
    example: "amount: { type: number }",
    instead: "Write `format: decimal`, or send minor units as `type: integer`, or the digits as `type: string`.",
    section: "RFC 8259 §6; OpenAPI Format Registry, `decimal`",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let whole = is_of_money(survey);
    let mut told = HashSet::new();
    for schema in survey.schemas.iter().filter(|schema| whole || has_currency(**schema)) {
        for (entry, property) in schema.properties().filter(|(entry, _)| is_amount(entry.key)) {
            let Some(property) = survey.links.schema(property).filter(|property| is_float(*property)) else { continue };
            if !told.insert(Key::of(property.node())) {
                continue;
            }
            let place = property.node().get("type").unwrap_or(property.node()).location();
            let message = format!("the amount `{}` is a binary floating point number to most readers", entry.key);
            let help = "write `format: decimal`, or send minor units as `type: integer`";
            found.push(Diagnostic::new(&CODE, message).at(place).help(help));
        }
    }
}

fn is_float(schema: Schema<'_>) -> bool {
    schema.types().is_some_and(|types| types.has(SchemaType::Number))
        && matches!(schema.format(), None | Some("float" | "double"))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn where_an_operation_moves_money() {
        check(
            &RULE,
            "
paths:
  /credits/purchase:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Purchase' } } } }
      responses: { '200': { description: Fine. } }
components:
  schemas:
    Purchase:
      type: object
      properties:
        amount: { type: number }
        fee: { $ref: '#/components/schemas/Money' }
        balance: { type: number, format: decimal }
        price: { type: integer }
        discount_amount: { type: number, format: double }
        ratio: { type: number }
    Money: { type: number, format: float }
",
            expect![[r#"
                11:25 /components/schemas/Purchase/properties/amount/type: the amount `amount` is a binary floating point number to most readers
                  help: write `format: decimal`, or send minor units as `type: integer`
                15:34 /components/schemas/Purchase/properties/discount_amount/type: the amount `discount_amount` is a binary floating point number to most readers
                  help: write `format: decimal`, or send minor units as `type: integer`
                17:20 /components/schemas/Money/type: the amount `fee` is a binary floating point number to most readers
                  help: write `format: decimal`, or send minor units as `type: integer`
            "#]],
        );
    }

    #[test]
    fn elsewhere_beside_a_currency_alone() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Fuel: { type: object, properties: { amount: { type: number } } }
    Bill: { type: object, properties: { amount: { type: number }, currency_code: { type: string } } }
",
            expect![[r#"
                5:57 /components/schemas/Bill/properties/amount/type: the amount `amount` is a binary floating point number to most readers
                  help: write `format: decimal`, or send minor units as `type: integer`
            "#]],
        );
    }
}
