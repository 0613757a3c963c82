//! The words for each way in which a reference can fail.

use super::codes;
use crate::diagnostic::{Diagnostic, Location, Severity, nearest};
use crate::openapi::grammar::{Object, tables};
use crate::openapi::{Reference, Version, View};
use crate::source::{Entry, Node, Unlinked};

/// `missing`: the steps from the first one that is not there.
pub(super) fn unresolved(reference: Reference<'_>, parent: Node<'_>, missing: &[String], suggest: bool) -> Diagnostic {
    // As the user wrote it, where the document was changed before it was read.
    let target = reference.target_node().origin().as_str().unwrap_or(reference.target());
    let parent_pointer = parent.origin().pointer();
    let (step, after) = missing.split_first().map_or(("", missing), |(step, after)| (step.as_str(), after));
    let whole = if parent.tree().file() == reference.node().tree().file() { "the document" } else { "that file" };
    let inside = if parent_pointer.is_empty() { whole.to_owned() } else { format!("`#{parent_pointer}`") };
    let message = format!("`{target}` points at nothing: {inside} has no `{step}`");
    let found = Diagnostic::new(&codes::UNRESOLVED, message).at(reference.target_node().location());
    let rest = after.iter().fold(String::new(), |rest, step| rest + "/" + &escaped(step));
    let meant = nearest(step, parent.entries().filter(|_| suggest).map(|entry| entry.key));
    match meant {
        Some(meant) => found.help(format!("did you mean `#{parent_pointer}/{}{rest}`?", escaped(meant))),
        None if step == "definitions" && parent_pointer.is_empty() => {
            found.help(format!("in OpenAPI 3 schemas stand under `#/components/schemas{rest}`"))
        }
        None => found.help(format!("add `{step}` there, or correct the pointer")),
    }
}

fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

pub(super) fn cycle(reference: Reference<'_>, on_the_way: &[Node<'_>]) -> Diagnostic {
    let message = format!("`{}` leads only back to itself", reference.target());
    let found = Diagnostic::new(&codes::CYCLE, message).at(reference.target_node().location());
    let others = on_the_way.iter().skip_while(|node| **node != reference.node()).skip(1);
    let found = others.take(8).fold(found, |found, node| found.related(node.location(), "on the way"));
    found.help("let one of them hold the object itself")
}

pub(super) fn anchor(reference: Reference<'_>, name: &str) -> Diagnostic {
    let message = format!("`{}` points at nothing: no schema of the file has `$anchor: {name}`", reference.target());
    let found = Diagnostic::new(&codes::ANCHOR, message).at(reference.target_node().location());
    found.help("point at the place itself, as in `#/components/schemas/Pet`")
}

pub(super) fn several(reference: Reference<'_>, name: &str) -> Diagnostic {
    let message = format!(
        "`{}` may mean any of several schemas with `$dynamicAnchor: {name}`, by where one comes from",
        reference.target()
    );
    let found = Diagnostic::new(&codes::SEVERAL, message).at(reference.target_node().location());
    found.help("refer to the one that is meant with `$ref`")
}

pub(super) fn external(reference: Reference<'_>, file: &str, why: Unlinked) -> Diagnostic {
    let (message, help) = match why {
        Unlinked::Missing => (
            format!("there is no file `{file}`"),
            "correct the path; it is taken from the folder of the file that the reference stands in",
        ),
        Unlinked::Outside => (
            format!("`{file}` is not read, since it is outside of the folder of the document"),
            "name a folder that holds both with `--root`, or bundle the document into one file",
        ),
        Unlinked::Remote => (
            format!("`{file}` is an address, and nothing is fetched"),
            "download the file, and refer to it by its path, or name its folder under `[references]` in specwright.toml",
        ),
        Unlinked::Broken => (format!("`{file}` could not be read"), "mend what is reported of that file"),
        Unlinked::TooMany => {
            (format!("`{file}` is not read: the document has too many files"), "bundle the document into one file")
        }
    };
    let code = if why == Unlinked::Remote { &codes::REMOTE } else { &codes::EXTERNAL };
    Diagnostic::new(code, message).at(reference.target_node().location()).help(help)
}

pub(super) fn wrong_kind(reference: Reference<'_>, is: &str, expected: &Object, target: Node<'_>) -> Diagnostic {
    let message = format!("`{}` is {is}; {} must stand here", reference.target(), expected.words());
    let found = Diagnostic::new(&codes::WRONG_KIND, message).at(reference.target_node().location());
    let found = found.related(target.location(), "what it points at");
    found.help(format!("point at {}", expected.words()))
}

pub(super) fn siblings(
    reference: Reference<'_>,
    expected: &Object,
    ignored: &[Entry<'_>],
    version: Version,
) -> Diagnostic {
    let names = ignored.iter().map(|entry| format!("`{}`", entry.key)).collect::<Vec<_>>().join(", ");
    let verb = if ignored.len() == 1 { "is" } else { "are" };
    let message = format!("{names} beside `$ref` {verb} ignored in {}", version.words());
    let place = ignored.first().map_or(reference.node().place(), |entry| entry.key_place);
    let location = Location { place, pointer: reference.node().origin().pointer() };
    let found = Diagnostic::new(&codes::SIBLINGS, message).at(location);
    let only_words = ignored.iter().all(|entry| matches!(entry.key, "description" | "summary" | "title"));
    let severity = if only_words { Severity::Info } else { found.severity };
    let found = Diagnostic { severity, ..found };
    let schema = std::ptr::eq(expected, &tables::SCHEMA);
    match version {
        Version::V3_0 if schema => found.help("wrap the reference: `allOf: [{ $ref: … }]` beside the other fields"),
        _ => found.help("remove it, or say it where the reference points"),
    }
}
