//! Lists of 3.0 that do not say what is in them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::{SchemaType, Version, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1061",
    name: "array-without-items",
    severity: Severity::Error,
    what: "A schema of 3.0 has `type: array` and no `items`.",
    why: "`items` must be there in 3.0; a reader does not know what the list holds.",
    example: "type: array",
    instead: "Say what the items are; `items: {}` for anything.",
    section: "OpenAPI 3.0.3 §4.7.24.1",
};

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let schema = site.schema;
    let is_list = schema.types().is_some_and(|types| types.has(SchemaType::Array)) && schema.reference().is_none();
    if schema.version() == Version::V3_0 && is_list && schema.keyword("items").is_none() {
        let place = schema.keyword("type").map_or(schema.node().location(), |entry| entry.value.location());
        let told = Diagnostic::new(&CODE, "this list does not say what its items are").at(place);
        found.push(told.help("add `items`; `items: {}` for anything"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    const REST: &str = "
paths: {}
components:
  schemas:
    A: { type: array }
    B: { type: array, items: {} }
";

    #[test]
    fn must_be_there_in_3_0() {
        check(
            &RULE,
            REST,
            expect![[r#"
            4:16 /components/schemas/A/type: this list does not say what its items are
              help: add `items`; `items: {}` for anything
        "#]],
        );
    }

    #[test]
    fn may_be_left_out_later() {
        check_in("3.1.0", &RULE, REST, expect![[""]]);
    }
}
