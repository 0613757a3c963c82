//! Codes of writing.

use crate::diagnostic::{Code, Severity};

/// The output is a file.
pub static NOT_A_FOLDER: Code = Code {
    id: "SW0601",
    name: "output-not-a-folder",
    severity: Severity::Error,
    what: "The output path is a file, or something else that is no folder.",
    why: "A crate is a folder of files; what stands there is not overwritten.",
    example: "specwright generate --spec openapi.yaml --out Cargo.toml",
    instead: "Name a folder that is empty, new, or was generated before.",
    section: "",
};

/// The output is someone else's.
pub static NOT_OURS: Code = Code {
    id: "SW0602",
    name: "output-not-ours",
    severity: Severity::Error,
    what: "The output folder holds files, and no `specwright.manifest` that says they were generated.",
    why: "Files that were not generated are never touched.",
    example: "specwright generate --spec openapi.yaml --out src",
    instead: "Name another folder, or empty this one.",
    section: "",
};

/// A file that was not generated stands in the way.
pub static IN_THE_WAY: Code = Code {
    id: "SW0603",
    name: "hand-made-file-in-the-way",
    severity: Severity::Error,
    what: "A file that was not generated stands where one is to be written.",
    why: "Files that were not generated are never touched.",
    example: "",
    instead: "Move it away, or remove it.",
    section: "",
};

/// A link leads elsewhere.
pub static LINK: Code = Code {
    id: "SW0604",
    name: "output-through-a-link",
    severity: Severity::Error,
    what: "A path below the output folder goes through a symbolic link, or through something that is no folder.",
    why: "It could lead to files outside of the folder.",
    example: "",
    instead: "Remove the link.",
    section: "",
};

/// The disk says no.
pub static CANNOT_WRITE: Code = Code {
    id: "SW0605",
    name: "output-not-writable",
    severity: Severity::Error,
    what: "The output folder cannot be read or written.",
    why: "Nothing was changed there.",
    example: "",
    instead: "Give the permission that is missing, or name another folder.",
    section: "",
};

/// The disk says no in the middle.
pub static CUT_OFF: Code = Code {
    id: "SW0606",
    name: "writing-was-cut-off",
    severity: Severity::Error,
    what: "The output folder stopped being writable after the first file was put in its place.",
    why: "Some files are new and some are old; none is half-written.",
    example: "",
    instead: "Run the command again: it repairs the folder.",
    section: "",
};

/// What stands there is not what would be generated.
pub static DRIFT: Code = Code {
    id: "SW0607",
    name: "output-not-up-to-date",
    severity: Severity::Error,
    what: "The output folder does not hold what is generated from the document.",
    why: "The document was changed and the crate was not generated again, or the crate was changed by hand.",
    example: "",
    instead: "Run the command that the message names, and commit what it writes.",
    section: "",
};

/// All of them.
pub static ALL: &[&Code] = &[&NOT_A_FOLDER, &NOT_OURS, &IN_THE_WAY, &LINK, &CANNOT_WRITE, &CUT_OFF, &DRIFT];
