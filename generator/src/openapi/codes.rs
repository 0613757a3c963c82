//! What the second stage finds: the structure of an OpenAPI document.

use crate::diagnostic::{Code, Severity};

/// The root is not an OpenAPI document.
pub static NOT_OPENAPI: Code = Code {
    id: "SW0201",
    name: "not-openapi",
    severity: Severity::Error,
    what: "The file does not hold an OpenAPI document: its root is not an object, or has no `openapi` field.",
    why: "Nothing in it can be read as an API.",
    example: "title: My API",
    instead: "Begin the document with the version of the specification that it follows: `openapi: 3.0.3`.",
    section: "OpenAPI 3.0.3 §4.7.1",
};

/// A version of OpenAPI that is not known.
pub static UNKNOWN_VERSION: Code = Code {
    id: "SW0202",
    name: "unknown-version",
    severity: Severity::Error,
    what: "The `openapi` field does not name a version that is known: 3.0.x, 3.1.x or 3.2.x (or `swagger` not 2.0).",
    why: "The same field means different things in different versions, so that a guess could give a wrong client.",
    example: "openapi: 3.9.0",
    instead: "Write the version that the document follows, with all three parts: `openapi: 3.1.1`.",
    section: "OpenAPI 3.0.3 §4.1",
};

/// A field that the object does not have.
pub static UNKNOWN_FIELD: Code = Code {
    id: "SW0204",
    name: "unknown-field",
    severity: Severity::Error,
    what: "An object has a field that the specification does not give it.",
    why: "Every tool ignores it, so that what it was meant to say is lost; most often it is a typo.",
    example: "parameters:\n  - name: limit\n    in: query\n    requierd: true",
    instead: "Correct the name, or begin it with `x-` if it is an extension.",
    section: "OpenAPI 3.0.3 §4.9",
};

/// A value of the wrong type.
pub static WRONG_TYPE: Code = Code {
    id: "SW0205",
    name: "wrong-type",
    severity: Severity::Error,
    what: "A field holds a value of another type than the specification asks for.",
    why: "The value cannot be read, and tools differ in what they make of it.",
    example: "info:\n  title: Pets\n  version: 1.0",
    instead: "Write a value of the right type; text that looks like a number needs quotes: `version: '1.0'`.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A required field is not there.
pub static MISSING_FIELD: Code = Code {
    id: "SW0206",
    name: "missing-field",
    severity: Severity::Error,
    what: "An object lacks a field that it must have.",
    why: "Without it the object says too little to be used.",
    example: "info:\n  title: Pets",
    instead: "Add the field.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A value that is none of those that the field may have.
pub static UNKNOWN_VALUE: Code = Code {
    id: "SW0207",
    name: "unknown-value",
    severity: Severity::Error,
    what: "A field that may only hold certain words holds another one.",
    why: "What it was meant to say is lost, with all that depends on it.",
    example: "parameters:\n  - name: limit\n    in: qurey",
    instead: "Write one of the words that the specification knows.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A field of another version of the specification.
pub static OTHER_VERSION: Code = Code {
    id: "SW0208",
    name: "field-of-another-version",
    severity: Severity::Error,
    what: "A field belongs to another version of OpenAPI than the one that the document follows.",
    why: "Tools that follow the document's version ignore it.",
    example: "openapi: 3.0.3\nwebhooks: {}",
    instead: "Say it in the words of the document's version, or raise the version.",
    section: "OpenAPI 3.1.1 §4.8",
};

/// A null where none is allowed.
pub static NULL: Code = Code {
    id: "SW0209",
    name: "null-not-allowed",
    severity: Severity::Error,
    what: "A field has no value, or `null`, where the specification wants something else.",
    why: "In YAML this is mostly a key whose value was forgotten or indented wrongly.",
    example: "paths:\n  /pets:\n    get:",
    instead: "Write the value, or remove the key.",
    section: "OpenAPI 3.0.3 §4.3",
};

/// An empty value where none is allowed.
pub static EMPTY: Code = Code {
    id: "SW0210",
    name: "empty-not-allowed",
    severity: Severity::Error,
    what: "A field holds an empty list, object or string where the specification wants at least one entry.",
    why: "It says nothing, and readers cannot know what was meant.",
    example: "enum: []",
    instead: "Write at least one entry, or remove the field.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A key that does not have the form that the map asks for.
pub static BAD_KEY: Code = Code {
    id: "SW0211",
    name: "bad-key",
    severity: Severity::Error,
    what: "A key of a map does not have the form that the specification asks for.",
    why: "A path without its slash, or a status that is none, is not found by any tool.",
    example: "paths:\n  pets: {}",
    instead: "Write the key in its form: a path begins with `/`, a status is `404`, `4XX` or `default`.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// Fields that exclude each other.
pub static EXCLUSIVE: Code = Code {
    id: "SW0212",
    name: "fields-exclude-each-other",
    severity: Severity::Error,
    what: "An object has two fields of which only one may be there.",
    why: "Readers cannot know which one counts.",
    example: "content:\n  application/json:\n    example: 1\n    examples: {}",
    instead: "Keep one of the two.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// None of several fields is there.
pub static NONE_OF: Code = Code {
    id: "SW0213",
    name: "none-of-the-fields",
    severity: Severity::Error,
    what: "An object has none of several fields of which it must have one.",
    why: "Without it the object says too little to be used.",
    example: "parameters:\n  - name: limit\n    in: query",
    instead: "Add one of them.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A field that has no meaning beside another one.
pub static NOT_HERE: Code = Code {
    id: "SW0214",
    name: "field-not-used-here",
    severity: Severity::Error,
    what: "A field has a meaning only for another kind of the same object.",
    why: "It is ignored, so that what it was meant to say is lost.",
    example: "type: http\nscheme: bearer\nflows: {}",
    instead: "Remove the field, or change the one that decides.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// A text that does not have its form.
pub static BAD_SYNTAX: Code = Code {
    id: "SW0215",
    name: "bad-syntax",
    severity: Severity::Error,
    what: "A text does not have the form that the specification asks for.",
    why: "It cannot be used for what it is there.",
    example: "license:\n  name: MIT\n  url: 'not a url'",
    instead: "Write it in the form that the field asks for.",
    section: "OpenAPI 3.0.3 §4.7",
};

/// The same twice in a set.
pub static TWICE: Code = Code {
    id: "SW0216",
    name: "stands-twice",
    severity: Severity::Error,
    what: "A list that must not repeat itself has the same entry twice.",
    why: "It says nothing more, and most often another entry was meant.",
    example: "required: [id, id]",
    instead: "Remove one of them, or write the one that was meant.",
    section: "OpenAPI 3.0.3 §4.7.24",
};

/// All of them, by id.
pub static ALL: &[&Code] = &[
    &NOT_OPENAPI,
    &UNKNOWN_VERSION,
    &UNKNOWN_FIELD,
    &WRONG_TYPE,
    &MISSING_FIELD,
    &UNKNOWN_VALUE,
    &OTHER_VERSION,
    &NULL,
    &EMPTY,
    &BAD_KEY,
    &EXCLUSIVE,
    &NONE_OF,
    &NOT_HERE,
    &BAD_SYNTAX,
    &TWICE,
];
