//! Currencies that may be any text.

use std::collections::HashSet;

use super::{is_currency, is_of_money};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::{Schema, SchemaType, View};
use crate::resolve::Key;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1082",
    name: "currency-not-constrained",
    severity: Severity::Warning,
    what: "In an API that moves money, a currency is any string.",
    why: "`usd`, `US$` and `USDT` pass as well as `USD`, and an amount in the wrong currency is a wrong amount.",
    example: "currency: { type: string }",
    instead: "List the currencies by `enum`, or write `pattern: '^[A-Z]{3}$'` for the codes of ISO 4217.",
    section: "ISO 4217",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    if !is_of_money(survey) {
        return;
    }
    let mut told = HashSet::new();
    for (entry, property) in survey.schemas.iter().flat_map(|schema| schema.properties()) {
        let Some(property) = survey.links.schema(property).filter(|_| is_currency(entry.key)) else { continue };
        if is_any_text(property) && told.insert(Key::of(property.node())) {
            let place = property.node().get("type").unwrap_or(property.node()).location();
            let told = Diagnostic::new(&CODE, format!("the currency `{}` may be any string", entry.key)).at(place);
            found.push(told.help("list the currencies by `enum`, or write `pattern: '^[A-Z]{3}$'`"));
        }
    }
}

fn is_any_text(schema: Schema<'_>) -> bool {
    let is_text = schema.types().is_some_and(|types| types.has(SchemaType::String));
    let has_form = schema.pattern().is_some() || schema.format().is_some() || schema.max_length().is_some();
    is_text && !has_form && schema.enumeration().is_none() && schema.constant().is_none()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    const SCHEMAS: &str = "
components:
  schemas:
    Payment:
      type: object
      properties:
        amount: { type: integer }
        currency: { type: string }
        currency_code: { type: string, enum: [EUR, USD] }
        feeCurrency: { type: string, pattern: '^[A-Z]{3}$' }
        settlement-currency: { $ref: '#/components/schemas/Currency' }
    Currency: { type: string }
";

    #[test]
    fn any_text_is_no_currency() {
        let paths = "
paths:
  /payments:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses: { '200': { description: Fine. } }";
        check(
            &RULE,
            &format!("{paths}{SCHEMAS}"),
            expect![[r#"
            12:27 /components/schemas/Payment/properties/currency/type: the currency `currency` may be any string
              help: list the currencies by `enum`, or write `pattern: '^[A-Z]{3}$'`
            16:23 /components/schemas/Currency/type: the currency `settlement-currency` may be any string
              help: list the currencies by `enum`, or write `pattern: '^[A-Z]{3}$'`
        "#]],
        );
    }

    #[test]
    fn where_no_money_moves_it_is_a_text() {
        check(&RULE, &format!("paths: {{}}{SCHEMAS}"), expect![[""]]);
    }
}
