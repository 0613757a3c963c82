//! Components that nothing leads to.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::site::at_key;
use crate::lint::{Check, Rule, Survey};
use crate::openapi::grammar::component_sections;
use crate::openapi::{Schema, View};
use crate::resolve::{Key, KeyMap, KeySet};
use crate::source::{Entry, Node, Step};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1040",
    name: "unused-component",
    severity: Severity::Warning,
    what: "No operation leads to a component, not even over others.",
    why: "It is read, kept up and reviewed for nothing; often what should refer to it was forgotten.",
    example: "components:\n  schemas:\n    OldPet: { type: object }   # and nothing refers to it",
    instead: "Refer to it, or remove it.",
    section: "OpenAPI 3.0.3 §4.7.7",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    // A document without operations is a library for others.
    let has_webhooks = survey.document.webhooks().next().is_some();
    let Some(home) = survey.document.node().get("components") else { return };
    if survey.operations.is_empty() && !has_webhooks {
        return;
    }
    let mut uses = Uses::default();
    uses.of_references(survey);
    uses.of_words(survey);
    uses.of_schemas(survey);
    uses.of_security(survey);
    let used = uses.reached();
    for (section, _) in component_sections(survey.document.version()) {
        for entry in home.get(section).into_iter().flat_map(Node::entries) {
            if !used.contains(&Key::of(entry.value)) {
                tell(section, entry, found);
            }
        }
    }
}

fn tell(section: &str, entry: Entry<'_>, found: &mut Diagnostics) {
    let message = format!("no operation leads to the component `{section}/{}`", entry.key);
    found.push(Diagnostic::new(&CODE, message).at(at_key(entry)).help("refer to it, or remove it"));
}

/// Which component leads to which. What stands outside of the components leads to something by itself.
#[derive(Default)]
struct Uses {
    outside: Vec<Key>,
    inside: KeyMap<Vec<Key>>,
    /// The words of the references that were followed.
    known: KeySet,
}

impl Uses {
    fn add(&mut self, from: Node<'_>, to: Node<'_>) {
        let Some(to) = component(to) else { return };
        match component(from) {
            Some(from) if from != to => self.inside.entry(from).or_default().push(to),
            Some(_) => {}
            None => self.outside.push(to),
        }
    }

    fn of_references(&mut self, survey: &Survey<'_, '_>) {
        for (reference, _) in &survey.references {
            self.known.insert(Key::of(reference.target_node()));
            if let Some(target) = survey.links.look_up(reference.node(), reference.target()) {
                self.add(reference.node(), target);
            }
        }
    }

    /// Whatever is written as a reference may be one, under an extension or in a mapping.
    fn of_words(&mut self, survey: &Survey<'_, '_>) {
        for node in survey.document.tree().nodes() {
            let is_known = || self.known.contains(&Key::of(node));
            let target = node.as_str().filter(|text| text.starts_with("#/components/") && !is_known());
            let target = target.and_then(|text| survey.links.look_up(node, text));
            target.into_iter().for_each(|target| self.add(node, target));
        }
    }

    /// A base with a discriminator leads to what is mapped by name, and to all its heirs.
    fn of_schemas(&mut self, survey: &Survey<'_, '_>) {
        let named = |name| survey.document.components().and_then(|components| components.schema(name));
        for schema in &survey.schemas {
            for (_, name) in schema.discriminator().into_iter().flat_map(|discriminator| discriminator.mapping()) {
                named(name).into_iter().for_each(|target: Schema<'_>| self.add(schema.node(), target.node()));
            }
            for base in schema.all_of().filter_map(|part| survey.links.target(part)?) {
                if base.discriminator().is_some() {
                    self.add(base.node(), schema.node());
                }
            }
            // Whoever refers to it says so by another name.
            if schema.keyword("$dynamicAnchor").is_some() || schema.keyword("$anchor").is_some() {
                self.outside.extend(component(schema.node()));
            }
        }
    }

    fn of_security(&mut self, survey: &Survey<'_, '_>) {
        let schemes = survey.document.components().into_iter().flat_map(|components| components.security_schemes());
        let schemes: HashMap<&str, Node<'_>> = schemes.map(|(entry, _)| (entry.key, entry.value)).collect();
        let general = survey.document.security().into_iter().flatten();
        let own = survey.operations.iter().filter_map(|site| site.operation.security()).flatten();
        let webhooks = survey.document.webhooks().flat_map(|(_, item)| item.operations());
        let webhooks = webhooks.filter_map(|(_, place)| survey.links.follow(place)?.security()).flatten();
        for entry in general.chain(own).chain(webhooks).flat_map(|requirement| requirement.node().entries()) {
            let by_name = schemes.get(entry.key).copied();
            let scheme = by_name.or_else(|| survey.links.look_up(entry.value, entry.key));
            self.outside.extend(scheme.and_then(component));
        }
    }

    fn reached(self) -> KeySet {
        let mut reached = KeySet::default();
        let mut waiting = self.outside;
        while let Some(next) = waiting.pop() {
            if reached.insert(next) {
                waiting.extend(self.inside.get(&next).into_iter().flatten());
            }
        }
        reached
    }
}

/// The component that a node is, or stands in.
fn component(node: Node<'_>) -> Option<Key> {
    // The last two nodes on the way up: the component, and its section.
    let (mut component, mut section) = (None, None);
    let mut current = node;
    while let Some(parent) = current.parent() {
        if parent.parent().is_none() {
            return component.filter(|_| current.step() == Some(Step::Key("components"))).map(Key::of);
        }
        (component, section) = (section, Some(current));
        current = parent;
    }
    None
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn what_no_operation_leads_to() {
        check(
            &RULE,
            "
paths:
  /pets:
    get:
      security: [{ key: [] }]
      parameters: [{ $ref: '#/components/parameters/Limit' }]
      responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    old: { type: http, scheme: basic }
  parameters:
    Limit: { name: limit, in: query, schema: { type: integer } }
    Page: { name: page, in: query, schema: { $ref: '#/components/schemas/Number' } }
  schemas:
    Pet:
      type: object
      required: [kind]
      properties: { kind: { type: string }, tag: { $ref: '#/components/schemas/Tag/properties/name' } }
      discriminator: { propertyName: kind, mapping: { fox: Fox } }
    Tag: { type: object, properties: { name: { type: string } } }
    Fox: { type: object }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
    Number: { type: integer }
    Tree: { type: object, properties: { left: { $ref: '#/components/schemas/Tree' } } }
    Extended: { type: object }
x-more: { $ref: '#/components/schemas/Extended' }
",
            expect![[r#"
                10:5 /components/securitySchemes/old: no operation leads to the component `securitySchemes/old`
                  help: refer to it, or remove it
                13:5 /components/parameters/Page: no operation leads to the component `parameters/Page`
                  help: refer to it, or remove it
                23:5 /components/schemas/Number: no operation leads to the component `schemas/Number`
                  help: refer to it, or remove it
                24:5 /components/schemas/Tree: no operation leads to the component `schemas/Tree`
                  help: refer to it, or remove it
            "#]],
        );
    }

    #[test]
    fn a_library_is_for_others() {
        check_in("3.1.0", &RULE, "components: { schemas: { Pet: { type: object } } }", expect![[""]]);
    }
}
