//! Lists, types that are not written, and what a type does not express.

use expect_test::expect;

use super::{check, check_3_1};

#[test]
fn lists_of_types() {
    check_3_1(
        r#"
Value: { type: [string, integer, 'null', object], maxLength: 5, minimum: 1 }
Numeric: { type: [integer, number] }
"#,
        expect![[r#"
            union Value
              int64(>= 1)
              text(length <= 5)
              {*: any}
            alias Numeric = double
        "#]],
    );
}

#[test]
fn types_that_are_not_written() {
    check(
        r#"
Object: { properties: { a: { type: string } } }
List: { items: { type: string } }
Text: { pattern: '^a' }
Time: { format: date-time }
Words: { description: Only words. }
"#,
        expect![[r#"
            object Object
              a?: text
            union List
              [text]
            alias Text = text(/^a/)
            alias Time = datetime
            alias Words = any  # "Only words."
            SW0428 info 6:13 /components/schemas/Object: this schema has no `type`; it is taken as object
            SW0428 info 7:11 /components/schemas/List: this schema has no `type`; it is taken as array, and values of other types are kept as they are
            SW0428 info 8:11 /components/schemas/Text: this schema has no `type`; it is taken as string
            SW0428 info 9:11 /components/schemas/Time: this schema has no `type`; it is taken as string
        "#]],
    );
}

#[test]
fn what_types_do_not_express() {
    check_3_1(
        r#"
A: { type: string, not: { enum: [x] } }
B: { type: object, patternProperties: { '^x-': { type: integer } } }
C: { type: array, prefixItems: [{ type: string }, { type: integer }] }
D: { type: object, properties: { a: { type: string } }, if: { required: [a] }, then: {}, dependentRequired: { a: [b] }, propertyNames: { pattern: a } }
E: false
F: { type: string, contentEncoding: base64 }
G: { type: string, contentMediaType: application/octet-stream }
"#,
        expect![[r#"
            alias A = text(keeps {"not": {"enum": ["x"]}})
            alias B = {*: any}(keeps {"patternProperties": {"^x-": {"type": ["integer"]}}})
            alias C = [any](keeps {"prefixItems": [{"type": ["string"]}, {"type": ["integer"]}]})
            object D(keeps {"if": {"required": ["a"]}, "then": {}, "dependentRequired": {"a": ["b"]}, "propertyNames": {"pattern": "a"}})
              a?: text
              *: any
            alias E = any(keeps false)
            alias F = byte
            alias G = binary
            SW0423 warning 10:8 /components/schemas/E: no value satisfies `false`; any JSON value is taken
        "#]],
    );
}

#[test]
fn what_stands_beside_a_reference_in_3_1() {
    check_3_1(
        r#"
Words: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet', description: Mine., deprecated: true } } }
Narrowed: { $ref: '#/components/schemas/Count', minimum: 5 }
Extended: { $ref: '#/components/schemas/Pet', properties: { more: { type: string } } }
Pet: { type: object, properties: { a: { type: string } } }
Count: { type: integer, minimum: 1 }
"#,
        expect![[r#"
            object Words
              pet?: Pet  # "Mine.", deprecated
            alias Narrowed = int64(>= 5)
            object Extended
              a?: text
              more?: text
            object Pet
              a?: text
            alias Count = int64(>= 1)
        "#]],
    );
}

#[test]
fn examples_of_types() {
    check_3_1(
        r#"
A: { type: string, examples: [one, two] }
B: { type: object, properties: { a: { type: string, example: y } }, example: { a: x } }
"#,
        expect![[r#"
            alias A = text
              example - "one"
              example - "two"
            object B
              a?: text
                example - "y"
              example - {"a": "x"}
        "#]],
    );
}
