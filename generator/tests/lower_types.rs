//! Schemas in the model: which type each of them is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use expect_test::{Expect, expect};
use specwright::lower::LowerOptions;

/// The schemas of a 3.0 document; the types and the findings that they must give.
fn check(schemas: &str, expected: Expect) {
    check_version("3.0.3", schemas, expected);
}

/// The same for 3.1.
fn check_3_1(schemas: &str, expected: Expect) {
    check_version("3.1.1", schemas, expected);
}

fn check_version(version: &str, schemas: &str, expected: Expect) {
    let indented = schemas.trim_matches('\n').replace('\n', "\n    ");
    let document = support::document(version, &format!("paths: {{}}\ncomponents:\n  schemas:\n    {indented}\n"));
    let options = LowerOptions { all_types: true, ..LowerOptions::default() };
    let (api, findings) = support::model(&document, &options);
    expected.assert_eq(&(support::print::all_types(&api) + &findings));
}

#[test]
fn scalars_by_format() {
    check(
        r#"
All:
  type: object
  properties:
    flag: { type: boolean }
    int: { type: integer }
    int32: { type: integer, format: int32 }
    uint64: { type: integer, format: uint64 }
    double: { type: number }
    float: { type: number, format: float }
    money: { type: number, format: decimal }
    text: { type: string }
    date: { type: string, format: date }
    time: { type: string, format: date-time }
    uuid: { type: string, format: uuid }
    base64: { type: string, format: byte }
    bytes: { type: string, format: binary }
    secret: { type: string, format: password }
    exact: { type: string, format: decimal }
    other: { type: string, format: hostname }
"#,
        expect![[r#"
            object All
              flag?: boolean
              int?: int64
              int32?: int32
              uint64?: uint64
              double?: double
              float?: float
              money?: decimal
              text?: text
              date?: date
              time?: datetime
              uuid?: uuid
              base64?: byte
              bytes?: binary
              secret?: password
              exact?: decimal
              other?: text
        "#]],
    );
}

#[test]
fn constraints() {
    check(
        r#"
All:
  type: object
  minProperties: 1
  maxProperties: 9
  properties:
    amount: { type: number, format: decimal, minimum: 0, exclusiveMinimum: true, maximum: 1e6, multipleOf: 0.01 }
    count: { type: integer, minimum: 1, maximum: 10 }
    name: { type: string, minLength: 1, maxLength: 5, pattern: '^[a-z]+$' }
    none: { type: string, minLength: 0 }
    tags: { type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: { type: string, maxLength: 2 } }
    map: { type: object, minProperties: 2, additionalProperties: { type: integer, minimum: 0 } }
"#,
        expect![[r#"
            object All(members >= 1, members <= 9)
              amount?: decimal(> 0, <= 1e6, step 0.01)
              count?: int64(>= 1, <= 10)
              name?: text(length >= 1, length <= 5, /^[a-z]+$/)
              none?: text
              tags?: [text(length <= 2)](items >= 1, items <= 3, unique)
              map?: {*: int64(>= 0)}(members >= 2)
        "#]],
    );
}

#[test]
fn bounds_of_3_1() {
    check_3_1(
        r#"
Both: { type: integer, minimum: 0, exclusiveMinimum: 0, maximum: 10, exclusiveMaximum: 5 }
One: { type: number, exclusiveMaximum: 5.5 }
"#,
        expect![[r#"
            alias Both = int64(> 0, < 5)
            alias One = double(< 5.5)
        "#]],
    );
}

#[test]
fn objects_and_maps() {
    check(
        r#"
Open: { type: object, properties: { a: { type: string } }, additionalProperties: true }
Closed: { type: object, properties: { a: { type: string } }, additionalProperties: false }
Rest: { type: object, required: [a], properties: { a: { type: string } }, additionalProperties: { type: integer } }
Map: { type: object, additionalProperties: { type: object, properties: { x: { type: string } } } }
Free: { type: object }
Empty: { type: object, additionalProperties: false }
Anything: {}
"#,
        expect![[r#"
            object Open
              a?: text
              *: any
            object Closed
              a?: text
              nothing else
            object Rest
              a: text
              *: int64
            alias Map = {*: Map/value}
            object Map/value
              x?: text
            alias Free = {*: any}
            object Empty
              nothing else
            alias Anything = any
        "#]],
    );
}

#[test]
fn fields() {
    check(
        r#"
User:
  type: object
  required: [id, name, ghost]
  properties:
    id: { type: string, readOnly: true, description: Made by the server. }
    name: { type: string, title: Name, deprecated: true }
    secret: { type: string, writeOnly: true }
    both: { type: string, readOnly: true, writeOnly: true }
    limit: { type: integer, default: 10 }
    role: { allOf: [{ $ref: '#/components/schemas/Role' }], default: user, description: What they may do., readOnly: true }
Role: { type: string, enum: [user, admin], default: user }
"#,
        expect![[r#"
            object User
              id: text received  # "Made by the server."
              name: text  # "Name", deprecated
              secret?: text sent
              both?: text
              limit?: int64 = 10
              role?: Role = "user" received  # "What they may do."
              ghost?: any
            enum Role
              "user"
              "admin"
            SW0426 warning 8:17 /components/schemas/User/required: `ghost` is required, but no property describes it; any value is taken
            SW0434 warning 13:15 /components/schemas/User/properties/both: `both` is both `readOnly` and `writeOnly`; neither is applied
        "#]],
    );
}

#[test]
fn nullable_in_3_0() {
    check(
        r#"
All:
  type: object
  properties:
    text: { type: string, nullable: true }
    list: { type: array, nullable: true, items: { type: string, nullable: true } }
    wrapped: { nullable: true, allOf: [{ $ref: '#/components/schemas/Pet' }] }
    named: { $ref: '#/components/schemas/MaybePet' }
    beside: { $ref: '#/components/schemas/Pet', nullable: true }
    oneOf: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { enum: [null] }] }
    odata: { anyOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, nullable: true }] }
    state: { type: string, nullable: true, enum: [on, off, null] }
Pet: { type: object, properties: { a: { type: string } } }
MaybePet: { type: object, nullable: true, properties: { a: { type: string } } }
"#,
        expect![[r#"
            object All
              text?: text | null
              list?: [text | null] | null
              wrapped?: Pet | null
              named?: MaybePet | null
              beside?: Pet
              oneOf?: Pet | null
              odata?: Pet | null
              state?: All/state | null
            enum All/state
              "on"
              "off"
            object Pet
              a?: text
            object MaybePet
              a?: text
        "#]],
    );
}

#[test]
fn nullable_in_3_1() {
    check_3_1(
        r#"
All:
  type: object
  properties:
    text: { type: [string, 'null'] }
    oneOf: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }] }
    several: { anyOf: [{ type: string }, { type: integer }, { type: 'null' }] }
    named: { $ref: '#/components/schemas/MaybePet' }
    constant: { const: null }
Pet: { type: object, properties: { a: { type: string } } }
MaybePet: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }] }
"#,
        expect![[r#"
            object All
              text?: text | null
              oneOf?: Pet | null
              several?: All/several | null
              named?: MaybePet | null
              constant?: null | null
            union All/several
              text
              int64
            object Pet
              a?: text
            alias MaybePet = Pet
        "#]],
    );
}

#[test]
fn recursion() {
    check(
        r#"
Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' }, children: { type: array, items: { $ref: '#/components/schemas/Node' } } } }
Tree: { type: array, items: { $ref: '#/components/schemas/Tree' } }
Ping: { type: object, properties: { pong: { $ref: '#/components/schemas/Pong' } } }
Pong: { type: object, properties: { ping: { $ref: '#/components/schemas/Ping' } } }
Inner: { type: object, properties: { list: { type: array, items: { $ref: '#/components/schemas/Inner/properties/list' } } } }
"#,
        expect![[r#"
            object Node
              next?: Node
              children?: [Node]
            alias Tree = [Tree]
            object Ping
              pong?: Pong
            object Pong
              ping?: Ping
            object Inner
              list?: Inner/list
            alias Inner/list = [Inner/list]
        "#]],
    );
}

#[test]
fn inline_types_are_named_by_where_they_stand() {
    check(
        r#"
Order:
  type: object
  properties:
    lines: { type: array, items: { type: object, properties: { price: { type: object, properties: { net: { type: number } } } } } }
    notes: { type: object, additionalProperties: { type: object, properties: { text: { type: string } } } }
    state: { type: string, enum: [new, paid] }
    line: { $ref: '#/components/schemas/Order/properties/lines/items' }
"#,
        expect![[r#"
            object Order
              lines?: [Order/lines/item]
              notes?: {*: Order/notes/value}
              state?: Order/state
              line?: Order/lines/item
            object Order/lines/item
              price?: Order/lines/item/price
            object Order/lines/item/price
              net?: double
            object Order/notes/value
              text?: text
            enum Order/state
              "new"
              "paid"
        "#]],
    );
}

#[test]
fn aliases() {
    check(
        r#"
Id: { type: string, format: uuid, description: An identity. }
Ids: { type: array, items: { $ref: '#/components/schemas/Id' }, maxItems: 5 }
Same: { $ref: '#/components/schemas/Id' }
Renamed: { allOf: [{ $ref: '#/components/schemas/Pet' }], description: Another name. }
Pet: { type: object, properties: { id: { $ref: '#/components/schemas/Id' }, same: { $ref: '#/components/schemas/Same' } } }
"#,
        expect![[r#"
            alias Id = uuid  # "An identity."
            alias Ids = [Id](items <= 5)
            alias Same = Id
            alias Renamed = Pet  # "Another name."
            object Pet
              id?: Id
              same?: Id
        "#]],
    );
}

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
            alias Yes = true
            alias Either = boolean
            enum One
              "only"
            enum Quoted
              "1"
              "true"
              "c"
            enum Unquoted
              1
              2
            alias Fractions = double
            alias Mixed = any
            alias Empty = text
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
            alias Kind = "cat"
            alias Version = 2
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
            object EitherField
              a?: text
              b?: text
            SW0431 warning 19:18 /components/schemas/EitherField: these alternatives only narrow what stands beside them; they are not checked
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
            alias List = [text]
            alias Text = text(/^a/)
            alias Time = datetime
            alias Words = any  # "Only words."
            SW0428 info 6:13 /components/schemas/Object: this schema has no `type`; it is taken as object
            SW0428 info 7:11 /components/schemas/List: this schema has no `type`; it is taken as array
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
            alias A = text
            alias B = {*: int64}
            alias C = [any]
            object D
              a?: text
            alias E = any
            alias F = byte
            alias G = binary
            SW0421 warning 6:29 /components/schemas/A/not: `not` is not expressed by the generated type, which takes more values
            SW0421 warning 7:43 /components/schemas/B/patternProperties: `patternProperties` is not expressed by the generated type, which takes more values
            SW0421 warning 8:36 /components/schemas/C/prefixItems: `prefixItems` is not expressed by the generated type, which takes more values
            SW0421 warning 9:65 /components/schemas/D/if: `if` is not expressed by the generated type, which takes more values
            SW0421 warning 9:113 /components/schemas/D/dependentRequired: `dependentRequired` is not expressed by the generated type, which takes more values
            SW0421 warning 9:140 /components/schemas/D/propertyNames: `propertyNames` is not expressed by the generated type, which takes more values
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
