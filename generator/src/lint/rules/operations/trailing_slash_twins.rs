//! Two paths that differ only in a slash at the end.

use std::collections::HashMap;

use super::hierarchy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::source::Entry;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1011",
    name: "trailing-slash-twins",
    severity: Severity::Warning,
    what: "Two paths differ only in a slash at the end.",
    why: "Many servers and proxies treat them as one, so that a call may reach the other operation.",
    example: "paths:\n  /pets: { … }\n  /pets/: { … }",
    instead: "Keep one of them.",
    section: "OpenAPI 3.0.3 §4.7.8",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut known: HashMap<String, Entry<'_>> = HashMap::new();
    for (path, _) in survey.document.paths() {
        let bare = hierarchy(path.key.trim_end_matches('/'));
        match known.get(&bare) {
            Some(first) if first.key.ends_with('/') != path.key.ends_with('/') => {
                let message = format!("`{}` and `{}` differ only in the slash at the end", path.key, first.key);
                let told = Diagnostic::new(&CODE, message).at(at_key(path)).related(at_key(*first), "the other one");
                found.push(told.help("keep one of them"));
            }
            Some(_) => {}
            None => {
                known.insert(bare, path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn a_slash_at_the_end() {
        check(
            &RULE,
            "
paths:
  /: {}
  /pets: {}
  /pets/: {}
  /pets/{id}/: {}
  /pets/{name}: {}
  /toys/: {}
",
            expect![[r#"
                4:3 /paths/~1pets~1: `/pets/` and `/pets` differ only in the slash at the end
                  3:3 /paths/~1pets: the other one
                  help: keep one of them
                6:3 /paths/~1pets~1{name}: `/pets/{name}` and `/pets/{id}/` differ only in the slash at the end
                  5:3 /paths/~1pets~1{id}~1: the other one
                  help: keep one of them
            "#]],
        );
    }
}
