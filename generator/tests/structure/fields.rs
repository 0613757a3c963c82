//! Fields: unknown, missing, of the wrong type, empty, exclusive.

use expect_test::expect;

use super::check_3_0;

#[test]
fn typos_with_what_was_meant() {
    check_3_0(
        r#"
paths:
  /pets:
    get:
      operationID: listPets
      parameters:
        - name: limit
          in: qurey
          requierd: true
          schema: { type: integr }
      responses:
        '200': { descripton: Fine }
"#,
        expect![[r#"
            SW0204 error 6:7 /paths/~1pets/get/operationID: `operationID` is no field of the Operation Object
              help: did you mean `operationId`?
            SW0207 error 9:15 /paths/~1pets/get/parameters/0/in: `in` cannot be `qurey`
              help: did you mean `query`?
            SW0204 error 10:11 /paths/~1pets/get/parameters/0/requierd: `requierd` is no field of the Parameter Object
              help: did you mean `required`?
            SW0207 error 11:27 /paths/~1pets/get/parameters/0/schema/type: `type` cannot be `integr`
              help: did you mean `integer`?
            SW0206 error 13:16 /paths/~1pets/get/responses/200: this Response Object has no `description`
              help: add `description`
            SW0204 error 13:18 /paths/~1pets/get/responses/200/descripton: `descripton` is no field of the Response Object
              help: did you mean `description`?
        "#]],
    );
}

#[test]
fn an_extension_is_no_typo() {
    check_3_0(
        r#"
x-owner: me
paths:
  x-note: fine
  /pets:
    get:
      x-internal: true
      responses: { '200': { description: Fine, x-since: 1 } }
"#,
        expect![[""]],
    );
}

#[test]
fn keys_of_maps() {
    check_3_0(
        r#"
paths:
  pets: {}
  /pets:
    get:
      responses:
        ok: { description: Not a status }
        '2xx': { description: Small letters }
        '200': { description: Fine }
components:
  schemas:
    'a pet': { type: object }
"#,
        expect![[r#"
            SW0211 error 4:3 /paths/pets: `pets` cannot be a key of the Paths Object
              help: a path begins with `/`
            SW0211 error 8:9 /paths/~1pets/get/responses/ok: `ok` cannot be a key of the Responses Object
              help: write a status as `404`, a range as `4XX`, or `default`
            SW0211 error 9:9 /paths/~1pets/get/responses/2xx: `2xx` cannot be a key of the Responses Object
              help: write a status as `404`, a range as `4XX`, or `default`
            SW0211 error 13:5 /components/schemas/a pet: `a pet` cannot be a key of `schemas`
              help: names of components have letters, digits, `.`, `-` and `_` only
        "#]],
    );
}

#[test]
fn values_that_are_missing() {
    check_3_0(
        r#"
paths:
  /pets:
    get:
    post:
      summary:
      responses: { '200': { description: Fine } }
  /owners:
"#,
        expect![[r#"
            SW0209 error 5:8 /paths/~1pets/get: `get` has no value
              help: write the value, or remove the key
            SW0209 error 7:14 /paths/~1pets/post/summary: `summary` has no value
              help: write the value, or remove the key
            SW0209 error 9:10 /paths/~1owners: `/owners` has no value
              help: write the value, or remove the key
        "#]],
    );
}

#[test]
fn wrong_types() {
    check_3_0(
        r#"
servers: { url: / }
paths:
  /pets:
    get:
      deprecated: 'yes'
      tags: pets
      summary: 12
      parameters:
        - name: limit
          in: query
          required: 'true'
          schema: { type: integer, minimum: '0', maxLength: -1, multipleOf: 0 }
      responses:
        '200': Fine
"#,
        expect![[r#"
            SW0205 error 3:10 /servers: `servers` must be a list, not an object
              help: write a list: `- …` for each item
            SW0205 error 7:19 /paths/~1pets/get/deprecated: `deprecated` must be a boolean, not a string
            SW0205 error 8:13 /paths/~1pets/get/tags: `tags` must be a list, not a string
            SW0205 error 9:16 /paths/~1pets/get/summary: `summary` must be a string, not a number
              help: put it in quotes: `'12'`
            SW0205 error 13:21 /paths/~1pets/get/parameters/0/required: `required` must be a boolean, not a string
              help: write it without quotes: `true`
            SW0205 error 14:45 /paths/~1pets/get/parameters/0/schema/minimum: `minimum` must be a number, not a string
              help: write it without quotes: `0`
            SW0205 error 14:61 /paths/~1pets/get/parameters/0/schema/maxLength: `maxLength` must be a whole number, not negative
              help: write `0`, `1`, `2`, …
            SW0215 error 14:77 /paths/~1pets/get/parameters/0/schema/multipleOf: `multipleOf` must be above zero
              help: write a number above zero
            SW0205 error 16:16 /paths/~1pets/get/responses/200: `200` must be an object, not a string
        "#]],
    );
}

#[test]
fn empty_where_something_must_be() {
    check_3_0(
        r#"
paths:
  /pets:
    get:
      responses: {}
components:
  schemas:
    Pet: { type: object, required: [], properties: { kind: { type: string, enum: [] } } }
"#,
        expect![[r#"
            SW0210 error 6:18 /paths/~1pets/get/responses: this Responses Object is empty
              help: write at least one entry
            SW0210 error 9:36 /components/schemas/Pet/required: `required` is empty
              help: write at least one entry, or remove the field
            SW0210 error 9:82 /components/schemas/Pet/properties/kind/enum: `enum` is empty
              help: write at least one entry, or remove the field
        "#]],
    );
}

#[test]
fn fields_that_exclude_each_other() {
    check_3_0(
        r#"
paths:
  /pets:
    get:
      parameters:
        - name: a
          in: query
          schema: { type: string }
          content: { application/json: {} }
        - name: b
          in: query
          example: 1
          examples: { one: { value: 1 } }
      responses:
        '200':
          description: Fine
          links: { next: { description: Neither id nor ref } }
"#,
        expect![[r#"
            SW0212 error 10:11 /paths/~1pets/get/parameters/0/content: `schema` and `content` exclude each other
              9:11 /paths/~1pets/get/parameters/0/schema: the other one
              help: keep one of them
            SW0213 error 11:11 /paths/~1pets/get/parameters/1: this Parameter Object has none of `schema`, `content`
              help: add `schema` or `content`
            SW0212 error 14:11 /paths/~1pets/get/parameters/1/examples: `example` and `examples` exclude each other
              13:11 /paths/~1pets/get/parameters/1/example: the other one
              help: keep one of them
            SW0213 error 18:26 /paths/~1pets/get/responses/200/links/next: this Link Object has none of `operationRef`, `operationId`
              help: add `operationRef` or `operationId`
        "#]],
    );
}

#[test]
fn a_path_parameter_is_required() {
    check_3_0(
        r#"
paths:
  /pets/{id}/{name}:
    parameters:
      - { name: id, in: path, schema: { type: string } }
      - { name: name, in: path, required: false, style: form, schema: { type: string } }
    get: { responses: { '200': { description: Fine } } }
"#,
        expect![[r#"
            SW0206 error 6:9 /paths/~1pets~1{id}~1{name}/parameters/0: this Parameter Object has no `required`
              help: add `required`
            SW0207 error 7:43 /paths/~1pets~1{id}~1{name}/parameters/1/required: `required` must be `true` here
              help: write `true`
            SW0207 error 7:57 /paths/~1pets~1{id}~1{name}/parameters/1/style: `style` cannot be `form`
              help: write one of `simple`, `label`, `matrix`
        "#]],
    );
}

#[test]
fn security_schemes_by_kind() {
    check_3_0(
        r#"
paths: {}
components:
  securitySchemes:
    key: { type: apiKey, name: X-Key }
    http: { type: http, flows: {} }
    oauth: { type: oauth2, flows: { implicit: { tokenUrl: https://example.com, scopes: {} } } }
    mutual: { type: mutualTLS }
    typo: { type: htpp, scheme: basic }
security:
  - key: read
"#,
        expect![[r#"
            SW0206 error 6:10 /components/securitySchemes/key: this Security Scheme Object has no `in`
              help: add `in`
            SW0206 error 7:11 /components/securitySchemes/http: this Security Scheme Object has no `scheme`
              help: add `scheme`
            SW0214 error 7:25 /components/securitySchemes/http/flows: `flows` means nothing in a Security Scheme Object with `type: http`
              help: remove it, or change `type`
            SW0206 error 8:47 /components/securitySchemes/oauth/flows/implicit: this OAuth Flow Object has no `authorizationUrl`
              help: add `authorizationUrl`
            SW0204 error 8:49 /components/securitySchemes/oauth/flows/implicit/tokenUrl: `tokenUrl` is no field of the OAuth Flow Object
              help: remove it, or make it an extension: `x-tokenUrl`
            SW0207 error 9:21 /components/securitySchemes/mutual/type: `type` cannot be `mutualTLS`
              help: write one of `apiKey`, `http`, `oauth2`, `openIdConnect`
            SW0207 error 10:19 /components/securitySchemes/typo/type: `type` cannot be `htpp`
              help: did you mean `http`?
            SW0205 error 12:10 /security/0/key: `key` must be a list, not a string
        "#]],
    );
}

#[test]
fn syntax_of_urls_and_addresses() {
    check_3_0(
        r#"
paths: {}
servers: [{ url: 'https://exa mple.com' }, { url: 'https://{region}.example.com/v1' }]
externalDocs: { url: '' }
tags: [{ name: '', externalDocs: { url: 'docs/more.html' } }]
"#,
        expect![[r#"
            SW0215 error 4:18 /servers/0/url: `url` is no URL: `https://exa mple.com`
              help: write a URL (RFC 3986), with blanks as `%20`
            SW0210 error 6:16 /tags/0/name: `name` must not be empty
              help: write a name
        "#]],
    );
}
