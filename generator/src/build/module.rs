//! A generated crate as a module of the crate that is built.
//!
//! The files of a crate name their own root as `crate`; as a module that root is one step down. Its features become
//! decisions that are taken now, since the crate that is built has features of its own, and the examples in its docs are
//! shown and not run, since they name a crate that does not exist there.

use super::Environment;
use crate::files::Files;

/// A module tree below `OUT_DIR`.
pub(super) struct Mounted {
    /// The files below `OUT_DIR/<name>/`.
    pub(super) files: Files,
    /// The text that a crate includes at its root.
    pub(super) entry: String,
}

pub(super) fn mount(
    files: &Files,
    name: &str,
    features: &[String],
    environment: &Environment,
) -> Result<Mounted, String> {
    if syn::parse_str::<syn::Ident>(name).is_err() {
        return Err(format!("`{name}` is not a name for a module"));
    }
    let mut mounted = Files::new();
    for (path, text) in files.iter() {
        let Some(path) = path.strip_prefix("src/").filter(|path| path.ends_with(".rs")) else { continue };
        let path = if path == "lib.rs" { "mod.rs" } else { path };
        mounted.add(path, moved(text, name, features))?;
    }
    let root = environment.out_dir.join(name).join("mod.rs");
    // A literal by `{:?}` is one that Rust reads back, whatever the path holds.
    let entry = format!("#[path = {:?}]\npub mod {name};\n", root.to_string_lossy());
    Ok(Mounted { files: mounted, entry })
}

fn moved(text: &str, name: &str, features: &[String]) -> String {
    let mut moved = String::with_capacity(text.len() + text.len() / 16);
    let mut in_example = false;
    for line in text.lines() {
        let doc = line.trim_start();
        let is_fence = ["/// ```", "//! ```"].iter().any(|fence| doc.starts_with(fence));
        if is_fence {
            in_example = !in_example;
            let fence = line.split("```").next().unwrap_or_default();
            moved += fence;
            moved += if in_example { "```ignore" } else { "```" };
        } else if doc.starts_with("//") {
            moved += &line.replace("[crate::", &format!("[crate::{name}::"));
        } else {
            moved += &decided(&line.replace("crate::", &format!("crate::{name}::")), features);
        }
        moved.push('\n');
    }
    moved
}

/// A line with every `feature = "…"` replaced by whether it is on.
fn decided(line: &str, features: &[String]) -> String {
    const KEY: &str = "feature = \"";
    let mut decided = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(KEY)
        && let Some((feature, after)) = after.split_once('"')
    {
        decided += before;
        decided += if features.iter().any(|on| on == feature) { "all()" } else { "any()" };
        rest = after;
    }
    decided + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: &str) {
        assert_eq!(moved(line, "client", &["serde".to_owned()]), format!("{expect}\n"));
    }

    #[test]
    fn a_line_is_moved_one_step_down() {
        check("use crate::runtime::Call;", "use crate::client::runtime::Call;");
        check("#[cfg(feature = \"serde\")]", "#[cfg(all())]");
        check("#[cfg(not(feature = \"mock\"))]", "#[cfg(not(any()))]");
        check("/// See [crate::runtime::Call].", "/// See [crate::client::runtime::Call].");
        check("/// ```rust,no_run\n/// x\n/// ```", "/// ```ignore\n/// x\n/// ```");
    }
}
