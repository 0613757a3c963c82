//! The client that progenitor makes of a document, or the words with which it does not.
//!
//! It runs in a process of its own, since it panics on documents that it cannot generate.

use std::path::Path;
use std::process::Command;

use super::read;
use crate::crates::write;

use crate::side::BUILDERS;
/// The sub-command that this program calls itself with.
pub(crate) use crate::side::PROGENITOR as CHILD;

/// Writes the source of the crate to `out`, in a process of its own.
pub(crate) fn generate(document: &Path, out: &Path) -> Result<(), String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(me).arg(CHILD).arg(document).arg(out).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let words =
        text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("thread '")).unwrap_or("it ended");
    Err(words.chars().take(120).collect())
}

/// What that process does.
pub(crate) fn child(arguments: &[String]) -> Result<(), String> {
    let [document, out, style @ ..] = arguments else { return Err("a document and a file are needed".to_owned()) };
    let text = read(Path::new(document))?;
    let spec: openapiv3::OpenAPI = if document.ends_with(".json") {
        serde_json::from_str(&text).map_err(|error| error.to_string())?
    } else {
        serde_yaml_ng::from_str(&text).map_err(|error| error.to_string())?
    };
    let mut settings = progenitor_impl::GenerationSettings::default();
    if style == [BUILDERS] {
        settings.with_interface(progenitor_impl::InterfaceStyle::Builder);
    }
    let mut generator = progenitor_impl::Generator::new(&settings);
    let tokens = generator.generate_tokens(&spec).map_err(|error| error.to_string())?;
    // As its documentation shows it for build scripts.
    let file = syn::parse2(tokens).map_err(|error| error.to_string())?;
    write(Path::new(out), &prettyplease::unparse(&file))
}
