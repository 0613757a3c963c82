//! Formats that nobody registered.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::lint::{Check, Rule, SchemaSite};
use crate::openapi::View;

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Schema(check) };

static CODE: Code = Code {
    id: "SW1058",
    name: "unknown-format",
    severity: Severity::Info,
    what: "A `format` is neither in the specification nor in its registry of formats.",
    why: "Tools ignore a format that they do not know; a misspelt one is lost without a word.",
    example: "type: string\nformat: datetime",
    instead: "Write a registered format, or keep it if its readers know it.",
    section: "OpenAPI Format Registry",
};

/// Those of OpenAPI, of JSON Schema, and of the registry.
const KNOWN: &[&str] = &[
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "date",
    "date-time",
    "date-time-local",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "password",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "single",
    "time",
    "time-local",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

fn check(site: SchemaSite<'_, '_>, found: &mut Diagnostics) {
    let Some(format) = site.schema.format().filter(|format| !KNOWN.contains(format)) else { return };
    let place = site.schema.node().get("format").unwrap_or(site.schema.node()).location();
    let told = Diagnostic::new(&CODE, format!("`{format}` is no registered format")).at(place);
    let bare = format.replace('_', "-");
    found.push(match nearest(&bare, KNOWN.iter().copied()) {
        Some(word) => told.help(format!("did you mean `{word}`?")),
        None => told.help("keep it if its readers know it; others take the value as it is"),
    });
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn formats() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { type: string, format: datetime }
    B: { type: string, format: date-time }
    C: { type: string, format: my-own }
    D: { type: integer, format: int46 }
",
            expect![[r#"
                4:32 /components/schemas/A/format: `datetime` is no registered format
                  help: did you mean `date-time`?
                6:32 /components/schemas/C/format: `my-own` is no registered format
                  help: keep it if its readers know it; others take the value as it is
                7:33 /components/schemas/D/format: `int46` is no registered format
                  help: did you mean `int16`?
            "#]],
        );
    }
}
