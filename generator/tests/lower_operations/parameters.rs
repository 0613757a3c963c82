//! Operations with their parameters, whole and sick.

use expect_test::expect;

use super::check;

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
            SW0411 error 14:11 /paths/~1pets/get/parameters/3: the parameter `page` stands twice in this list; the first one counts
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
            SW0407 error 6:7 /paths/~1a~1{x}~1{y}/get: `GET /a/{x}/{y}` (a) has no parameter for `{y}`; it is taken as a string
              help: declare it: `name: y`, `in: path`, `required: true`, with a `schema`
            SW0408 error 9:11 /paths/~1a~1{x}~1{y}/get/parameters/1: the path `/a/{x}/{y}` has no `{z}`
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
fn a_sick_part_is_left_out_and_its_operation_lives() {
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
            PUT /a lostParameter []
              204  # "Fine"
            POST /a typo []
              200  # "Fine"
                application/json Json: OnlyThere
            PATCH /a noStatus []
            DELETE /a lostBody []
              body?
                */* Binary: -
              204  # "Fine"
            GET /b lostSchema []
              200  # "Fine"
                application/json Json: any
            object OnlyThere
              a?: text
            SW0301 error 8:28 /paths/~1a/put/parameters/0/$ref: `#/components/parameters/Nowhere` points at nothing: `#/components` has no `parameters`
              help: add `parameters` there, or correct the pointer
            SW0412 error 12:20 /paths/~1a/post/parameters/0: the parameter `q` is sent in `qurey`, which is no place
              help: write `name`, and `in: path`, `query`, `header` or `cookie`
            SW0435 error 16:24 /paths/~1a/patch/responses/ok: `ok` is no status
              help: write a status as `404`, a range as `4XX`, or `default`
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
            SW0405 error 5:29 /paths/~1b/get/operationId: `same` is the `operationId` of two operations
              4:29 /paths/~1a/get/operationId: first used here
              help: give each operation an id of its own
        "#]],
    );
}
