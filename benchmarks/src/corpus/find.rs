//! Which files of a folder are OpenAPI documents, rather than parts of one.

use std::fs;
use std::path::{Path, PathBuf};

/// The documents below a folder (or the one file), the smaller ones first.
pub(crate) fn documents(folder: &Path, only: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let about = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if about.is_dir() {
            let entries = fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        } else if path.to_string_lossy().contains(only) && is_root(&path) {
            found.push((about.len(), path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Does it say at its root which version of OpenAPI it is? A part of a document does not.
fn is_root(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let text = || fs::read_to_string(path).unwrap_or_default();
    match ending {
        "json" => ["\"openapi\"", "\"swagger\""].iter().any(|key| text().contains(key)),
        "yaml" | "yml" => text().lines().any(|line| line.starts_with("openapi:") || line.starts_with("swagger:")),
        _ => false,
    }
}
