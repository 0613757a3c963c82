//! Encodings of what is not there, or of bodies that have no parts.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lint::rules::meant;
use crate::lint::site::at_key;
use crate::lint::{Check, Parts, Rule, Survey};
use crate::openapi::grammar::tables;
use crate::openapi::{MediaType, View};
use crate::source::Step;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1032",
    name: "encoding-without-effect",
    severity: Severity::Warning,
    what: "An `encoding` is of a property that the schema does not have, or of a body that is no form.",
    why: "It changes nothing: the property was renamed, or is misspelt, or the media type is the wrong one.",
    example: "multipart/form-data:\n  schema: { type: object, properties: { avatar: {} } }\n  encoding: { avatr: { contentType: image/png } }",
    instead: "Write the name of a property; `encoding` counts for `multipart/*` and `application/x-www-form-urlencoded` alone.",
    section: "OpenAPI 3.0.3 §4.7.14",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for node in survey.objects_of(&tables::MEDIA_TYPE) {
        let media_type: MediaType<'_> = survey.document.see(node);
        let Some(encoding) = node.entry("encoding").filter(|_| media_type.encoding().next().is_some()) else {
            continue;
        };
        if let Some(Step::Key(name)) = node.step()
            && is_media_type_of_no_parts(name)
        {
            let told = Diagnostic::new(&CODE, format!("a body of `{name}` has no parts to encode"));
            found.push(told.at(at_key(encoding)).help("remove the `encoding`, or send a form"));
            continue;
        }
        let Some(schema) = media_type.schema() else { continue };
        let parts = Parts::of(survey.links, schema);
        let names: Vec<&str> = parts.schemas().flat_map(|part| part.properties()).map(|(entry, _)| entry.key).collect();
        for (entry, _) in media_type.encoding().filter(|(entry, _)| !parts.may_describe(entry.key)) {
            let message = format!("the schema has no property `{}` to encode", entry.key);
            let told = Diagnostic::new(&CODE, message).at(at_key(entry));
            let told = told.related(schema.node().location(), "the schema");
            found.push(match meant(entry.key, names.iter().copied()) {
                Some(word) => told.help(format!("did you mean `{word}`?")),
                None => told.help("write the name of a property, or remove it"),
            });
        }
    }
}

/// A range may be a form too.
fn is_media_type_of_no_parts(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !name.starts_with("multipart/") && !name.starts_with("application/x-www-form-urlencoded") && !name.contains('*')
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn properties_and_media_types() {
        check(
            &RULE,
            "
paths:
  /a:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: { $ref: '#/components/schemas/Form' }
            encoding: { avatr: { contentType: image/png }, note: { contentType: text/plain }, zzzzz: {} }
          application/json:
            schema: { $ref: '#/components/schemas/Form' }
            encoding: { note: { contentType: text/plain } }
          '*/*':
            schema: { oneOf: [{ $ref: '#/components/schemas/Form' }] }
            encoding: { other: { contentType: text/plain } }
      responses: { '200': { description: Fine. } }
components:
  schemas:
    Form: { type: object, properties: { avatar: { type: string }, note: { type: string } } }
",
            expect![[r#"
                8:25 /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/avatr: the schema has no property `avatr` to encode
                  7:21 /paths/~1a/post/requestBody/content/multipart~1form-data/schema: the schema
                  help: did you mean `avatar`?
                8:95 /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/zzzzz: the schema has no property `zzzzz` to encode
                  7:21 /paths/~1a/post/requestBody/content/multipart~1form-data/schema: the schema
                  help: write the name of a property, or remove it
                11:13 /paths/~1a/post/requestBody/content/application~1json/encoding: a body of `application/json` has no parts to encode
                  help: remove the `encoding`, or send a form
            "#]],
        );
    }
}
