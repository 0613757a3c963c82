//! Writing a folder, so that whatever happens in between nothing is half-written and the next run repairs the rest.
//!
//! In this order: new texts are written beside their places; then a manifest that owns old and new is put; then the new
//! files are put in their places, the stale ones removed, and the final manifest is put. Into a folder in which nothing
//! stands the files go as whole trees, so that most are put by one step. Must not know how the differences were found.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::{fs, mem};

use super::manifest::{MANIFEST, Manifest};
use super::sync::{Difference, DifferenceKind, cannot};
use super::{Files, codes};
use crate::diagnostic::Diagnostic;
use crate::parallel;

/// Fewer files than this are written by one thread.
const MANY: usize = 200;

/// Writes what differs, over what an earlier run wrote.
pub(super) fn write(
    folder: &Path,
    files: &Files,
    old: &Manifest,
    new: &Manifest,
    differences: &[Difference],
) -> Result<(), Box<Diagnostic>> {
    let mut staged = Staged::new(folder);
    let stage = |staged: &mut Staged<'_>| {
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
    staged.run(stage, |staged| staged.put(differences))
}

/// Writes all files into a folder in which nothing stands.
pub(super) fn write_new(folder: &Path, files: &Files, manifest: &Manifest) -> Result<(), Box<Diagnostic>> {
    let mut staged = Staged::new(folder);
    staged.run(|staged| staged.add_trees(files, &manifest.text()), |staged| staged.put_all())
}

type Done = Result<(), (PathBuf, io::Error)>;

/// New texts, in a folder of their own on the same disk, on the way to their places.
struct Staged<'f> {
    folder: &'f Path,
    waiting: PathBuf,
    /// Where each text or tree waits, and its place, in the order in which they are put there.
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders that are there.
    known: BTreeSet<PathBuf>,
    /// Folders that were not there before.
    made: Vec<PathBuf>,
}

impl<'f> Staged<'f> {
    fn new(folder: &'f Path) -> Self {
        let waiting = folder.join(".specwright-new");
        Self { folder, waiting, files: Vec::new(), known: BTreeSet::new(), made: Vec::new() }
    }

    fn run(
        &mut self,
        stage: impl FnOnce(&mut Self) -> Done,
        put: impl FnOnce(&Self) -> Done,
    ) -> Result<(), Box<Diagnostic>> {
        // What an earlier run that was cut off has left.
        self.clear();
        if let Err((place, error)) = stage(self) {
            self.undo();
            return Err(cannot(&codes::CANNOT_WRITE, &place, &error));
        }
        let done = put(self);
        self.clear();
        done.map_err(|(place, error)| cannot(&codes::CUT_OFF, &place, &error))
    }

    fn add(&mut self, path: &str, text: &str) -> Done {
        let place = self.folder.join(path);
        let waits = self.waiting.join(self.files.len().to_string());
        self.make(place.parent().unwrap_or(self.folder))?;
        self.make(&self.waiting.clone())?;
        fs::write(&waits, text).map_err(|error| (place.clone(), error))?;
        self.files.push((waits, place));
        Ok(())
    }

    /// Adds all files below one folder, the manifest before all others.
    fn add_trees(&mut self, files: &Files, manifest: &str) -> Done {
        self.make(&self.waiting.clone())?;
        let mut texts = vec![(MANIFEST, manifest)];
        texts.extend(files.iter());
        let (mut tops, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for (path, _) in &texts {
            let top = path.split('/').next().unwrap_or_default();
            if tops.insert(top) {
                self.files.push((self.waiting.join(top), self.folder.join(top)));
            }
            if let Some((above, _)) = path.rsplit_once('/')
                && folders.insert(above)
            {
                self.make(&self.waiting.join(above))?;
            }
        }
        let write = |&(path, text): &(&str, &str)| {
            fs::write(self.waiting.join(path), text).map_err(|error| (self.folder.join(path), error))
        };
        parallel::map(&texts, MANY, write).into_iter().collect()
    }

    fn make(&mut self, folder: &Path) -> Done {
        if self.known.contains(folder) {
            return Ok(());
        }
        let missing = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !self.known.contains(*path) && !path.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(&path) {
                Ok(()) => self.made.push(path.clone()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err((path, error)),
            }
            self.known.insert(path);
        }
        self.known.insert(folder.to_path_buf());
        Ok(())
    }

    /// Puts all texts in their places, the final manifest last, after what is stale is gone.
    fn put(&self, differences: &[Difference]) -> Done {
        let Some((manifest, files)) = self.files.split_last() else { return Ok(()) };
        files.iter().try_for_each(put_one)?;
        self.remove_stale(differences)?;
        put_one(manifest)
    }

    /// Puts everything in its place. The manifest, which is first, is final.
    fn put_all(&self) -> Done {
        self.files.iter().try_for_each(put_one)
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
    fn undo(&mut self) {
        self.clear();
        for folder in mem::take(&mut self.made).iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn put_one((waits, place): &(PathBuf, PathBuf)) -> Done {
    fs::rename(waits, place).map_err(|error| (place.clone(), error))
}
