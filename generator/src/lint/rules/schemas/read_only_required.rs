//! Properties that must be sent and must not be.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Links, Rule, Survey};
use crate::openapi::{AdditionalProperties, Schema, View};
use crate::resolve::{Key, KeySet};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1065",
    name: "read-only-required",
    severity: Severity::Warning,
    what: "A schema that is only ever sent requires a property that is `readOnly`.",
    why: "What is `readOnly` must not be sent: 3.0 then does not require it after all, and from 3.1 on no request is right.",
    example: "requestBody:\n  content:\n    application/json:\n      schema:\n        required: [id]\n        properties: { id: { type: string, readOnly: true } }",
    instead: "Take it out of `required`, or remove `readOnly`.",
    section: "OpenAPI 3.0.3 §4.7.24.2; JSON Schema 2020-12 validation §9.4",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let contents = |is_sent: bool| -> Vec<Schema<'_>> {
        let sent = survey.operations.iter().flat_map(|site| site.request_content().map(|(_, media)| media));
        let received = survey.operations.iter().flat_map(|site| site.responses());
        let received = received.flat_map(|(_, response)| response.content().map(|(_, media)| media));
        let media: Vec<_> = if is_sent { sent.collect() } else { received.collect() };
        media.into_iter().filter_map(|media_type| media_type.schema()).collect()
    };
    let received = reached(survey.links, contents(false));
    let received: KeySet = received.into_iter().map(|schema| Key::of(schema.node())).collect();
    for schema in reached(survey.links, contents(true)) {
        if !received.contains(&Key::of(schema.node())) {
            of_sent(schema, survey.links, found);
        }
    }
}

fn of_sent<'t>(schema: Schema<'t>, links: Links<'_, 't>, found: &mut Diagnostics) {
    let Some(required) = schema.node().get("required").filter(|_| schema.required().next().is_some()) else { return };
    let properties = schema.node().get("properties");
    for name in required.items() {
        let property = name.as_str().zip(properties).and_then(|(word, properties)| properties.get(word));
        let property = property.and_then(|node| schema.below(node)).and_then(|property| links.schema(property));
        let flag = property.filter(|property| property.read_only()).and_then(|property| property.keyword("readOnly"));
        if let Some(flag) = flag {
            let message =
                format!("`{}` is required in what is sent, and must not be sent", name.as_str().unwrap_or_default());
            let told = Diagnostic::new(&CODE, message).at(name.location());
            let told = told.related(flag.value.location(), "it is `readOnly`");
            found.push(told.help("take it out of `required`, or remove `readOnly`"));
        }
    }
}

/// All schemas that values of these are made of.
fn reached<'t>(links: Links<'_, 't>, mut waiting: Vec<Schema<'t>>) -> Vec<Schema<'t>> {
    let mut seen = KeySet::default();
    let mut reached = Vec::new();
    waiting.reverse();
    while let Some(schema) = waiting.pop() {
        if !seen.insert(Key::of(schema.node())) {
            continue;
        }
        reached.push(schema);
        waiting.extend(links.target(schema).flatten());
        waiting.extend(schema.properties().map(|(_, property)| property));
        waiting.extend(schema.items());
        waiting.extend(schema.all_of().chain(schema.any_of()).chain(schema.one_of()));
        if let Some(AdditionalProperties::Schema(others)) = schema.additional_properties() {
            waiting.push(others);
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn where_it_is_only_sent() {
        check(
            &RULE,
            "
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '200': { description: Fine. } }
    put:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } }
      responses:
        '200': { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } }
components:
  schemas:
    New:
      type: object
      required: [name, id]
      properties: { id: { type: string, readOnly: true }, name: { type: string } }
    Both: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }
",
            expect![[r#"
                14:24 /components/schemas/New/required/1: `id` is required in what is sent, and must not be sent
                  15:51 /components/schemas/New/properties/id/readOnly: it is `readOnly`
                  help: take it out of `required`, or remove `readOnly`
            "#]],
        );
    }
}
