//! Amounts to be moved that may be zero or less.

use std::collections::HashSet;

use super::{bodies, is_amount, moves_money, properties};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Links, Rule, Survey};
use crate::openapi::{Schema, SchemaType, View};
use crate::resolve::Key;
use crate::source::Entry;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1081",
    name: "amount-without-lower-bound",
    severity: Severity::Warning,
    what: "The amount in a request that moves money has no lower bound.",
    why: "A negative amount may move the money the other way, and no client or mock will stop it.",
    example: "requestBody:\n  …\n    amount: { type: number, format: decimal }",
    instead: "Write the least amount: `exclusiveMinimum` 0, or `minimum: 1` for minor units.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut told = HashSet::new();
    for site in survey.operations.iter().filter(|site| moves_money(site)) {
        for (entry, property) in bodies(site).into_iter().flat_map(|body| properties(site.links, body)) {
            if !super::words(entry.key).iter().any(|word| word == "amount") || !is_amount(entry.key) {
                continue;
            }
            let Some((entry, unbounded)) = unbounded(site.links, entry, property) else { continue };
            if told.insert(Key::of(unbounded.node())) {
                let message = format!("`{}` moves money by {}, and may be zero or less", entry.key, site.name());
                let help = "write the least amount, as in `minimum: 0` with `exclusiveMinimum`";
                found.push(Diagnostic::new(&CODE, message).at(at_key(entry)).help(help));
            }
        }
    }
}

/// The number that has no lower bound: the property, or the value of an amount that is an object with a currency.
fn unbounded<'t>(links: Links<'_, 't>, entry: Entry<'t>, property: Schema<'t>) -> Option<(Entry<'t>, Schema<'t>)> {
    let resolved = links.schema(property)?;
    let own = properties(links, resolved);
    if let Some((entry, value)) = own.into_iter().find(|(entry, _)| matches!(entry.key, "value" | "amount")) {
        return links.schema(value).filter(|value| is_unbounded(*value)).map(|value| (entry, value));
    }
    is_unbounded(resolved).then_some((entry, resolved))
}

fn is_unbounded(schema: Schema<'_>) -> bool {
    let is_number = schema.types().is_some_and(|types| types.has(SchemaType::Number) || types.has(SchemaType::Integer));
    let is_listed = schema.enumeration().is_some() || schema.constant().is_some();
    is_number && !is_listed && schema.minimums().next().is_none() && schema.all_of().next().is_none()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn amounts_of_requests() {
        check(
            &RULE,
            "
paths:
  /refunds:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Refund' } } } }
      responses: { '200': { description: Fine. } }
  /payments:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses: { '200': { description: Fine. } }
components:
  schemas:
    Refund:
      type: object
      properties: { amount: { type: integer }, reason: { type: string } }
    Payment:
      type: object
      properties: { amount: { $ref: '#/components/schemas/Amount' }, fee_amount: { type: integer, minimum: 1 } }
    Amount:
      type: object
      properties: { value: { type: integer }, currency: { type: string } }
",
            expect![[r#"
                14:21 /components/schemas/Refund/properties/amount: `amount` moves money by `POST /refunds`, and may be zero or less
                  help: write the least amount, as in `minimum: 0` with `exclusiveMinimum`
                20:21 /components/schemas/Amount/properties/value: `value` moves money by `POST /payments`, and may be zero or less
                  help: write the least amount, as in `minimum: 0` with `exclusiveMinimum`
            "#]],
        );
    }
}
