//! Schemas of which no value fits all parts.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::instance::{compare, fingerprint};
use crate::lint::{Check, Parts, Rule, Survey};
use crate::openapi::{AdditionalProperties, Schema, SchemaType, View};
use crate::resolve::Key;
use crate::source::Node;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1067",
    name: "all-of-nothing",
    severity: Severity::Error,
    what: "No value fits all parts of an `allOf`: one forbids what another requires.",
    why: "Nothing that is sent or received can be right. Most often a part has `additionalProperties: false`, which sees its own properties alone.",
    example: "allOf:\n  - properties: { id: {} }\n    additionalProperties: false\n  - properties: { name: {} }\n    required: [name]",
    instead: "Close the whole and not a part: leave `additionalProperties: false` out of the parts (from 3.1 on `unevaluatedProperties: false` beside `allOf` does it).",
    section: "JSON Schema 2020-12 core §10.2.1.1, §10.3.2.3",
};

/// Of more parts only so many are held against each other, which takes the square of their number.
const MANY: usize = 24;

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut told = HashSet::new();
    for schema in survey.schemas.iter().filter(|schema| schema.all_of().next().is_some()) {
        let parts = Parts::of(survey.links, *schema);
        let parts: Vec<Schema<'_>> = parts.schemas().take(MANY).collect();
        let mut conflicts = Vec::new();
        closed(&parts, &mut conflicts);
        limits(&parts, &mut conflicts);
        constants(&parts, &mut conflicts);
        for conflict in conflicts {
            // Whatever takes both in has the same defect.
            if told.insert((Key::of(conflict.one), Key::of(conflict.other))) {
                let finding = Diagnostic::new(&CODE, conflict.message).at(conflict.one.location());
                let finding = finding.related(conflict.other.location(), conflict.words);
                let finding = finding.related(schema.node().location(), "both count here");
                found.push(finding.severity(conflict.severity).help(conflict.help));
            }
        }
    }
}

/// Two keywords that leave nothing.
struct Conflict<'t> {
    one: Node<'t>,
    other: Node<'t>,
    message: String,
    words: &'static str,
    help: &'static str,
    severity: Severity,
}

/// What a closed part does not know, and another requires or describes.
fn closed<'t>(parts: &[Schema<'t>], conflicts: &mut Vec<Conflict<'t>>) {
    let is_closed = |part: &&Schema<'t>| {
        matches!(part.additional_properties(), Some(AdditionalProperties::Allowed(false)))
            && part.pattern_properties().next().is_none()
    };
    let objects_only = parts.iter().any(|part| part.types().is_some_and(|types| types.iter().eq([SchemaType::Object])));
    for part in parts.iter().filter(is_closed) {
        let Some(lid) = part.keyword("additionalProperties").map(|entry| entry.value) else { continue };
        let properties = part.node().get("properties");
        let knows = |name: &str| properties.is_some_and(|properties| properties.get(name).is_some());
        for other in parts.iter().filter(|other| Key::of(other.node()) != Key::of(part.node())) {
            let mut required = other.node().get("required").into_iter().flat_map(Node::items);
            let missing = required.find(|name| name.as_str().is_some_and(|word| !knows(word)));
            let described = other.properties().map(|(entry, _)| entry).find(|entry| !knows(entry.key));
            let (node, message, severity) = match (missing, described) {
                (Some(name), _) => {
                    let word = name.as_str().unwrap_or_default();
                    let severity = if objects_only { Severity::Error } else { Severity::Warning };
                    (name, format!("`{word}` is required, and another part allows no such property"), severity)
                }
                (None, Some(entry)) => {
                    let message = format!("`{}` is described, and another part allows no such property", entry.key);
                    (entry.value, message, Severity::Warning)
                }
                (None, None) => continue,
            };
            let (words, help) =
                ("this allows its own properties alone", "leave out `additionalProperties: false` there");
            conflicts.push(Conflict { one: node, other: lid, message, words, help, severity });
        }
    }
}

/// Keywords that limit from below, each with the one from above.
const PAIRS: [(&str, &str); 4] =
    [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")];

/// The highest lower limit above the lowest upper one, in different parts.
fn limits<'t>(parts: &[Schema<'t>], conflicts: &mut Vec<Conflict<'t>>) {
    for (low, high) in PAIRS {
        let all = |keyword: &str| -> Vec<Node<'t>> {
            parts.iter().filter_map(|part| Some(part.keyword(keyword)?.value)).collect()
        };
        let (lows, highs) = (all(low), all(high));
        let is_more = |one: &Node<'_>, other: &Node<'_>| match (one.as_number(), other.as_number()) {
            (Some(one), Some(other)) => compare(one, other) == Some(Ordering::Greater),
            _ => false,
        };
        let least = lows.into_iter().reduce(|most, next| if is_more(&next, &most) { next } else { most });
        let most = highs.into_iter().reduce(|least, next| if is_more(&least, &next) { next } else { least });
        let Some((least, most)) = least.zip(most).filter(|(least, most)| is_more(least, most)) else { continue };
        // Two of one part are told as such.
        if least.parent().map(Key::of) != most.parent().map(Key::of) {
            let number = |node: Node<'t>| node.as_number().unwrap_or_default();
            let message = format!("`{low}: {}` is above `{high}: {}` of another part", number(least), number(most));
            conflicts.push(Conflict {
                one: least,
                other: most,
                message,
                words: "the upper limit",
                help: "correct one of the two",
                severity: Severity::Error,
            });
        }
    }
}

/// Lists of values that have none in common.
fn constants<'t>(parts: &[Schema<'t>], conflicts: &mut Vec<Conflict<'t>>) {
    const MANY: usize = 500;
    let lists = parts.iter().filter_map(|part| {
        let values: Vec<Node<'t>> = match (part.constant(), part.enumeration()) {
            (Some(constant), _) => vec![constant],
            (None, Some(list)) => list.items().collect(),
            (None, None) => return None,
        };
        let node = part.constant().or(part.enumeration())?;
        let values: Option<HashSet<String>> = values.iter().take(MANY).map(|value| fingerprint(*value)).collect();
        Some((node, values.filter(|values| !values.is_empty() && values.len() < MANY)?))
    });
    let mut lists = lists;
    let Some((first, values)) = lists.next() else { return };
    if let Some((other, _)) = lists.find(|(_, others)| others.is_disjoint(&values)) {
        conflicts.push(Conflict {
            one: first,
            other,
            message: "no value is listed here and in another part".to_owned(),
            words: "the other values",
            help: "list a value in both, or remove one of the lists",
            severity: Severity::Error,
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn closed_parts() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Base: { type: object, additionalProperties: false, properties: { id: { type: string } } }
    A: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [name], properties: { name: {} } }] }
    B: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { id: {}, note: {} } }] }
    C: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id] }] }
    D: { allOf: [{ $ref: '#/components/schemas/A' }] }
",
            expect![[r#"
                5:70 /components/schemas/A/allOf/1/required/0: `name` is required, and another part allows no such property
                  4:49 /components/schemas/Base/additionalProperties: this allows its own properties alone
                  5:8 /components/schemas/A: both count here
                  help: leave out `additionalProperties: false` there
                6:87 /components/schemas/B/allOf/1/properties/note: (warning) `note` is described, and another part allows no such property
                  4:49 /components/schemas/Base/additionalProperties: this allows its own properties alone
                  6:8 /components/schemas/B: both count here
                  help: leave out `additionalProperties: false` there
            "#]],
        );
    }

    #[test]
    fn limits_and_values() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { allOf: [{ type: number, minimum: 5 }, { type: number, maximum: 4.5 }] }
    B: { allOf: [{ type: string, maxLength: 5 }], minLength: 5 }
    C: { allOf: [{ type: string, enum: [a, b] }, { type: string, enum: [c] }] }
    D: { allOf: [{ type: string, enum: [a, b] }, { type: string, enum: [b] }] }
",
            expect![[r#"
                4:43 /components/schemas/A/allOf/0/minimum: `minimum: 5` is above `maximum: 4.5` of another part
                  4:73 /components/schemas/A/allOf/1/maximum: the upper limit
                  4:8 /components/schemas/A: both count here
                  help: correct one of the two
                6:72 /components/schemas/C/allOf/1/enum: no value is listed here and in another part
                  6:40 /components/schemas/C/allOf/0/enum: the other values
                  6:8 /components/schemas/C: both count here
                  help: list a value in both, or remove one of the lists
            "#]],
        );
    }
}
