//! The Specification Extensions (`x-…`) that are honoured, because many documents of many vendors have them and without
//! them something is lost. A view reads no other; `docs/extensions.md` says the same to users.

/// A Specification Extension (OpenAPI 3.0.3 §4.9).
#[derive(Debug, PartialEq, Eq)]
pub struct Extension {
    /// Its name, with the `x-`.
    pub name: &'static str,
    /// The objects that it is read of.
    pub of: &'static str,
}

const fn schema(name: &'static str) -> Extension {
    Extension { name, of: "schemas" }
}

/// Names of the values of an `enum`, in their order (OpenAPI Generator).
pub static ENUM_VARNAMES: Extension = schema("x-enum-varnames");
/// The same (NSwag).
pub static ENUM_NAMES: Extension = schema("x-enumNames");
/// Descriptions of the values of an `enum`, in their order or by value (OpenAPI Generator).
pub static ENUM_DESCRIPTIONS: Extension = schema("x-enum-descriptions");
/// The same (Redocly).
pub static ENUM_DESCRIPTIONS_OF_REDOCLY: Extension = schema("x-enumDescriptions");
/// Names and descriptions of the values of an `enum` (AutoRest).
pub static MS_ENUM: Extension = schema("x-ms-enum");
/// `nullable` for documents of 2.0, and for those of 3.0 that were converted from them.
pub static NULLABLE: Extension = schema("x-nullable");
/// The value of the discriminator that stands for this schema (AutoRest).
pub static MS_DISCRIMINATOR_VALUE: Extension = schema("x-ms-discriminator-value");
/// The same (OpenAPI Generator).
pub static DISCRIMINATOR_VALUE: Extension = schema("x-discriminator-value");
/// A string that must not be shown, as with `format: password` (AutoRest).
pub static MS_SECRET: Extension = schema("x-ms-secret");
/// The same (Redocly, Stoplight and others).
pub static SENSITIVE: Extension = schema("x-sensitive");
/// `deprecated` where the version of the document has none.
pub static DEPRECATED: Extension = Extension { name: "x-deprecated", of: "operations, parameters, schemas" };
/// `example` of a parameter in documents of 2.0. Read when they are raised.
pub static EXAMPLE: Extension = Extension { name: "x-example", of: "parameters (2.0)" };

/// Findings that do not count for what it stands in, each with a reason. Read by the rules of `validate`.
pub static IGNORE: Extension = Extension { name: "x-specwright-ignore", of: "all objects" };

/// All of them, by name.
pub static HONOURED: &[&Extension] = &[
    &DEPRECATED,
    &DISCRIMINATOR_VALUE,
    &ENUM_DESCRIPTIONS,
    &ENUM_VARNAMES,
    &ENUM_DESCRIPTIONS_OF_REDOCLY,
    &ENUM_NAMES,
    &EXAMPLE,
    &MS_DISCRIMINATOR_VALUE,
    &MS_ENUM,
    &MS_SECRET,
    &NULLABLE,
    &SENSITIVE,
    &IGNORE,
];
