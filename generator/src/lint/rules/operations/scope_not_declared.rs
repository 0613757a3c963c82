//! Scopes that a security scheme does not have.

use std::collections::{HashMap, HashSet};

use super::{requirements, schemes};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::rules::meant;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1015",
    name: "scope-not-declared",
    severity: Severity::Warning,
    what: "A security requirement asks for a scope that no flow of its OAuth 2 scheme has.",
    why: "A client that asks for the declared scopes will not be let in.",
    example: "security:\n  - oauth: ['pets:raed']",
    instead: "Declare the scope in the flows of the scheme, or correct its name.",
    section: "OpenAPI 3.0.3 §4.7.30",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let schemes = schemes(survey.links).into_iter().filter(|(_, scheme)| scheme.kind() == Some("oauth2"));
    let declared: HashMap<&str, HashSet<&str>> = schemes
        .map(|(name, scheme)| (name, scheme.flows().flat_map(|(_, flow)| flow.scopes().map(|scope| scope.0)).collect()))
        .collect();
    for entry in requirements(survey).into_iter().flat_map(|requirement| requirement.node().entries()) {
        let Some(known) = declared.get(entry.key) else { continue };
        for scope in entry.value.items() {
            let Some(word) = scope.as_str().filter(|word| !known.contains(word)) else { continue };
            let message = format!("no flow of `{}` has the scope `{word}`", entry.key);
            let told = Diagnostic::new(&CODE, message).at(scope.location());
            found.push(match meant(word, known.iter().copied()) {
                Some(word) => told.help(format!("did you mean `{word}`?")),
                None => told.help("declare it in the flows of the scheme"),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn scopes_of_flows() {
        check(
            &RULE,
            "
security: [{ oauth: ['pets:raed', admin] }]
paths:
  /pets:
    get:
      security: [{ oauth: ['pets:read'] }, { key: [] }]
      responses: { '200': { description: Fine. } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oauth:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: 'https://a.example/t', scopes: { 'pets:read': Reads. } } }
",
            expect![[r#"
                1:22 /security/0/oauth/0: no flow of `oauth` has the scope `pets:raed`
                  help: did you mean `pets:read`?
                1:35 /security/0/oauth/1: no flow of `oauth` has the scope `admin`
                  help: declare it in the flows of the scheme
            "#]],
        );
    }
}
