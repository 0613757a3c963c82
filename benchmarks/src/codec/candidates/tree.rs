//! Decoding from a parsed tree (`serde_json::Value`): nothing generic, and the whole text in memory twice.

use std::fmt::Write as _;

use super::{Candidate, USUAL_DERIVES, declare_enum, declare_struct, door, enum_texts};
use crate::codec::schema::{Field, Schema};

const HELPERS: &str = include_str!("tree_helpers.txt");

pub(super) fn candidate(schema: &Schema) -> Candidate {
    let mut out =
        String::from("mod helpers;\nuse helpers::*;\nuse serde_json::{Map, Value};\nuse std::collections::BTreeMap;\n");
    for (index, fields) in schema.structs.iter().enumerate() {
        declare_struct(&mut out, index, fields, USUAL_DERIVES, |_| String::new());
        code(&mut out, index, fields);
    }
    for (index, values) in schema.enums.iter().enumerate() {
        declare_enum(&mut out, index, values, USUAL_DERIVES);
        enum_texts(&mut out, index, values);
        let _ = writeln!(
            out,
            "impl Tree for E{index} {{\n    \
             fn from_tree(value: Value) -> Result<Self, Fault> {{ Ok(Self::from(&*String::from_tree(value)?)) }}\n    \
             fn to_tree(&self) -> Value {{ Value::String(self.as_str().to_owned()) }}\n}}"
        );
    }
    out.push_str(&door("read::<TYPE>(input)", "serde_json::to_vec(&value.to_tree()).map_err(|e| e.to_string())"));
    Candidate {
        name: "tree",
        what: "from and to serde_json::Value, no derive",
        dependencies: "serde_json = { version = \"1\", features = [\"preserve_order\"] }\n",
        files: vec![("lib.rs".to_owned(), out), ("helpers.rs".to_owned(), HELPERS.to_owned())],
        runs: true,
    }
}

fn code(out: &mut String, index: usize, fields: &[Field]) {
    let _ = writeln!(
        out,
        "impl Tree for S{index} {{\n    fn from_tree(value: Value) -> Result<Self, Fault> {{\n        \
         let mut object = object(value)?;\n        Ok(Self {{"
    );
    for field in fields {
        let verb = if field.required { "required" } else { "optional" };
        let _ = writeln!(out, "            {}: {verb}(&mut object, {:?})?,", field.name, field.name);
    }
    out.push_str("        })\n    }\n    fn to_tree(&self) -> Value {\n        let mut object = Map::new();\n");
    for field in fields {
        let name = &field.name;
        let _ = match field.required {
            true => writeln!(out, "        object.insert({name:?}.to_owned(), self.{name}.to_tree());"),
            false => writeln!(
                out,
                "        if let Some(value) = &self.{name} {{ object.insert({name:?}.to_owned(), value.to_tree()); }}"
            ),
        };
    }
    out.push_str("        Value::Object(object)\n    }\n}\n");
}
