//! The hand-written runtime: `src/runtime/`, copied as it stands; or, where it is a crate of its own, its engine in
//! `runtime/`, and the rest of it over that.

use specwright_runtime::source;

use super::Out;
use super::code::{Code, line};
use crate::rust::{Plan, RuntimeCrate};

/// The crate that the examples of the runtime name where they are tested.
const TESTED: &str = "specwright_runtime";

/// What of the runtime knows nothing of the crate that it is in.
const ENGINE: &str = "engine/";

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    // Examples in its documentation name the crate that they stand in.
    let named = |text: &str| text.replace(TESTED, plan.package.lib.as_str());
    for (path, text) in source::FILES {
        let text = named(text);
        let (path, text) = match (&plan.package.runtime, path.strip_prefix(ENGINE)) {
            (Some(_), Some("mod.rs")) => {
                ("runtime/src/lib.rs".to_owned(), format!("#![forbid(unsafe_code)]\n{}", shown(&text)))
            }
            (Some(_), Some(path)) => (format!("runtime/src/{path}"), shown(&text)),
            _ => (format!("src/runtime/{path}"), text),
        };
        let text = format!("{}\n{text}", out.head);
        out.add(&path, text);
    }
    if let Some(runtime) = &plan.package.runtime {
        out.rust("src/runtime/engine.rs", door(runtime));
    }
}

/// The module that stands for the engine where that is a crate.
fn door(runtime: &RuntimeCrate) -> Code {
    let mut code = Code::default();
    code.inner_docs(["The engine of the runtime, which is a crate of its own."]);
    code.gap();
    line!(code, "#[doc(inline)]");
    line!(code, "pub use {}::*;", runtime.lib);
    code
}

/// The text of a file with its examples shown and not run: they say what a user of the client writes, and the client is not
/// there for its runtime.
fn shown(text: &str) -> String {
    let mut is_open = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let words = line.trim_start();
        let fence = ["///", "//!"].iter().find_map(|docs| words.strip_prefix(docs)?.trim().strip_prefix("```"));
        let Some(info) = fence else { return line.to_owned() };
        is_open = !is_open;
        let runs = is_open && info != "text";
        if runs { line.replace(&format!("```{info}"), "```ignore") } else { line.to_owned() }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_engine_are_shown() {
        let check = |text: &str, expect: &str| assert_eq!(shown(text), expect);
        check("/// ```\n/// x\n/// ```\nmod a;\n", "/// ```ignore\n/// x\n/// ```\nmod a;\n");
        check("//! ```no_run\n//! ```\n", "//! ```ignore\n//! ```\n");
        check("    /// ```text\n    /// x\n    /// ```\n", "    /// ```text\n    /// x\n    /// ```\n");
        check("let fence = \"```\";\n", "let fence = \"```\";\n");
    }

    #[test]
    fn all_of_the_engine_is_in_its_folder() {
        assert!(source::FILES.iter().any(|(path, _)| *path == "engine/mod.rs"));
    }
}
