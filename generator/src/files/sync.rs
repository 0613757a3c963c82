//! Makes a folder hold exactly what was generated, or says how it differs.
//!
//! In this order, so that whatever happens in between nothing is half-written and the next run repairs the rest: look at
//! everything; write new texts beside their places; then a manifest that owns old and new; then put the new files in
//! their places, remove the stale ones, and write the final manifest.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST, Manifest};
use super::{Files, codes, diff};
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
    let mut differences = Vec::new();
    for (path, text) in files.iter() {
        let owned = known.as_ref().is_some_and(|known| known.0.contains_key(path));
        differences.extend(compare(folder, path, text, owned)?);
    }
    for path in known.iter().flat_map(|known| known.0.keys()).filter(|path| files.get(path).is_none()) {
        if present(folder, path)? {
            differences.push(Difference { path: path.clone(), kind: DifferenceKind::Stale, diff: String::new() });
        }
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest_differs = known.as_ref() != Some(&new);
    if mode == Mode::Write && (manifest_differs || !differences.is_empty()) {
        write(folder, files, &known.unwrap_or_default(), &new, &differences)?;
    }
    Ok(differences)
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

fn compare(folder: &Path, path: &str, text: &str, owned: bool) -> Result<Option<Difference>, Box<Diagnostic>> {
    let difference = |kind, diff| Some(Difference { path: path.to_owned(), kind, diff });
    if !present(folder, path)? {
        return Ok(difference(DifferenceKind::Added, String::new()));
    }
    let place = folder.join(path);
    let found = fs::read(&place).map_err(|error| cannot(&codes::CANNOT_WRITE, &place, &error))?;
    let found = String::from_utf8_lossy(&found).replace("\r\n", "\n");
    if found == text {
        return Ok(None);
    }
    if !owned {
        let message = format!("`{}` was not generated, and stands where a file is to be written", place.display());
        return Err(Box::new(Diagnostic::new(&codes::IN_THE_WAY, message).help("move it away, or remove it")));
    }
    Ok(difference(DifferenceKind::Changed, diff::short(&found, text)))
}

/// Is there a file at this path below the folder? Refuses a way that leads through a link, or that ends in a folder.
fn present(folder: &Path, path: &str) -> Result<bool, Box<Diagnostic>> {
    let mut at = folder.to_path_buf();
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        at.push(name);
        let found = match fs::symlink_metadata(&at) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(cannot(&codes::CANNOT_WRITE, &at, &error)),
            Ok(found) => found,
        };
        let last = names.peek().is_none();
        if found.is_symlink() || (last && !found.is_file()) || (!last && !found.is_dir()) {
            let wanted = if last { "a file" } else { "a folder" };
            let message = format!("`{}` is a link, or something else that is not {wanted}", at.display());
            return Err(Box::new(Diagnostic::new(&codes::LINK, message).help("remove it")));
        }
    }
    Ok(true)
}

fn write(
    folder: &Path,
    files: &Files,
    old: &Manifest,
    new: &Manifest,
    differences: &[Difference],
) -> Result<(), Box<Diagnostic>> {
    let mut staged = Staged::new(folder);
    let stage = |staged: &mut Staged<'_>| {
        // What an earlier run that was cut off has left.
        staged.clear();
        let both = old.with(new);
        if both != *old {
            staged.add(MANIFEST, &both.text())?;
        }
        for difference in differences {
            if let Some(text) = files.get(&difference.path) {
                staged.add(&difference.path, text)?;
            }
        }
        staged.add(MANIFEST, &new.text())
    };
    if let Err((place, error)) = stage(&mut staged) {
        staged.undo();
        return Err(cannot(&codes::CANNOT_WRITE, &place, &error));
    }
    let done = staged.put(differences);
    staged.clear();
    done.map_err(|(place, error)| cannot(&codes::CUT_OFF, &place, &error))
}

type Done = Result<(), (PathBuf, io::Error)>;

/// New texts, in a folder of their own on the same disk, on the way to their places.
struct Staged<'f> {
    folder: &'f Path,
    waiting: PathBuf,
    /// Where each text waits, and its place, in the order in which they are put there.
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders that were not there before.
    made: Vec<PathBuf>,
}

impl<'f> Staged<'f> {
    fn new(folder: &'f Path) -> Self {
        Self { folder, waiting: folder.join(".specwright-new"), files: Vec::new(), made: Vec::new() }
    }

    fn add(&mut self, path: &str, text: &str) -> Done {
        let place = self.folder.join(path);
        let waits = self.waiting.join(self.files.len().to_string());
        for folder in [place.parent().unwrap_or(self.folder), &self.waiting.clone()] {
            self.make(folder).map_err(|error| (folder.to_path_buf(), error))?;
        }
        fs::write(&waits, text).map_err(|error| (place.clone(), error))?;
        self.files.push((waits, place));
        Ok(())
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        self.made.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }

    /// Puts all texts in their places, the final manifest last, after what is stale is gone.
    fn put(&self, differences: &[Difference]) -> Done {
        let put =
            |(waits, place): &(PathBuf, PathBuf)| fs::rename(waits, place).map_err(|error| (place.clone(), error));
        let Some((manifest, files)) = self.files.split_last() else { return Ok(()) };
        files.iter().try_for_each(put)?;
        self.remove_stale(differences)?;
        put(manifest)
    }

    fn remove_stale(&self, differences: &[Difference]) -> Done {
        for difference in differences.iter().filter(|difference| difference.kind == DifferenceKind::Stale) {
            let place = self.folder.join(&difference.path);
            fs::remove_file(&place).map_err(|error| (place.clone(), error))?;
            // Folders that are empty now go too; one that is not stays, and says so by an error that means nothing.
            let mut parent = place.parent();
            while let Some(empty) = parent.filter(|parent| *parent != self.folder && fs::remove_dir(parent).is_ok()) {
                parent = empty.parent();
            }
        }
        Ok(())
    }

    /// Removes what still waits. There may be nothing, which is an error that means nothing.
    fn clear(&self) {
        let _ = fs::remove_dir_all(&self.waiting);
    }

    /// Leaves everything as it was.
    fn undo(&self) {
        self.clear();
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

pub(super) fn cannot(code: &'static Code, place: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code, format!("`{}`: {error}", place.display())))
}
