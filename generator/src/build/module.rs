//! A generated crate as a module of the crate that is built.
//!
//! The files of a crate name their own root as `crate`; as a module that root is one step down. Its features become
//! decisions that are taken now, since the crate that is built has features of its own, and the examples in its docs are
//! shown and not run, since they name a crate that does not exist there.

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::quote;

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
        mounted.add(path, moved(text, name, features)?)?;
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

/// A file whose root is one step down. By its tokens, since a document may have put any text into a literal.
fn moved(text: &str, name: &str, features: &[String]) -> Result<String, String> {
    let tokens: TokenStream = text.parse().map_err(|error| format!("a generated file cannot be read: {error}"))?;
    let mut mover = Mover { name, features, in_example: false };
    let file =
        syn::parse2(mover.stream(tokens)).map_err(|error| format!("a generated file cannot be moved: {error}"))?;
    Ok(prettyplease::unparse(&file))
}

struct Mover<'m> {
    name: &'m str,
    features: &'m [String],
    /// Is the line of docs that comes next inside of an example?
    in_example: bool,
}

impl Mover<'_> {
    fn stream(&mut self, tokens: TokenStream) -> TokenStream {
        let mut moved = TokenStream::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "crate" && is_colon(tokens.peek()) => {
                    let name = Ident::new(self.name, word.span());
                    moved.extend(quote!(#word::#name));
                }
                TokenTree::Group(group) => moved.extend([self.group(&group)]),
                other => moved.extend([other]),
            }
        }
        moved
    }

    fn group(&mut self, group: &Group) -> TokenTree {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let stream = match tokens.as_slice() {
            [TokenTree::Ident(key), TokenTree::Punct(_), TokenTree::Literal(text)] if key == "doc" => {
                self.doc(key, text)
            }
            _ => {
                let decided = self.decided(group.stream());
                self.stream(decided)
            }
        };
        let mut moved = Group::new(group.delimiter(), stream);
        moved.set_span(group.span());
        moved.into()
    }

    /// A line of docs: the fence that opens an example says that it is not run.
    fn doc(&mut self, key: &Ident, text: &Literal) -> TokenStream {
        let line = syn::parse_str::<syn::LitStr>(&text.to_string()).map(|line| line.value());
        match line {
            Ok(line) if line.trim_start().starts_with("```") => {
                self.in_example = !self.in_example;
                let fence = if self.in_example { " ```ignore" } else { " ```" };
                quote!(#key = #fence)
            }
            Ok(line) if line.contains("crate::") => {
                let line = self.linked(line);
                quote!(#key = #line)
            }
            _ => quote!(#key = #text),
        }
    }

    /// Links to items lead one step down too.
    fn linked(&self, line: String) -> String {
        let link = |line: String, before: &str| {
            line.replace(&format!("{before}crate::"), &format!("{before}crate::{}::", self.name))
        };
        ["](", "[", "[`", "]: "].into_iter().fold(line, link)
    }

    /// Every `feature = "…"` replaced by whether it is on.
    fn decided(&self, tokens: TokenStream) -> TokenStream {
        let mut rest: &[TokenTree] = &tokens.into_iter().collect::<Vec<_>>();
        let mut decided = TokenStream::new();
        while let Some((first, others)) = rest.split_first() {
            rest = others;
            match (first, others) {
                (TokenTree::Ident(key), [TokenTree::Punct(sign), TokenTree::Literal(feature), after @ ..])
                    if key == "feature" && sign.as_char() == '=' =>
                {
                    let is_on = self.features.iter().any(|on| format!("{on:?}") == feature.to_string());
                    decided.extend(if is_on { quote!(true) } else { quote!(false) });
                    rest = after;
                }
                _ => decided.extend([first.clone()]),
            }
        }
        decided
    }
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(moved(text, "client", &["serde".to_owned()]).as_deref(), Ok(expect));
    }

    #[test]
    fn a_file_is_moved_one_step_down() {
        check("use crate::runtime::Call;", "use crate::client::runtime::Call;\n");
        check("pub(crate) struct A;", "pub(crate) struct A;\n");
        check("#[cfg(feature = \"serde\")]\nmod a;", "#[cfg(true)]\nmod a;\n");
        check("#[cfg(not(feature = \"mock\"))]\nmod a;", "#[cfg(not(false))]\nmod a;\n");
        check("/// See [`A`](crate::A).\nmod a;", "/// See [`A`](crate::client::A).\nmod a;\n");
        check("/// ```rust,no_run\n/// x\n/// ```\nmod a;", "/// ```ignore\n/// x\n/// ```\nmod a;\n");
    }

    #[test]
    fn text_of_the_document_is_left_alone() {
        let text = "const A: &str = \"crate::x feature = \\\"serde\\\" // y\";\n";
        check(text, text);
    }
}
