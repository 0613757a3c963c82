//! `specwright validate --fix`: what findings say mends them, written into the files that they are in.
//!
//! A mended file is read before it is written: what would be no document any more is left as it was. Mending may show
//! more to mend (what stands in a misspelt field is not looked at), so it is done until nothing is left.

use std::collections::BTreeMap;
use std::io::Result;

use super::output::{self, Colour};
use crate::diagnostic::{Diagnostics, FileId, Fix, Texts, mend};
use crate::files;
use crate::source::{Limits, Sources};

/// More than any document needs; an end, should two findings undo each other.
const ROUNDS: usize = 16;

/// Mends what `read` finds. False if a file could not be written, which is told.
pub(super) fn fix(read: impl Fn() -> (Sources, Diagnostics), colour: Colour) -> Result<bool> {
    let mut mended: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let (sources, diagnostics) = read();
        let mut is_done = true;
        for (file, fixes) in by_file(&diagnostics) {
            let Some(path) = sources.path(file) else { continue };
            let (name, text) = (sources.name(file), sources.text(file));
            let (new, count) = mend_readably(name, text, &fixes);
            if count == 0 {
                continue;
            }
            if let Err(fault) = files::change_one(path, text, &new) {
                let mut all = Diagnostics::new();
                all.push(*fault);
                output::findings(&sources, &all, colour)?;
                return Ok(false);
            }
            *mended.entry(name.to_owned()).or_default() += count;
            is_done = false;
        }
        if is_done {
            break;
        }
    }
    for (name, count) in mended {
        output::say(&format!("{name}: {count} {} mended", if count == 1 { "finding" } else { "findings" }))?;
    }
    Ok(true)
}

fn by_file(diagnostics: &Diagnostics) -> BTreeMap<FileId, Vec<&Fix>> {
    let mut all: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
    for fix in diagnostics.iter().filter_map(|found| found.fix.as_ref()) {
        if let Some(first) = fix.edits.first() {
            all.entry(first.place.file).or_default().push(fix);
        }
    }
    all
}

/// All fixes, or, where they spoil the file together (two words that are misspellings of one), those of each half that
/// do not.
fn mend_readably(name: &str, text: &str, fixes: &[&Fix]) -> (String, usize) {
    let (new, count) = mend(text, fixes.iter().copied());
    // What was told of the text before may be told again.
    if count == 0 || faults(name, &new).is_some_and(|new| faults(name, text).is_some_and(|old| new <= old)) {
        return (new, count);
    }
    match fixes.split_at(fixes.len() / 2) {
        ([], _) => (text.to_owned(), 0),
        // Places are those of the text as it was, so that only one half can be applied in one round.
        (first, second) => match mend_readably(name, text, first) {
            (_, 0) => mend_readably(name, text, second),
            mended => mended,
        },
    }
}

/// How many faults there are in reading a text; none if nothing could be made of it.
fn faults(name: &str, text: &str) -> Option<usize> {
    let mut told = Diagnostics::new();
    Sources::new(Limits::default()).add_text(name, text, &mut told).map(|_| told.len())
}
