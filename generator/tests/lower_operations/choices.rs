//! What is left out, what is added, and what newer versions bring.

use expect_test::expect;
use specwright::lower::{LowerOptions, Skip};

use super::{check, check_3_2, check_with};

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
              callback done POST to {$request.body#/url}
            SW0433 warning 3:23 /servers/1: the variable `host` of this server has no value, so the server is left out
              help: give the variable a `default`, under `variables` of the server
            SW0418 info 9:63 /paths/~1a/get/responses/200/links/next: nothing is generated for links; what they name is called as an operation
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
                application/jsonl JsonLines: {*: any}
            PUT /a whole []
              querystring all?: any (application/json)
        "#]],
    );
}

#[test]
fn what_3_2_adds_to_names_and_addresses() {
    check_3_2(
        r#"
$self: /apis/test
servers: [{ url: https://example.com, name: main }]
security: [{ '#/components/securitySchemes/token': [read] }, { 'test#/components/securitySchemes/none': [] }]
tags: [{ name: pets, kind: nav, summary: Pets }, { name: cats, parent: pets }, { name: mice, parent: pet }]
paths:
  /a:
    get:
      parameters: [{ name: c, in: cookie, style: cookie, schema: { type: string } }]
      responses: { '200': { description: One, content: { text/plain: { $ref: '#/components/mediaTypes/Line' } } } }
components:
  mediaTypes: { Line: { schema: { type: string }, examples: { a: { dataValue: A } } } }
  securitySchemes: { token: { type: http, scheme: bearer, deprecated: true } }
"#,
        expect![[r#"
            api Test 1
            server https://example.com (main)
            scheme token: Bearer { format: None }
            tag pets [nav]  # "Pets"
            tag cats < pets
            tag mice
            GET /a - []
              security token ["read"]
              cookie c?: text (Cookie exploded)
              200  # "One"
                text/plain Text: text
                  example a "A"
            SW0414 error 5:64 /security/1/test#~1components~1securitySchemes~1none: no security scheme is called `test#/components/securitySchemes/none`; the alternative is left out
              help: declare it under `components/securitySchemes`
            SW0451 warning 6:80 /tags/2: no tag is called `pet`, which is to be above `mice`
              help: did you mean `pets`?
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
            SW0304 error 7:56 /paths/~1d/put/$ref: there is no file `operations.yaml`
              help: correct the path; it is taken from the folder of the file that the reference stands in
        "#]],
    );
}
