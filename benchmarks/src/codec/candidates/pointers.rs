//! Our pull reader, with a table of one function a field in place of the `match`.

use std::fmt::Write as _;

use super::Candidate;
use super::pull::{blank, crate_of, table};
use crate::codec::schema::Schema;

pub(super) fn candidate(schema: &Schema) -> Candidate {
    crate_of(schema, "pointers", "our pull reader: a function a field", "", |out, index, fields| {
        table(out, index, fields);
        let _ = writeln!(out, "impl Decode for S{index} {{");
        blank(out, fields);
        let _ = writeln!(
            out,
            "    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {{\n        r.object(&M{index}, self)\n    }}\n}}\n\
             static F{index}: [fn(&mut S{index}, &mut Reader<'_>) -> Result<(), Failed>; {}] = [",
            fields.len()
        );
        for field in fields {
            let _ = writeln!(out, "    |s, r| s.{}.read(r),", field.name);
        }
        let _ = writeln!(
            out,
            "];\nimpl Object for S{index} {{\n    \
             fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {{\n        \
             match F{index}.get(index) {{\n            Some(read) => read(self, r),\n            None => r.skip(),\n        }}\n    }}\n}}"
        );
    })
}
