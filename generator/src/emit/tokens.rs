//! Small pieces that every concern prints: names, words, types.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

use crate::rust::names::Name;
use crate::rust::{Plan, Presence, Repr, Use, Words};

/// A checked name as an identifier.
pub(super) fn ident(name: &Name) -> Ident {
    Ident::new(name.as_str(), Span::call_site())
}

/// Words as a doc comment.
pub(super) fn docs(words: &Words) -> TokenStream {
    doc_lines(words.lines().iter().map(String::as_str))
}

/// Lines as a doc comment.
pub(super) fn doc_lines<'l>(lines: impl IntoIterator<Item = &'l str>) -> TokenStream {
    let lines = lines.into_iter().map(spaced);
    quote!(#(#[doc = #lines])*)
}

/// Lines as the doc comment of the enclosing module.
pub(super) fn inner_docs<'l>(lines: impl IntoIterator<Item = &'l str>) -> TokenStream {
    let lines = lines.into_iter().map(spaced);
    quote!(#(#![doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// The modules in a folder, with all that is public in them.
#[derive(Default)]
pub(super) struct Modules {
    always: (TokenStream, TokenStream),
    /// Two lines a module rather than four, since an API may have hundreds of tags.
    gated: (Vec<String>, Vec<String>),
}

impl Modules {
    /// Adds a module, which is only there with its feature, if it has one.
    pub(super) fn add(&mut self, name: &Name, feature: Option<&Name>) {
        match feature {
            None => self.add_with(name, &quote!(*)),
            Some(feature) => {
                let condition = format!("#[cfg(feature = {})]", text(feature.as_str()));
                self.gated.0.push(format!("{condition} mod {name};"));
                self.gated.1.push(format!("{condition} pub use self::{name}::*;"));
            }
        }
    }

    /// Adds a module, and these of its names.
    pub(super) fn add_with(&mut self, name: &Name, names: &TokenStream) {
        let name = ident(name);
        self.always.0.extend(quote!(mod #name;));
        self.always.1.extend(quote!(pub use self::#name::#names;));
    }

    /// The list.
    pub(super) fn list(self) -> TokenStream {
        let gated = |all: Vec<String>| if all.is_empty() { TokenStream::new() } else { lines(all) };
        let (modules, exports) = self.always;
        let (gated_modules, gated_exports) = (gated(self.gated.0), gated(self.gated.1));
        quote!(#gated_modules #modules #gated_exports #exports)
    }
}

/// `use crate::types`, if something in these tokens is named by it.
pub(super) fn import_of_types(tokens: &TokenStream) -> Option<TokenStream> {
    name_types(tokens).then(|| {
        quote!(
            use crate::types;
        )
    })
}

/// Does `types` stand in these tokens as the start of a path?
fn name_types(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match &token {
            TokenTree::Ident(name) => {
                name == "types" && matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == ':')
            }
            TokenTree::Group(group) => name_types(&group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// `#[deprecated]` if it is.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// A text as a literal.
pub(super) fn text(text: &str) -> Literal {
    Literal::string(text)
}

/// A text as a literal without escapes, where it is printable ASCII with something to escape in it.
pub(super) fn raw_text(value: &str) -> Literal {
    let plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~')) && value.contains(['"', '\\']);
    let raw = if value.contains("\"#") { None } else { format!("r#\"{value}\"#").parse().ok() };
    raw.filter(|_| plain).unwrap_or_else(|| text(value))
}

/// A macro of the runtime called with rows of its own grammar. prettyplease lays out only the grammar of Rust, so these
/// lines, of literals and checked names, are laid out by who makes them and printed as they are.
pub(super) fn lines(lines: Vec<String>) -> TokenStream {
    let name = Ident::new(LINES, Span::call_site());
    quote!(#name! { #(#lines)* })
}

/// The name under which lines wait for being printed.
pub(super) const LINES: &str = "specwright_lines";

/// Words as lines of a doc comment.
pub(super) fn doc_comment(words: &Words, indent: &str) -> Vec<String> {
    // No line of words holds a line end.
    words.lines().iter().map(|line| format!("{indent}/// {line}").trim_end().to_owned()).collect()
}

/// A type or a short expression as it is written in a line.
pub(super) fn in_line(tokens: &TokenStream) -> String {
    in_line_with(tokens, &|_, _| None)
}

/// As [`in_line`], with other texts for some names; whether a name stands behind `::` is said too.
pub(super) fn in_line_with(tokens: &TokenStream, rename: &dyn Fn(&str, bool) -> Option<String>) -> String {
    let mut out = String::new();
    let mut after_word = false;
    for token in tokens.clone() {
        let is_word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        if after_word && is_word {
            out.push(' ');
        }
        match token {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let renamed = rename(&name, out.ends_with("::"));
                out.push_str(&renamed.unwrap_or(name));
            }
            TokenTree::Group(group) => {
                let inner = in_line_with(&group.stream(), rename);
                out.push_str(&match group.delimiter() {
                    Delimiter::Bracket => format!("[{inner}]"),
                    Delimiter::Brace => format!("{{ {inner} }}"),
                    Delimiter::Parenthesis => format!("({inner})"),
                    Delimiter::None => inner,
                });
            }
            other => out.push_str(&other.to_string()),
        }
        if out.ends_with(',') {
            out.push(' ');
        }
        after_word = is_word;
    }
    out
}

/// A number without a suffix.
pub(super) fn number(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}

/// How a place refers to the types of the crate: `super::Pet` among files of types, elsewhere `types::Pet`.
#[derive(Clone, Copy)]
pub(super) struct Types<'p> {
    pub plan: &'p Plan,
    pub among_types: bool,
}

impl Types<'_> {
    /// The name of a type of the plan.
    pub(super) fn named(&self, index: crate::rust::TypeIx) -> TokenStream {
        let Some(ty) = self.plan.types.get(index.0) else { return quote!(Value) };
        let name = ident(&ty.name);
        if self.among_types { quote!(super::#name) } else { quote!(types::#name) }
    }

    /// The type of a value.
    pub(super) fn used(&self, used: &Use) -> TokenStream {
        let mut ty = match &used.repr {
            Repr::Value | Repr::Constant(_) => quote!(Value),
            Repr::Bool => quote!(bool),
            Repr::I32 => quote!(i32),
            Repr::I64 => quote!(i64),
            Repr::U32 => quote!(u32),
            Repr::U64 => quote!(u64),
            Repr::F32 => quote!(f32),
            Repr::F64 => quote!(f64),
            Repr::Decimal => quote!(Decimal),
            Repr::Quoted(number) => {
                let number = self.used(number);
                quote!(Quoted<#number>)
            }
            Repr::Text => quote!(String),
            Repr::Secret => quote!(Secret),
            Repr::Upload => quote!(Upload),
            Repr::List(items) => {
                let items = self.used(items);
                quote!(Vec<#items>)
            }
            Repr::Map(values) => {
                let values = self.used(values);
                quote!(BTreeMap<String, #values>)
            }
            Repr::Type(index) => self.named(*index),
        };
        if used.boxed {
            ty = quote!(Box<#ty>);
        }
        if used.nullable && used.repr != Repr::Value {
            ty = quote!(Option<#ty>);
        }
        ty
    }

    /// The type of a field.
    pub(super) fn field(&self, used: &Use, presence: Presence) -> TokenStream {
        let ty = self.used(used);
        match presence {
            Presence::Required => ty,
            Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
            Presence::OptionalNullable => quote!(Option<Nullable<#ty>>),
        }
    }
}
