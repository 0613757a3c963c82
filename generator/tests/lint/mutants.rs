//! Documents with one defect each, in three versions: the defect is named, at its line, and is an error where the
//! specification says so. The document without a defect is silent.

use specwright::config::Config;
use specwright::diagnostic::{Diagnostics, Lines, Severity};
use specwright::source::{Limits, Sources};

const BASE: &str = include_str!("base.yaml");

/// What replaces what (its first place in the document), the code, and text of the line that it is told at.
type Mutant = (&'static str, &'static str, &'static str, &'static str);

/// What the specification forbids.
const ERRORS: &[Mutant] = &[
    // Fields
    ("operationId: listCards", "operationID: listCards", "SW0204", "operationID"),
    ("  title: Account API\n", "", "SW0206", "version: 1.0.0"),
    ("version: 1.0.0", "version: 1", "SW0205", "version: 1"),
    ("description: The cards.", "descripton: The cards.", "SW0204", "descripton"),
    ("  - name: Cards\n", "  - x-name: Cards\n", "SW0206", "x-name: Cards"),
    ("in: query", "in: qurey", "SW0207", "qurey"),
    ("type: integer, minimum: 1", "type: int, minimum: 1", "SW0207", "type: int,"),
    (
        "        required: true\n        schema: { type: string, minLength: 4",
        "        schema: { type: string, minLength: 4",
        "SW0206",
        "name: card",
    ),
    ("required: true\n        schema", "required: false\n        schema", "SW0207", "required: false"),
    (
        "          schema: { type: integer, minimum: 1",
        "          content: {}\n          schema: { type: integer, minimum: 1",
        "SW0212",
        "content: {}",
    ),
    ("schema: { type: integer, minimum: 1, maximum: 100, default: 20 }", "description: Many.", "SW0213", "name: limit"),
    ("  /cards:\n", "  cards:\n", "SW0211", "  cards:"),
    ("'204':", "'20x':", "SW0211", "20x"),
    ("type: http, scheme: bearer", "type: http", "SW0206", "token: { type: http }"),
    ("type: http, scheme", "type: htpp, scheme", "SW0207", "htpp"),
    (
        "tokenUrl: https://example.com/token\n",
        "authorizationUrl: https://example.com/a\n",
        "SW0206",
        "authorizationUrl",
    ),
    ("url: 'https://example.com/help'", "url: 'not a url'", "SW0215", "not a url"),
    ("email: help@example.com", "email: help", "SW0215", "email: help"),
    ("required: [kind]", "required: [kind, kind]", "SW0216", "[kind, kind]"),
    ("required: [code]", "required: true", "SW0205", "required: true"),
    ("multipleOf: 0.01", "multipleOf: 0", "SW0215", "multipleOf: 0 "),
    ("minLength: 1, maxLength: 80", "minLength: -1, maxLength: 80", "SW0205", "minLength: -1"),
    ("tags: [Cards]", "tags: Cards", "SW0205", "tags: Cards"),
    ("  - name: Cards\n", "  - name: Cards\n  - name: Credits\n", "SW1020", "- name: Credits"),
    ("operationId: listCards", "operationId: getCard", "SW0405", "      operationId: getCard"),
    // References
    ("parameters/Key'", "parameters/Kye'", "SW0301", "Kye"),
    ("schemas/Receipt' }", "schemas/Recept' }", "SW0301", "Recept"),
    ("schemas/Purchase' }", "parameters/Key' }", "SW0302", "schema: { $ref: '#/components/parameters/Key' }"),
    ("$ref: '#/components/responses/Failed' }", "$ref: 'none.yaml#/Failed' }", "SW0304", "none.yaml"),
    // Paths and parameters
    ("  /cards/{card}:\n", "  /cards/{id}:\n", "SW0407", "operationId: getCard"),
    ("name: card\n", "name: crad\n", "SW0408", "- name: crad"),
    ("  /cards/{card}:\n", "  /cards/{id}: {}\n  /cards/{card}:\n", "SW1010", "/cards/{card}:"),
    ("  /cards/{card}:\n", "  /cards/{card:\n", "SW0406", "operationId: getCard"),
    (
        "        - name: state\n",
        "        - { name: limit, in: query, schema: { type: integer } }\n        - name: state\n",
        "SW0411",
        "{ name: limit",
    ),
    ("  /cards/{card}:\n", "  /cards:\n    get: {}\n  /cards/{card}:\n", "SW0113", "  /cards:"),
    // Security
    ("- token: []", "- tokn: []", "SW0414", "tokn"),
    // Schemas
    ("minimum: 1, maximum: 100", "minimum: 101, maximum: 100", "SW1050", "minimum: 101"),
    ("minLength: 4, maxLength: 40", "minLength: 44, maxLength: 40", "SW1050", "minLength: 44"),
    ("minItems: 0, maxItems: 5", "minItems: 6, maxItems: 5", "SW1050", "minItems: 6"),
    (
        "    Debit:\n      type: object\n",
        "    Debit:\n      type: object\n      oneOf: [{ $ref: '#/components/schemas/Debit' }]\n",
        "SW1066",
        "oneOf",
    ),
    (
        "    Debit:\n      type: object\n",
        "    Debit:\n      type: object\n      allOf: [{ additionalProperties: false, properties: { a: {} } }]\n",
        "SW1067",
        "required: [kind]",
    ),
    (
        "      operationId: removeCard\n",
        "      operationId: removeCard\n      callbacks: { done: { '{$request.query.url}': { post: { operationId: getCard, responses: { 2XX: { description: Fine. } } } } } }\n",
        "SW1034",
        "callbacks",
    ),
];

/// What is wrong, and not forbidden.
const WARNINGS: &[Mutant] = &[
    ("application/json:\n            schema", "json:\n            schema", "SW1024", "json:"),
    ("$response.body#/card", "$response.boby#/card", "SW1025", "boby"),
    ("Idempotency-Key\n", "Authorization\n", "SW0409", "name: Authorization"),
    ("Idempotency-Key\n", "Content-Type\n", "SW0409", "name: Content-Type"),
    ("X-Total:", "Content-Type:", "SW1021", "Content-Type"),
    (
        "  /cards/{card}:\n",
        "  /cards/:\n    get: { responses: { 2XX: { description: Fine. }, 4XX: { description: No. } } }\n  /cards/{card}:\n",
        "SW1011",
        "/cards/:",
    ),
    ("'204': { description: It is gone. }", "'500': { description: It is gone. }", "SW1012", "responses:"),
    (
        "        4XX: { $ref: '#/components/responses/Failed' }\n  /cards/{card}:",
        "  /cards/{card}:",
        "SW1013",
        "responses:",
    ),
    (
        "operationId: removeCard\n",
        "operationId: removeCard\n      requestBody: { content: { application/json: {} } }\n",
        "SW1014",
        "requestBody: { content",
    ),
    ("- oauth: [cards.read]", "- oauth: [cards.write]", "SW1015", "cards.write"),
    (
        "region: { enum: [eu, us], default: eu }",
        "region: { enum: [eu, us], default: eu }\n      port: { default: '443' }",
        "SW1018",
        "port:",
    ),
    (
        "      region: { enum: [eu, us], default: eu }",
        "      regoin: { enum: [eu, us], default: eu }",
        "SW1018",
        "regoin",
    ),
    ("default: eu", "default: asia", "SW1019", "asia"),
    ("operationId: getCard, parameters", "operationId: getCrad, parameters", "SW1022", "getCrad"),
    ("    Debit:\n", "    Cheque: { type: object }\n    Debit:\n", "SW1040", "Cheque"),
    ("amount: 12.50,", "amount: '12.50',", "SW1052", "amount: '12.50'"),
    ("amount: 12.50,", "amount: 12.505,", "SW1052", "12.505"),
    ("amount: 12.50, currency: EUR", "amount: 12.50", "SW1052", "amount: 12.50 }"),
    ("currency: EUR", "currency: euro", "SW1052", "euro"),
    ("2024-02-29T12:30:00Z", "2024-02-30", "SW1052", "2024-02-30"),
    ("int64, example: 3", "int64, example: 3.5", "SW1052", "3.5"),
    ("example: DECLINED", "example: REFUSED", "SW1052", "REFUSED"),
    ("default: 20", "default: 200", "SW1051", "200"),
    ("default: active", "default: open", "SW1051", "default: open"),
    ("enum: [active, blocked]", "enum: [active, active, blocked]", "SW1054", "active, active"),
    ("enum: [DECLINED, UNKNOWN]", "enum: [DECLINED, UNKNOWN, 3]", "SW0424", "UNKNOWN, 3"),
    ("enum: [DECLINED, UNKNOWN]", "maxLength: 7, enum: [DECLINED, UNKNOWN]", "SW1053", "maxLength: 7"),
    ("required: [card, at]", "required: [crad, at]", "SW0426", "required: [crad, at]"),
    ("propertyName: kind", "propertyName: sort", "SW1055", "schemas/Credit'"),
    ("required: [kind]\n", "required: []\n", "SW1056", "propertyName: kind"),
    ("debit: '#/components/schemas/Debit'", "debit: '#/components/schemas/Debt'", "SW0427", "schemas/Debt'"),
    ("'^[A-Z]{3}$'", "'^[A-Z{3}$'", "SW1062", "[A-Z{3}"),
    ("'^[A-Z]{3}$'", "'(?i)^[A-Z]{3}$'", "SW1062", "(?i)"),
    ("type: integer, format: int64, example: 3", "type: integer, maxLength: 3", "SW1060", "maxLength: 3"),
    ("format: date-time", "format: datetime", "SW1058", "datetime"),
    ("maximum: 100", "maximum: 9223372036854775807", "SW1059", "9223372036854775807"),
    // Payments
    ("format: decimal, ", "", "SW1080", "amount: { type: number, minimum"),
    ("minimum: 0.01, ", "", "SW1081", "amount: { type: number"),
    (", pattern: '^[A-Z]{3}$'", "", "SW1082", "currency: { type: string }"),
    (
        "      parameters:\n        - $ref: '#/components/parameters/Key'\n",
        "",
        "SW1083",
        "operationId: purchaseCredits",
    ),
    (
        "        4XX: { $ref: '#/components/responses/Failed' }\n  /cards:",
        "        '400': { $ref: '#/components/responses/Failed' }\n  /cards:",
        "SW1084",
        "responses:",
    ),
    ("name: state", "name: access_token", "SW1085", "access_token"),
    (
        "note: { type: string, minLength: 1",
        "note: { type: string, example: ghp_q7Rk2ZpL9vXw3TnB8sYd5HcJ1mGf6KaE4uQi, minLength: 1",
        "SW1087",
        "note:",
    ),
    ("pattern: '^[A-Z]{3}$'", "enum: [EUR, GPB, USD]", "SW1088", "GPB"),
    // Bodies, styles, tags, servers
    (
        "          schema: { type: integer, minimum: 1",
        "          style: deepObject\n          schema: { type: integer, minimum: 1",
        "SW1027",
        "deepObject",
    ),
    ("tags: [Cards]", "tags: [Crads]", "SW1028", "Crads"),
    ("example.com/v1", "example.com/v1/", "SW1029", "v1/"),
    ("It is gone. }", "It is gone., content: { text/plain: {} } }", "SW1030", "content: { text/plain"),
    (
        "          application/json:\n            schema: { $ref: '#/components/schemas/Purchase' }",
        "          multipart/form-data:\n            encoding: { amuont: { contentType: text/plain } }\n            schema: { $ref: '#/components/schemas/Purchase' }",
        "SW1032",
        "amuont",
    ),
    (
        "          application/json:\n            schema: { $ref: '#/components/schemas/Purchase' }",
        "          application/json:\n            encoding: { amount: { contentType: text/plain } }\n            schema: { $ref: '#/components/schemas/Purchase' }",
        "SW1032",
        "encoding:",
    ),
    ("'204':", "204:", "SW1033", "204:"),
    // Schemas that fit nothing, or everything
    ("int64, example: 3", "int32, maximum: 5000000000", "SW1064", "5000000000"),
    ("amount: { type: number,", "amount: { readOnly: true, type: number,", "SW1065", "required: [amount"),
    ("'^[A-Z]{3}$'", "'^([A-Z]+)+$'", "SW1068", "([A-Z]+)+"),
];

/// The code, the severity and the line of each finding.
fn findings(text: &str) -> Vec<(&'static str, Severity, u32, String)> {
    let mut told = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    if let Some(file) = sources.add_text("openapi.yaml", text, &mut told) {
        specwright::validate(&sources, file, &Config::default(), &mut told);
    }
    let lines = Lines::new(text);
    let line = |found: &specwright::diagnostic::Diagnostic| {
        found.location.as_ref().map_or(0, |location| lines.position(text, location.place.span.start).line)
    };
    told.iter().map(|found| (found.code.id, found.severity, line(found), found.message.clone())).collect()
}

/// The mutants that are not told as they should be, in this version.
fn missed(version: &str, mutants: &[Mutant], are_errors: bool) -> Vec<String> {
    let base = BASE.replace("VERSION", version);
    let mut missed = Vec::new();
    for (from, to, code, at) in mutants {
        assert!(base.contains(from), "{from}");
        let text = base.replacen(from, to, 1);
        let found = findings(&text);
        let on_line = |line: u32| text.lines().nth(line as usize - 1).is_some_and(|line| line.contains(at));
        let told = found.iter().find(|(id, _, line, _)| id == code && on_line(*line));
        if told.is_none_or(|(_, severity, ..)| are_errors && *severity != Severity::Error) {
            missed.push(format!("{version} {code} at `{at}`: {found:#?}"));
        }
    }
    missed
}

const VERSIONS: [&str; 3] = ["3.0.3", "3.1.0", "3.2.0"];

#[test]
fn the_document_without_a_defect_is_silent() {
    for version in VERSIONS {
        assert_eq!(findings(&BASE.replace("VERSION", version)), [], "{version}");
    }
}

#[test]
fn what_the_specification_forbids_is_an_error_at_its_line() {
    let missed: Vec<String> = VERSIONS.iter().flat_map(|version| missed(version, ERRORS, true)).collect();
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_is_doubtful_is_told_at_its_line() {
    let missed: Vec<String> = VERSIONS.iter().flat_map(|version| missed(version, WARNINGS, false)).collect();
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
    assert!(ERRORS.len() + WARNINGS.len() >= 60);
}
