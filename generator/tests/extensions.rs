//! The extensions that `docs/extensions.md` says are honoured are those that the code reads, and each has a case.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::openapi::extensions::HONOURED;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, is_meant: fn(&Path) -> bool) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => waiting.push(path),
                false if is_meant(&path) => found.push(path),
                false => {}
            }
        }
    }
    found
}

/// What begins with `x-` in the text, right behind this mark.
fn names(text: &str, before: char) -> BTreeSet<String> {
    let mark = format!("{before}x-");
    let pieces = text.split(&mark).skip(1);
    let end = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    pieces.map(|piece| format!("x-{}", piece.split(end).next().unwrap())).collect()
}

fn honoured() -> BTreeSet<String> {
    HONOURED.iter().map(|extension| extension.name.to_owned()).collect()
}

#[test]
fn the_list_for_users_is_the_list_of_the_code() {
    let text = fs::read_to_string(root().join("../docs/extensions.md")).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `x-")).collect();
    let listed: Vec<String> = rows.iter().map(|row| row.split('`').nth(1).unwrap().to_owned()).collect();
    assert!(listed.is_sorted() && listed.iter().cloned().collect::<BTreeSet<_>>() == honoured(), "{listed:?}");
    for (row, extension) in rows.iter().zip(&listed) {
        let of = HONOURED.iter().find(|known| known.name == extension).unwrap().of;
        assert_eq!(row.split('|').nth(2).unwrap().trim(), of, "{extension}");
    }
}

#[test]
fn nothing_else_is_read() {
    // Headers, media types, a hint, and what is handed on to another generator.
    let other = [
        "x-comment",
        "x-dropshot",
        "x-idempotency-key",
        "x-json-stream",
        "x-jsonlines",
        "x-ndjson",
        "x-www-form-urlencoded",
    ];
    let sources = files(&root().join("src"), |path| path.extension().is_some_and(|extension| extension == "rs"));
    let in_code: BTreeSet<String> =
        sources.iter().flat_map(|path| names(&fs::read_to_string(path).unwrap(), '"')).collect();
    let known: BTreeSet<String> = honoured().into_iter().chain(other.map(str::to_owned)).collect();
    let unknown: Vec<&String> = in_code.iter().filter(|name| !known.contains(*name) && name.len() > 2).collect();
    assert!(unknown.is_empty(), "not in the list: {unknown:?}");
    assert!(honoured().is_subset(&in_code));
}

#[test]
fn each_has_a_case() {
    let specs = files(&root().join("tests/golden"), |path| path.ends_with("spec.yaml"));
    let used: BTreeSet<String> = specs.iter().flat_map(|path| names(&fs::read_to_string(path).unwrap(), ' ')).collect();
    let unused: Vec<String> = honoured().difference(&used).cloned().collect();
    assert!(unused.is_empty(), "{unused:?}");
}
