//! What compilation costs without any JSON: the types alone, with and without the usual derives, and the runtime alone.

use super::{Candidate, RUNTIME_DEPENDENCIES, USUAL_DERIVES, declare_enum, declare_struct, runtime_files};
use crate::codec::schema::Schema;

pub(super) fn bare(schema: &Schema) -> Candidate {
    types(schema, "bare", "the types alone", "")
}

pub(super) fn derives(schema: &Schema) -> Candidate {
    types(schema, "derives", "the types with Clone, Debug, PartialEq", USUAL_DERIVES)
}

pub(super) fn runtime() -> Candidate {
    let mut files = runtime_files();
    files.push(("lib.rs".to_owned(), "pub mod runtime;\n".to_owned()));
    Candidate {
        name: "runtime",
        what: "our reader and writer alone",
        dependencies: RUNTIME_DEPENDENCIES,
        files,
        runs: false,
    }
}

fn types(schema: &Schema, name: &'static str, what: &'static str, head: &str) -> Candidate {
    let mut out = String::from("use std::collections::BTreeMap;\n");
    for (index, fields) in schema.structs.iter().enumerate() {
        declare_struct(&mut out, index, fields, head, |_| String::new());
    }
    for (index, values) in schema.enums.iter().enumerate() {
        declare_enum(&mut out, index, values, head);
    }
    Candidate { name, what, dependencies: "", files: vec![("lib.rs".to_owned(), out)], runs: false }
}
