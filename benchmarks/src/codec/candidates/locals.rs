//! Our pull reader, with the loop and one optional local a field in each type: the shape that is written by hand most often.

use std::fmt::Write as _;

use super::Candidate;
use super::pull::{add_module, blank, crate_of, table};
use crate::codec::schema::Schema;

/// What the runtime would offer to such code. It stands beside the reader, to have its insides.
const CURSOR: &str = include_str!("locals_cursor.txt");

pub(super) fn candidate(schema: &Schema) -> Candidate {
    let imports = "use crate::runtime::json::cursor::{Cursor, need};\n";
    let what = "our pull reader: loop and locals in each type";
    let mut candidate = crate_of(schema, "locals", what, imports, |out, index, fields| {
        table(out, index, fields);
        let _ = writeln!(out, "impl Decode for S{index} {{");
        blank(out, fields);
        out.push_str("    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {\n");
        for field in fields {
            let _ = writeln!(out, "        let mut {} = None;", field.name);
        }
        let _ = writeln!(
            out,
            "        let mut cursor = Cursor::begin(r, &M{index})?;\n        \
             while let Some(index) = cursor.next(r)? {{\n            match index {{"
        );
        for (place, field) in fields.iter().enumerate() {
            let value = if field.required { "r.value()?" } else { "r.value::<Option<_>>()?" };
            let _ = writeln!(out, "                {place} => {} = Some({value}),", field.name);
        }
        out.push_str("                _ => r.skip()?,\n            }\n        }\n        *self = Self {\n");
        for field in fields {
            let _ = match field.required {
                true => writeln!(out, "            {}: need(r, {:?}, {})?,", field.name, field.name, field.name),
                false => writeln!(out, "            {}: {}.flatten(),", field.name, field.name),
            };
        }
        out.push_str("        };\n        Ok(())\n    }\n}\n");
    });
    add_module(&mut candidate, "cursor", CURSOR);
    candidate
}
