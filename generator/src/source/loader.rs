//! Files and standard input become bytes. The only place of this stage that touches the disk.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::codes;
use super::limits::Limits;
use crate::diagnostic::{Diagnostic, nearest};

/// The name by which standard input is asked for.
pub(super) const STANDARD_INPUT: &str = "-";

/// Reads a regular file up to the limit on bytes. The finding names the path as it was given.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = path.display();
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_file() {
        let kind = if metadata.is_dir() { "a folder" } else { "not a regular file" };
        let diagnostic = Diagnostic::new(&codes::NOT_A_FILE, format!("`{name}` is {kind}"));
        return Err(Box::new(diagnostic.help("name a file, or give the document on standard input and name it `-`")));
    }
    if metadata.len() > u64::from(limits.bytes) {
        return Err(too_large(&name.to_string(), Some(metadata.len()), limits));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    bounded(file, metadata.len(), &name.to_string(), limits)
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outside {
    /// There is none.
    Missing,
    /// It stands elsewhere, perhaps behind a link.
    Elsewhere,
}

/// Where a folder really is, all links followed; the empty path is the current folder.
pub(super) fn real(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::fs::canonicalize(folder).ok()
}

/// Does the file stand in a folder or below it, all links followed?
pub(super) fn within(path: &Path, root: Option<&Path>) -> Result<(), Outside> {
    let root = root.ok_or(Outside::Elsewhere)?;
    match std::fs::canonicalize(path) {
        Ok(real) if real.starts_with(root) => Ok(()),
        Ok(_) => Err(Outside::Elsewhere),
        Err(_) => Err(Outside::Missing),
    }
}

/// Reads standard input up to the limit on bytes.
pub(super) fn read_standard_input(limits: &Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    bounded(std::io::stdin().lock(), 0, "standard input", limits)
}

fn bounded(reader: impl Read, expected: u64, name: &str, limits: &Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    let limit = u64::from(limits.bytes);
    let mut bytes = Vec::with_capacity(expected.min(limit) as usize);
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| Box::new(Diagnostic::new(&codes::FILE_UNREADABLE, format!("cannot read {name}: {error}"))))?;
    // A file may have grown since its size was asked for.
    if bytes.len() as u64 > limit { Err(too_large(name, None, limits)) } else { Ok(bytes) }
}

fn too_large(name: &str, size: Option<u64>, limits: &Limits) -> Box<Diagnostic> {
    let limit = limits.bytes;
    let size = size.map_or(String::new(), |size| format!(" ({size} bytes)"));
    let message = format!("`{name}` is larger{size} than the limit of {limit} bytes");
    let help = "raise the limit with `--max-bytes` if the document is meant to be this large";
    Box::new(Diagnostic::new(&codes::FILE_TOO_LARGE, message).help(help))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Box<Diagnostic> {
    let name = path.display();
    if error.kind() != ErrorKind::NotFound {
        return Box::new(Diagnostic::new(&codes::FILE_UNREADABLE, format!("cannot read `{name}`: {error}")));
    }
    let diagnostic = Diagnostic::new(&codes::FILE_NOT_FOUND, format!("there is no file `{name}`"));
    Box::new(match neighbour(path) {
        Some(other) => diagnostic.help(format!("did you mean `{other}`?")),
        None => diagnostic.help("check the path; it is taken relative to the current folder"),
    })
}

/// More entries of a folder than this are not looked at for a suggestion.
const NEIGHBOURS: usize = 4096;

/// The file in the same folder whose name is nearest, or that differs in its extension alone.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).ok()?.take(NEIGHBOURS).flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()));
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let stem = Path::new(wanted).file_stem();
    let same_stem = |name: &&str| {
        let extension = Path::new(name).extension().and_then(|e| e.to_str());
        Path::new(name).file_stem() == stem && matches!(extension, Some("yaml" | "yml" | "json"))
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = names.iter().copied().find(same_stem).or_else(|| nearest(wanted, names.iter().copied()))?;
    Some(path.with_file_name(found).display().to_string())
}
