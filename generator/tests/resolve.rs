//! References: what they lead to, and what is said where they lead nowhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use expect_test::{Expect, expect};

/// The rest of a 3.0 document after its head, and the findings about its references.
fn check(rest: &str, expected: Expect) {
    expected.assert_eq(&support::references(&support::document("3.0.3", rest)));
}

/// The rest of a 3.1 document after its head, and the findings about its references.
fn check_3_1(rest: &str, expected: Expect) {
    expected.assert_eq(&support::references(&support::document("3.1.1", rest)));
}

#[test]
fn what_is_there_is_found() {
    check(
        r#"
paths:
  /pets/{id}:
    get:
      parameters: [{ $ref: '#/components/parameters/Id' }]
      responses:
        '200': { description: Fine, content: { application/json: { schema: { $ref: '#/components/schemas/a~1b' } } } }
        '404': { $ref: '#/paths/~1pets~1%7Bid%7D/get/responses/200' }
components:
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
  schemas:
    a/b: { type: array, items: { $ref: '#/components/schemas/a~1b' } }
"#,
        expect![[""]],
    );
}

#[test]
fn what_is_not_there() {
    check(
        r#"
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Limt' }]
      responses:
        '200': { $ref: '#/components/response/Pets' }
        '404': { $ref: '#/definitions/Gone' }
components:
  parameters: { Limit: { name: limit, in: query, schema: { type: integer } } }
  responses: { Pets: { description: Fine } }
"#,
        expect![[r#"
            SW0301 error 6:28 /paths/~1pets/get/parameters/0/$ref: `#/components/parameters/Limt` points at nothing: `#/components/parameters` has no `Limt`
              help: did you mean `#/components/parameters/Limit`?
            SW0301 error 8:24 /paths/~1pets/get/responses/200/$ref: `#/components/response/Pets` points at nothing: `#/components` has no `response`
              help: did you mean `#/components/responses/Pets`?
            SW0301 error 9:24 /paths/~1pets/get/responses/404/$ref: `#/definitions/Gone` points at nothing: the document has no `definitions`
              help: in OpenAPI 3 schemas stand under `#/components/schemas/Gone`
        "#]],
    );
}

#[test]
fn an_unused_component_is_looked_at_too() {
    check(
        r#"
paths: {}
components:
  schemas: { Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' } } } }
"#,
        expect![[r#"
            SW0301 error 5:50 /components/schemas/Pet/properties/owner/$ref: `#/components/schemas/Owner` points at nothing: `#/components/schemas` has no `Owner`
              help: add `Owner` there, or correct the pointer
        "#]],
    );
}

#[test]
fn another_kind_of_object() {
    check(
        r#"
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/schemas/Limit' }]
      responses:
        '200': { description: Fine, content: { application/json: { schema: { $ref: '#/components/responses/Fine' } } } }
        '404': { $ref: '#/info/title' }
components:
  schemas: { Limit: { type: integer } }
  responses: { Fine: { description: Fine } }
"#,
        expect![[r#"
            SW0302 error 6:28 /paths/~1pets/get/parameters/0/$ref: `#/components/schemas/Limit` is a Schema Object; a Parameter Object must stand here
              11:21 /components/schemas/Limit: what it points at
              help: point at a Parameter Object
            SW0302 error 8:84 /paths/~1pets/get/responses/200/content/application~1json/schema/$ref: `#/components/responses/Fine` is a Response Object; a Schema Object must stand here
              12:22 /components/responses/Fine: what it points at
              help: point at a Schema Object
            SW0302 error 9:24 /paths/~1pets/get/responses/404/$ref: `#/info/title` is a string; a Response Object must stand here
              2:16 /info/title: what it points at
              help: point at a Response Object
        "#]],
    );
}

#[test]
fn only_back_to_itself() {
    check(
        r#"
paths:
  /pets:
    get:
      responses: { '200': { $ref: '#/components/responses/A' } }
components:
  responses:
    A: { $ref: '#/components/responses/B' }
    B: { $ref: '#/components/responses/A' }
  schemas:
    Self: { $ref: '#/components/schemas/Self' }
    Tree: { properties: { children: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
"#,
        expect![[r#"
            SW0303 error 9:16 /components/responses/A/$ref: `#/components/responses/B` leads only back to itself
              10:8 /components/responses/B: on the way
              help: let one of them hold the object itself
            SW0303 error 12:19 /components/schemas/Self/$ref: `#/components/schemas/Self` leads only back to itself
              help: let one of them hold the object itself
        "#]],
    );
}

#[test]
fn other_files_and_anchors() {
    check(
        r#"
paths:
  /pets: { $ref: 'paths.yaml#/pets' }
  /owners:
    get:
      responses:
        '200': { $ref: 'https://example.com/api.yaml#/Fine' }
        '404': { description: None, content: { application/json: { schema: { $ref: '#anchor' } } } }
"#,
        expect![[r#"
            SW0304 error 4:18 /paths/~1pets/$ref: there is no file `paths.yaml`
              help: correct the path; it is taken from the folder of the file that the reference stands in
            SW0308 error 8:24 /paths/~1owners/get/responses/200/$ref: `https://example.com/api.yaml` is an address, and nothing is fetched
              help: download the file, and refer to it by its path, or name its folder under `[references]` in specwright.toml
            SW0305 error 9:84 /paths/~1owners/get/responses/404/content/application~1json/schema/$ref: `#anchor` points at nothing: no schema of the file has `$anchor: anchor`
              help: point at the place itself, as in `#/components/schemas/Pet`
        "#]],
    );
}

#[test]
fn what_stands_beside_in_3_0_is_ignored() {
    check(
        r#"
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Limit', required: true, x-note: fine }]
      responses: { '200': { description: Fine } }
components:
  parameters: { Limit: { name: limit, in: query, schema: { $ref: '#/components/schemas/Limit', nullable: true } } }
  schemas: { Limit: { type: integer }, Other: { $ref: '#/components/schemas/Limit', description: Only words } }
"#,
        expect![[r#"
            SW0306 warning 6:61 /paths/~1pets/get/parameters/0: `required` beside `$ref` is ignored in 3.0
              help: remove it, or say it where the reference points
            SW0306 warning 9:96 /components/parameters/Limit/schema: `nullable` beside `$ref` is ignored in 3.0
              help: wrap the reference: `allOf: [{ $ref: … }]` beside the other fields
            SW0306 info 10:85 /components/schemas/Other: `description` beside `$ref` is ignored in 3.0
              help: wrap the reference: `allOf: [{ $ref: … }]` beside the other fields
        "#]],
    );
}

#[test]
fn what_stands_beside_in_3_1_counts() {
    check_3_1(
        r#"
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Limit', description: Other words, required: true }]
components:
  parameters: { Limit: { name: limit, in: query, schema: { $ref: '#/components/schemas/Limit', minimum: 1 } } }
  schemas: { Limit: { type: integer } }
"#,
        expect![[r#"
            SW0306 warning 6:87 /paths/~1pets/get/parameters/0: `required` beside `$ref` is ignored in 3.1
              help: remove it, or say it where the reference points
        "#]],
    );
}

#[test]
fn a_reference_in_an_example_is_none() {
    check(
        r#"
paths: {}
components:
  schemas: { A: { type: object, example: { $ref: '#/nowhere' }, enum: [{ $ref: '#/nowhere' }] } }
"#,
        expect![[""]],
    );
}

#[test]
fn a_dynamic_reference_names_one_schema_or_none() {
    check_3_1(
        r#"
paths: {}
components:
  schemas:
    One: { $dynamicAnchor: one, type: string }
    Two: { type: object, properties: { one: { $dynamicRef: '#one' }, both: { $dynamicRef: '#both' } } }
    Three: { $dynamicAnchor: both }
    Four: { $dynamicAnchor: both, properties: { gone: { $dynamicRef: '#gone' } } }
"#,
        expect![[r#"
            SW0307 warning 7:91 /components/schemas/Two/properties/both/$dynamicRef: `#both` may mean any of several schemas with `$dynamicAnchor: both`, by where one comes from
              help: refer to the one that is meant with `$ref`
            SW0305 error 9:70 /components/schemas/Four/properties/gone/$dynamicRef: `#gone` points at nothing: no schema of the file has `$anchor: gone`
              help: point at the place itself, as in `#/components/schemas/Pet`
        "#]],
    );
}

#[test]
fn an_address_in_a_value_is_none() {
    check_3_1(
        r#"
paths: {}
components:
  schemas:
    One: { $id: https://example.com/one, type: object, example: { $id: two }, properties: { $id: { type: string } } }
    Two: { $id: https://example.com/more/two, allOf: [{ $ref: ../one }, { $ref: two }, { $ref: '/one#/properties/$id' }] }
    Three: { const: { $id: https://example.com/three }, $ref: https://example.com/three }
"#,
        expect![[r#"
            SW0308 error 8:63 /components/schemas/Three/$ref: `https://example.com/three` is an address, and nothing is fetched
              help: download the file, and refer to it by its path, or name its folder under `[references]` in specwright.toml
        "#]],
    );
}
