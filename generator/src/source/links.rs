//! The files that a document refers to: read once, whatever way they are spelled, and found again by who asked for them.
//!
//! A reference is known here by its form alone (a `$ref`, or a value of a `mapping`); what has to stand behind it is for
//! later stages, which say so where a link leads nowhere. Nothing is ever fetched, and nothing outside of one folder read.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Component, Path, PathBuf};

use super::loader::{self, Outside};
use super::sources::Sources;
use super::tree::{Node, Step, Tree};
use crate::diagnostic::{Diagnostics, FileId};

/// Why nothing was read for a reference into another file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlinked {
    /// There is no such file.
    Missing,
    /// The file stands outside of the folder that may be read.
    Outside,
    /// It is an address, not a file.
    Remote,
    /// It was read, and is no document; that was reported.
    Broken,
    /// The document refers to more files than the limit.
    TooMany,
}

impl Unlinked {
    /// Why nothing is there for this target where no file was followed.
    #[must_use]
    pub fn unread(target: &str) -> Self {
        if is_remote(target) { Self::Remote } else { Self::Missing }
    }
}

/// What was found for each reference, by the file that it stands in, and what may be read.
#[derive(Debug, Default)]
pub(super) struct Links {
    found: HashMap<(FileId, String), Result<FileId, Unlinked>>,
    /// For each document the folder that holds its files.
    roots: HashMap<FileId, Option<PathBuf>>,
    /// Beginnings of addresses, each with the folder that stands for it.
    served: Vec<(String, PathBuf)>,
}

impl Sources {
    /// Lets files of a folder stand for the addresses that begin like this, so that references to them can be followed
    /// without a network. To be said before [`Sources::follow`].
    pub fn serve(&mut self, address: &str, folder: &Path) {
        self.links.served.push((address.to_owned(), folder.to_owned()));
    }

    /// Reads every file that `document` refers to, and those that they refer to, if they stand in `root` or below it.
    ///
    /// # Errors
    ///
    /// None: what could not be read is said where [`Sources::linked`] is asked for it; a file that is no document is
    /// reported at once.
    pub fn follow(&mut self, document: FileId, root: &Path, diagnostics: &mut Diagnostics) {
        self.links.roots.insert(document, loader::real(root));
        self.follow_all(document, document, diagnostics);
    }

    /// Reads what an overlay brings references to, which are relative to the document that it changes.
    pub(super) fn follow_overlay(&mut self, document: FileId, overlay: FileId, diagnostics: &mut Diagnostics) {
        if self.links.roots.contains_key(&document) {
            self.follow_all(document, overlay, diagnostics);
        }
    }

    /// Follows what is written in `first`, as if it stood in the document, and in all files that it leads to.
    fn follow_all(&mut self, document: FileId, first: FileId, diagnostics: &mut Diagnostics) {
        let root = self.links.roots.get(&document).cloned().flatten();
        let (mut waiting, mut seen) = (VecDeque::from([first]), HashSet::from([document, first]));
        while let Some(file) = waiting.pop_front() {
            let Some(tree) = self.tree(file) else { continue };
            let targets: HashSet<String> = targets(tree).map(str::to_owned).collect();
            let mut targets: Vec<String> = targets.into_iter().collect();
            targets.sort();
            let from = if file == first { document } else { file };
            for target in targets {
                let found = self.link(from, &target, root.as_deref(), seen.len(), diagnostics);
                if let Ok(found) = found
                    && seen.insert(found)
                {
                    waiting.push_back(found);
                }
                self.links.found.insert((from, target), found);
            }
        }
    }

    /// The tree of the file that a reference in `file` names, without its fragment.
    ///
    /// # Errors
    ///
    /// Why nothing was read for it.
    pub fn linked(&self, file: FileId, target: &str) -> Result<&Tree, Unlinked> {
        let found = self.links.found.get(&(file, target.to_owned())).copied();
        self.tree(found.unwrap_or(Err(Unlinked::unread(target)))?).ok_or(Unlinked::Broken)
    }

    fn link(
        &mut self,
        from: FileId,
        target: &str,
        root: Option<&Path>,
        read: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<FileId, Unlinked> {
        let path = if is_remote(target) {
            self.links.local(target).ok_or(Unlinked::Remote)?
        } else {
            joined(self.path(from).and_then(Path::parent).ok_or(Unlinked::Missing)?, &without_escapes(target))
        };
        if let Some(known) = self.known(&path) {
            return self.tree(known).map(|_| known).ok_or(Unlinked::Broken);
        }
        match loader::within(&path, root) {
            Ok(()) => {}
            Err(Outside::Missing) => return Err(Unlinked::Missing),
            Err(Outside::Elsewhere) if self.links.is_served(&path) => {}
            Err(Outside::Elsewhere) => return Err(Unlinked::Outside),
        }
        if read >= self.limits.files {
            return Err(Unlinked::TooMany);
        }
        self.load(&path, diagnostics).ok_or(Unlinked::Broken)
    }
}

impl Links {
    /// The file that stands for an address, by the longest beginning that was given.
    fn local(&self, address: &str) -> Option<PathBuf> {
        let beginnings = self.served.iter().filter_map(|(beginning, folder)| {
            address.strip_prefix(beginning.as_str()).map(|rest| (beginning.len(), folder, rest.trim_start_matches('/')))
        });
        let (_, folder, rest) = beginnings.max_by_key(|(length, ..)| *length)?;
        Some(joined(folder, &without_escapes(rest)))
    }

    fn is_served(&self, path: &Path) -> bool {
        let mut folders = self.served.iter().map(|(_, folder)| loader::real(folder));
        folders.any(|folder| loader::within(path, folder.as_deref()).is_ok())
    }
}

/// The files that a tree refers to, as they are written, without fragments.
fn targets(tree: &Tree) -> impl Iterator<Item = &str> {
    let file = |text| -> Option<&str> {
        let (file, _) = str::split_once(text, '#').unwrap_or((text, ""));
        (!file.is_empty()).then_some(file)
    };
    tree.nodes().filter(|node| node.is_mapping()).flat_map(move |node| {
        let named = |key| node.get(key).and_then(Node::as_str).and_then(file);
        let reference = named("$ref").into_iter().chain(named("$dynamicRef"));
        // The values of a mapping are names, or references to a file that is told by its ending.
        let is_file = |text: &&str| [".yaml", ".yml", ".json"].iter().any(|ending| text.ends_with(ending));
        let is_mapping = node.step() == Some(Step::Key("mapping"));
        let mapping = is_mapping.then(|| node.entries()).into_iter().flatten();
        let mapped = mapping.filter_map(move |entry| entry.value.as_str().and_then(file).filter(is_file));
        reference.chain(mapped)
    })
}

/// Does it name a scheme (RFC 3986 §3.1) or a host? One letter before a colon is a drive.
fn is_remote(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    target.starts_with("//") || (scheme.len() > 1 && plain && scheme.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The path without `.` and `..`, as far as it says itself what they mean.
fn joined(folder: &Path, target: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(path.components().next_back(), Some(Component::Normal(_))) => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}

/// Without percent escapes (RFC 3986 §2.1); a sign that begins none stays.
pub(crate) fn without_escapes(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files() {
        for (target, remote) in [
            ("https://example.com/a.json", true),
            ("file:///etc/passwd", true),
            ("//example.com/a", true),
            ("urn:a:b", true),
            ("a.yaml", false),
            ("../a/b.json", false),
            ("C:\\a.yaml", false),
            ("a b:c.yaml", false),
        ] {
            assert_eq!(is_remote(target), remote, "{target}");
        }
    }

    #[test]
    fn a_file_has_one_path_however_it_is_spelled() {
        for (target, path) in [
            ("b.yaml", "a/b.yaml"),
            ("./b.yaml", "a/b.yaml"),
            ("../c/./b.yaml", "c/b.yaml"),
            ("x/../b.yaml", "a/b.yaml"),
            ("b%20c.yaml", "a/b c.yaml"),
            ("100%.yaml", "a/100%.yaml"),
            ("../../b.yaml", "../b.yaml"),
        ] {
            assert_eq!(joined(Path::new("a"), &without_escapes(target)), Path::new(path), "{target}");
        }
    }
}
