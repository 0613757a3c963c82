//! Stage 7, write: files against the disk: write, check, diff.
//!
//! [`Files`] is what a run produced, path by path; [`sync`] makes a folder hold exactly that, or says how it differs. The
//! only room, beside `source/loader`, that touches the disk. Must not know what is in the files.

pub mod codes;
mod diff;
mod manifest;
mod single;
mod staged;
mod sync;

pub use manifest::MANIFEST;
pub use single::{change_one, write_one};
pub use sync::{Difference, DifferenceKind, Mode, sync};

use std::collections::BTreeMap;

/// Text by path below the output folder. Paths are relative, with `/`, of plain names only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// No file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. A path that could lead out of the folder is not taken, and given back.
    ///
    /// # Errors
    ///
    /// The path, if it is not of plain names.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> Result<(), String> {
        let path = path.into();
        if !is_plain(&path) {
            return Err(path);
        }
        self.0.insert(path, text.into());
        Ok(())
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// All of them, in order of path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Is it a relative path of names that mean themselves on every system?
fn is_plain(path: &str) -> bool {
    let plain = |name: &str| {
        let signs = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        signs && !name.is_empty() && name.bytes().any(|byte| byte != b'.') && name.len() <= 255
    };
    path.split('/').all(plain)
}
