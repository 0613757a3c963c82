//! Discriminators whose property an alternative does not have.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Parts, Rule, SchemaSite};
use crate::openapi::{Schema, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1055",
    name: "discriminator-property-missing",
    severity: Severity::Warning,
    what: "A discriminator names a property that the schema, or an alternative of it, does not describe.",
    why: "Values of that alternative carry nothing that would tell them from others.",
    example: "oneOf: [{ $ref: '#/components/schemas/Cat' }]\ndiscriminator: { propertyName: kind }   # Cat has no `kind`",
    instead: "Describe the property in each alternative, and require it.",
    section: "OpenAPI 3.0.3 §4.7.25",
};

fn check<'t>(site: SchemaSite<'_, 't>, found: &mut Diagnostics) {
    let Some(discriminator) = site.schema.discriminator() else { return };
    let Some(property) = discriminator.property() else { return };
    let place = discriminator.node().get("propertyName").unwrap_or(discriminator.node());
    let alternatives: Vec<Schema<'t>> = site.schema.one_of().chain(site.schema.any_of()).collect();
    let describes = |schema: Schema<'t>| Parts::of(site.links, schema).may_describe(property);
    if alternatives.is_empty() && !describes(site.schema) {
        let message = format!("the schema of this discriminator has no property `{property}`");
        let told = Diagnostic::new(&CODE, message).at(place.location());
        found.push(told.help("describe the property, and require it"));
    }
    if site.schema.node().get("properties").is_some_and(|properties| properties.get(property).is_some()) {
        return;
    }
    for alternative in alternatives.into_iter().filter(|alternative| !describes(*alternative)) {
        let message =
            format!("this alternative has no property `{property}`, by which the discriminator would know it");
        let told = Diagnostic::new(&CODE, message).at(alternative.node().location());
        found.push(told.related(place.location(), "the property").help("describe the property in it, and require it"));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn each_alternative_has_it() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Fox' }]
      discriminator: { propertyName: kind }
    Animal: { type: object, required: [kind], properties: { kind: { type: string } } }
    Cat: { type: object, properties: { lives: { type: integer } } }
    Dog: { allOf: [{ $ref: '#/components/schemas/Animal' }, { type: object }] }
    Fox: { oneOf: [{ $ref: '#/components/schemas/Animal' }] }
    Base: { type: object, properties: { name: {} }, discriminator: { propertyName: kind } }
    Good: { type: object, properties: { kind: {} }, discriminator: { propertyName: kind } }
",
            expect![[r#"
                5:15 /components/schemas/Pet/oneOf/0: this alternative has no property `kind`, by which the discriminator would know it
                  6:38 /components/schemas/Pet/discriminator/propertyName: the property
                  help: describe the property in it, and require it
                11:84 /components/schemas/Base/discriminator/propertyName: the schema of this discriminator has no property `kind`
                  help: describe the property, and require it
            "#]],
        );
    }
}
