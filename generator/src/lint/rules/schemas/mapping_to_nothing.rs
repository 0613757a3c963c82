//! Discriminators of base schemas whose mapping names nothing.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::rules::meant;
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1057",
    name: "subtype-mapping-to-nothing",
    severity: Severity::Warning,
    what: "The discriminator of a base schema maps a value to a schema that is not there.",
    why: "A value with this tag cannot be read as anything. (Of alternatives, SW0427 says so.)",
    example: "discriminator:\n  propertyName: kind\n  mapping: { cat: '#/components/schemas/Catt' }",
    instead: "Name a schema of the components, or refer to one.",
    section: "OpenAPI 3.0.3 §4.7.25",
};

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let Some(discriminator) = site.schema.discriminator() else { return };
    if site.schema.one_of().chain(site.schema.any_of()).next().is_some() {
        return;
    }
    let components = site.links.document().components();
    let schemas = components.and_then(|components| components.node().get("schemas"));
    let names = schemas.unwrap_or(discriminator.node()).entries().map(|entry| entry.key);
    for (entry, text) in discriminator.mapping() {
        let by_name = components.and_then(|components| components.schema(text)).is_some();
        if by_name || site.links.look_up(discriminator.node(), text).is_some() {
            continue;
        }
        let message = format!("`{text}` names no schema, so `{}` chooses nothing", entry.key);
        let told = Diagnostic::new(&CODE, message).at(entry.value.location());
        let (start, name) = text.rsplit_once('/').map_or(("", text), |(start, name)| (start, name));
        found.push(match meant(name, names.clone()) {
            Some(word) if start.is_empty() => told.help(format!("did you mean `{word}`?")),
            Some(word) => told.help(format!("did you mean `{start}/{word}`?")),
            None => told.help("name a schema of the components, or refer to one"),
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn names_and_references() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties: { kind: { type: string } }
      discriminator:
        propertyName: kind
        mapping: { cat: '#/components/schemas/Catt', dog: Dog, fox: Fox, c: '#/components/schemas/Cat' }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
    Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
",
            expect![[r#"
                10:25 /components/schemas/Pet/discriminator/mapping/cat: `#/components/schemas/Catt` names no schema, so `cat` chooses nothing
                  help: did you mean `#/components/schemas/Cat`?
                10:69 /components/schemas/Pet/discriminator/mapping/fox: `Fox` names no schema, so `fox` chooses nothing
                  help: name a schema of the components, or refer to one
            "#]],
        );
    }
}
