//! `jiter`, with the code that the generator emits and loops over its pull reader in place of ours.

use super::Candidate;
use super::pull::{add_module, candidate as pull};
use crate::codec::schema::Schema;

/// Reader, traits and loops over `jiter`. Writing stays with our writer.
const LOOPS: &str = include_str!("jiter_loops.txt");

pub(super) fn candidate(schema: &Schema) -> Candidate {
    let mut candidate = pull(schema);
    add_module(&mut candidate, "loops", LOOPS);
    for (path, text) in &mut candidate.files {
        if path == "lib.rs" {
            // An import by name goes before one by glob. The shim over our reader would need our traits: left out.
            let code: Vec<&str> = text.lines().filter(|line| !line.contains("serde_impls!")).collect();
            let imports = "use crate::runtime::json::loops::{Decode, Failed, Object, Reader, from_slice};\n";
            *text = code.join("\n").replace("use std::collections", &format!("{imports}use std::collections"));
        }
    }
    let dependencies = r#"jiter = { version = "0.19", default-features = false }
rust_decimal = { version = "1.43", default-features = false, features = ["std"] }
"#;
    Candidate { name: "jiter", what: "jiter: one `match` a type", dependencies, ..candidate }
}
