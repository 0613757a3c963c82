//! What the third stage finds: references.

use crate::diagnostic::{Code, Severity};

/// Nothing stands where the reference points.
pub static UNRESOLVED: Code = Code {
    id: "SW0301",
    name: "unresolved-reference",
    severity: Severity::Error,
    what: "A `$ref` points at a place where nothing stands.",
    why: "Whatever it was meant to bring is not there: a type, a parameter, an answer.",
    example: "$ref: '#/components/schemas/Purchse'",
    instead: "Correct the pointer, or add what it names.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// The target is another kind of object.
pub static WRONG_KIND: Code = Code {
    id: "SW0302",
    name: "reference-to-another-kind",
    severity: Severity::Error,
    what: "A `$ref` points at an object of another kind than the one that must stand there.",
    why: "A schema read as a parameter, say, has none of the fields that count.",
    example: "parameters:\n  - $ref: '#/components/schemas/Limit'",
    instead: "Point at an object of the right kind.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// References that only lead to each other.
pub static CYCLE: Code = Code {
    id: "SW0303",
    name: "reference-cycle",
    severity: Severity::Error,
    what: "A `$ref` leads, over other references only, back to itself.",
    why: "No object stands anywhere on the way. (Types that contain themselves are something else, and fine.)",
    example: "schemas:\n  A: { $ref: '#/components/schemas/B' }\n  B: { $ref: '#/components/schemas/A' }",
    instead: "Let one of them hold the object.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// A reference into another file.
pub static EXTERNAL: Code = Code {
    id: "SW0304",
    name: "file-not-read",
    severity: Severity::Error,
    what: "A `$ref` points into a file that is not there or not allowed, or at an address.",
    why: "What stands there is not known. Nothing is fetched, and no file outside of the document's folder is read: a \
          document may come from a stranger.",
    example: "$ref: 'https://example.com/schemas.yaml#/Pet'",
    instead: "Correct the path; put the file below the document's folder, or name a folder that holds both with `--root`.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// A reference by the name of an anchor.
pub static ANCHOR: Code = Code {
    id: "SW0305",
    name: "unresolved-anchor",
    severity: Severity::Error,
    what: "A `$ref` names an `$anchor` that no schema of the file has.",
    why: "What it names is not there, so that nothing that needs it can be generated.",
    example: "$ref: '#pet'",
    instead: "Give the schema that is meant `$anchor: pet`, or point at its place: `#/components/schemas/Pet`.",
    section: "JSON Schema 2020-12 core §8.2.2",
};

/// A `$dynamicRef` that names no single type.
pub static SEVERAL: Code = Code {
    id: "SW0307",
    name: "ambiguous-dynamic-reference",
    severity: Severity::Warning,
    what: "A `$dynamicRef` names a `$dynamicAnchor` that several schemas of the file have.",
    why: "Which schema is meant depends on the schemas that one came through, so that it names no one type; any value is \
          taken.",
    example: "$dynamicRef: '#node'",
    instead: "Refer to the schema that is meant with `$ref`.",
    section: "JSON Schema 2020-12 core §8.2.3.2",
};

/// A `$ref` with fields beside it, in 3.0.
pub static SIBLINGS: Code = Code {
    id: "SW0306",
    name: "reference-siblings-ignored",
    severity: Severity::Warning,
    what: "An object with a `$ref` has other fields too; OpenAPI 3.0 ignores them.",
    why: "What they say is lost.",
    example: "$ref: '#/components/schemas/Pet'\nnullable: true",
    instead: "Wrap the reference: `allOf: [{ $ref: … }]` beside the other fields, or raise the document to 3.1.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// A reference to an address.
pub static REMOTE: Code = Code {
    id: "SW0308",
    name: "address-not-fetched",
    severity: Severity::Error,
    what: "A `$ref` points at an address. (To `validate` a warning.)",
    why: "Nothing is ever fetched, so that what stands there is not known: it may be right, and nothing can be made of it.",
    example: "$ref: 'https://example.com/schemas.yaml#/Pet'",
    instead: "Download the file and refer to it by its path, or name its folder under `[references]` in specwright.toml.",
    section: "OpenAPI 3.0.3 §4.7.23",
};

/// All of them, by id.
pub static ALL: &[&Code] = &[&UNRESOLVED, &WRONG_KIND, &CYCLE, &EXTERNAL, &ANCHOR, &SIBLINGS, &SEVERAL, &REMOTE];
