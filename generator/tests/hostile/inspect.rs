//! Takes generated files apart: what may stand in them is listed here, and anything else fails.

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use specwright::files::Files;
use syn::{Item, UseTree};

/// No control but the end of a line, nothing that turns the direction, nothing that cannot be seen.
pub(crate) fn is_printable(what: &str, text: &str) {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if let Some((line, c)) = text.lines().find_map(|line| Some((line, line.chars().find(|c| hidden(*c))?))) {
        panic!("{what} holds {c:?}: {line:?}");
    }
}

/// Relative, of plain names that mean themselves on every system, and none twice but for letter case.
pub(crate) fn paths(files: &Files) {
    let mut seen = HashSet::new();
    for (path, _) in files.iter() {
        assert!(seen.insert(path.to_lowercase()), "{path} stands twice where letter case does not count");
        for name in path.split('/') {
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
            assert!(plain && !name.starts_with('.') && name.len() <= 120, "{path}");
            let stem = name.split('.').next().unwrap().to_ascii_lowercase();
            let device = ["con", "prn", "aux", "nul"].contains(&stem.as_str())
                || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
            assert!(!device, "{path} is a device of Windows");
        }
    }
}

/// Rust with items, attributes and macros that we emit, and words that hold no test but ours.
pub(crate) fn rust(path: &str, text: &str) {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    for item in &file.items {
        let known = match item {
            Item::Struct(_) | Item::Enum(_) | Item::Impl(_) | Item::Type(_) | Item::Const(_) | Item::Static(_) => true,
            Item::Mod(module) => module.content.is_none(),
            Item::Use(used) => match &used.tree {
                UseTree::Path(path) => ["crate", "self", "super", "std"].contains(&path.ident.to_string().as_str()),
                _ => false,
            },
            // The macros are those of `tokens`.
            Item::Macro(invoked) => invoked.ident.is_none(),
            _ => false,
        };
        assert!(known, "{path} holds an item of another kind:\n{text}");
    }
    let mut docs = Vec::new();
    tokens(path, text.parse().unwrap(), &mut docs);
    for doc in docs {
        words(path, &doc);
    }
}

const ATTRIBUTES: &[&str] = &[
    "allow",
    "cfg",
    "default",
    "deprecated",
    "derive",
    "doc",
    "forbid",
    "inline",
    "must_use",
    "non_exhaustive",
    "rustfmt",
];

/// `include_str` and `env` are ours only for these files and variables.
const OURS: [(&str, &str); 2] = [("include_str", "\"../README.md\""), ("env", "\"CARGO_PKG_")];

const MACROS: &[&str] = &[
    "object",
    "operation",
    "paged",
    "parameters",
    "strings",
    "integers",
    "one_of",
    "setters",
    "include_str",
    "env",
    "concat",
    "matches",
    "println",
    "serde_impls",
    "xml",
];

/// Macros that are called with a text of the document, which must be a literal.
const OF_ONE_LITERAL: [&str; 2] = ["pattern", "schema"];

fn tokens(path: &str, stream: TokenStream, docs: &mut Vec<String>) {
    let all: Vec<TokenTree> = stream.into_iter().collect();
    let mut doc = String::new();
    for (index, token) in all.iter().enumerate() {
        let next = |ahead: usize| all.get(index + ahead);
        match token {
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                assert!(!["unsafe", "extern", "macro_rules"].contains(&word.as_str()), "{path} holds `{word}`");
                let called = matches!(next(1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
                if let (true, Some(TokenTree::Group(given))) = (called, next(2)) {
                    let one_literal = {
                        let mut inside = given.stream().into_iter();
                        matches!(inside.next(), Some(TokenTree::Literal(_))) && inside.next().is_none()
                    };
                    if one_literal && OF_ONE_LITERAL.contains(&word.as_str()) {
                        continue;
                    }
                    let given = given.stream().to_string();
                    let ours = OURS.iter().find(|(name, _)| *name == word);
                    let known = MACROS.contains(&word.as_str()) && ours.is_none_or(|(_, text)| given.starts_with(text));
                    assert!(known, "{path} calls the macro `{word}` with {given}");
                }
            }
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let inner = matches!(next(1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
                let Some(TokenTree::Group(group)) = next(1 + usize::from(inner)) else { continue };
                if group.delimiter() != Delimiter::Bracket {
                    continue;
                }
                let content: Vec<TokenTree> = group.stream().into_iter().collect();
                let name = content.first().map(ToString::to_string).unwrap_or_default();
                assert!(ATTRIBUTES.contains(&name.as_str()), "{path} holds the attribute `{name}`");
                if let ("doc", Some(TokenTree::Literal(text))) = (name.as_str(), content.get(2)) {
                    let text: syn::LitStr = syn::parse_str(&text.to_string()).unwrap();
                    let line = text.value();
                    doc += line.strip_prefix(' ').unwrap_or(&line);
                    doc.push('\n');
                    continue;
                }
            }
            TokenTree::Group(group) => {
                let is_doc = group.stream().to_string().starts_with("doc =");
                if !is_doc {
                    if !doc.is_empty() {
                        docs.push(std::mem::take(&mut doc));
                    }
                    tokens(path, group.stream(), docs);
                }
                continue;
            }
            _ => continue,
        }
        let after_doc = matches!(token, TokenTree::Ident(_));
        if after_doc && !doc.is_empty() {
            docs.push(std::mem::take(&mut doc));
        }
    }
}

/// Words as rustdoc reads them: no HTML, no link but to the web or to our own items, no block but text and our tests.
pub(crate) fn words(path: &str, text: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut test: Option<String> = None;
    // `[x]` is a link where rustdoc finds an item of that name.
    let item = |link: BrokenLink<'_>| Some((format!("item:{}", link.reference).into(), "".into()));
    let text = &text.replace("(crate::Client)", "");
    for event in Parser::new_with_broken_link_callback(text, options, Some(item)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: HTML {html:?} in\n{text}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => panic!("{path}: an indented block in\n{text}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => match &*info {
                "text" | "toml" => {}
                "no_run" | "rust,no_run" => test = Some(String::new()),
                other => panic!("{path}: a block of {other:?} in\n{text}"),
            },
            Event::Text(line) => {
                if let Some(test) = &mut test {
                    *test += &line;
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(code) = test.take() {
                    let code: String =
                        code.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line))).collect();
                    let wrapped = if code.contains("async fn") { code } else { format!("fn run() {{ {code} }}") };
                    let stream: TokenStream =
                        wrapped.parse().unwrap_or_else(|error| panic!("{path}: {error}\n{wrapped}"));
                    syn::parse_file(&wrapped).unwrap_or_else(|error| panic!("{path}: {error}\n{wrapped}"));
                    tokens(path, stream, &mut Vec::new());
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{path}: an image {dest_url} in\n{text}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let web = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                let name = dest_url.strip_prefix("item:").map(|item| item.trim_matches('`'));
                // The file of credentials refers to its own types, whose names are the document's.
                let own = |name: &str| path == "src/security.rs" && syn::parse_str::<syn::Ident>(name).is_ok();
                let ours = name.is_some_and(|name| ITEMS.contains(&name.split("::").next().unwrap()) || own(name));
                assert!(web || ours, "{path}: a link to {dest_url} in\n{text}");
            }
            _ => {}
        }
    }
}

/// What our own words refer to.
const ITEMS: &[&str] = &[
    "Call",
    "Client",
    "ClientBuilder",
    "Error",
    "Layer",
    "Limits",
    "Outcome",
    "RetryBudget",
    "RetryPolicy",
    "Timeouts",
    "Webhook",
    "operations",
    "servers",
    "types",
    "webhooks",
];

/// A manifest of the tables that we write, with dependencies from the registry alone.
pub(crate) fn manifest(text: &str) {
    let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let keys = |table: &toml::Table| table.keys().cloned().collect::<Vec<_>>();
    for key in keys(&table) {
        assert!(["package", "lib", "features", "dependencies", "lints"].contains(&key.as_str()), "[{key}]\n{text}");
    }
    for key in keys(table["package"].as_table().unwrap()) {
        let known = ["name", "version", "edition", "rust-version", "description", "publish", "license"];
        assert!(known.contains(&key.as_str()), "package.{key}\n{text}");
    }
    if let Some(lib) = table.get("lib") {
        assert_eq!(keys(lib.as_table().unwrap()), ["name"], "[lib]\n{text}");
    }
    for (name, dependency) in table["dependencies"].as_table().unwrap() {
        let known = ["version", "default-features", "features", "optional"];
        let plain = dependency.as_table().is_some_and(|about| about.keys().all(|key| known.contains(&key.as_str())));
        assert!(plain, "{name}: {dependency:?}");
    }
}
