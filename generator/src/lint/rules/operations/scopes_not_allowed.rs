//! Scopes of a security scheme that has none.

use super::{requirements, schemes};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, Survey};
use crate::openapi::{Version, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1016",
    name: "scopes-not-allowed",
    severity: Severity::Error,
    what: "A security requirement of 3.0 gives scopes to a scheme that is neither OAuth 2 nor OpenID Connect.",
    why: "The list must be empty; nothing reads what stands in it.",
    example: "security:\n  - apiKey: [admin]",
    instead: "Write `[]`, and say in the description who is let in.",
    section: "OpenAPI 3.0.3 §4.7.30",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    if survey.document.version() != Version::V3_0 {
        return;
    }
    let schemes = schemes(survey.links);
    for entry in requirements(survey).into_iter().flat_map(|requirement| requirement.node().entries()) {
        let Some(kind) = schemes.get(entry.key).and_then(|scheme| scheme.kind()) else { continue };
        if matches!(kind, "http" | "apiKey") && entry.value.items().len() > 0 {
            let message = format!("`{}` is of type `{kind}` and has no scopes", entry.key);
            found.push(Diagnostic::new(&CODE, message).at(entry.value.location()).help("write `[]`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    const REST: &str = "
paths:
  /pets:
    get:
      security: [{ key: [admin] }, { key: [] }, { oidc: [admin] }]
      responses: { '200': { description: Fine. } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oidc: { type: openIdConnect, openIdConnectUrl: 'https://a.example' }
";

    #[test]
    fn only_some_schemes_have_scopes() {
        check(
            &RULE,
            REST,
            expect![[r#"
            4:25 /paths/~1pets/get/security/0/key: `key` is of type `apiKey` and has no scopes
              help: write `[]`
        "#]],
        );
    }

    #[test]
    fn roles_may_be_named_from_3_1_on() {
        check_in("3.1.0", &RULE, REST, expect![[""]]);
    }
}
