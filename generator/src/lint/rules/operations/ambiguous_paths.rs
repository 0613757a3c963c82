//! Two path templates that differ only in the names of their parameters.

use std::collections::HashMap;

use super::hierarchy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::source::Entry;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1010",
    name: "ambiguous-paths",
    severity: Severity::Error,
    what: "Two paths differ only in the names of their parameters.",
    why: "They are the same path: no server can tell which of them a request means, and tools keep one of the two.",
    example: "paths:\n  /pets/{petId}: { … }\n  /pets/{name}: { … }",
    instead: "Put the operations of both under one of them.",
    section: "OpenAPI 3.0.3 §4.7.8",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut known: HashMap<String, Entry<'_>> = HashMap::new();
    for (path, _) in survey.document.paths() {
        if let Some(first) = known.get(&hierarchy(path.key)) {
            let message = format!("`{}` is the same path as `{}`", path.key, first.key);
            let told = Diagnostic::new(&CODE, message).at(at_key(path)).related(at_key(*first), "the first one");
            found.push(told.help("put the operations of both under one of them"));
        } else {
            known.insert(hierarchy(path.key), path);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn names_do_not_tell_paths_apart() {
        check(
            &RULE,
            "
paths:
  /pets/{petId}: {}
  /pets/{name}: {}
  /pets/{name}/toys/{toy}: {}
  /pets/{petId}/toys/{toyId}: {}
  /pets/mine: {}
  /pets/{petId}.json: {}
",
            expect![[r#"
                3:3 /paths/~1pets~1{name}: `/pets/{name}` is the same path as `/pets/{petId}`
                  2:3 /paths/~1pets~1{petId}: the first one
                  help: put the operations of both under one of them
                5:3 /paths/~1pets~1{petId}~1toys~1{toyId}: `/pets/{petId}/toys/{toyId}` is the same path as `/pets/{name}/toys/{toy}`
                  4:3 /paths/~1pets~1{name}~1toys~1{toy}: the first one
                  help: put the operations of both under one of them
            "#]],
        );
    }
}
