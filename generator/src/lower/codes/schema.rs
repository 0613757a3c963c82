//! What is found in schemas.

use crate::diagnostic::{Code, Severity};

/// A keyword that is not covered.
pub static KEYWORD: Code = Code {
    id: "SW0421",
    name: "keyword-not-supported",
    severity: Severity::Warning,
    what: "A schema has a keyword that the generated client neither expresses by a type nor checks.",
    why: "It accepts values that the schema does not.",
    example: "dependencies: { card: [billing_address] }",
    instead: "Nothing needs to be done where the wider type is good enough.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A conjunction that contradicts itself.
pub static CONFLICT: Code = Code {
    id: "SW0422",
    name: "all-of-conflict",
    severity: Severity::Warning,
    what: "Schemas that must all hold contradict each other.",
    why: "No value satisfies them all; the client takes the values that the first of them allows.",
    example: "allOf:\n  - type: string\n  - type: object",
    instead: "Make them agree.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A schema that nothing satisfies.
pub static NEVER: Code = Code {
    id: "SW0423",
    name: "no-value-allowed",
    severity: Severity::Warning,
    what: "A schema allows no value at all; it is taken as any JSON value.",
    why: "Nothing valid can be sent or received.",
    example: "schema: false",
    instead: "Describe the values, or remove what uses the schema.",
    section: "JSON Schema 2020-12 core §4.3.2",
};

/// A constant of another type.
pub static ENUM_VALUE: Code = Code {
    id: "SW0424",
    name: "enum-value-of-another-type",
    severity: Severity::Warning,
    what: "A value of an `enum` is not of the schema's type.",
    why: "No value can be equal to it and of the type as well.",
    example: "type: string\nenum: [1, 2]",
    instead: "Quote the value, or correct the type.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// Constants that have no names.
pub static ENUM_UNTYPED: Code = Code {
    id: "SW0425",
    name: "enum-not-checked",
    severity: Severity::Warning,
    what: "The values of an `enum` are not all strings or all integers; any value of the type is taken.",
    why: "The client does not know the constants by name.",
    example: "enum: [1, a, true]",
    instead: "Use strings only, where the API allows it.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A required property that is not described.
pub static REQUIRED: Code = Code {
    id: "SW0426",
    name: "required-not-described",
    severity: Severity::Warning,
    what: "A name in `required` is not among the properties; it is taken as an optional value of any type.",
    why: "Most often the property was renamed or removed, or the name has a typo.",
    example: "required: [nmae]\nproperties: { name: { type: string } }",
    instead: "Describe the property, or correct the name.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A tag for no alternative.
pub static MAPPING: Code = Code {
    id: "SW0427",
    name: "mapping-to-nothing",
    severity: Severity::Warning,
    what: "A value of a discriminator has no alternative, or an alternative has no value.",
    why: "Values with this tag are not recognised.",
    example: "",
    instead: "Name one of the alternatives.",
    section: "OpenAPI 3.0.3 §4.7.25",
};

/// A type that is not written.
pub static INFERRED: Code = Code {
    id: "SW0428",
    name: "type-inferred",
    severity: Severity::Info,
    what: "A schema has no `type`; it was inferred from the other keywords.",
    why: "Strictly, the schema allows values of every other type as well.",
    example: "properties:\n  name: { type: string }",
    instead: "Write the type.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// Nesting without an end.
pub static TOO_DEEP: Code = Code {
    id: "SW0429",
    name: "schema-too-deep",
    severity: Severity::Warning,
    what: "Schemas are nested deeper than is read; what is below is taken as any JSON value.",
    why: "Its type is lost.",
    example: "",
    instead: "Give the inner schemas names in the components.",
    section: "",
};

/// Inheritance without a list of heirs.
pub static SUBTYPES: Code = Code {
    id: "SW0430",
    name: "subtypes-not-told-apart",
    severity: Severity::Warning,
    what: "A schema has a discriminator but lists no alternatives; the fields of its subtypes are kept untyped.",
    why: "A value of a subtype is read as the base type with further members.",
    example: "",
    instead: "Write `oneOf` with the subtypes beside the discriminator.",
    section: "OpenAPI 3.0.3 §4.7.25",
};

/// Alternatives that do not shape the type.
pub static ALTERNATIVES: Code = Code {
    id: "SW0431",
    name: "alternatives-not-checked",
    severity: Severity::Warning,
    what: "Alternatives that stand beside other parts of a schema are not expressed by the generated type.",
    why: "The type accepts values that the schema does not.",
    example: "oneOf:\n  - properties: { a: {} }\n  - properties: { b: {} }\nanyOf:\n  - properties: { c: {} }\n  - properties: { d: {} }",
    instead: "Nothing needs to be done where the wider type is good enough.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// A property that could never travel.
pub static DIRECTION: Code = Code {
    id: "SW0434",
    name: "read-only-and-write-only",
    severity: Severity::Warning,
    what: "A property is both `readOnly` and `writeOnly`; neither is applied.",
    why: "It could never travel.",
    example: "",
    instead: "Keep one of the two.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// More fields than anyone's API has.
pub static TOO_MANY_FIELDS: Code = Code {
    id: "SW0437",
    name: "too-many-fields",
    severity: Severity::Error,
    what: "The types of the document have more fields, all told, than are lowered.",
    why: "Each alternative or heir repeats the fields of its base, so that a small document can ask for any amount.",
    example: "",
    instead: "Refer to the base as a field of its own instead of repeating it by `allOf` or `oneOf`.",
    section: "",
};
