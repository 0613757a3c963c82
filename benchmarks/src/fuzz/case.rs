//! One document through the generator, and what must hold whatever stands in it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use specwright::config::Config;
use specwright::diagnostic::render::Human;
use specwright::diagnostic::{Diagnostics, Severity, Texts as _};
use specwright::files::Files;
use specwright::source::{Limits, Sources};
use specwright::{Options, generate};

/// Where the last panic stood.
static PANICKED: Mutex<String> = Mutex::new(String::new());

/// Has a panic noted rather than printed.
pub(super) fn watch_panics() {
    panic::set_hook(Box::new(|panic| {
        if let Ok(mut noted) = PANICKED.lock() {
            *noted = panic.to_string().replace('\n', " ");
        }
    }));
}

/// # Errors
///
/// What does not hold, in one line.
pub(super) fn check(text: &str) -> Result<(), String> {
    let checked = panic::catch_unwind(AssertUnwindSafe(|| all(text)));
    checked.unwrap_or_else(|_| Err(PANICKED.lock().map_or_else(|_| "a panic".to_owned(), |noted| noted.clone())))
}

fn all(text: &str) -> Result<(), String> {
    let (files, told) = once(text)?;
    if once(text)? != (files.clone(), told) {
        return Err("a second run gives something else".to_owned());
    }
    for (path, text) in files.iter().flat_map(Files::iter).filter(|(path, _)| !path.starts_with("src/runtime/")) {
        if path.ends_with(".rs") {
            syn::parse_file(text).map_err(|error| format!("what is generated is not Rust: {error}"))?;
        }
    }
    Ok(())
}

/// What is generated, and what is said.
fn once(text: &str) -> Result<(Option<Files>, String), String> {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let options = Options { command: "specwright generate".to_owned(), all_types: true, strict: false };
    let file = sources.add_text("fuzz.json", text, &mut diagnostics);
    let config = Config::default();
    let files = file.and_then(|file| generate(&sources, file, &config, &options, &mut diagnostics));
    if files.is_none() && !diagnostics.has(Severity::Error) {
        return Err("nothing is generated, and no error says why".to_owned());
    }
    diagnostics.sort();
    for found in &diagnostics {
        let id = found.code.id;
        let Some(location) = &found.location else { return Err(format!("{id} has no place: {}", found.message)) };
        let (span, length) = (location.place.span, sources.text(location.place.file).len());
        if found.message.is_empty() || span.start > span.end || span.end as usize > length {
            return Err(format!("{id} has no message, or stands outside of the document"));
        }
    }
    let told = Human::new(&sources, false).all(&diagnostics);
    Ok((files, told))
}
