//! Stage 6, emit: the plan becomes files of Rust. Prints, never decides.
//!
//! Each concern makes tokens by `quote`, so that text of a document can only ever be a literal or a checked identifier;
//! `print` makes text of them. How types are read and written as JSON stands in `codec` alone.

mod api;
mod bodies;
mod calls;
mod checks;
mod codec;
mod crate_root;
mod enums;
mod manifest;
mod operations;
mod parameters;
mod print;
mod runtime;
mod samples;
mod security;
mod servers;
mod structs;
mod tokens;
mod types;
mod unions;
mod webhooks;
mod xml;

use crate::files::Files;
use crate::rust::{Plan, Use};

/// What a caller decides about the text of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmitOptions {
    /// The command that makes the files, for their heads.
    pub command: String,
}

/// The files of a crate.
#[must_use]
pub fn emit(plan: &Plan, options: &EmitOptions) -> Files {
    let mut out = Out { files: Files::new(), head: print::head(&options.command) };
    manifest::emit(plan, &mut out);
    crate_root::emit(plan, &mut out);
    api::emit(plan, &mut out);
    security::emit(plan, &mut out);
    servers::emit(plan, &mut out);
    operations::emit(plan, &mut out);
    types::emit(plan, &mut out);
    webhooks::emit(plan, &mut out);
    runtime::emit(plan, &mut out);
    out.files
}

/// The Rust type of a value, as code that imports the generated crate's `types`, `Value`, `Decimal`, `Quoted` and `Secret` and the
/// standard `BTreeMap` says it.
#[must_use]
pub fn rust_type(plan: &Plan, used: &Use) -> String {
    tokens::in_line(&tokens::Types { plan, among_types: false }.used(used))
}

/// Files in the making.
struct Out {
    files: Files,
    head: String,
}

impl Out {
    /// Adds a file whose path is made of checked names.
    fn add(&mut self, path: &str, text: String) {
        let added = self.files.add(path, text);
        debug_assert!(added.is_ok(), "{path}");
    }

    fn rust(&mut self, path: &str, file: proc_macro2::TokenStream) {
        let text = print::file(&self.head, file);
        self.add(path, text);
    }
}
