//! Our pull reader and writer, with the code that the generator emits.

use std::fmt::Write as _;

use super::{
    Candidate, RUNTIME_DEPENDENCIES, USUAL_DERIVES, declare_enum, declare_struct, door, enum_texts, runtime_files,
};
use crate::codec::schema::{Field, Schema};

pub(super) fn candidate(schema: &Schema) -> Candidate {
    crate_of(schema, "pull", "our pull reader: one `match` a type", "", read_struct)
}

/// A crate over our runtime in which structs are read in the way of `read`.
pub(super) fn crate_of(
    schema: &Schema,
    name: &'static str,
    what: &'static str,
    imports: &str,
    read: impl Fn(&mut String, usize, &[Field]),
) -> Candidate {
    let mut out = format!("pub mod runtime;\nuse crate::runtime::json::*;\nuse std::collections::BTreeMap;\n{imports}");
    for (index, fields) in schema.structs.iter().enumerate() {
        declare_struct(&mut out, index, fields, USUAL_DERIVES, |_| String::new());
        read(&mut out, index, fields);
        write_struct(&mut out, index, fields);
        let _ = writeln!(out, "crate::runtime::json::serde_impls!(S{index});");
    }
    for (index, values) in schema.enums.iter().enumerate() {
        declare_enum(&mut out, index, values, USUAL_DERIVES);
        enum_texts(&mut out, index, values);
        let _ = writeln!(
            out,
            "impl Decode for E{index} {{\n    fn blank() -> Self {{ Self::Other(String::new()) }}\n    \
             fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {{\n        \
             *self = Self::from(&*r.string()?);\n        Ok(())\n    }}\n}}\n\
             impl Encode for E{index} {{\n    fn encode(&self, w: &mut Writer) {{ w.string(self.as_str()); }}\n}}\n\
             crate::runtime::json::serde_impls!(E{index});"
        );
    }
    out.push_str(&door("from_slice::<TYPE>(input)", "to_vec(&value).map_err(|e| e.to_string())"));
    let mut files = runtime_files();
    files.push(("lib.rs".to_owned(), out));
    Candidate { name, what, dependencies: RUNTIME_DEPENDENCIES, files, runs: true }
}

/// Puts a module beside the reader, where it sees its insides.
pub(super) fn add_module(candidate: &mut Candidate, name: &str, text: &str) {
    for (path, room) in &mut candidate.files {
        if path == "runtime/engine/json/mod.rs" {
            let _ = writeln!(room, "pub mod {name};");
        }
    }
    candidate.files.push((format!("runtime/engine/json/{name}.rs"), text.to_owned()));
}

/// The table of the members of a struct.
pub(super) fn table(out: &mut String, index: usize, fields: &[Field]) {
    let _ = write!(out, "static M{index}: Members = Members::new(&[");
    for field in fields {
        let kind = if field.required { "required" } else { "optional" };
        let written = format!(",\"{}\":", field.name);
        let _ = write!(out, "{kind}({:?}).written({written:?}), ", field.name);
    }
    out.push_str("]);\n");
}

/// The value to read into.
pub(super) fn blank(out: &mut String, fields: &[Field]) {
    out.push_str("    fn blank() -> Self {\n        Self {\n");
    for field in fields {
        let _ = writeln!(out, "            {}: Decode::blank(),", field.name);
    }
    out.push_str("        }\n    }\n");
}

fn read_struct(out: &mut String, index: usize, fields: &[Field]) {
    table(out, index, fields);
    let _ = writeln!(out, "impl Decode for S{index} {{");
    blank(out, fields);
    let _ = writeln!(
        out,
        "    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {{\n        r.object(&M{index}, self)\n    }}\n}}\n\
         impl Object for S{index} {{\n    \
         fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {{\n        match index {{"
    );
    for (place, field) in fields.iter().enumerate() {
        let pattern = if place + 1 == fields.len() { "_".to_owned() } else { place.to_string() };
        let _ = writeln!(out, "            {pattern} => self.{}.read(r),", field.name);
    }
    out.push_str("        }\n    }\n}\n");
}

fn write_struct(out: &mut String, index: usize, fields: &[Field]) {
    let _ = writeln!(
        out,
        "impl Encode for S{index} {{\n    fn encode(&self, w: &mut Writer) {{\n        w.begin_object();"
    );
    for (place, field) in fields.iter().enumerate() {
        let verb = if field.required { "required" } else { "optional" };
        let _ = writeln!(out, "        w.{verb}(&M{index}, {place}, &self.{});", field.name);
    }
    out.push_str("        w.end_object();\n    }\n}\n");
}
