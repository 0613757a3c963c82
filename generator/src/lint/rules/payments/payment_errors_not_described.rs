//! Payments whose failures have no shape.

use super::moves_money;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, OperationSite, Rule};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Operation(check) };

static CODE: Code = Code {
    id: "SW1084",
    name: "payment-errors-not-described",
    severity: Severity::Warning,
    what: "A POST that moves money does not describe what it answers when the payment is declined, repeated, wrong or too much.",
    why: "These are the answers that a caller must tell apart: try another card, do not try again, correct it, or wait.",
    example: "responses:\n  '200': { description: Paid. }",
    instead: "Describe 402, 409, 422 and 429 with their bodies, or `4XX` for all that are alike.",
    section: "RFC 9110 §15.5; RFC 6585 §4",
};

fn check(site: &OperationSite<'_, '_>, found: &mut Diagnostics) {
    let Some(responses) = site.operation.responses().filter(|_| moves_money(site)) else { return };
    let keys: Vec<&str> = responses.by_status().map(|(entry, _)| entry.key).collect();
    if keys.iter().any(|key| *key == "default" || key.eq_ignore_ascii_case("4XX")) {
        return;
    }
    let missing: Vec<&str> = ["402", "409", "422", "429"].into_iter().filter(|status| !keys.contains(status)).collect();
    if !missing.is_empty() {
        let message = format!("{} moves money, and does not describe {}", site.name(), missing.join(", "));
        let place = site.operation.node().entry("responses").map_or(responses.node().location(), at_key);
        let help = "describe them with their bodies, or `4XX` for all that are alike";
        found.push(Diagnostic::new(&CODE, message).at(place).help(help));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn what_a_caller_must_tell_apart() {
        check(
            &RULE,
            "
paths:
  /a/refund:
    post: { responses: { '200': { description: Fine. }, '402': { description: No. }, '400': { description: No. } } }
  /b/refund:
    post: { responses: { '200': { description: Fine. }, 4XX: { description: No. } } }
  /pets:
    post: { responses: { '200': { description: Fine. } } }
",
            expect![[r#"
                3:13 /paths/~1a~1refund/post/responses: `POST /a/refund` moves money, and does not describe 409, 422, 429
                  help: describe them with their bodies, or `4XX` for all that are alike
            "#]],
        );
    }
}
