//! Defaults of server variables that are not among the values.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, ServerSite};
use crate::openapi::{Version, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Server(check) };

static CODE: Code = Code {
    id: "SW1019",
    name: "server-default-not-allowed",
    severity: Severity::Error,
    what: "The default of a server variable is not among the values that its `enum` allows. (In 3.0 a warning.)",
    why: "Whoever chooses nothing gets an address that the document says does not exist.",
    example: "region:\n  enum: [eu, us]\n  default: asia",
    instead: "Add the default to the values, or choose one of them.",
    section: "OpenAPI 3.1.1 §4.8.6",
};

fn check(site: ServerSite<'_>, found: &mut Diagnostics) {
    for (entry, variable) in site.server.variables() {
        let Some((default, node)) = variable.default().zip(variable.node().get("default")) else { continue };
        let mut values = variable.values().peekable();
        if values.peek().is_none() || values.any(|value| value == default) {
            continue;
        }
        let message = format!("the default `{default}` of `{}` is not among its values", entry.key);
        let mut told = Diagnostic::new(&CODE, message).at(node.location());
        // It SHOULD be one of them in 3.0, and MUST later.
        if variable.version() == Version::V3_0 {
            told.severity = Severity::Warning;
        }
        found.push(told.help("add it to the values, or choose one of them"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    const REST: &str = "
servers:
  - url: https://{region}.example.com:{port}
    variables:
      region: { enum: [eu, us], default: asia }
      port: { enum: ['443', '8443'], default: '443' }
paths: {}
";

    #[test]
    fn must_be_one_of_the_values() {
        check_in(
            "3.1.0",
            &RULE,
            REST,
            expect![[r#"
            4:42 /servers/0/variables/region/default: the default `asia` of `region` is not among its values
              help: add it to the values, or choose one of them
        "#]],
        );
    }

    #[test]
    fn should_be_one_in_3_0() {
        check(
            &RULE,
            REST,
            expect![[r#"
            4:42 /servers/0/variables/region/default: (warning) the default `asia` of `region` is not among its values
              help: add it to the values, or choose one of them
        "#]],
        );
    }
}
