//! Lists of values and of schemas that are empty.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::{Version, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1063",
    name: "no-value-listed",
    severity: Severity::Warning,
    what: "An `enum` of 3.1 lists no value, or `allOf`, `oneOf` or `anyOf` of 3.0 no schema.",
    why: "An empty `enum` fits nothing, and what no schema of none means is not said; other readers refuse the document.",
    example: "type: string\nenum: []",
    instead: "List at least one, or remove the keyword.",
    section: "JSON Schema 2020-12 validation §6.1.2; JSON Schema Wright-00 validation §5.22-§5.24",
};

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    // The rest is told as empty where structure is checked.
    let is_3_0 = site.links.document().version() == Version::V3_0;
    let keywords: &[&str] = if is_3_0 { &["allOf", "oneOf", "anyOf"] } else { &["enum"] };
    for entry in keywords.iter().filter_map(|keyword| site.schema.keyword(keyword)) {
        if !entry.value.is_sequence() || entry.value.items().len() > 0 {
            continue;
        }
        let told = Diagnostic::new(&CODE, format!("`{}` lists nothing", entry.key)).at(at_key(entry));
        let told = told.help(format!("list at least one, or remove `{}`", entry.key));
        // 3.0 demands one, 2020-12 advises it.
        found.push(if is_3_0 { told.severity(Severity::Error) } else { told });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    const SCHEMAS: &str = "
paths: {}
components:
  schemas:
    A: { ENUM }
    B: { type: object, LISTS }
";

    #[test]
    fn values_since_3_1() {
        check_in(
            "3.1.0",
            &RULE,
            &SCHEMAS.replace("ENUM", "enum: []").replace("LISTS", "required: []"),
            expect![[r#"
            4:10 /components/schemas/A/enum: `enum` lists nothing
              help: list at least one, or remove `enum`
        "#]],
        );
    }

    #[test]
    fn schemas_in_3_0() {
        let lists = SCHEMAS.replace("ENUM", "enum: [1]").replace("LISTS", "allOf: [], oneOf: []");
        check(
            &RULE,
            &lists,
            expect![[r#"
            5:24 /components/schemas/B/allOf: (error) `allOf` lists nothing
              help: list at least one, or remove `allOf`
            5:35 /components/schemas/B/oneOf: (error) `oneOf` lists nothing
              help: list at least one, or remove `oneOf`
        "#]],
        );
    }
}
