//! What one version says and another does not.

use expect_test::expect;

use super::{check_3_0, check_3_1, check_3_2};

#[test]
fn words_of_3_1_in_3_0() {
    check_3_0(
        r#"
webhooks: {}
paths: {}
components:
  schemas:
    A: { type: [string, 'null'], const: a, examples: [a] }
    B: { type: integer, exclusiveMinimum: 0, $comment: hm }
    C: true
  pathItems: {}
"#,
        expect![[r#"
            SW0208 error 3:1 /webhooks: `webhooks` is no field of the OpenAPI Object in 3.0: it comes with 3.1
              help: remove it, or raise the version of the document
            SW0205 error 7:16 /components/schemas/A/type: `type` must be a string, not a list
              help: 3.0 has one `type`, and `nullable: true`; lists of types come with 3.1
            SW0208 error 7:34 /components/schemas/A/const: `const` is no field of the Schema Object in 3.0: it comes with 3.1
              help: write an `enum` of one value
            SW0208 error 7:44 /components/schemas/A/examples: `examples` is no field of the Schema Object in 3.0: it comes with 3.1
              help: write one `example`
            SW0205 error 8:43 /components/schemas/B/exclusiveMinimum: `exclusiveMinimum` must be a boolean, not a number
              help: 3.0 has the bound in `minimum` or `maximum`, and `true` here
            SW0208 error 8:46 /components/schemas/B/$comment: `$comment` is no field of the Schema Object in 3.0: it comes with 3.1
              help: use a comment of YAML, or `x-comment`
            SW0205 error 9:8 /components/schemas/C: `C` must be a schema (an object), not a boolean
            SW0208 error 10:3 /components/pathItems: `pathItems` is no field of the Components Object in 3.0: it comes with 3.1
              help: remove it, or raise the version of the document
        "#]],
    );
}

#[test]
fn words_of_3_0_in_3_1() {
    check_3_1(
        r#"
components:
  schemas:
    A: { type: string, nullable: true, example: a }
    B: { type: integer, minimum: 0, exclusiveMinimum: true }
    C: { type: object, propertys: {}, additionalKeyword: 1 }
    D: { allOf: [] }
"#,
        expect![[r#"
            SW0208 warning 5:24 /components/schemas/A/nullable: `nullable` is no field of the Schema Object in 3.1: it is gone
              help: write `type: [string, 'null']`
            SW0205 error 6:55 /components/schemas/B/exclusiveMinimum: `exclusiveMinimum` must be a number, not a boolean
              help: from 3.1 on the bound itself stands here, instead of in `minimum` or `maximum`
            SW0204 warning 7:24 /components/schemas/C/propertys: `propertys` is no field of the Schema Object
              help: did you mean `properties`?
            SW0210 error 8:17 /components/schemas/D/allOf: `allOf` is empty
              help: write at least one entry, or remove the field
        "#]],
    );
}

#[test]
fn what_3_1_allows() {
    check_3_1(
        r#"
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
webhooks:
  moved: { post: { requestBody: { content: { application/json: { schema: true } } } } }
components:
  schemas:
    A: { type: [string, 'null'], const: a, examples: [a], vendorKeyword: true }
    B: { $ref: '#/components/schemas/A', description: Beside it }
    C: false
    D: { patternProperties: { '^x': { type: string } }, required: [] }
"#,
        expect![[""]],
    );
}

#[test]
fn words_of_3_2() {
    check_3_2(
        r#"
$self: https://example.com/api
servers: [{ url: /, name: here }]
tags: [{ name: a, kind: nav, parent: b, summary: A }]
paths:
  /a:
    query: { responses: { '200': { summary: Fine } } }
    additionalOperations:
      COPY: { responses: { '200': { summary: Fine } } }
      POST: { responses: { '200': { summary: Not here } } }
      'NOT A TOKEN': { responses: { '200': { summary: Nor this } } }
components:
  mediaTypes:
    A: { schema: true, examples: { a: { dataValue: 1, value: 1 }, b: { serializedValue: '1', externalValue: /b } } }
  securitySchemes:
    device:
      type: oauth2
      oauth2MetadataUrl: https://example.com/.well-known/oauth-authorization-server
      deprecated: true
      flows: { deviceAuthorization: { deviceAuthorizationUrl: /device, tokenUrl: /token, scopes: {} } }
  schemas:
    A: { discriminator: { propertyName: a, defaultMapping: B }, xml: { nodeType: cdata, wrapped: true } }
"#,
        expect![[r#"
            SW0211 error 11:7 /paths/~1a/additionalOperations/POST: `POST` cannot be a key of `additionalOperations`
              help: write a token such as `COPY`; methods that have a field of their own stand there
            SW0211 error 12:7 /paths/~1a/additionalOperations/NOT A TOKEN: `NOT A TOKEN` cannot be a key of `additionalOperations`
              help: write a token such as `COPY`; methods that have a field of their own stand there
            SW0212 error 15:41 /components/mediaTypes/A/examples/a/dataValue: `value` and `dataValue` exclude each other
              15:55 /components/mediaTypes/A/examples/a/value: the other one
              help: keep one of them
            SW0212 error 15:94 /components/mediaTypes/A/examples/b/externalValue: `serializedValue` and `externalValue` exclude each other
              15:72 /components/mediaTypes/A/examples/b/serializedValue: the other one
              help: keep one of them
            SW0212 error 23:89 /components/schemas/A/xml/wrapped: `nodeType` and `wrapped` exclude each other
              23:72 /components/schemas/A/xml/nodeType: the other one
              help: keep one of them
        "#]],
    );
}

#[test]
fn nothing_is_asked_of_examples_and_defaults() {
    check_3_0(
        r#"
paths:
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, default: { in: qurey, $ref: 3 }, example: { requierd: true } }
            example: { parameters: null }
      responses: { '204': { description: Fine } }
"#,
        expect![[""]],
    );
}

#[test]
fn a_reference_is_left_to_the_next_stage() {
    check_3_0(
        r#"
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Limit', whatever: true }]
      responses: { '200': { $ref: '#/nowhere' } }
"#,
        expect![[""]],
    );
}

#[test]
fn a_reference_where_there_is_none() {
    check_3_0(
        r#"
paths:
  /pets:
    get: { $ref: '#/paths/~1cats/get' }
  /cats: { get: { responses: { '200': { description: Fine } } } }
tags: [{ $ref: '#/x-tag' }]
x-tag: { name: Pets }
"#,
        expect![[r#"
            SW0204 error 5:12 /paths/~1pets/get/$ref: the specification has no reference in place of an Operation Object
              help: refer to what holds it (for an operation, to its path item), or bundle the document
            SW0204 error 7:10 /tags/0/$ref: the specification has no reference in place of a Tag Object
              help: refer to what holds it (for an operation, to its path item), or bundle the document
        "#]],
    );
}
