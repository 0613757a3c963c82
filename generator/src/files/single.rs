//! One file that is no part of a crate: whole or not at all.

use std::path::Path;
use std::{fs, io};

use super::codes;
use super::sync::cannot;
use crate::diagnostic::Diagnostic;

/// Writes a file in one step: its text waits beside its place, and a reader sees the old one or the new one.
///
/// # Errors
///
/// SW0605, with nothing changed.
pub fn write_one(path: &Path, text: &str) -> Result<(), Box<Diagnostic>> {
    write_bytes(path, text.as_bytes())
}

/// Changes the text of a file in one step, and nothing else of it: not its byte order mark, its permissions or the link that
/// leads to it.
///
/// # Errors
///
/// SW0605, with nothing changed; also if the file does not hold the old text.
pub fn change_one(path: &Path, old: &str, new: &str) -> Result<(), Box<Diagnostic>> {
    let fails = |error: io::Error| cannot(&codes::CANNOT_WRITE, path, &error);
    let file = path.canonicalize().map_err(fails)?;
    let bytes = fs::read(&file).map_err(fails)?;
    let mark = "\u{FEFF}".as_bytes();
    let mark = if bytes.starts_with(mark) { mark } else { &[] };
    if bytes.get(mark.len()..) != Some(old.as_bytes()) {
        return Err(fails(io::Error::other("it was changed meanwhile")));
    }
    write_bytes(&file, &[mark, new.as_bytes()].concat())
}

fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let waits = path.with_file_name(format!(".{name}.specwright-new"));
    let as_before = || fs::metadata(path).map_or(Ok(()), |was| fs::set_permissions(&waits, was.permissions()));
    let done = fs::write(&waits, bytes).and_then(|()| as_before()).and_then(|()| fs::rename(&waits, path));
    done.map_err(|error| {
        // It may not be there, which is an error that means nothing.
        let _ = fs::remove_file(&waits);
        cannot(&codes::CANNOT_WRITE, path, &error)
    })
}
