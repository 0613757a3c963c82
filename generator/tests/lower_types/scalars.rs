//! Numbers, texts, objects, lists: what one schema alone says.

use expect_test::expect;

use super::{check, check_3_1};

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
              constant?: null(keeps {"const": null}) | null
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
