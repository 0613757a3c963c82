//! Discriminators whose property may be left out.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Parts, Rule, SchemaSite};
use crate::openapi::{Schema, View};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1056",
    name: "discriminator-not-required",
    severity: Severity::Warning,
    what: "The property that a discriminator names is not required.",
    why: "A value without it belongs to no alternative, and what a reader makes of it is not defined.",
    example: "discriminator: { propertyName: kind }\nproperties: { kind: { type: string } }",
    instead: "Put the property into `required`; from 3.2 on a `defaultMapping` will do as well.",
    section: "OpenAPI 3.1.1 §4.8.25",
};

fn check<'t>(site: SchemaSite<'_, 't>, found: &mut Diagnostics) {
    let Some(discriminator) = site.schema.discriminator() else { return };
    let Some(property) = discriminator.property() else { return };
    let place = discriminator.node().get("propertyName").unwrap_or(discriminator.node()).location();
    let own = Parts::of(site.links, site.schema);
    if discriminator.default_mapping().is_some() || own.requires(property) {
        return;
    }
    let alternatives: Vec<Schema<'t>> = site.schema.one_of().chain(site.schema.any_of()).collect();
    let is_optional = |schema: Schema<'t>| {
        let parts = Parts::of(site.links, schema);
        let nested = parts.schemas().any(|part| part.one_of().chain(part.any_of()).next().is_some());
        parts.may_describe(property) && !parts.requires(property) && !nested
    };
    let message = format!("the property `{property}` of this discriminator is not required");
    let help = format!("put `{property}` into `required`");
    if alternatives.is_empty() && own.may_describe(property) {
        found.push(Diagnostic::new(&CODE, message).at(place).help(help));
    } else if let Some(first) = alternatives.into_iter().find(|alternative| is_optional(*alternative)) {
        let told = Diagnostic::new(&CODE, message).at(place);
        found.push(told.related(first.node().location(), "may be left out here").help(help));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn a_value_without_it_belongs_nowhere() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind }
    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    Dog: { type: object, properties: { kind: { type: string } } }
    Base: { type: object, properties: { kind: {} }, discriminator: { propertyName: kind } }
    Good: { type: object, required: [kind], properties: { kind: {} }, discriminator: { propertyName: kind } }
",
            expect![[r#"
                6:38 /components/schemas/Pet/discriminator/propertyName: the property `kind` of this discriminator is not required
                  5:53 /components/schemas/Pet/oneOf/1: may be left out here
                  help: put `kind` into `required`
                9:84 /components/schemas/Base/discriminator/propertyName: the property `kind` of this discriminator is not required
                  help: put `kind` into `required`
            "#]],
        );
    }

    #[test]
    fn a_default_will_do() {
        check_in(
            "3.2.0",
            &RULE,
            "
components:
  schemas:
    Base:
      type: object
      properties: { kind: {} }
      discriminator: { propertyName: kind, defaultMapping: Other }
    Other: { allOf: [{ $ref: '#/components/schemas/Base' }] }
",
            expect![[""]],
        );
    }
}
