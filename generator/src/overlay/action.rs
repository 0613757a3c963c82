//! One action: a target, and what is done to all that it selects (Overlay 1.0.0 §4.4.3).

use std::collections::{HashMap, HashSet};

use super::codes;
use super::draft::{Draft, Id, TooMuch};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Place, Span};
use crate::jsonpath::{self, Match, Query, Stopped};
use crate::source::{Kind, Node};

/// A value that a target selects.
type Selected<'t> = Match<'t, Id>;

const FORM: &str = "an action has a `target`, and `update`, `copy` or `remove: true`";

/// What came of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// There was a fault, which is told.
    Faulty,
    /// The same, and what comes after would cost too much.
    Stopped,
}

/// Applies an action.
pub(super) fn apply<'t>(draft: &mut Draft<'t>, node: Node<'t>, diagnostics: &mut Diagnostics) -> Outcome {
    match change(draft, node, diagnostics) {
        Ok(()) => Outcome::Done,
        Err(fault) => {
            let outcome = if fault.code == &codes::TOO_MUCH { Outcome::Stopped } else { Outcome::Faulty };
            diagnostics.push(*fault);
            outcome
        }
    }
}

fn change<'t>(draft: &mut Draft<'t>, node: Node<'t>, diagnostics: &mut Diagnostics) -> Result<(), Box<Diagnostic>> {
    let known = ["target", "description", "update", "remove", "copy"];
    if let Some(entry) = node.entries().find(|entry| !known.contains(&entry.key) && !entry.key.starts_with("x-")) {
        let message = format!("`{}` is no field of an action", entry.key);
        return Err(fault(&codes::NOT_OVERLAY, message, entry.value.location(), FORM));
    }
    let target = node.get("target").filter(|target| target.as_str().is_some());
    let Some(target) = target else {
        return Err(fault(&codes::NOT_OVERLAY, "this action has no `target`".to_owned(), node.location(), FORM));
    };
    let selected = selected(draft, target)?;
    if selected.is_empty() {
        let message = format!("`{}` selects nothing", target.as_str().unwrap_or_default());
        let found = Diagnostic::new(&codes::NOTHING, message).at(target.location());
        diagnostics.push(found.help("correct the expression, or remove the action"));
        return Ok(());
    }
    if node.get("remove").and_then(Node::as_bool) == Some(true) {
        return remove(draft, &selected, target);
    }
    let too_much = |TooMuch| beyond(target);
    if let Some(source) = node.get("copy") {
        let [one] = self::selected(draft, source)?[..] else {
            let message = "`copy` must select one value".to_owned();
            return Err(fault(&codes::CANNOT_CHANGE, message, source.location(), "select one value"));
        };
        let kept = draft.doubled(one.id, 0).map_err(too_much)?;
        for Match { id, .. } in selected {
            let copied = draft.doubled(kept, 0).map_err(too_much)?;
            draft.merge(id, copied, 0).map_err(too_much)?;
        }
        return Ok(());
    }
    match node.get("update") {
        Some(update) => selected.iter().try_for_each(|found| self::update(draft, found.id, update, target)),
        None if node.get("remove").is_some_and(|remove| remove.as_bool() == Some(false)) => Ok(()),
        None => Err(fault(&codes::NOT_OVERLAY, "this action does nothing".to_owned(), node.location(), FORM)),
    }
}

/// An object takes an object, a list takes an entry, or more of them where a list is given.
fn update<'t>(draft: &mut Draft<'t>, id: Id, update: Node<'t>, target: Node<'t>) -> Result<(), Box<Diagnostic>> {
    let too_much = |TooMuch| beyond(target);
    match (draft.kind(id), update.kind()) {
        (Kind::Mapping, Kind::Mapping) | (Kind::Sequence, Kind::Sequence) => {
            let grown = draft.grow(update, 0).map_err(too_much)?;
            draft.merge(id, grown, 0).map_err(too_much)
        }
        (Kind::Sequence, _) => {
            let grown = draft.grow(update, 0).map_err(too_much)?;
            draft.append(id, &[grown]);
            Ok(())
        }
        (held, given) => {
            let message = format!("`{}` selects {}", target.as_str().unwrap_or_default(), held.words());
            let message = format!("{message}, which cannot be updated with {}", given.words());
            let help = "select the object that holds it, and update its member";
            Err(fault(&codes::CANNOT_CHANGE, message, target.location(), help))
        }
    }
}

fn remove(draft: &mut Draft<'_>, selected: &[Selected<'_>], target: Node<'_>) -> Result<(), Box<Diagnostic>> {
    let mut gone: HashMap<Id, HashSet<Id>> = HashMap::new();
    for found in selected {
        let Some(parent) = found.parent else {
            let message = "the document itself cannot be removed".to_owned();
            return Err(fault(&codes::CANNOT_CHANGE, message, target.location(), "select a part of it"));
        };
        gone.entry(parent).or_default().insert(found.id);
    }
    gone.iter().for_each(|(parent, gone)| draft.remove(*parent, gone));
    Ok(())
}

/// What an expression selects, each value once, in the order of the document.
fn selected<'t>(draft: &Draft<'t>, expression: Node<'_>) -> Result<Vec<Selected<'t>>, Box<Diagnostic>> {
    let query = parsed(expression)?;
    let found = jsonpath::select(&query, draft).map_err(|Stopped| beyond(expression))?;
    let mut seen = HashSet::new();
    Ok(found.into_iter().filter(|found| seen.insert(found.id)).collect())
}

fn parsed(expression: Node<'_>) -> Result<Query, Box<Diagnostic>> {
    let text = expression.as_str().unwrap_or_default();
    jsonpath::parse(text).map_err(|wrong| {
        let message = format!("`{text}` is no JSONPath expression: {}", wrong.why);
        let location = Location { place: inside(expression, text, wrong.at), ..expression.location() };
        fault(&codes::BAD_TARGET, message, location, "write an expression of RFC 9535, as `$.paths['/pets'].get`")
    })
}

/// The place of one character of an expression, where it stands in the file as it is; else of the whole.
fn inside(expression: Node<'_>, text: &str, at: usize) -> Place {
    let whole = expression.place();
    let written = expression.origin().tree().text().get(whole.span.start as usize..whole.span.end as usize);
    let Some(begin) = written.and_then(|written| written.find(text)) else { return whole };
    let start = whole.span.start + (begin + at) as u32;
    let len = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8) as u32;
    Place { span: Span { start, end: start + len }, ..whole }
}

fn beyond(expression: Node<'_>) -> Box<Diagnostic> {
    let message = "this action takes too many steps, or makes the document too large or too deep".to_owned();
    fault(&codes::TOO_MUCH, message, expression.location(), "select more narrowly")
}

fn fault(
    code: &'static crate::diagnostic::Code,
    message: String,
    location: Location,
    help: &'static str,
) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code, message).at(location).help(help))
}
