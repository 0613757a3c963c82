//! `docs/rules.md` says of every rule what the code says of it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p specwright --test rules` writes it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use specwright::diagnostic::{Code, Severity};
use specwright::{codes, lint};

const HEAD: &str = "\
<!-- @generated from the code of the rules by `UPDATE_GOLDEN=1 cargo test -p specwright --test rules`. -->

# What `specwright validate` finds

The same is said of one finding by `specwright explain CODE`.

";

const FAMILIES: &[(&str, &str)] =
    &[("SW101", "Operations"), ("SW104", "References"), ("SW105", "Schemas"), ("SW108", "Payments")];

fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn rule(code: &Code) -> String {
    let mut text = format!("### {} {} ({})\n\n{}\n\n", code.id, code.name, severity(code), code.what);
    text += &format!("**Why it is bad:** {}\n\n", code.why);
    if !code.example.is_empty() {
        text += &format!("```yaml\n{}\n```\n\n", code.example);
    }
    text += &format!("**Use instead:** {}\n\n", code.instead);
    if !code.section.is_empty() {
        text += &format!("**Specification:** {}\n\n", code.section);
    }
    text
}

fn docs() -> String {
    let rules = lint::rules::codes();
    let mut text = HEAD.to_owned();
    let mut families = FAMILIES.iter().peekable();
    for code in &rules {
        while let Some((_, title)) = families.next_if(|(first, _)| code.id >= *first) {
            text += &format!("## {title}\n\n");
        }
        text += &rule(code);
    }
    text += "## Found by the stages\n\nWhat stands in the way of reading a document, or of making a client of it.\n\n";
    text += "| code | name | severity | what |\n|---|---|---|---|\n";
    for code in codes::all().iter().filter(|code| rules.iter().all(|rule| rule.id != code.id)) {
        let what = code.what.replace('|', "\\|");
        text += &format!("| {} | {} | {} | {what} |\n", code.id, code.name, severity(code));
    }
    text
}

#[test]
fn the_docs_say_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let docs = docs();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &docs).unwrap();
    }
    assert!(std::fs::read_to_string(&path).is_ok_and(|kept| kept == docs), "run with UPDATE_GOLDEN=1");
}

#[test]
fn every_rule_shows_an_example_and_says_who_asks_for_it() {
    for code in lint::rules::codes() {
        assert!(!code.example.is_empty() && !code.section.is_empty(), "{}", code.id);
    }
}

#[test]
fn rules_of_spectral_stand_for_codes_that_there_are() {
    let known: Vec<&str> = codes::all().iter().map(|code| code.id).collect();
    for (name, codes) in lint::ruleset::OF_SPECTRAL {
        assert!(!codes.is_empty() && codes.iter().all(|code| known.contains(code)), "{name}");
    }
}
