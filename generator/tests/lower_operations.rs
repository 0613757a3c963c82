//! Operations in the model: what goes in, what comes out, and which of them live.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use expect_test::{Expect, expect};
use specwright::lower::{LowerOptions, Skip};

/// The rest of a 3.0 document after its head; the model and the findings that it must give.
fn check(rest: &str, expected: Expect) {
    check_with(rest, &LowerOptions::default(), expected);
}

fn check_3_2(rest: &str, expected: Expect) {
    let (api, findings) = support::model(&support::document("3.2.0", rest), &LowerOptions::default());
    expected.assert_eq(&(support::print::api(&api) + &findings));
}

fn check_with(rest: &str, options: &LowerOptions, expected: Expect) {
    let (api, findings) = support::model(&support::document("3.0.3", rest), options);
    expected.assert_eq(&(support::print::api(&api) + &findings));
}

#[test]
fn a_whole_operation() {
    check(
        r#"
servers: [{ url: 'https://{region}.example.com/v1', variables: { region: { default: eu, enum: [eu, us] } } }]
tags: [{ name: Pets, description: All of them. }]
security: [{ token: [] }]
paths:
  /pets/{petId}:
    summary: One pet
    parameters: [{ name: petId, in: path, required: true, description: Which., schema: { type: integer, format: int64 } }]
    put:
      operationId: changePet
      tags: [Pets]
      description: Changes it.
      deprecated: true
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string } } }
            example: { name: Rex }
      responses:
        '200':
          description: Done
          headers: { X-Version: { required: true, schema: { type: integer } }, Content-Type: { schema: {} } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        '4XX': { $ref: '#/components/responses/Refused' }
        default: { description: Anything else }
components:
  securitySchemes: { token: { type: http, scheme: Bearer, bearerFormat: JWT } }
  responses:
    Refused: { description: No, content: { application/problem+json: { schema: { type: object, properties: { why: { type: string } } } } } }
  schemas:
    Pet: { title: A pet, type: object, required: [id], properties: { id: { type: integer, format: int64 } } }
    Unused: { type: object, properties: { id: { type: string } } }
"#,
        expect![[r#"
            api Test 1
            server https://{region}.example.com/v1
              region = eu ["eu", "us"]
            scheme token: Bearer { format: Some("JWT") }
            tag Pets  # "All of them."
            PUT /pets/{petId} changePet ["Pets"]  # "One pet", "Changes it.", deprecated
              security token
              path petId: int64 (Simple)  # "Which."
              body
                application/json Json: op0/request
                  example - {"name": "Rex"}
              200  # "Done"
                header X-Version: int64
                application/json Json: Pet
              4XX  # "No"
                application/problem+json Json: Response Refused
              default  # "Anything else"
            object Pet  # "A pet"
              id: int64
            object op0/request
              name: text
            object Response Refused
              why?: text
        "#]],
    );
}

#[test]
fn parameters_of_the_path_are_overridden_by_name_and_place() {
    check(
        r#"
paths:
  /pets:
    parameters:
      - { name: limit, in: query, schema: { type: integer, default: 10 } }
      - { name: limit, in: header, schema: { type: integer } }
      - { name: sort, in: query, schema: { type: string } }
    get:
      parameters:
        - { name: limit, in: query, required: true, schema: { type: integer, maximum: 100 } }
        - { name: LIMIT, in: header, schema: { type: string } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: page, in: query, schema: { type: string } }
      responses: { '204': { description: Fine } }
"#,
        expect![[r#"
            api Test 1
            GET /pets - []
              query limit: int64(<= 100) (Form exploded)
              header LIMIT?: text (Simple)
              query sort?: text (Form exploded)
              query page?: int64 (Form exploded)
              204  # "Fine"
            SW0411 warning 14:11 /paths/~1pets/get/parameters/3: the parameter `page` stands twice in this list; the first one counts
              13:11 /paths/~1pets/get/parameters/2: the first one
        "#]],
    );
}

#[test]
fn styles_and_their_defaults() {
    check(
        r#"
paths:
  /a/{p}/{m}:
    get:
      parameters:
        - { name: p, in: path, required: true, schema: { type: array, items: { type: string } } }
        - { name: m, in: path, required: true, style: matrix, explode: true, schema: { type: string } }
        - { name: q, in: query, schema: { type: array, items: { type: string } } }
        - { name: s, in: query, style: spaceDelimited, schema: { type: array, items: { type: string } } }
        - { name: d, in: query, style: deepObject, explode: true, schema: { type: object, additionalProperties: { type: string } } }
        - { name: r, in: query, allowReserved: true, explode: false, schema: { type: string } }
        - { name: h, in: header, allowReserved: true, schema: { type: string } }
        - { name: c, in: cookie, schema: { type: string } }
        - { name: j, in: query, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }
        - { name: w, in: header, style: form, schema: { type: string } }
      responses: { '204': { description: Fine } }
"#,
        expect![[r#"
            api Test 1
            GET /a/{p}/{m} - []
              path p: [text] (Simple)
              path m: text (Matrix exploded)
              query q?: [text] (Form exploded)
              query s?: [text] (SpaceDelimited)
              query d?: {*: text} (DeepObject exploded)
              query r?: text (Form reserved)
              header h?: text (Simple)
              cookie c?: text (Form exploded)
              query j?: op0/j (application/json)
              header w?: text (Simple)
              204  # "Fine"
            object op0/j
              a?: text
            SW0413 warning 16:11 /paths/~1a~1{p}~1{m}/get/parameters/9: the style `form` does not exist here; the default of the place is used for `w`
        "#]],
    );
}

#[test]
fn names_of_the_path_and_parameters_fit_each_other() {
    check(
        r#"
paths:
  /a/{x}/{y}:
    get:
      operationId: a
      parameters:
        - { name: x, in: path, required: true, schema: { type: string } }
        - { name: z, in: path, required: true, schema: { type: string } }
      responses: { '204': { description: Fine } }
  /b/{x:
    get: { operationId: b, responses: { '204': { description: Fine } } }
  /c#part:
    get: { operationId: c, responses: { '204': { description: Fine } } }
  /d?beta=true&page={page}:
    get: { operationId: d, responses: { '204': { description: Fine } } }
"#,
        expect![[r#"
            api Test 1
            GET /a/{x}/{y} a []
              path x: text (Simple)
              path y: text (Simple)
              204  # "Fine"
            GET /c c []
              204  # "Fine"
            GET /d d []
              query beta: "true" (Form exploded)
              query page: text (Form exploded)
              204  # "Fine"
            SW0407 warning 6:7 /paths/~1a~1{x}~1{y}/get: `GET /a/{x}/{y}` (a) has no parameter for `{y}`; it is taken as a string
              help: declare it: `name: y`, `in: path`, `required: true`, with a `schema`
            SW0408 warning 9:11 /paths/~1a~1{x}~1{y}/get/parameters/1: the path `/a/{x}/{y}` has no `{z}`
              help: put the name into the path, or correct the parameter's name
            SW0401 error 12:10 /paths/~1b~1{x/get: `GET /b/{x` (b) cannot be generated
              help: mend what is reported in it, or skip it by name in the configuration
            SW0406 error 12:10 /paths/~1b~1{x/get: the braces of the path `/b/{x` do not fit together
              help: write each parameter as `{name}`
            SW0432 warning 14:10 /paths/~1c#part/get: `/c#part` has a `#`; only `/c` is sent
            SW0436 warning 16:10 /paths/~1d?beta=true&page={page}/get: `/d?beta=true&page={page}` has a query; it is sent as query parameters
        "#]],
    );
}

#[test]
fn headers_that_the_specification_ignores_and_a_parameter_without_a_type() {
    check(
        r#"
paths:
  /a:
    get:
      parameters:
        - { name: authorization, in: header, schema: { type: string } }
        - { name: Accept, in: header, schema: { type: string } }
        - { name: loose, in: query }
      responses: { '204': { description: Fine } }
"#,
        expect![[r#"
            api Test 1
            GET /a - []
              query loose?: text (Form exploded)
              204  # "Fine"
            SW0409 warning 7:11 /paths/~1a/get/parameters/0: the header parameter `authorization` is ignored, as the specification asks
              help: say it with `content`, or with a security scheme
            SW0409 warning 8:11 /paths/~1a/get/parameters/1: the header parameter `Accept` is ignored, as the specification asks
              help: say it with `content`, or with a security scheme
            SW0410 warning 9:11 /paths/~1a/get/parameters/2: the parameter `loose` has no `schema`; it is taken as a string
        "#]],
    );
}

#[test]
fn a_sick_operation_is_left_out_and_its_siblings_live() {
    check(
        r#"
paths:
  /a:
    get: { operationId: fine, responses: { '204': { description: Fine } } }
    put:
      operationId: lostParameter
      parameters: [{ $ref: '#/components/parameters/Nowhere' }]
      responses: { '204': { description: Fine } }
    post:
      operationId: typo
      parameters: [{ name: q, in: qurey, schema: { type: string } }]
      responses: { '200': { description: Fine, content: { application/json: { schema: { $ref: '#/components/schemas/OnlyThere' } } } } }
    patch:
      operationId: noStatus
      responses: { ok: { description: Fine } }
    delete:
      operationId: lostBody
      requestBody: { $ref: '#/components/requestBodies/Nowhere' }
      responses: { '204': { description: Fine } }
  /b:
    get:
      operationId: lostSchema
      responses: { '200': { description: Fine, content: { application/json: { schema: { $ref: '#/components/schemas/Nowhere' } } } } }
components:
  schemas: { OnlyThere: { type: object, properties: { a: { type: string } } } }
"#,
        expect![[r#"
            api Test 1
            GET /a fine []
              204  # "Fine"
            GET /b lostSchema []
              200  # "Fine"
                application/json Json: any
            SW0401 error 7:7 /paths/~1a/put: `PUT /a` (lostParameter) cannot be generated
              help: mend what is reported in it, or skip it by name in the configuration
            SW0301 error 8:28 /paths/~1a/put/parameters/0/$ref: `#/components/parameters/Nowhere` points at nothing: `#/components` has no `parameters`
              help: add `parameters` there, or correct the pointer
            SW0401 error 11:7 /paths/~1a/post: `POST /a` (typo) cannot be generated
              help: mend what is reported in it, or skip it by name in the configuration
            SW0412 error 12:20 /paths/~1a/post/parameters/0: the parameter `q` is sent in `qurey`, which is no place
              help: write `name`, and `in: path`, `query`, `header` or `cookie`
            SW0401 error 15:7 /paths/~1a/patch: `PATCH /a` (noStatus) cannot be generated
              help: mend what is reported in it, or skip it by name in the configuration
            SW0435 error 16:24 /paths/~1a/patch/responses/ok: `ok` is no status
              help: write a status as `404`, a range as `4XX`, or `default`
            SW0401 error 18:7 /paths/~1a/delete: `DELETE /a` (lostBody) cannot be generated
              help: mend what is reported in it, or skip it by name in the configuration
            SW0301 error 19:28 /paths/~1a/delete/requestBody/$ref: `#/components/requestBodies/Nowhere` points at nothing: `#/components` has no `requestBodies`
              help: add `requestBodies` there, or correct the pointer
            SW0301 error 24:95 /paths/~1b/get/responses/200/content/application~1json/schema/$ref: `#/components/schemas/Nowhere` points at nothing: `#/components/schemas` has no `Nowhere`
              help: add `Nowhere` there, or correct the pointer
        "#]],
    );
}

#[test]
fn two_operations_of_one_id() {
    check(
        r#"
paths:
  /a: { get: { operationId: same, responses: { '204': { description: Fine } } } }
  /b: { get: { operationId: same, responses: { '204': { description: Fine } } } }
"#,
        expect![[r#"
            api Test 1
            GET /a same []
              204  # "Fine"
            GET /b same []
              204  # "Fine"
            SW0405 warning 5:14 /paths/~1b/get: `same` is the `operationId` of two operations
              4:14 /paths/~1a/get: first used here
        "#]],
    );
}

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
            scheme key: key in header X-Key
            scheme basic: Basic
            scheme bearer: Bearer { format: None }
            scheme oauth: OAuth2
            scheme oidc: OpenIdConnect
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
              security bearer
              204  # "Fine"
            SW0414 warning 9:35 /paths/~1unknown/get/security/0/kye: no security scheme is called `kye`; the alternative is left out
              help: did you mean `key`?
            SW0415 warning 13:13 /components/securitySchemes/digest: the security scheme `digest` (HTTP `digest`) is not supported yet, and is never sent
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
                multipart/form-data Multipart: -
                application/x-www-form-urlencoded Form: op0/request/x-www-form-urlencoded
              200  # "Fine"
                application/xml Xml: -
              201  # "Fine"
                application/json Json: op0/201 response
                text/csv Text: text
                image/png Binary: -
                */* Json: -
            object op0/request/x-www-form-urlencoded
              a?: text
            object op0/201 response
              a?: text
            SW0419 info 8:32 /paths/~1a/post/requestBody/content/multipart~1form-data: values of `multipart/form-data` are not typed yet; the body is raw bytes
            SW0420 warning 8:126 /paths/~1a/post/requestBody/content/multipart~1form-data/encoding: `encoding` is not supported yet, and is ignored
            SW0419 warning 14:30 /paths/~1a/post/responses/200/content/application~1xml: values of `application/xml` are not typed yet; the body is raw bytes
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

#[test]
fn links_callbacks_and_servers() {
    check(
        r#"
servers: [{ url: / }, { url: 'https://{host}' }]
paths:
  /a:
    servers: [{ url: https://path.example.com }]
    get:
      servers: [{ url: https://own.example.com }]
      responses: { '200': { description: Fine, links: { next: { operationId: b } } } }
    post:
      callbacks: { done: { '{$request.body#/url}': { post: { responses: { '200': { description: Fine } } } } } }
      responses: { '200': { description: Fine } }
"#,
        expect![[r#"
            api Test 1
            server /
            GET /a - []
              server https://own.example.com
              200  # "Fine"
            POST /a - []
              server https://path.example.com
              200  # "Fine"
            SW0433 warning 3:23 /servers/1: the variable `host` of this server has no value, so the server is left out
              help: give the variable a `default`, under `variables` of the server
            SW0418 info 9:63 /paths/~1a/get/responses/200/links/next: nothing is generated for links
            SW0416 info 11:26 /paths/~1a/post/callbacks/done: nothing is generated for callbacks yet
        "#]],
    );
}

fn skip(operation: &str) -> Skip {
    Skip { operation: operation.to_owned(), reason: "the reason".to_owned(), location: None }
}

#[test]
fn skips() {
    let options = LowerOptions { skips: vec![skip("sick"), skip("post /a"), skip("gone")], ..LowerOptions::default() };
    check_with(
        r#"
paths:
  /a:
    get: { operationId: kept, responses: { '204': { description: Fine } } }
    put: { operationId: sick, parameters: [{ name: q, in: qurey }], responses: { '204': { description: Fine } } }
    post: { operationId: well, responses: { '204': { description: Fine } } }
"#,
        &options,
        expect![[r#"
            api Test 1
            GET /a kept []
              204  # "Fine"
            SW0403 warning -: the skip of `post /a` is not needed: `POST /a` (well) is lowered without an error
              help: remove the skip
            SW0404 warning -: the skip of `gone` matches no operation
              help: write the `operationId`, or method and path as in `POST /pets`
            SW0402 info 6:10 /paths/~1a/put: `PUT /a` (sick) is skipped: the reason
            SW0402 info 7:11 /paths/~1a/post: `POST /a` (well) is skipped: the reason
        "#]],
    );
}

#[test]
fn all_types_on_request() {
    let options = LowerOptions { all_types: true, ..LowerOptions::default() };
    check_with(
        r#"
paths: {}
components:
  schemas:
    Pet: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { type: string }
"#,
        &options,
        expect![[r#"
            api Test 1
            object Pet
              owner?: Owner
            alias Owner = text
        "#]],
    );
}

#[test]
fn what_3_2_adds() {
    check_3_2(
        r#"
paths:
  /a:
    query: { operationId: search, responses: { '200': { summary: Found } } }
    additionalOperations: { LINK: { operationId: link, responses: { '204': { description: Done } } } }
    get:
      operationId: stream
      responses: { '200': { description: Many, content: { application/jsonl: { itemSchema: { type: object } } } } }
    put:
      operationId: whole
      parameters: [{ name: all, in: querystring, content: { application/json: {} } }]
"#,
        expect![[r#"
            api Test 1
            QUERY /a search []
              200  # "Found"
            LINK /a link []
              204  # "Done"
            GET /a stream []
              200  # "Many"
                application/jsonl Binary: -
            SW0419 warning 9:92 /paths/~1a/get/responses/200/content/application~1jsonl/itemSchema: streams of `application/jsonl` are not typed yet; the body is read as a whole
            SW0401 error 11:7 /paths/~1a/put: `PUT /a` (whole) cannot be generated
              help: mend what is reported in it, or skip it by name in the configuration
            SW0412 error 12:20 /paths/~1a/put/parameters/0: `all` is a whole query string, which is not supported yet
              help: write `name`, and `in: path`, `query`, `header` or `cookie`
        "#]],
    );
}

#[test]
fn path_items_of_other_places() {
    check(
        r#"
paths:
  /a: { $ref: '#/paths/~1b' }
  /b: { get: { responses: { '204': { description: Fine } } } }
  /c: { $ref: '#/paths/~1nowhere' }
  /d: { get: { $ref: '#/paths/~1b/get' }, put: { $ref: 'operations.yaml#/put' } }
"#,
        expect![[r#"
            api Test 1
            GET /a - []
              204  # "Fine"
            GET /b - []
              204  # "Fine"
            GET /d - []
              204  # "Fine"
            SW0301 error 6:15 /paths/~1c/$ref: `#/paths/~1nowhere` points at nothing: `#/paths` has no `/nowhere`
              help: add `/nowhere` there, or correct the pointer
            SW0401 error 7:48 /paths/~1d/put: `PUT /d` cannot be generated
            SW0304 error 7:56 /paths/~1d/put/$ref: references into other files are not supported yet: `operations.yaml`
              help: bundle the document into one file first, for instance with `redocly bundle`
        "#]],
    );
}
