//! Examples that their schema does not allow.

use super::failed;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::lint::{Check, ExampleSite, Role, Rule};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Example(check) };

static CODE: Code = Code {
    id: "SW1052",
    name: "example-not-allowed",
    severity: Severity::Warning,
    what: "An example is no value that its schema allows.",
    why: "People copy examples, and mocks and tests are made of them; one of the two, example or schema, is wrong.",
    example: "type: object\nrequired: [amount]\nproperties:\n  amount: { type: number }\nexample: { amount: '12.50' }",
    instead: "Correct the example, or the schema if the example is what the server sends.",
    section: "OpenAPI 3.0.3 §4.7.14, §4.7.24",
};

fn check(site: ExampleSite<'_, '_>, found: &mut Diagnostics) {
    if site.role == Role::Example {
        let failures = site.judge.failures(site.schema, site.value);
        failed(&CODE, "example", site, &failures).into_iter().for_each(|told| found.push(told));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::{check, check_in};

    #[test]
    fn every_failure_at_its_place() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Purchase:
      type: object
      required: [amount, currency]
      additionalProperties: false
      properties:
        amount: { type: number, minimum: 0, exclusiveMinimum: true, multipleOf: 0.01 }
        currency: { type: string, pattern: '^[A-Z]{3}$' }
        lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
        secret: { type: string, writeOnly: true }
      example:
        amount: 0.005
        curency: usd
        lines: [{ count: 1.5 }, { count: 2, day: 2023-02-29 }]
    Line:
      type: object
      properties:
        count: { type: integer }
        day: { type: string, format: date }
",
            expect![[r#"
                14:9 /components/schemas/Purchase/example: the example must have the property `currency`
                  5:7 /components/schemas/Purchase: by this schema
                  help: correct the value, or the schema
                14:17 /components/schemas/Purchase/example/amount: in the example, this must be a multiple of 0.01
                  5:7 /components/schemas/Purchase: by this schema
                  help: correct the value, or the schema
                15:18 /components/schemas/Purchase/example/curency: in the example, this is called `curency`, a property that is not allowed
                  5:7 /components/schemas/Purchase: by this schema
                  help: correct the value, or the schema
                16:26 /components/schemas/Purchase/example/lines/0/count: in the example, this must be a whole number, and is a number (`1.5`)
                  5:7 /components/schemas/Purchase: by this schema
                  help: correct the value, or the schema
                16:50 /components/schemas/Purchase/example/lines/1/day: in the example, this must be a date such as `2024-02-29` (RFC 3339)
                  5:7 /components/schemas/Purchase: by this schema
                  help: correct the value, or the schema
            "#]],
        );
    }

    #[test]
    fn alternatives() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { type: string }]
      discriminator: { propertyName: kind }
    Cat: { type: object, required: [kind, lives], properties: { kind: { type: string }, lives: { type: integer } } }
    Dog: { type: object, required: [kind, bark], properties: { kind: { type: string }, bark: { type: string } } }
    A: { allOf: [{ $ref: '#/components/schemas/Pet' }], example: { kind: Cat, lives: nine } }
    B: { allOf: [{ $ref: '#/components/schemas/Pet' }], example: { lives: 9 } }
    C: { allOf: [{ $ref: '#/components/schemas/Pet' }], example: { kind: Dog, bark: loud } }
    D: { allOf: [{ $ref: '#/components/schemas/Pet' }], example: 5 }
",
            expect![[r#"
                9:86 /components/schemas/A/example/lives: in the example, this must be a whole number, and is a string (`nine`)
                  9:8 /components/schemas/A: by this schema
                  help: correct the value, or the schema
                10:66 /components/schemas/B/example: the example fits none of the alternatives
                  10:8 /components/schemas/B: by this schema
                  help: correct the value, or the schema
                12:66 /components/schemas/D/example: the example fits none of the alternatives
                  12:8 /components/schemas/D: by this schema
                  help: correct the value, or the schema
            "#]],
        );
    }

    #[test]
    fn in_bodies_and_parameters() {
        check(
            &RULE,
            "
paths:
  /pets:
    post:
      parameters:
        - { name: limit, in: query, schema: { type: integer }, example: ten }
        - { name: ids, in: query, schema: { type: array, items: { type: integer } }, example: '1,2' }
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [name, id], properties: { id: { type: string, readOnly: true } } }
            examples:
              one: { value: { name: Tom } }
              two: { value: { id: x } }
              three: { $ref: '#/components/examples/Three' }
          text/plain: { schema: { type: integer }, example: some text }
      responses: { '200': { description: Fine. } }
components:
  examples:
    Three: { value: '{}' }
",
            expect![[r#"
                5:73 /paths/~1pets/post/parameters/0/example: the example must be a whole number, and is a string (`ten`)
                  5:45 /paths/~1pets/post/parameters/0/schema: by this schema
                  help: correct the value, or the schema
                13:29 /paths/~1pets/post/requestBody/content/application~1json/examples/two/value: the example must have the property `name`
                  10:21 /paths/~1pets/post/requestBody/content/application~1json/schema: by this schema
                  help: correct the value, or the schema
                19:21 /components/examples/Three/value: the example must be an object, and is a string (`{}`)
                  10:21 /paths/~1pets/post/requestBody/content/application~1json/schema: by this schema
                  help: correct the value, or the schema
            "#]],
        );
    }

    #[test]
    fn null_is_a_type_of_its_own() {
        check_in(
            "3.1.0",
            &RULE,
            "
components:
  schemas:
    A: { type: [string, 'null'], examples: [null, a, 1] }
    B: { type: string, examples: [null] }
    C: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/B' }], examples: [null, b, true] }
    D: { $ref: '#/components/schemas/B', minLength: 2, examples: [a, aa] }
",
            expect![[r#"
                3:54 /components/schemas/A/examples/2: the example must be a string, and is a number (`1`)
                  3:8 /components/schemas/A: by this schema
                  help: put it in quotes, or correct the schema
                4:35 /components/schemas/B/examples/0: the example must be a string, and is null
                  4:8 /components/schemas/B: by this schema
                  help: correct the value, or the schema
                5:93 /components/schemas/C/examples/2: the example fits none of the alternatives
                  5:8 /components/schemas/C: by this schema
                  help: correct the value, or the schema
                6:67 /components/schemas/D/examples/0: the example must have 2 characters at least, and has 1
                  6:8 /components/schemas/D: by this schema
                  help: correct the value, or the schema
            "#]],
        );
    }

    #[test]
    fn schemas_that_go_round_are_left_alone() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A: { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }], example: 1 }
    Tree: { type: object, properties: { left: { $ref: '#/components/schemas/Tree' } }, example: { left: { left: 1 } } }
",
            expect![[r#"
                5:113 /components/schemas/Tree/example/left/left: in the example, this must be an object, and is a number (`1`)
                  5:11 /components/schemas/Tree: by this schema
                  help: correct the value, or the schema
            "#]],
        );
    }

    #[test]
    fn a_pattern_takes_linear_time() {
        let text = "a".repeat(4000);
        let schema = format!("{{ type: string, pattern: '^(a+)+$', example: '{text}!' }}");
        check(
            &RULE,
            &format!("paths: {{}}\ncomponents: {{ schemas: {{ A: {schema} }} }}"),
            expect![[r#"
            2:74 /components/schemas/A/example: the example must match the pattern `^(a+)+$`
              2:29 /components/schemas/A: by this schema
              help: correct the value, or the schema
        "#]],
        );
    }
}
