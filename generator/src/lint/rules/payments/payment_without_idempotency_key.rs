//! Payments that cannot be told from their repetition.

use super::{bodies, moves_money, properties};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, OperationSite, Rule};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1083",
    name: "payment-without-idempotency-key",
    severity: Severity::Warning,
    what: "A POST that moves money takes no idempotency key.",
    why: "When no answer came, nobody can tell whether money moved, and sending it again may move it twice.",
    example: "paths:\n  /payments:\n    post: { requestBody: { … } }",
    instead: "Take a header `Idempotency-Key`, and answer a repeated key with the first answer.",
    section: "draft-ietf-httpapi-idempotency-key-header",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    if !moves_money(site) {
        return;
    }
    let in_header = site.parameters().iter().filter_map(|parameter| parameter.name()).any(is_key);
    let in_body =
        || bodies(site).into_iter().flat_map(|body| properties(site.links, body)).any(|(entry, _)| is_key(entry.key));
    if !in_header && !in_body() {
        let message = format!("{} moves money, and takes no idempotency key", site.name());
        let node = site.operation.node();
        let place = node.get("operationId").unwrap_or(node).location();
        let help = "take a header `Idempotency-Key`, so that a repeated request can be told from a second payment";
        found.push(Diagnostic::new(&CODE, message).at(place).help(help));
    }
}

/// Names under which APIs take such a key.
fn is_key(name: &str) -> bool {
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let known = ["requestid", "transactionid", "clienttoken", "clientreference", "referenceid", "externalid", "nonce"];
    bare.contains("idempot") || known.iter().any(|known| bare.ends_with(known))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn payments_take_a_key() {
        check(
            &RULE,
            "
paths:
  /payments:
    post: { operationId: createPayment, requestBody: { $ref: '#/components/requestBodies/B' }, responses: { '200': { description: Fine. } } }
    get: { responses: { '200': { description: Fine. } } }
  /payments/{id}/refund:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      responses: { '200': { description: Fine. } }
  /payments/{id}/pay:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post: { responses: { '200': { description: Fine. } } }
  /payment-methods:
    post: { requestBody: { $ref: '#/components/requestBodies/B' }, responses: { '200': { description: Fine. } } }
  /simulations/transfers:
    post: { requestBody: { $ref: '#/components/requestBodies/B' }, responses: { '200': { description: Fine. } } }
  /addresses/withdraw:
    post: { responses: { '200': { description: Fine. } } }
components:
  requestBodies:
    B: { content: { application/json: { schema: { type: object, properties: { amount: { type: integer } } } } } }
",
            expect![[r#"
                3:26 /paths/~1payments/post/operationId: `POST /payments` moves money, and takes no idempotency key
                  help: take a header `Idempotency-Key`, so that a repeated request can be told from a second payment
                12:11 /paths/~1payments~1{id}~1pay/post: `POST /payments/{id}/pay` moves money, and takes no idempotency key
                  help: take a header `Idempotency-Key`, so that a repeated request can be told from a second payment
            "#]],
        );
    }
}
