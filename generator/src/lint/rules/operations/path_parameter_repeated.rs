//! Paths that have a parameter twice.

use std::collections::HashSet;

use super::names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::{Version, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1023",
    name: "path-parameter-repeated",
    severity: Severity::Error,
    what: "A path has the same parameter twice. (Before 3.2 a warning.)",
    why: "There is one value for both, and a server may expect two.",
    example: "paths:\n  /pets/{id}/toys/{id}: { … }",
    instead: "Give each place of the path a name of its own.",
    section: "OpenAPI 3.2.0 §4.8.2",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for (path, _) in survey.document.paths() {
        let mut seen = HashSet::new();
        let Some(name) = names(path.key).find(|name| !seen.insert(*name)) else { continue };
        let message = format!("the path `{}` has `{{{name}}}` twice", path.key);
        let mut told = Diagnostic::new(&CODE, message).at(at_key(path));
        if survey.document.version() < Version::V3_2 {
            told.severity = Severity::Warning;
        }
        found.push(told.help("give each place of the path a name of its own"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    const REST: &str = "
paths:
  /pets/{id}/toys/{id}: {}
  /pets/{id}/owners/{owner}: {}
";

    #[test]
    fn one_name_one_place() {
        check_in(
            "3.2.0",
            &RULE,
            REST,
            expect![[r#"
            2:3 /paths/~1pets~1{id}~1toys~1{id}: the path `/pets/{id}/toys/{id}` has `{id}` twice
              help: give each place of the path a name of its own
        "#]],
        );
    }

    #[test]
    fn older_versions_do_not_forbid_it() {
        check(
            &RULE,
            REST,
            expect![[r#"
            2:3 /paths/~1pets~1{id}~1toys~1{id}: (warning) the path `/pets/{id}/toys/{id}` has `{id}` twice
              help: give each place of the path a name of its own
        "#]],
        );
    }
}
