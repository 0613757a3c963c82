//! The invariants of ARCHITECTURE.md that can be read off the source: layers, sizes, who prints, who touches the disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

/// Each room of the generator with the rooms that it may import. A room that is missing here fails the test.
const LAYERS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("parallel", &[]),
    ("source", &["diagnostic"]),
    ("openapi", &["diagnostic", "source"]),
    ("jsonpath", &["source"]),
    ("overlay", &["diagnostic", "source", "jsonpath"]),
    ("raise", &["diagnostic", "source", "openapi"]),
    ("resolve", &["diagnostic", "source", "openapi"]),
    ("lint", &["diagnostic", "source", "jsonpath", "openapi", "resolve", "config"]),
    ("border", &["diagnostic", "source", "openapi", "resolve", "files"]),
    ("api", &["diagnostic"]),
    ("lower", &["diagnostic", "source", "openapi", "resolve", "api"]),
    ("config", &["diagnostic", "source"]),
    ("rust", &["diagnostic", "api", "config"]),
    ("files", &["diagnostic", "parallel"]),
    ("baseline", &["diagnostic", "source"]),
    ("emit", &["diagnostic", "parallel", "api", "rust", "files"]),
];

/// The doors and what they share: they may import everything, and they alone print or end the process.
const DOORS: &[&str] = &["cli", "lsp", "build", "project", "codes", "lib", "main"];

/// The rim: who may touch the disk.
const RIM: &[&str] = &["source/loader", "files/", "cli/", "build"];

struct Source {
    /// Path below `generator/src`, with forward slashes.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn rust_files(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![below.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let skip = path
                .file_name()
                .is_some_and(|n| n == "target" || n == "golden" || n.to_string_lossy().starts_with('.'));
            if path.is_dir() && !skip {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn generator() -> Vec<Source> {
    let src = root().join("generator/src");
    let relative = |path: &Path| path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    let read = |path: PathBuf| Source { path: relative(&path), text: std::fs::read_to_string(&path).unwrap() };
    rust_files(&src).into_iter().map(read).collect()
}

/// The room of a file: its first folder, or its own name where it stands at the top.
fn room(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The lines that are code: no comments, no docs.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The parts of a line between its string literals: what is emitted may print.
fn outside_of_strings(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').step_by(2)
}

/// The names that follow `crate::` in a line, those of a `crate::{a, b}` group included.
fn imports(line: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let Some(rest) = line.get(at + "crate::".len()..) else { continue };
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group.split(',').map(|item| word(item.trim()))),
            None => found.push(word(rest)),
        }
    }
    found
}

#[test]
fn a_stage_imports_only_stages_before_it() {
    let rooms: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    let mut wrong = Vec::new();
    for Source { path, text } in generator() {
        let here = room(&path);
        if DOORS.contains(&here) {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == here) else {
            panic!("{path}: the room `{here}` has no place in LAYERS");
        };
        for (number, line) in code(&text) {
            for name in imports(line) {
                let is_room = rooms.contains(&name.as_str()) || DOORS.contains(&name.as_str());
                if is_room && name != here && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{path}:{}: {here} imports {name}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "layers are crossed:\n{}", wrong.join("\n"));
}

#[test]
fn only_doors_print_or_end_the_process() {
    const PRINTS: &[&str] =
        &["println!", "print!", "eprintln!", "eprint!", "process::exit", "io::stdout", "io::stderr"];
    let mut wrong = Vec::new();
    for Source { path, text } in generator().into_iter().filter(|s| !DOORS.contains(&room(&s.path))) {
        let prints = |line: &str| PRINTS.iter().any(|print| outside_of_strings(line).any(|part| part.contains(print)));
        for (number, line) in code(&text).filter(|(_, line)| prints(line)) {
            wrong.push(format!("{path}:{}: {}", number + 1, line.trim()));
        }
    }
    assert!(wrong.is_empty(), "printing outside of the doors:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_rim_touches_the_disk() {
    const DISK: &[&str] = &["std::fs", "fs::", "File::open", "File::create", "OpenOptions"];
    let mut wrong = Vec::new();
    for Source { path, text } in generator() {
        if RIM.iter().any(|rim| path.starts_with(rim)) {
            continue;
        }
        for (number, line) in code(&text).filter(|(_, line)| DISK.iter().any(|disk| line.contains(disk))) {
            wrong.push(format!("{path}:{}: {}", number + 1, line.trim()));
        }
    }
    assert!(wrong.is_empty(), "the disk is touched outside of the rim:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    let files = ["generator", "src", "benchmarks", "tests"].iter().flat_map(|folder| rust_files(&root().join(folder)));
    let silent: Vec<String> = files
        .filter(|path| !path.components().any(|part| part.as_os_str() == "ui"))
        .filter(|path| !std::fs::read_to_string(path).unwrap().starts_with("//!"))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of:\n{}", silent.join("\n"));
}

#[test]
fn no_source_file_is_above_500_lines() {
    let files = ["generator", "src", "benchmarks", "tests"].iter().flat_map(|folder| rust_files(&root().join(folder)));
    let long: Vec<String> = files
        .map(|path| (std::fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, path)| format!("{lines} {}", path.display()))
        .collect();
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

#[test]
fn the_runtime_names_itself_only_as_it_is_named_in_a_generated_crate() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("generator/runtime/src/runtime")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in code(&text) {
            let foreign = line.match_indices("crate::").any(|(at, _)| {
                let macro_path = line.get(..at).is_some_and(|before| before.ends_with('$'));
                !macro_path && !line.get(at..).is_some_and(|rest| rest.starts_with("crate::runtime"))
            });
            if foreign || line.contains("specwright") || line.contains("cfg(test)") {
                wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "not copied verbatim as it stands:\n{}", wrong.join("\n"));
}

#[test]
fn every_generated_file_says_so_in_its_head() {
    let silent: Vec<String> = rust_files(&root().join("generated-client"))
        .into_iter()
        .filter(|path| !std::fs::read_to_string(path).unwrap().lines().take(3).any(|line| line.contains("@generated")))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no @generated in the head of:\n{}", silent.join("\n"));
}
