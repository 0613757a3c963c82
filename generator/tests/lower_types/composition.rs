//! Schemas made of schemas: `allOf`, `oneOf`, `anyOf`, enums, and what stands beside them.

use expect_test::expect;

use super::{check, check_3_1};

#[test]
fn all_of() {
    check(
        r#"
Base: { type: object, required: [id], properties: { id: { type: string }, kind: { type: string } } }
Middle: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { extra: { type: object, properties: { a: { type: string } } } } }] }
Final:
  description: The last one.
  allOf:
    - $ref: '#/components/schemas/Middle'
    - required: [kind]
    - properties: { kind: { type: string, enum: [a, b] }, id: { type: string, maxLength: 5 } }
  properties: { own: { type: boolean } }
Narrow: { allOf: [{ $ref: '#/components/schemas/Count' }], maximum: 5 }
Count: { type: integer, minimum: 1, maximum: 10 }
"#,
        expect![[r#"
            object Base
              id: text
              kind?: text
            object Middle
              id: text
              kind?: text
              extra?: Middle/extra
            object Middle/extra
              a?: text
            object Final  # "The last one."
              id: text(length <= 5)
              kind: Final/kind
              extra?: Middle/extra
              own?: boolean
            enum Final/kind
              "a"
              "b"
            alias Narrow = int64(>= 1, <= 5)
            alias Count = int64(>= 1, <= 10)
        "#]],
    );
}

#[test]
fn all_of_that_contradicts_itself_or_contains_itself() {
    check(
        r#"
Conflict: { allOf: [{ type: string }, { type: object, properties: { a: { type: string } } }] }
Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }, { type: object, properties: { a: { type: string } } }] }
IntegerIsANumber: { allOf: [{ type: number }, { type: integer, format: int32 }] }
"#,
        expect![[r#"
            alias Conflict = text
            object Loop
              a?: text
            alias IntegerIsANumber = int32
            SW0422 warning 6:43 /components/schemas/Conflict/allOf/1: this must be object here, and string elsewhere: no value is both
        "#]],
    );
}

#[test]
fn enums() {
    check(
        r#"
Names: { type: string, enum: [a, b, a], x-enum-varnames: [Alpha, Beta, Again], x-enum-descriptions: [The first, The second] }
Numbers: { type: integer, enum: [1, 2, 10] }
NoType: { enum: [x, y] }
Yes: { type: boolean, enum: [true] }
Either: { type: boolean, enum: [true, false] }
One: { type: string, enum: [only] }
Quoted: { type: string, enum: [1, true, c] }
Unquoted: { type: integer, enum: ['1', '2', x] }
Fractions: { type: number, enum: [0.5, 1.5] }
Mixed: { enum: [1, a, true] }
Empty: { type: string, enum: [] }
OnItems: { type: array, enum: [a, b], items: { type: string } }
Narrowed: { allOf: [{ $ref: '#/components/schemas/Names' }, { enum: [b, c] }] }
"#,
        expect![[r#"
            enum Names
              "a" as Alpha  # "The first"
              "b" as Beta  # "The second"
            enum Numbers
              1
              2
              10
            enum NoType
              "x"
              "y"
            alias Yes = true(keeps {"enum": [true]})
            alias Either = boolean(keeps {"enum": [true, false]})
            enum One
              "only"
            enum Quoted
              "1"
              "true"
              "c"
            enum Unquoted
              1
              2
            alias Fractions = double(keeps {"enum": [0.5, 1.5]})
            alias Mixed = any(keeps {"enum": [1, "a", true]})
            alias Empty = text(keeps {"enum": []})
            alias OnItems = [text]
            enum Narrowed
              "b"
            SW0424 warning 12:36 /components/schemas/Quoted/enum/0: a number is no string; it is taken as one
            SW0424 warning 12:39 /components/schemas/Quoted/enum/1: a boolean is no string; it is taken as one
            SW0424 warning 13:39 /components/schemas/Unquoted/enum/0: a string is no integer; it is taken as one
            SW0424 warning 13:44 /components/schemas/Unquoted/enum/1: a string is no integer; it is taken as one
            SW0424 warning 13:49 /components/schemas/Unquoted/enum/2: a string is no integer; it is left out
            SW0425 warning 14:38 /components/schemas/Fractions/enum: these constants are not all strings or all integers; any value of the type is taken
            SW0425 warning 15:20 /components/schemas/Mixed/enum: these constants are not all strings or all integers; any value of the type is taken
            SW0424 warning 17:36 /components/schemas/OnItems/enum/0: a string is no array; it is left out
            SW0424 warning 17:39 /components/schemas/OnItems/enum/1: a string is no array; it is left out
        "#]],
    );
}

#[test]
fn constants_of_3_1() {
    check_3_1(
        r#"
Kind: { const: cat }
Version: { type: integer, const: 2 }
Titled: { oneOf: [{ const: a, title: Alpha, description: The first }, { const: b, title: Beta }] }
Open: { anyOf: [{ type: string }, { type: string, enum: [x, y] }] }
"#,
        expect![[r#"
            alias Kind = "cat"(keeps {"const": "cat"})
            alias Version = 2(keeps {"const": 2})
            enum Titled
              "a" as Alpha  # "The first"
              "b" as Beta
            enum Open
              "x"
              "y"
        "#]],
    );
}

#[test]
fn unions_without_a_discriminator() {
    check(
        r#"
Shape: { oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }, { type: object, properties: { points: { type: array, items: { type: number } } } }] }
Circle: { type: object, required: [radius], properties: { radius: { type: number } } }
Square: { type: object, required: [side], properties: { side: { type: number } } }
TextOrNumber: { anyOf: [{ type: string, maxLength: 3 }, { type: integer }, { type: array, items: { type: string } }] }
Single: { oneOf: [{ $ref: '#/components/schemas/Circle' }] }
"#,
        expect![[r#"
            union Shape
              Circle
              Square
              Shape/variant 3
            object Shape/variant 3
              points?: [double]
            object Circle
              radius: double
            object Square
              side: double
            union TextOrNumber
              text(length <= 3)
              int64
              [text]
            alias Single = Circle
        "#]],
    );
}

#[test]
fn unions_by_discriminator() {
    check(
        r#"
Pet:
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Fish' }]
  discriminator: { propertyName: kind, mapping: { cat: Cat, kitten: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', bird: Bird } }
Cat: { type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }
Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
Fish: { type: object, required: [kind], properties: { kind: { type: string } } }
"#,
        expect![[r#"
            union Pet by kind
              Cat ["cat", "kitten"]
              Dog ["dog"]
              Fish ["Fish"]
            object Cat
              kind: text
              lives?: int64
            object Dog
              kind: text
            object Fish
              kind: text
            SW0427 warning 8:140 /components/schemas/Pet/discriminator/mapping/bird: `Bird` is none of the alternatives, so `bird` chooses nothing
        "#]],
    );
}

#[test]
fn inline_alternatives_and_their_tags() {
    check(
        r#"
Event:
  oneOf:
    - { type: object, properties: { kind: { type: string, enum: [made, remade] }, at: { type: string } } }
    - { type: object, properties: { kind: { type: string }, by: { type: string } } }
  discriminator: { propertyName: kind }
"#,
        expect![[r#"
            union Event by kind
              Event/variant 1 ["made", "remade"]
              Event/variant 2
            object Event/variant 1
              kind?: Event/variant 1/kind
              at?: text
            enum Event/variant 1/kind
              "made"
              "remade"
            object Event/variant 2
              kind?: text
              by?: text
            SW0427 warning 9:11 /components/schemas/Event/oneOf/1: no value of `kind` chooses this alternative
              help: give it a name in the components, or a `const` (an `enum` of one value) in that property
        "#]],
    );
}

#[test]
fn what_stands_beside_alternatives_is_merged_into_them() {
    check(
        r#"
Payment:
  type: object
  required: [amount]
  properties: { amount: { type: number } }
  oneOf: [{ $ref: '#/components/schemas/Card' }, { type: object, properties: { iban: { type: string } } }]
Card: { type: object, properties: { number: { type: string } } }
Parent:
  type: object
  properties: { kind: { type: string } }
  discriminator: { propertyName: kind }
  oneOf: [{ $ref: '#/components/schemas/Child' }, { $ref: '#/components/schemas/Other' }]
Child: { allOf: [{ $ref: '#/components/schemas/Parent' }, { type: object, properties: { toy: { type: string } } }] }
Other: { allOf: [{ $ref: '#/components/schemas/Parent' }] }
EitherField: { type: object, properties: { a: { type: string }, b: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }
"#,
        expect![[r#"
            union Payment
              Payment/variant 1
              Payment/variant 2
            object Payment/variant 1
              amount: double
              number?: text
            object Payment/variant 2
              amount: double
              iban?: text
            object Card
              number?: text
            union Parent by kind
              Child ["Child"]
              Other ["Other"]
            object Child
              kind?: text
              toy?: text
            object Other
              kind?: text
            object EitherField(keeps {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})
              a?: text
              b?: text
        "#]],
    );
}

#[test]
fn a_base_whose_heirs_only_the_discriminator_knows() {
    check(
        r#"
Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
"#,
        expect![[r#"
            object Pet
              kind: text
              *: any
            object Cat
              kind: text
              lives?: int64
            SW0430 warning 6:99 /components/schemas/Pet/discriminator: the subtypes of this schema are not listed, so their own fields are kept untyped
              help: write `oneOf` with the subtypes beside the discriminator
        "#]],
    );
}

#[test]
fn members_of_several_alternatives_at_once_are_kept_where_the_base_describes_any() {
    check(
        r#"
Data:
  type: object
  additionalProperties: { type: string }
  anyOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Open' }]
Card: { type: object, properties: { bin: { type: string } } }
Open: { type: object, properties: { code: { type: string } }, additionalProperties: { type: integer } }
"#,
        expect![[r#"
            union Data
              Data/variant 1
              Open
            object Data/variant 1
              bin?: text
              *: text
            object Card
              bin?: text
            object Open
              code?: text
              *: int64
        "#]],
    );
}
