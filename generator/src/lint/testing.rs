//! What the tests of rules share: a document in, what the rule says of it out.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use expect_test::Expect;

use super::{Rule, walk};
use crate::diagnostic::{Diagnostics, Lines, Severity};
use crate::openapi;
use crate::resolve::{self, Resolver};
use crate::source::{Limits, Sources};

/// The rest of a 3.0 document after its head, and what the rule says of it: `line:column pointer: message`, its other
/// places and its help. Lines are those of the rest, so that a case can be read beside its findings.
#[track_caller]
pub(super) fn check(rule: &'static Rule, rest: &str, expect: Expect) {
    check_in("3.0.3", rule, rest, expect);
}

/// The same of a document of this version.
#[track_caller]
pub(super) fn check_in(version: &str, rule: &'static Rule, rest: &str, expect: Expect) {
    let head = format!("openapi: {version}\ninfo: {{ title: Test, version: '1' }}\n");
    let text = format!("{head}{}", rest.trim_start_matches('\n'));
    expect.assert_eq(&said(rule, &text, head.lines().count()));
}

/// The same of a whole document.
#[track_caller]
pub(super) fn check_whole(rule: &'static Rule, text: &str, expect: Expect) {
    expect.assert_eq(&said(rule, text, 0));
}

fn said(rule: &'static Rule, text: &str, head: usize) -> String {
    let mut told = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let file = sources.add_text("openapi.yaml", text, &mut told).expect("the test's document is YAML");
    let tree = sources.tree(file).expect("it was read");
    let document = openapi::read(tree, &mut told).expect("the test's document is OpenAPI");
    openapi::check(&document, &mut told);
    let resolver = Resolver::new(document);
    resolve::check(&document, &resolver, &mut told);
    let earlier: Vec<&str> =
        told.iter().filter(|found| found.severity == Severity::Error).map(|found| found.message.as_str()).collect();
    assert!(earlier.is_empty(), "an earlier stage finds this document wrong: {earlier:?}");
    let mut found = Diagnostics::new();
    walk::walk(document, &resolver, &[rule], &mut found);
    found.sort();
    let lines = Lines::new(text);
    let place = |location: &crate::diagnostic::Location| {
        let position = lines.position(text, location.place.span.start);
        format!("{}:{} {}", position.line as usize - head, position.column, location.pointer)
    };
    let mut said = String::new();
    for found in &found {
        assert_eq!(found.code.id, rule.code.id, "a rule speaks for itself");
        let severity = if found.severity == rule.code.severity { "" } else { severity(found.severity) };
        let location = found.location.as_ref().expect("a finding has a place");
        said += &format!("{}: {severity}{}\n", place(location), found.message);
        for (location, words) in &found.related {
            said += &format!("  {}: {words}\n", place(location));
        }
        found.help.iter().for_each(|help| said += &format!("  help: {help}\n"));
    }
    said
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "(error) ",
        Severity::Warning => "(warning) ",
        Severity::Info => "(info) ",
    }
}
