//! Makes a folder hold exactly what was generated, or says how it differs.
//!
//! Everything is looked at before anything is written, which is [`staged`]'s.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::manifest::{MANIFEST, Manifest};
use super::{Files, codes, diff, staged};
use crate::diagnostic::{Code, Diagnostic};

/// What to do about differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Only tell them.
    Check,
}

/// A file of the folder that is not as it would be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path in the folder.
    pub path: String,
    /// In which way it differs.
    pub kind: DifferenceKind,
    /// The lines that differ, if it stands on both sides.
    pub diff: String,
}

/// In which way a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It is generated, and not there.
    Added,
    /// It is there with another text.
    Changed,
    /// It was generated once, and no longer is.
    Stale,
}

/// Brings a folder to hold these files, or only says how it differs from that. The differences are in order of path.
///
/// # Errors
///
/// A finding of SW0601 to SW0606; but for the last, nothing was changed.
pub fn sync(folder: &Path, files: &Files, mode: Mode) -> Result<Vec<Difference>, Box<Diagnostic>> {
    let known = look(folder)?;
    let new = Manifest::of(files);
    // Where no file of anybody is, none has to be looked for.
    if known.is_none() && !files.iter().any(|(path, _)| path.starts_with('.')) {
        if mode == Mode::Write {
            staged::write_new(folder, files, &new)?;
        }
        return Ok(files.iter().map(|(path, _)| Difference::new(path, DifferenceKind::Added)).collect());
    }
    let mut below = Below { folder, checked: BTreeSet::new() };
    let mut differences = Vec::new();
    for (path, text) in files.iter() {
        let owned = known.as_ref().is_some_and(|known| known.0.contains_key(path));
        differences.extend(below.compare(path, text, owned)?);
    }
    for path in known.iter().flat_map(|known| known.0.keys()).filter(|path| files.get(path).is_none()) {
        if below.present(path)? {
            differences.push(Difference::new(path, DifferenceKind::Stale));
        }
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest_differs = known.as_ref() != Some(&new);
    if mode == Mode::Write && (manifest_differs || !differences.is_empty()) {
        staged::write(folder, files, &known.unwrap_or_default(), &new, &differences)?;
    }
    Ok(differences)
}

impl Difference {
    fn new(path: &str, kind: DifferenceKind) -> Self {
        Self { path: path.to_owned(), kind, diff: String::new() }
    }
}

/// The manifest of a folder that is ours; none of one that is new or empty.
fn look(folder: &Path) -> Result<Option<Manifest>, Box<Diagnostic>> {
    match fs::metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot(&codes::CANNOT_WRITE, folder, &error)),
        Ok(found) if !found.is_dir() => {
            let message = format!("`{}` is not a folder", folder.display());
            return Err(Box::new(Diagnostic::new(&codes::NOT_A_FOLDER, message)));
        }
        Ok(_) => {}
    }
    match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => return Ok(Some(Manifest::parse(&text))),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(cannot(&codes::CANNOT_WRITE, &folder.join(MANIFEST), &error)),
    }
    let entries = fs::read_dir(folder).map_err(|error| cannot(&codes::CANNOT_WRITE, folder, &error))?;
    // A new repository may have been made around the crate-to-be.
    let foreign =
        entries.flatten().map(|entry| entry.file_name()).find(|name| !name.to_string_lossy().starts_with('.'));
    match foreign {
        None => Ok(None),
        Some(name) => {
            let message = format!("`{}` holds `{}`, which was not generated", folder.display(), name.display());
            let help = format!("name another folder, or empty this one; a generated folder has a `{MANIFEST}`");
            Err(Box::new(Diagnostic::new(&codes::NOT_OURS, message).help(help)))
        }
    }
}

/// What stands below the folder.
struct Below<'f> {
    folder: &'f Path,
    /// Folders that were seen to be there, and no links.
    checked: BTreeSet<String>,
}

impl Below<'_> {
    fn compare(&mut self, path: &str, text: &str, owned: bool) -> Result<Option<Difference>, Box<Diagnostic>> {
        if !self.present(path)? {
            return Ok(Some(Difference::new(path, DifferenceKind::Added)));
        }
        let place = self.folder.join(path);
        let found = fs::read(&place).map_err(|error| cannot(&codes::CANNOT_WRITE, &place, &error))?;
        if found == text.as_bytes() {
            return Ok(None);
        }
        let found = String::from_utf8_lossy(&found).replace("\r\n", "\n");
        if found == text {
            return Ok(None);
        }
        if !owned {
            let message = format!("`{}` was not generated, and stands where a file is to be written", place.display());
            return Err(Box::new(Diagnostic::new(&codes::IN_THE_WAY, message).help("move it away, or remove it")));
        }
        let diff = diff::short(&found, text);
        Ok(Some(Difference { diff, ..Difference::new(path, DifferenceKind::Changed) }))
    }

    /// Is there a file at this path? Refuses a way that leads through a link, or that ends in a folder.
    fn present(&mut self, path: &str) -> Result<bool, Box<Diagnostic>> {
        for (end, _) in path.match_indices('/') {
            let above = path.get(..end).unwrap_or_default();
            if !self.checked.contains(above) {
                if !self.is_there(above, "a folder", fs::Metadata::is_dir)? {
                    return Ok(false);
                }
                self.checked.insert(above.to_owned());
            }
        }
        self.is_there(path, "a file", fs::Metadata::is_file)
    }

    fn is_there(
        &self,
        path: &str,
        wanted: &str,
        is_wanted: impl Fn(&fs::Metadata) -> bool,
    ) -> Result<bool, Box<Diagnostic>> {
        let at = self.folder.join(path);
        match fs::symlink_metadata(&at) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(cannot(&codes::CANNOT_WRITE, &at, &error)),
            Ok(found) if is_wanted(&found) => Ok(true),
            Ok(_) => {
                let message = format!("`{}` is a link, or something else that is not {wanted}", at.display());
                Err(Box::new(Diagnostic::new(&codes::LINK, message).help("remove it")))
            }
        }
    }
}

pub(super) fn cannot(code: &'static Code, place: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code, format!("`{}`: {error}", place.display())))
}
