//! Which operations of a document are not in its crate: counted straight from the `paths` object, by the keys of methods.
//!
//! It asks no stage of the generator but the parser, so that what a stage loses without a word is missed here.

use std::collections::{BTreeMap, BTreeSet};

use specwright::diagnostic::FileId;
use specwright::files::Files;
use specwright::source::{Node, Sources};

/// Fields of a Path Item Object that are operations.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// References from a path item to a path item, at most so many one after the other.
const DEEPEST: usize = 16;

/// The operations that the document holds and the files do not, as `GET /pets`.
pub(super) fn missing(sources: &Sources, document: FileId, files: &Files) -> Vec<String> {
    let held = sources.tree(document).map(|tree| held(sources, document, tree.root())).unwrap_or_default();
    let mut by_call: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (method, path) in &held {
        by_call.entry((method, bare(path))).or_default().push(path);
    }
    let made = made(files);
    let missing = by_call.into_iter().flat_map(|((method, path), paths)| {
        let count = made.get(&(method.to_owned(), path.to_owned())).map_or(0, BTreeSet::len);
        paths.into_iter().skip(count).map(move |path| format!("{method} {path}"))
    });
    missing.collect()
}

/// The path without its query and its fragment: the crate sends the one otherwise and the other not at all.
fn bare(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Method and path of each operation of the document.
fn held(sources: &Sources, document: FileId, root: Node<'_>) -> BTreeSet<(String, String)> {
    let is_query = root.get("openapi").and_then(Node::as_str).is_some_and(|version| version.starts_with("3.2"));
    let mut held = BTreeSet::new();
    for path in root.get("paths").into_iter().flat_map(Node::entries).filter(|entry| entry.key.starts_with('/')) {
        let mut item = (document, path.value);
        for _ in 0..DEEPEST {
            for entry in item.1.entries().filter(|entry| METHODS.contains(&entry.key) && entry.value.is_mapping()) {
                if entry.key != "query" || is_query {
                    held.insert((entry.key.to_ascii_uppercase(), path.key.to_owned()));
                }
            }
            let others = item.1.get("additionalOperations").filter(|_| is_query);
            for entry in others.into_iter().flat_map(Node::entries).filter(|entry| entry.value.is_mapping()) {
                held.insert((entry.key.to_owned(), path.key.to_owned()));
            }
            let Some(next) = item.1.get("$ref").and_then(Node::as_str).and_then(|to| followed(sources, item.0, to))
            else {
                break;
            };
            item = next;
        }
    }
    held
}

/// The value that a reference in a file names.
fn followed<'s>(sources: &'s Sources, file: FileId, target: &str) -> Option<(FileId, Node<'s>)> {
    let (name, pointer) = target.split_once('#').unwrap_or((target, ""));
    let tree = if name.is_empty() { sources.tree(file)? } else { sources.linked(file, name).ok()? };
    let mut node = tree.root();
    for part in pointer.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        node = node.get(&key).or_else(|| node.items().nth(key.parse().ok()?))?;
    }
    Some((tree.file(), node))
}

/// The operations of the crate by method and path. One that takes its body in several media types has as many methods,
/// and one id.
fn made(files: &Files) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut made: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for Head { id, method, path } in heads(files) {
        made.entry((method, bare(&path).to_owned())).or_default().insert(id);
    }
    made
}

/// How each table of an operation begins in a generated crate: `ListPets: "listPets" = "GET" "/pets" {`.
pub(super) struct Head {
    id: String,
    method: String,
    path: String,
}

impl syn::parse::Parse for Head {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        input.parse::<syn::Ident>()?;
        input.parse::<syn::Token![:]>()?;
        let id = input.parse::<syn::LitStr>()?.value();
        input.parse::<syn::Token![=]>()?;
        let (method, path) = (input.parse::<syn::LitStr>()?.value(), input.parse::<syn::LitStr>()?.value());
        Ok(Self { id, method, path })
    }
}

/// All of them.
pub(super) fn heads(files: &Files) -> impl Iterator<Item = Head> {
    let files = files.iter().filter(|(path, _)| path.starts_with("src/operations/"));
    let lines = files.flat_map(|(_, text)| text.lines()).filter(|line| line.contains("\" = \""));
    lines.filter_map(|line| syn::parse_str(line.strip_suffix('{')?).ok())
}
