//! One file that is no part of a crate: whole or not at all.

use std::fs;
use std::path::Path;

use super::codes;
use super::sync::cannot;
use crate::diagnostic::Diagnostic;

/// Writes a file in one step: its text waits beside its place, and a reader sees the old one or the new one.
///
/// # Errors
///
/// SW0605, with nothing changed.
pub fn write_one(path: &Path, text: &str) -> Result<(), Box<Diagnostic>> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let waits = path.with_file_name(format!(".{name}.specwright-new"));
    let done = fs::write(&waits, text).and_then(|()| fs::rename(&waits, path));
    done.map_err(|error| {
        // It may not be there, which is an error that means nothing.
        let _ = fs::remove_file(&waits);
        cannot(&codes::CANNOT_WRITE, path, &error)
    })
}
