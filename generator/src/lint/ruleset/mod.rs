//! Rules that users write, without code: rulesets in the format of Spectral.
//!
//! A rule selects values by JSONPath (`given`), and says what must hold of each, or of a field of it (`then`), by one of the
//! core functions. [`read`] makes rules of a file, and tells whatever it does not support; `check` holds a document
//! against them. Must not read files.

mod function;
mod given;
mod names;
mod read;
mod regular;
mod style;

use std::collections::HashSet;

use super::Links;
use super::instance::Judge;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::jsonpath::{self, Query};
use crate::openapi::{Version, View};
use crate::resolve::Key;
use crate::source::{Entry, Kind, Node, Step};
use function::Function;
use given::Given;

pub use names::OF_SPECTRAL;
pub use read::{Rulesets, extended, read};

/// A rule of a ruleset.
#[derive(Debug)]
pub struct UserRule<'t> {
    /// What its findings are called: `custom/` and its name.
    pub code: &'static Code,
    severity: Severity,
    is_on: bool,
    /// With `{{error}}`, `{{property}}`, `{{path}}`, `{{value}}` and `{{description}}`.
    message: Option<&'t str>,
    description: Option<&'t str>,
    given: Vec<(Query, Node<'t>)>,
    then: Vec<Then<'t>>,
    /// Are references followed on the way?
    is_resolved: bool,
    /// Which versions it is about; all if none is said.
    versions: Vec<Version>,
}

/// What must hold.
#[derive(Debug)]
struct Then<'t> {
    field: Field<'t>,
    function: Function<'t>,
}

/// Of which part of a selected value.
#[derive(Debug)]
enum Field<'t> {
    /// The value itself.
    Whole,
    /// Each of its names.
    Names,
    /// What is below it by these names.
    Path(Vec<&'t str>),
    /// What an expression selects below it.
    Query(Query),
}

/// What a function looks at.
#[derive(Clone, Copy)]
struct Target<'t> {
    /// The value; none if the field is not there.
    value: Option<Kind<'t>>,
    /// The value as a node, where it is one and not a name.
    node: Option<Node<'t>>,
    /// Where to tell.
    at: Node<'t>,
    /// The entry that it is the value or the name of.
    entry: Option<Entry<'t>>,
    /// What it is called in a message.
    property: &'t str,
}

/// Holds a document against the rules. `judge` says what schemas of rulesets allow.
pub(super) fn check<'t>(rules: &[UserRule<'t>], links: Links<'_, 't>, found: &mut Diagnostics) {
    let judge = Judge::new(links);
    let version = links.document().version();
    for rule in rules.iter().filter(|rule| rule.versions.is_empty() || rule.versions.contains(&version)) {
        let mut told: HashSet<(Key, usize, String)> = HashSet::new();
        for (query, given) in &rule.given {
            let values = Given { links, is_resolved: rule.is_resolved };
            let Ok(selected) = jsonpath::select(query, &values) else {
                let message = "this expression looks at too many values".to_owned();
                found.push(Diagnostic::new(&super::codes::RULESET_UNREADABLE, message).at(given.location()));
                continue;
            };
            for selected in selected {
                let target = match (query.names, selected.key) {
                    (true, key) => Target::name(selected.id, key),
                    (false, _) => Target::value(selected.id),
                };
                for (index, then) in rule.then.iter().enumerate() {
                    let targets = targets(&then.field, target, &values).into_iter();
                    let faults = targets.flat_map(|target| then.function.faults(&target, &values, &judge));
                    for (fault, target) in faults {
                        if told.insert((Key::of(target.at), index, fault.clone())) {
                            found.push(tell(rule, &target, &fault));
                        }
                    }
                }
            }
        }
    }
}

impl<'t> Target<'t> {
    fn value(node: Node<'t>) -> Self {
        let entry = entry(node);
        let property = entry.map_or("", |entry| entry.key);
        Self { value: Some(node.kind()), node: Some(node), at: node, entry, property }
    }

    fn name(node: Node<'t>, key: Option<&'t str>) -> Self {
        let (entry, property) = (entry(node), key.unwrap_or_default());
        Self { value: key.map(Kind::String), node: None, at: node, entry, property }
    }
}

fn entry(node: Node<'_>) -> Option<Entry<'_>> {
    match node.step()? {
        Step::Key(key) => node.parent()?.entry(key),
        Step::Index(_) => None,
    }
}

/// What a function looks at of a selected value.
fn targets<'t>(field: &Field<'t>, whole: Target<'t>, values: &Given<'_, 't>) -> Vec<Target<'t>> {
    let Some(node) = whole.node.map(|node| values.through(node)) else { return vec![whole] };
    match field {
        Field::Whole => vec![whole],
        Field::Names => node.entries().map(|entry| Target::name(entry.value, Some(entry.key))).collect(),
        Field::Path(names) => {
            let below = names.iter().try_fold(node, |node, name| Some(values.through(node.get(name)?)));
            let property = names.last().copied().unwrap_or_default();
            match below {
                Some(node) => vec![Target { property, ..Target::value(node) }],
                None => vec![Target { value: None, node: None, at: whole.at, entry: whole.entry, property }],
            }
        }
        Field::Query(query) => {
            let below = values.below(node);
            jsonpath::select(query, &below)
                .unwrap_or_default()
                .into_iter()
                .map(|found| Target::value(found.id))
                .collect()
        }
    }
}

fn tell(rule: &UserRule<'_>, target: &Target<'_>, fault: &str) -> Diagnostic {
    let is_scalar = target.node.is_some_and(|node| !node.is_mapping() && !node.is_sequence());
    let location = match target.entry.filter(|_| !is_scalar) {
        // What is missing, or of many lines, is told at a name, which is one line.
        Some(entry) => Location { place: entry.key_place, ..target.at.location() },
        None => target.at.location(),
    };
    let error = match target.property {
        "" => fault.to_owned(),
        property => format!("`{property}` {fault}"),
    };
    let message = match rule.message {
        Some(message) => {
            let value = match target.value {
                Some(Kind::String(text) | Kind::Number(text)) => text,
                Some(Kind::Bool(true)) => "true",
                Some(Kind::Bool(false)) => "false",
                _ => "",
            };
            let path = location.pointer.trim_start_matches('/').replace('/', ".");
            [("error", error.as_str()), ("property", target.property), ("path", &path), ("value", value)]
                .into_iter()
                .chain([("description", rule.description.unwrap_or_default())])
                .fold(message.to_owned(), |message, (name, words)| message.replace(&format!("{{{{{name}}}}}"), words))
        }
        None => rule.description.map_or(error.clone(), str::to_owned),
    };
    let told = Diagnostic::new(rule.code, message.trim().to_owned()).at(location).severity(rule.severity);
    if told.message == error { told } else { told.help(error) }
}
