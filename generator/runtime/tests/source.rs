//! The text that the generator copies is the folder as it stands.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use specwright_runtime::source::FILES;

fn list(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            list(&path, &format!("{name}/"), found);
        } else {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_file_is_copied_in_order_and_as_it_is() {
    let mut found = Vec::new();
    list(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime"), "", &mut found);
    found.sort();
    let copied: Vec<_> = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&copied), names(&found), "src/source.rs does not list the files of src/runtime/");
    assert_eq!(copied, found);
}

#[test]
fn no_file_is_long_and_none_holds_tests_or_names_the_crate_it_is_compiled_in() {
    for (path, text) in FILES {
        assert!(text.starts_with("//!"), "{path} does not say what it is for");
        assert!(text.lines().count() <= 500, "{path} is too long");
        assert!(!text.contains("#[cfg(test)]"), "{path} holds tests, which would be copied");
        let named = text.lines().find(|line| line.contains("specwright") && !line.trim_start().starts_with("//"));
        assert_eq!(named, None, "{path} names the crate that it is copied from");
    }
}

#[test]
fn the_engine_says_nothing_of_the_crate_it_is_in() {
    for (path, text) in FILES.iter().filter(|(path, _)| path.starts_with("engine/")) {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let named: Vec<&str> = code.filter(|line| line.contains("crate::")).collect();
        assert!(named.is_empty(), "{path} names its crate: {named:?}");
    }
}
