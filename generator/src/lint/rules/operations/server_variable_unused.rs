//! Variables of a server that its address does not have.

use std::collections::BTreeSet;

use super::names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::rules::meant;
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, ServerSite};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Server(check) };

static CODE: Code = Code {
    id: "SW1018",
    name: "server-variable-unused",
    severity: Severity::Warning,
    what: "A variable of a server does not occur in its address.",
    why: "Whatever a caller chooses for it changes nothing.",
    example: "url: https://example.com\nvariables:\n  region: { default: eu }",
    instead: "Put `{name}` into the address, or remove the variable.",
    section: "OpenAPI 3.0.3 §4.7.5",
};

fn check(site: ServerSite<'_>, found: &mut Diagnostics) {
    let Some(url) = site.server.url() else { return };
    let names: BTreeSet<&str> = names(url).collect();
    for (entry, _) in site.server.variables() {
        if names.contains(entry.key) {
            continue;
        }
        let message = format!("the variable `{}` does not occur in `{url}`", entry.key);
        let told = Diagnostic::new(&CODE, message).at(at_key(entry));
        found.push(match meant(entry.key, names.iter().copied()) {
            Some(word) => told.help(format!("did you mean `{word}`?")),
            None => told.help(format!("put `{{{}}}` into the address, or remove the variable", entry.key)),
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn variables_of_addresses() {
        check(
            &RULE,
            "
servers:
  - url: https://{region}.example.com:{port}
    variables:
      regoin: { default: eu }
      port: { default: '443' }
      stage: { default: live }
paths: {}
",
            expect![[r#"
                4:7 /servers/0/variables/regoin: the variable `regoin` does not occur in `https://{region}.example.com:{port}`
                  help: did you mean `region`?
                6:7 /servers/0/variables/stage: the variable `stage` does not occur in `https://{region}.example.com:{port}`
                  help: put `{stage}` into the address, or remove the variable
            "#]],
        );
    }
}
