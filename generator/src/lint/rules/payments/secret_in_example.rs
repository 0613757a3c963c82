//! Secrets that were copied into examples.

use super::words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;
use crate::source::{Node, Step};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1087",
    name: "secret-in-example",
    severity: Severity::Warning,
    what: "An example or default has the form of a live secret: a key, a token with its signature, a private key, a number of a payment card.",
    why: "Documents are published; whoever reads this one may use it. Programs look for such keys all day.",
    example: "apiKey: { type: string, example: AKIA… }   # twenty characters that a provider gave out",
    instead: "Revoke it if it was real, and write one that cannot be mistaken: `sk_test_…`, `AKIAIOSFODNN7EXAMPLE`, `4242424242424242`.",
    section: "CWE-540; PCI DSS 4.0 §3.5",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let of_schemas = survey.schemas.iter().flat_map(|schema| schema.examples().chain(schema.default()));
    let holders = [&tables::PARAMETER, &tables::HEADER, &tables::MEDIA_TYPE];
    let of_others = holders.into_iter().flat_map(|kind| survey.objects_of(kind)).filter_map(|node| node.get("example"));
    let named = survey.objects_of(&tables::EXAMPLE).filter_map(|node| node.get("value"));
    for value in of_schemas.chain(of_others).chain(named) {
        below(value, found);
    }
}

fn below(value: Node<'_>, found: &mut Diagnostics) {
    let mut waiting = vec![value];
    while let Some(node) = waiting.pop() {
        waiting.extend(node.items().chain(node.entries().map(|entry| entry.value)));
        let text = node.as_str().or(node.as_number());
        if let Some(what) = text.and_then(|text| secret(text, || speaks_of_cards(node))) {
            // The words of it are not repeated.
            let told = Diagnostic::new(&CODE, format!("this looks like {what}")).at(node.location());
            found.push(told.help("revoke it if it was real, and write one that cannot be mistaken"));
        }
    }
}

/// What it looks like.
fn secret(text: &str, is_of_card: impl Fn() -> bool) -> Option<&'static str> {
    const SHORT: usize = 14;
    if text.len() < SHORT {
        return None;
    }
    let text = text.strip_prefix("Bearer ").unwrap_or(text).trim();
    if text.contains("PRIVATE KEY-----") && text.starts_with("-----BEGIN") {
        return (text.len() > 200).then_some("a private key");
    }
    for (start, length, what) in KEYS {
        let rest = text.strip_prefix(start).filter(|rest| rest.len() >= *length);
        let is_key = |rest: &&str| rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        if rest.filter(is_key).is_some_and(is_drawn) {
            return Some(what);
        }
    }
    if is_token(text) {
        return Some("a signed token");
    }
    (is_card(text) && is_of_card()).then_some("the number of a payment card")
}

/// How keys begin, how many characters follow at least, and what they are.
const KEYS: &[(&str, usize, &str)] = &[
    ("sk_live_", 16, "a live key of Stripe"),
    ("rk_live_", 16, "a live key of Stripe"),
    ("AKIA", 16, "a key of AWS"),
    ("ghp_", 36, "a token of GitHub"),
    ("gho_", 36, "a token of GitHub"),
    ("ghs_", 36, "a token of GitHub"),
    ("github_pat_", 40, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("xoxb-", 24, "a token of Slack"),
    ("xoxp-", 24, "a token of Slack"),
    ("AIza", 35, "a key of Google"),
    ("SG.", 60, "a key of SendGrid"),
    ("npm_", 36, "a token of npm"),
];

/// Was it drawn at random, and not typed as `xxxx` or `1234`?
fn is_drawn(rest: &str) -> bool {
    const FEW: usize = 8;
    let kinds: std::collections::HashSet<u8> = rest.bytes().collect();
    let lower = rest.to_ascii_lowercase();
    let runs = ["example", "xxxx", "0000", "123456", "abcdef", "your", "test"];
    kinds.len() > FEW && !runs.iter().any(|run| lower.contains(run))
}

/// A JSON web token with a signature (RFC 7519), that of the well-known example aside.
fn is_token(text: &str) -> bool {
    if !text.starts_with("eyJ") {
        return false;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [_, body, signature] = parts.as_slice() else { return false };
    let is_base64 = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    body.starts_with("eyJ") && parts.iter().all(|part| is_base64(part))
        && signature.len() >= 20
        // The subject `1234567890`, by which the well-known one says that it is none.
        && !body.contains("eyJzdWIiOiIxMjM0NTY3ODkwIi")
        && is_drawn(signature)
}

/// Does the nearest name speak of cards?
fn speaks_of_cards(node: Node<'_>) -> bool {
    let mut at = Some(node);
    while let Some(node) = at {
        if let Some(Step::Key(name)) = node.step()
            && !matches!(name, "example" | "examples" | "default" | "value" | "properties")
        {
            return words(name).iter().any(|word| matches!(word.as_str(), "card" | "cardnumber" | "pan" | "ccnumber"));
        }
        at = node.parent();
    }
    false
}

/// Numbers that payment providers publish for trials.
const TRIALS: &[&str] = &[
    "4242424242424242",
    "4111111111111111",
    "4012888888881881",
    "4000056655665556",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "30569309025904",
    "3566002020360505",
    "4000000000000002",
    "4917610000000000003",
];

/// Sixteen digits or so with a check digit (ISO/IEC 7812-1 annex B), not one for trials.
fn is_card(text: &str) -> bool {
    if !text.starts_with(['3', '4', '5', '6']) {
        return false;
    }
    let digits: Vec<u32> = text.chars().filter(|c| !matches!(c, ' ' | '-')).map_while(|c| c.to_digit(10)).collect();
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_number =
        digits.len() == plain.len() && (14..=19).contains(&digits.len()) && plain.starts_with(['3', '4', '5', '6']);
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(n, digit)| if n % 2 == 1 { doubled(*digit) } else { *digit }).sum();
    is_number
        && sum.is_multiple_of(10)
        && !TRIALS.contains(&plain.as_str())
        && !plain.contains("000000")
        && !plain.contains("111111")
}

#[cfg(test)]
mod tests {
    use super::{RULE, secret};
    use crate::lint::testing::check;
    use expect_test::expect;

    #[test]
    fn keys_and_tokens() {
        // Put together here, so that nobody who looks for keys finds one.
        let key = |start: &str, rest: &str| secret(&format!("{start}{rest}"), || false);
        assert_eq!(key("sk_live_", "4eC39HqLyjWDarjtT1zdp7dc"), Some("a live key of Stripe"));
        assert_eq!(key("AKIA", "J3QW8ZK2LMN7RTYU"), Some("a key of AWS"));
        assert_eq!(key("ghp_", "q7Rk2ZpL9vXw3TnB8sYd5HcJ1mGf6KaE4uQi"), Some("a token of GitHub"));
        assert_eq!(key("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiI0MiJ9.q7Rk2ZpL9vXw3TnB8sYd5HcJ1m"), Some("a signed token"));
        assert_eq!(key("sk_test_", "4eC39HqLyjWDarjtT1zdp7dc"), None);
        assert_eq!(key("AKIA", "IOSFODNN7EXAMPLE"), None);
        assert_eq!(key("sk_live_", "xxxxxxxxxxxxxxxxxxxxxxxx"), None);
        assert_eq!(
            key("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ik.SflKxwRJSMeKKF2QT4fwpMeJf36P"),
            None
        );
    }

    #[test]
    fn numbers_of_cards() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A:
      type: object
      properties:
        card_number: { type: string, example: 4539 5787 6362 1486 }
        number: { type: string, example: '4539578763621486' }
        cardNumber: { type: string, example: '4242424242424242' }
        pan: { type: string, example: '4539578763621487' }
      example: { card: '4539578763621486' }
",
            expect![[r#"
                7:47 /components/schemas/A/properties/card_number/example: this looks like the number of a payment card
                  help: revoke it if it was real, and write one that cannot be mistaken
                11:24 /components/schemas/A/example/card: this looks like the number of a payment card
                  help: revoke it if it was real, and write one that cannot be mistaken
            "#]],
        );
    }
}
