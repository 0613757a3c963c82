//! Keywords that say nothing about values of the type.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::{SchemaType, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1060",
    name: "keyword-without-effect",
    severity: Severity::Warning,
    what: "A keyword of a schema is about values of another type than the schema has.",
    why: "It checks nothing: whoever wrote it believes in a limit that is not there.",
    example: "type: integer\nmaxLength: 10",
    instead: "Use the keyword of the type (`maximum` for numbers, `maxLength` for strings, `maxItems` for lists), or correct the type.",
    section: "JSON Schema 2020-12 validation §6",
};

use SchemaType::{Array, Integer, Number, Object, String};

/// The types that a keyword is about, and what to call their values.
fn about(keyword: &str) -> Option<(&'static [SchemaType], &'static str)> {
    Some(match keyword {
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            (&[Number, Integer], "numbers")
        }
        "minLength" | "maxLength" | "pattern" => (&[String], "strings"),
        "items" | "minItems" | "maxItems" | "uniqueItems" | "prefixItems" | "contains" => (&[Array], "lists"),
        "properties"
        | "required"
        | "additionalProperties"
        | "minProperties"
        | "maxProperties"
        | "patternProperties" => (&[Object], "objects"),
        _ => return None,
    })
}

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let Some(types) = site.schema.types() else { return };
    for entry in site.schema.node().entries() {
        let Some((of, words)) = about(entry.key) else { continue };
        // Generators write such fields for every schema.
        let says_nothing =
            entry.value.as_bool().is_some() || (entry.key == "required" && entry.value.items().len() == 0);
        if says_nothing || of.iter().any(|ty| types.has(*ty)) {
            continue;
        }
        let own: Vec<&str> = types.iter().map(SchemaType::word).collect();
        let message = format!("`{}` is about {words}, and this schema is of type `{}`", entry.key, own.join("` or `"));
        let told = Diagnostic::new(&CODE, message).at(at_key(entry));
        found.push(told.help("use the keyword of the type, or correct the type"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn keywords_of_other_types() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { type: integer, maxLength: 10, maximum: 5 }
    B: { type: string, minimum: 1, exclusiveMinimum: false }
    C: { type: object, items: { type: string } }
    D: { maxLength: 10, maximum: 5 }
    E: { type: string, properties: { a: {} }, additionalProperties: false }
",
            expect![[r#"
                4:25 /components/schemas/A/maxLength: `maxLength` is about strings, and this schema is of type `integer`
                  help: use the keyword of the type, or correct the type
                5:24 /components/schemas/B/minimum: `minimum` is about numbers, and this schema is of type `string`
                  help: use the keyword of the type, or correct the type
                6:24 /components/schemas/C/items: `items` is about lists, and this schema is of type `object`
                  help: use the keyword of the type, or correct the type
                8:24 /components/schemas/E/properties: `properties` is about objects, and this schema is of type `string`
                  help: use the keyword of the type, or correct the type
            "#]],
        );
    }

    #[test]
    fn several_types() {
        check_in(
            "3.1.0",
            &RULE,
            "
components:
  schemas:
    A: { type: [integer, string], maxLength: 10, maximum: 5, maxItems: 1 }
",
            expect![[r#"
                3:62 /components/schemas/A/maxItems: `maxItems` is about lists, and this schema is of type `integer` or `string`
                  help: use the keyword of the type, or correct the type
            "#]],
        );
    }
}
