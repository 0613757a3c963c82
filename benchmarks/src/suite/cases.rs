//! The suite as it lies in its folder: files of keywords, schemas, instances.

use std::fs;
use std::path::Path;

use specwright::diagnostic::{Diagnostics, FileId};
use specwright::source::{Kind, Node, Sources};

/// A schema with its instances.
pub(crate) struct Case<'t> {
    /// The name of the file, which is that of the keyword.
    pub(crate) keyword: String,
    /// In words.
    pub(crate) about: &'t str,
    pub(crate) schema: Node<'t>,
    pub(crate) instances: Vec<Instance<'t>>,
    /// Can a document carry it?
    pub(crate) carried: bool,
}

/// An instance.
pub(crate) struct Instance<'t> {
    pub(crate) about: &'t str,
    pub(crate) data: Node<'t>,
    pub(crate) valid: bool,
}

/// The files of a suite.
pub(crate) struct Suite(Vec<(String, FileId)>);

/// What gives a schema another address, which components of a document have by their place, or asks for other documents.
const NOT_CARRIED: [&str; 7] =
    ["$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$recursiveRef", "$recursiveAnchor"];

/// Reads all files of a folder, not those of folders in it.
pub(crate) fn load(
    sources: &mut Sources,
    folder: &Path,
    only: Option<&str>,
    findings: &mut Diagnostics,
) -> Result<Suite, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let keyword = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|kind| kind == "json") && only.is_none_or(|only| only == keyword) {
            files.push((keyword, path));
        }
    }
    files.sort();
    let mut suite = Vec::new();
    for (keyword, path) in files {
        let file = sources.load(&path, findings).ok_or_else(|| format!("{}: cannot be read", path.display()))?;
        suite.push((keyword, file));
    }
    Ok(Suite(suite))
}

impl Suite {
    pub(crate) fn cases<'t>(&self, sources: &'t Sources) -> Vec<Case<'t>> {
        let mut cases = Vec::new();
        for (keyword, file) in &self.0 {
            let Some(tree) = sources.tree(*file) else { continue };
            for group in tree.root().items() {
                let Some(schema) = group.get("schema") else { continue };
                let text = |node: Node<'t>, field: &str| node.get(field).and_then(Node::as_str).unwrap_or_default();
                let instances = group.get("tests").into_iter().flat_map(Node::items).filter_map(|test| {
                    let valid = test.get("valid").and_then(Node::as_bool)?;
                    Some(Instance { about: text(test, "description"), data: test.get("data")?, valid })
                });
                cases.push(Case {
                    keyword: keyword.clone(),
                    about: text(group, "description"),
                    schema,
                    instances: instances.collect(),
                    carried: is_carried(schema),
                });
            }
        }
        cases
    }
}

fn is_carried(schema: Node<'_>) -> bool {
    match schema.kind() {
        Kind::Mapping => schema.entries().all(|entry| {
            let elsewhere = entry.key == "$ref" && entry.value.as_str().is_some_and(|target| !target.starts_with('#'));
            !elsewhere && !NOT_CARRIED.contains(&entry.key) && is_carried(entry.value)
        }),
        Kind::Sequence => schema.items().all(is_carried),
        _ => true,
    }
}
