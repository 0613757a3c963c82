//! What the server sends by itself.

use expect_test::expect;

use super::check;

#[test]
fn webhooks_and_callbacks() {
    check(
        r#"
webhooks:
  moved: { $ref: '#/components/pathItems/Moved' }
  gone: { $ref: '#/components/pathItems/Nowhere' }
  raw: { post: { requestBody: { content: { text/csv: {} } } } }
  lost: { post: { requestBody: { $ref: '#/components/requestBodies/Nowhere' } } }
paths:
  /a:
    post:
      operationId: start
      callbacks:
        done: { '{$request.body#/url}': { post: { requestBody: { content: { application/json: { schema: { enum: [yes, no] } } } } } } }
        nothing: { $ref: '#/components/callbacks/Nowhere' }
        x-own: { anything: 1 }
      responses:
        '200': { description: A, links: { a: { operationId: start } } }
        '201': { description: B, links: { b: { operationId: start } } }
components:
  pathItems:
    Moved:
      summary: It moved
      post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Place' } } } } }
      put: { requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } }
  schemas:
    Place: { type: object, properties: { at: { type: string } } }
    Unused: { type: object, properties: { at: { type: string } } }
"#,
        expect![[r#"
            api Test 1
            POST /a start []
              200  # "A"
              201  # "B"
              callback done POST to {$request.body#/url}
                application/json Json: op0/done callback
            webhook moved POST  # "It moved"
                application/json Json: Place
            webhook moved PUT  # "It moved"
                application/json Json: Webhook moved/put
            webhook raw POST
                text/csv Text: -
            webhook lost POST
                */* Binary: -
            object Place
              at?: text
            enum op0/done callback
              "yes"
              "no"
            object Webhook moved/put
              a?: text
            SW0301 error 5:17 /webhooks/gone/$ref: `#/components/pathItems/Nowhere` points at nothing: `#/components/pathItems` has no `Nowhere`
              help: add `Nowhere` there, or correct the pointer
            SW0453 info 6:16 /webhooks/raw/post: of requests that the server makes, only JSON bodies get types
              help: read headers and other bodies by hand, and write the answer as your server does
            SW0301 error 7:40 /webhooks/lost/post/requestBody/$ref: `#/components/requestBodies/Nowhere` points at nothing: `#/components` has no `requestBodies`
              help: add `requestBodies` there, or correct the pointer
            SW0301 error 14:26 /paths/~1a/post/callbacks/nothing/$ref: `#/components/callbacks/Nowhere` points at nothing: `#/components` has no `callbacks`
              help: add `callbacks` there, or correct the pointer
            SW0418 info 17:46 /paths/~1a/post/responses/200/links/a: nothing is generated for links; what they name is called as an operation
        "#]],
    );
}
