//! Schemas that a value must fit in order to fit them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::{Check, Links, Rule, Survey};
use crate::openapi::{Schema, View};
use crate::resolve::{Key, KeyMap};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1066",
    name: "schema-holds-itself",
    severity: Severity::Error,
    what: "A schema takes itself in by `$ref`, `allOf` or alternatives, with no property or item between.",
    why: "Whether a value fits depends on whether the same value fits: the question has no answer, and validators hang on it.",
    example: "Pet:\n  allOf:\n    - $ref: '#/components/schemas/Pet'\n    - type: object",
    instead: "Refer to the schema that was meant, or put what both have in common into one of its own.",
    section: "JSON Schema 2020-12 core §9.4.1",
};

/// Where a schema is on the way down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// So many schemas on the way to it say more than a reference does.
    Open(usize),
    Done,
}

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    let mut marks: KeyMap<Mark> = KeyMap::default();
    for schema in &survey.schemas {
        // What takes nothing in is in no circle.
        if !marks.contains_key(&Key::of(schema.node())) && !taken_in(survey.links, *schema).is_empty() {
            descend(survey.links, *schema, &mut marks, found);
        }
    }
}

/// Goes down all ways from a schema, and tells of each that leads back to where it came from.
fn descend<'t>(links: Links<'_, 't>, from: Schema<'t>, marks: &mut KeyMap<Mark>, found: &mut Diagnostics) {
    let said = |before: usize, schema: Schema<'t>| before + usize::from(!is_reference(schema));
    let mut way = vec![(from, taken_in(links, from), said(0, from))];
    marks.insert(Key::of(from.node()), Mark::Open(0));
    while let Some((schema, rest, says)) = way.last_mut() {
        let (schema, says) = (*schema, *says);
        let Some((next, how)) = rest.pop() else {
            marks.insert(Key::of(schema.node()), Mark::Done);
            way.pop();
            continue;
        };
        match marks.get(&Key::of(next.node())) {
            Some(Mark::Done) => {}
            // A circle of references alone is told where references are followed.
            Some(Mark::Open(before)) if says == *before => {}
            Some(Mark::Open(_)) => tell(schema, next, how, found),
            None => {
                marks.insert(Key::of(next.node()), Mark::Open(says));
                way.push((next, taken_in(links, next), said(says, next)));
            }
        }
    }
}

fn is_reference(schema: Schema<'_>) -> bool {
    schema.reference().is_some() && !schema.constrains_beside(&["$ref"])
}

/// What a value has to fit, or may have to, if it fits this: with the keyword that says so, the first one last.
fn taken_in<'t>(links: Links<'_, 't>, schema: Schema<'t>) -> Vec<(Schema<'t>, &'static str)> {
    let mut taken: Vec<(Schema<'t>, &'static str)> = Vec::new();
    taken.extend(links.target(schema).flatten().map(|target| (target, "$ref")));
    taken.extend(schema.all_of().map(|part| (part, "allOf")));
    taken.extend(schema.any_of().map(|part| (part, "anyOf")));
    taken.extend(schema.one_of().map(|part| (part, "oneOf")));
    for keyword in ["not", "if", "then", "else"] {
        let part = schema.keyword(keyword).and_then(|entry| schema.below(entry.value));
        taken.extend(part.map(|part| (part, keyword)));
    }
    taken.reverse();
    taken
}

fn tell(schema: Schema<'_>, itself: Schema<'_>, how: &str, found: &mut Diagnostics) {
    let location = schema.keyword(how).map_or(schema.node().location(), |entry| entry.value.location());
    let itself = itself.node().location();
    let name = itself.pointer.rsplit('/').next().unwrap_or_default();
    let message = format!("whether a value fits `{name}` depends on whether it fits `{name}`");
    let told = Diagnostic::new(&CODE, message).at(location).related(itself.clone(), "it begins here");
    found.push(told.help("refer to the schema that was meant"));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn round_and_round() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { allOf: [{ $ref: '#/components/schemas/B' }, { type: object }] }
    B: { type: object, anyOf: [{ type: object }, { $ref: '#/components/schemas/A' }] }
    C: { type: object, properties: { next: { $ref: '#/components/schemas/C' } } }
    D: { allOf: [{ $ref: '#/components/schemas/C' }, { properties: { d: { $ref: '#/components/schemas/D' } } }] }
    E: { oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/E' } }] }
",
            expect![[r#"
                5:58 /components/schemas/B/anyOf/1/$ref: whether a value fits `A` depends on whether it fits `A`
                  4:8 /components/schemas/A: it begins here
                  help: refer to the schema that was meant
            "#]],
        );
    }

    #[test]
    fn by_a_reference_that_is_not_alone() {
        check_in(
            "3.1.0",
            &RULE,
            "
components:
  schemas:
    A: { $ref: '#/components/schemas/A', type: object }
    B: { not: { $ref: '#/components/schemas/B' } }
",
            expect![[r#"
                3:16 /components/schemas/A/$ref: whether a value fits `A` depends on whether it fits `A`
                  3:8 /components/schemas/A: it begins here
                  help: refer to the schema that was meant
                4:23 /components/schemas/B/not/$ref: whether a value fits `B` depends on whether it fits `B`
                  4:8 /components/schemas/B: it begins here
                  help: refer to the schema that was meant
            "#]],
        );
    }
}
