//! A generated crate as a module of the crate that is built.
//!
//! The files of a crate name their own root as `crate`; as a module that root is one step down. Its features become
//! decisions that are taken now, since the crate that is built has features of its own, and the examples in its docs are
//! shown and not run, since they name a crate that does not exist there.

use super::Environment;
use super::pieces::{Piece, pieces};
use crate::files::Files;
use crate::rust::names;

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
    if names::written(name).is_none() {
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
    let reason = "generated: what a document names, and how much it asks for, is not for the generator to change";
    let entry = format!(
        "#[allow(clippy::all, reason = {reason:?})]\n#[path = {:?}]\npub mod {name};\n",
        root.to_string_lossy()
    );
    Ok(Mounted { files: mounted, entry })
}

/// A file whose root is one step down. By its pieces, since a document may have put any text into a literal.
fn moved(text: &str, name: &str, features: &[String]) -> String {
    let mut mover = Mover { name, features, fence: None };
    let pieces: Vec<Piece<'_>> = pieces(text).collect();
    let mut rest: &[Piece<'_>] = &pieces;
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    while let [first, others @ ..] = rest {
        rest = others;
        match first {
            Piece::Word("crate") if matches!(rest, [Piece::Other(":"), Piece::Other(":"), ..]) => {
                out.push_str("crate::");
                out.push_str(name);
            }
            Piece::Word("feature") => match feature(rest) {
                Some((literal, after)) => {
                    out.push_str(if mover.is_on(literal) { "true" } else { "false" });
                    rest = after;
                }
                None => out.push_str("feature"),
            },
            Piece::Comment(comment) if comment.starts_with("///") || comment.starts_with("//!") => {
                let (sign, line) = comment.split_at_checked(3).unwrap_or((comment, ""));
                out.push_str(sign);
                out.push_str(&mover.doc(line));
            }
            other => out.push_str(other.text()),
        }
    }
    out
}

/// The literal of `feature = "…"`, and what follows it.
fn feature<'p, 't>(rest: &'p [Piece<'t>]) -> Option<(&'t str, &'p [Piece<'t>])> {
    let is_blank = |piece: &Piece<'_>| piece.text().trim().is_empty();
    let (sign, rest) = rest.get(rest.iter().position(|piece| !is_blank(piece))?..)?.split_first()?;
    let (literal, rest) = rest.get(rest.iter().position(|piece| !is_blank(piece))?..)?.split_first()?;
    match (sign, literal) {
        (Piece::Other("="), Piece::Literal(literal)) => Some((literal, rest)),
        _ => None,
    }
}

struct Mover<'m> {
    name: &'m str,
    features: &'m [String],
    /// The backticks of the block in the docs that is open.
    fence: Option<usize>,
}

impl Mover<'_> {
    /// A line of docs: the fence that opens an example says that it is not run, and links to items lead one step down too.
    fn doc(&mut self, line: &str) -> String {
        let (indent, content) = line.split_at_checked(line.len() - line.trim_start().len()).unwrap_or(("", line));
        let ticks = content.bytes().take_while(|byte| *byte == b'`').count();
        let info = content.get(ticks..).unwrap_or_default().trim();
        match self.fence {
            None if ticks >= 3 => {
                self.fence = Some(ticks);
                let shown = if info == "text" { "text" } else { "ignore" };
                format!("{indent}{}{shown}", "`".repeat(ticks))
            }
            Some(open) if ticks >= open && info.is_empty() => {
                self.fence = None;
                line.to_owned()
            }
            _ => self.linked(line),
        }
    }

    fn linked(&self, line: &str) -> String {
        let link = |line: String, before: &str| {
            line.replace(&format!("{before}crate::"), &format!("{before}crate::{}::", self.name))
        };
        ["](", "[", "[`", "]: "].into_iter().fold(line.to_owned(), link)
    }

    fn is_on(&self, literal: &str) -> bool {
        self.features.iter().any(|on| format!("{on:?}") == literal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(moved(text, "client", &["serde".to_owned()]), expect);
    }

    #[test]
    fn a_file_is_moved_one_step_down() {
        check("use crate::runtime::Call;\n", "use crate::client::runtime::Call;\n");
        check("$crate::runtime::Call", "$crate::client::runtime::Call");
        check("pub(crate) struct A;", "pub(crate) struct A;");
        check("#[cfg(feature = \"serde\")]\nmod a;", "#[cfg(true)]\nmod a;");
        check("#[cfg(not(feature = \"mock\"))]\nmod a;", "#[cfg(not(false))]\nmod a;");
        check("let feature = 1;", "let feature = 1;");
        check("/// See [`A`](crate::A).\nmod a;", "/// See [`A`](crate::client::A).\nmod a;");
        check("/// ```rust,no_run\n/// x\n/// ```\nmod a;", "/// ```ignore\n/// x\n/// ```\nmod a;");
        check("//! ````text\n//! ```\n//! ````\n//! ```\n", "//! ````text\n//! ```\n//! ````\n//! ```ignore\n");
    }

    #[test]
    fn text_of_the_document_is_left_alone() {
        let text = "const A: &str = \"crate::x feature = \\\"serde\\\" // y\"; // crate::x\n";
        check(text, text);
    }
}
