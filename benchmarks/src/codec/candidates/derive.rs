//! `serde` derive and `serde_json`: what most crates do.

use std::fmt::Write as _;

use super::{Candidate, declare_struct, door};
use crate::codec::schema::Schema;

pub(super) fn candidate(schema: &Schema) -> Candidate {
    let head = "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n";
    let mut out = String::from("use serde::{Deserialize, Serialize};\nuse std::collections::BTreeMap;\n");
    for (index, fields) in schema.structs.iter().enumerate() {
        declare_struct(&mut out, index, fields, head, |field| match field.required {
            true => String::new(),
            false => "    #[serde(skip_serializing_if = \"Option::is_none\")]\n".to_owned(),
        });
    }
    // An enum that keeps unknown values costs derive much more (`untagged`), so it is spared that.
    for (index, values) in schema.enums.iter().enumerate() {
        let _ = writeln!(out, "{head}pub enum E{index} {{");
        for (place, value) in values.iter().enumerate() {
            let _ = writeln!(out, "    #[serde(rename = {value:?})]\n    V{place},");
        }
        out.push_str("    #[serde(other)]\n    Other,\n}\n");
    }
    out.push_str(&door(
        "serde_json::from_slice::<TYPE>(input)",
        "serde_json::to_vec(&value).map_err(|e| e.to_string())",
    ));
    Candidate {
        name: "derive",
        what: "serde derive, serde_json",
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
        files: vec![("lib.rs".to_owned(), out)],
        runs: true,
    }
}
