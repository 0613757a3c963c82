//! Security, media types, shared components and examples.

use expect_test::expect;

use super::check;

#[test]
fn security() {
    check(
        r#"
security: [{ key: [] }]
paths:
  /default: { get: { responses: { '204': { description: Fine } } } }
  /none: { get: { security: [], responses: { '204': { description: Fine } } } }
  /optional: { get: { security: [{}, { basic: [] }], responses: { '204': { description: Fine } } } }
  /both: { get: { security: [{ key: [], oauth: [read, write] }, { oidc: [] }], responses: { '204': { description: Fine } } } }
  /unknown: { get: { security: [{ kye: [] }, { key: [] }], responses: { '204': { description: Fine } } } }
  /unsupported: { get: { security: [{ digest: [] }, { bearer: [] }], responses: { '204': { description: Fine } } } }
components:
  securitySchemes:
    digest: { type: http, scheme: digest }
    key: { type: apiKey, in: header, name: X-Key }
    basic: { type: http, scheme: basic }
    bearer: { type: http, scheme: BEARER }
    oauth: { type: oauth2, flows: {} }
    oidc: { type: openIdConnect, openIdConnectUrl: 'https://example.com' }
"#,
        expect![[r#"
            api Test 1
            scheme digest: Http { scheme: "digest" }
            scheme key: key in header X-Key
            scheme basic: Basic
            scheme bearer: Bearer { format: None }
            scheme oauth: OAuth2(OAuth2 { flows: [], metadata: None })
            scheme oidc: OpenIdConnect { url: Some("https://example.com") }
            GET /default - []
              security key
              204  # "Fine"
            GET /none - []
              204  # "Fine"
            GET /optional - []
              security none
              security basic
              204  # "Fine"
            GET /both - []
              security key + oauth ["read", "write"]
              security oidc
              204  # "Fine"
            GET /unknown - []
              security key
              204  # "Fine"
            GET /unsupported - []
              security digest
              security bearer
              204  # "Fine"
            SW0414 error 9:35 /paths/~1unknown/get/security/0/kye: no security scheme is called `kye`; the alternative is left out
              help: did you mean `key`?
            SW0452 info 13:13 /components/securitySchemes/digest: the caller writes the credentials of `digest`: HTTP `digest` is not known
              help: give the whole value of `Authorization`, for the client or for a call
        "#]],
    );
}

#[test]
fn media_types() {
    check(
        r#"
paths:
  /a:
    post:
      requestBody:
        content:
          multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } }, encoding: { file: { contentType: image/png } } }
          application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } } }
      responses:
        '200':
          description: Fine
          content:
            application/xml: { schema: { type: object, properties: { a: { type: string } } } }
        '201':
          description: Fine
          content:
            application/json: { schema: { type: object, properties: { a: { type: string } } } }
            text/csv: { schema: { type: string } }
            image/png: { schema: { type: string, format: binary } }
            '*/*': {}
"#,
        expect![[r#"
            api Test 1
            POST /a - []
              body?
                multipart/form-data Multipart: op0/request
                  field file: image/png None
                application/x-www-form-urlencoded Form: op0/request/x-www-form-urlencoded
              200  # "Fine"
                application/xml Xml: op0/response
              201  # "Fine"
                application/json Json: op0/201 response
                text/csv Text: text
                image/png Binary: -
                */* Json: -
            object op0/request
              file?: binary
            object op0/request/x-www-form-urlencoded
              a?: text
            object op0/response
              a?: text
            object op0/201 response
              a?: text
        "#]],
    );
}

#[test]
fn types_in_shared_components_belong_to_them() {
    check(
        r#"
paths:
  /a:
    post:
      parameters: [{ $ref: '#/components/parameters/Filter' }]
      requestBody: { $ref: '#/components/requestBodies/Body' }
      responses:
        '200': { description: Fine, headers: { X-State: { $ref: '#/components/headers/State' } } }
        '404': { $ref: '#/components/responses/Missing' }
  /b:
    get:
      responses: { '404': { $ref: '#/components/responses/Missing' } }
components:
  parameters: { Filter: { name: filter, in: query, schema: { type: string, enum: [a, b] } } }
  requestBodies: { Body: { content: { application/json: { schema: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } } } } } }
  headers: { State: { schema: { type: string, enum: [on, off] } } }
  responses: { Missing: { description: None, content: { application/json: { schema: { type: object, properties: { what: { type: string } } } } } } }
"#,
        expect![[r#"
            api Test 1
            POST /a - []
              query filter?: Parameter Filter (Form exploded)
              body?
                application/json Json: RequestBody Body
              200  # "Fine"
                header X-State?: Header State
              404  # "None"
                application/json Json: Response Missing
            GET /b - []
              404  # "None"
                application/json Json: Response Missing
            enum Parameter Filter
              "a"
              "b"
            object RequestBody Body
              a?: RequestBody Body/a
            object RequestBody Body/a
              b?: text
            enum Header State
              "on"
              "off"
            object Response Missing
              what?: text
        "#]],
    );
}

#[test]
fn examples_of_bodies() {
    check(
        r#"
paths:
  /a:
    get:
      responses:
        '200':
          description: Fine
          content:
            application/json:
              examples:
                one: { summary: The first, value: { amount: 100.00, tags: [a, null] } }
                two: { $ref: '#/components/examples/Two' }
                far: { externalValue: 'https://example.com/three.json' }
components:
  examples: { Two: { value: 2e3 } }
"#,
        expect![[r#"
            api Test 1
            GET /a - []
              200  # "Fine"
                application/json Json: -
                  example one {"amount": 100.00, "tags": ["a", null]}
                  example two 2e3
        "#]],
    );
}
