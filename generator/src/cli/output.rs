//! Writing: what goes where, and whether in colour.

use std::io::{ErrorKind, IsTerminal, Result, Write, stderr, stdout};

use super::Status;
use crate::diagnostic::render::Human;
use crate::diagnostic::{Diagnostics, Severity, Texts};
use crate::source::codes::is_unavailable;

/// How many findings of a code are shown without being asked for; of more, half of that shows what it is about.
const MOST: usize = 10;

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Does standard error get colour? By <https://no-color.org>, any value of `NO_COLOR` but the empty one forbids it.
    fn on_stderr(self) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value: std::ffi::OsString| !value.is_empty());
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                stderr().is_terminal() && !is_set("NO_COLOR") && !is_dumb
            }
        }
    }
}

/// A reader that closed its end has read all it wants: what remains is not written, and the exit status is the same.
fn until_closed(written: Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes a result to standard output.
pub(super) fn result(text: &str) -> Result<()> {
    let mut out = stdout().lock();
    until_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes a line to standard error.
pub(super) fn say(line: &str) -> Result<()> {
    until_closed(writeln!(stderr().lock(), "{line}"))
}

/// Writes all findings and their count to standard error, for a person.
pub(super) fn findings(texts: &dyn Texts, diagnostics: &Diagnostics, colour: Colour) -> Result<()> {
    let text = Human::new(texts, colour.on_stderr()).all(diagnostics);
    until_closed(stderr().lock().write_all(text.as_bytes()))
}

/// Writes all errors to standard error, and of the others the first of each code that was found often, for a person who did
/// not ask for them.
pub(super) fn first_findings(
    texts: &dyn Texts,
    diagnostics: &Diagnostics,
    what_shows_all: &str,
    colour: Colour,
) -> Result<()> {
    let text = Human::new(texts, colour.on_stderr()).first(diagnostics, MOST, what_shows_all);
    until_closed(stderr().lock().write_all(text.as_bytes()))
}

/// How a run with these findings ended: with findings, if one is as severe as `fail_on`.
pub(super) fn status(diagnostics: &Diagnostics, fail_on: Severity) -> Status {
    if diagnostics.iter().any(|found| is_unavailable(found.code)) {
        Status::CouldNotRun
    } else if diagnostics.has(fail_on) {
        Status::Findings
    } else {
        Status::Clean
    }
}
