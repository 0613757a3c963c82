//! Secrets that are sent in the address.

use super::words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::tables;
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1085",
    name: "secret-in-query",
    severity: Severity::Warning,
    what: "A password, token or key is sent in the query of the address.",
    why: "Addresses are written to the logs of servers and proxies, and handed on in `Referer`: the secret is soon known.",
    example: "- name: access_token\n  in: query",
    instead: "Send it in a header, by a security scheme, or in the body.",
    section: "RFC 9110 §17.9; RFC 6750 §5.3",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let in_query = |node: &Node<'_>| node.get("in").and_then(|place| place.as_str()) == Some("query");
    for node in survey.objects_of(&tables::PARAMETER).filter(in_query) {
        let Some(name) = node.get("name") else { continue };
        // Whether something is done with a secret is none.
        let is_flag = node.at("/schema/type").and_then(|ty| ty.as_str()) == Some("boolean");
        if let Some(word) = name.as_str().filter(|word| !is_flag && is_secret(word)) {
            tell(name, &format!("`{word}` is sent in the query, where secrets do not stay secret"), found);
        }
    }
    for node in survey.objects_of(&tables::SECURITY_SCHEME).filter(in_query) {
        let Some(place) = node.get("in") else { continue };
        tell(place, "this key is sent in the query, where secrets do not stay secret", found);
    }
}

fn tell(node: Node<'_>, message: &str, found: &mut Diagnostics) {
    let told = Diagnostic::new(&CODE, message).at(node.location());
    found.push(told.help("send it in a header, by a security scheme, or in the body"));
}

fn is_secret(name: &str) -> bool {
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_word = matches!(
        words.as_slice(),
        [.., "password" | "passwd" | "passphrase" | "secret" | "apikey" | "cvv" | "cvc" | "pan"] | ["token"]
    );
    let is_two_words = matches!(
        words.as_slice(),
        [.., "access" | "auth" | "bearer" | "refresh" | "session" | "api", "token"]
            | [.., "api" | "private" | "secret" | "access", "key"]
            | [.., "card", "number"]
    );
    is_word || is_two_words
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn addresses_are_written_down() {
        check(
            &RULE,
            "
paths:
  /a:
    get:
      parameters:
        - { name: access_token, in: query, schema: { type: string } }
        - { name: apiKey, in: query, schema: { type: string } }
        - { name: page_token, in: query, schema: { type: string } }
        - { name: X-Api-Key, in: header, schema: { type: string } }
        - { name: password, in: query, schema: { type: string } }
        - { name: append_api_key, in: query, schema: { type: boolean } }
      responses: { '200': { description: Fine. } }
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: k }
    header: { type: apiKey, in: header, name: k }
",
            expect![[r#"
                5:19 /paths/~1a/get/parameters/0/name: `access_token` is sent in the query, where secrets do not stay secret
                  help: send it in a header, by a security scheme, or in the body
                6:19 /paths/~1a/get/parameters/1/name: `apiKey` is sent in the query, where secrets do not stay secret
                  help: send it in a header, by a security scheme, or in the body
                9:19 /paths/~1a/get/parameters/4/name: `password` is sent in the query, where secrets do not stay secret
                  help: send it in a header, by a security scheme, or in the body
                14:30 /components/securitySchemes/key/in: this key is sent in the query, where secrets do not stay secret
                  help: send it in a header, by a security scheme, or in the body
            "#]],
        );
    }
}
