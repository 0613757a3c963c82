//! Styles that say nothing about values of the type that is sent.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, ParameterSite, Rule};
use crate::openapi::{SchemaType, Valued, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Parameter(check) };

static CODE: Code = Code {
    id: "SW1027",
    name: "style-without-meaning",
    severity: Severity::Warning,
    what: "A parameter has a `style` that is not defined for values of its type.",
    why: "The specification does not say what is sent, so that each client sends something else.",
    example: "- name: limit\n  in: query\n  style: deepObject\n  schema: { type: integer }",
    instead: "Leave out the `style`, or make the schema what the style is for: objects for `deepObject`, lists and objects for `spaceDelimited` and `pipeDelimited`.",
    section: "OpenAPI 3.0.3 §4.7.12.2",
};

fn check(site: ParameterSite<'_, '_>, found: &mut Diagnostics) {
    let parameter = site.parameter;
    let (Some(style), Some(node)) = (parameter.style(), parameter.node().get("style")) else { return };
    let fitting: &[SchemaType] = match style {
        "deepObject" => &[SchemaType::Object],
        "spaceDelimited" | "pipeDelimited" => &[SchemaType::Array, SchemaType::Object],
        _ => return,
    };
    let Some(schema) = parameter.schema().and_then(|schema| site.links.schema(schema)) else { return };
    // Types that are said in parts or alternatives are not looked at.
    let Some(types) = schema.types().filter(|types| !types.iter().any(|ty| fitting.contains(&ty))) else { return };
    let words: Vec<&str> = types.iter().map(SchemaType::word).collect();
    let message = format!("the style `{style}` is not defined for values that are {}", words.join(" or "));
    let told = Diagnostic::new(&CODE, message).at(node.location()).related(schema.node().location(), "by this schema");
    found.push(told.help("leave out the `style`, or send what it is for"));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn styles_of_lists_and_objects() {
        check(
            &RULE,
            "
paths:
  /a:
    get:
      parameters:
        - { name: a, in: query, style: deepObject, schema: { type: integer } }
        - { name: b, in: query, style: deepObject, schema: { type: object } }
        - { name: c, in: query, style: pipeDelimited, schema: { type: string } }
        - { name: d, in: query, style: spaceDelimited, schema: { type: array, items: {} } }
        - { name: e, in: query, style: deepObject, schema: { oneOf: [{ type: object }, { type: array, items: {} }] } }
        - { name: f, in: query, style: deepObject, schema: { $ref: '#/components/schemas/Word' } }
      responses: { '200': { description: Fine. } }
components: { schemas: { Word: { type: string } } }
",
            expect![[r#"
                5:40 /paths/~1a/get/parameters/0/style: the style `deepObject` is not defined for values that are integer
                  5:60 /paths/~1a/get/parameters/0/schema: by this schema
                  help: leave out the `style`, or send what it is for
                7:40 /paths/~1a/get/parameters/2/style: the style `pipeDelimited` is not defined for values that are string
                  7:63 /paths/~1a/get/parameters/2/schema: by this schema
                  help: leave out the `style`, or send what it is for
                10:40 /paths/~1a/get/parameters/5/style: the style `deepObject` is not defined for values that are string
                  12:32 /components/schemas/Word: by this schema
                  help: leave out the `style`, or send what it is for
            "#]],
        );
    }
}
