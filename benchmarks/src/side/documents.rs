//! The documents that are measured: ours, and real ones of a folder that is given.

use std::path::{Path, PathBuf};

#[derive(Clone)]
pub(crate) struct Document {
    /// As tables call it.
    pub(crate) name: &'static str,
    pub(crate) path: PathBuf,
}

/// Name, file below the folder of documents. The purchase spec is our own.
pub(crate) const ALL: [(&str, &str); 7] = [
    ("purchase", ""),
    ("rumble (100 KB)", "rumble.run.json"),
    ("bunq (1.2 MB)", "bunq.com.json"),
    ("Stripe (2.5 MB)", "stripe.com.json"),
    ("Kubernetes (4.4 MB)", "kubernetes.io.json"),
    ("GitHub (5.7 MB)", "github.com/api.github.com.json"),
    ("Microsoft Graph (20 MB)", "microsoft.com/graph.json"),
];

/// Those whose name begins with one of these words; those that are not in the folder are left out with a word.
pub(crate) fn some(folder: &Path, words: &[&str]) -> Result<Vec<Document>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().map_err(|error| error.to_string())?;
    let folder = std::path::absolute(folder).map_err(|error| error.to_string())?;
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.starts_with(word));
    let mut found = Vec::new();
    for (name, file) in ALL.into_iter().filter(|(name, _)| wanted(name)) {
        let path = if file.is_empty() { root.join("spec/openapi.yaml") } else { folder.join(file) };
        if path.exists() {
            found.push(Document { name, path });
        } else {
            eprintln!("{name}: left out, {} is not there", path.display());
        }
    }
    Ok(found)
}
