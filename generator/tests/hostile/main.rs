//! No text of a document becomes code, a path, a doctest, a table of the manifest or a sign to a terminal.
//!
//! A document with strange words in every place that holds words is generated, and what comes out is taken apart again:
//! Rust by tokens, words as rustdoc reads them, the manifest as Cargo does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod document;
mod inspect;

use proptest::prelude::*;
use specwright::config::Config;
use specwright::diagnostic::Diagnostics;
use specwright::diagnostic::render::{Human, json};
use specwright::files::Files;
use specwright::source::{Limits, Sources};
use specwright::{Options, generate};

/// Generates a document and looks at all that comes of it.
fn check(document: &str) -> Files {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let spec = sources.add_text("hostile.json", document, &mut diagnostics).expect("the document is JSON");
    let options = Options { command: "specwright generate".to_owned(), all_types: true, strict: false };
    let generated = generate(&sources, spec, &Config::default(), &options, &mut diagnostics);
    // A tab moves a terminal no further than blanks do.
    inspect::is_printable("the findings", &Human::new(&sources, false).all(&diagnostics).replace('\t', " "));
    inspect::is_printable("the findings as JSON", &json(&sources, &diagnostics));
    let files = generated.unwrap_or_else(|| panic!("{}", Human::new(&sources, false).all(&diagnostics)));
    inspect::paths(&files);
    for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("src/runtime/")) {
        inspect::is_printable(path, text);
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => inspect::rust(path, text),
            // Its first line is our own comment.
            Some("md") => inspect::words(path, text.split_once('\n').unwrap().1),
            Some("toml") if path == "Cargo.toml" => inspect::manifest(text),
            _ => {}
        }
    }
    let again = generate(&sources, spec, &Config::default(), &options, &mut Diagnostics::new());
    assert!(again.as_ref() == Some(&files), "a second run gives other files");
    files
}

#[test]
fn a_document_without_malice_passes() {
    let plain: Vec<String> = (0..document::PLACES).map(|place| format!("word {place}")).collect();
    let files = check(&document::of(&plain));
    assert!(files.iter().any(|(path, _)| path.starts_with("src/types/")));
}

#[test]
fn one_strange_word_in_every_place() {
    for word in document::STRANGE {
        check(&document::of(&vec![(*word).to_owned(); document::PLACES]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strange_words_everywhere(words in proptest::collection::vec(document::word(), document::PLACES)) {
        check(&document::of(&words));
    }
}
