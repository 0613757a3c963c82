//! Side wing, lint: what is wrong with a document although each object of it is as the specification has it.
//!
//! A rule is a file under [`rules`]: its code, its explanation, its check and its tests. [`lint`] walks the document once
//! and hands each object to the rules that look at such objects, so that the cost is linear in the document and what
//! stands behind a `$ref` is looked at once, where it stands. What an earlier stage reports is not reported here again.
//! Must not know the model of an API, or Rust.

pub mod codes;
pub mod instance;
mod links;
mod parts;
mod pattern;
mod rule;
pub mod rules;
pub mod ruleset;
mod settings;
mod site;
mod walk;

#[cfg(test)]
mod testing;

pub use links::Links;
pub use parts::Parts;
pub use rule::{Check, Rule};
pub use ruleset::{Rulesets, UserRule};
pub use settings::Settings;
pub use site::{ExampleSite, OperationSite, ParameterSite, ResponseSite, Role, SchemaSite, ServerSite, Survey};

use crate::diagnostic::Diagnostics;
use crate::openapi::Document;
use crate::resolve::Resolver;

/// Holds a document against all rules, and gives all findings (those of earlier stages too) the severities that the
/// configuration and the document say.
///
/// [`crate::resolve::check`] comes before: it tells what is wrong with references, and finds the parts in other files.
pub fn lint<'t>(document: Document<'t>, resolver: &Resolver<'t>, settings: &Settings, diagnostics: &mut Diagnostics) {
    let rules: Vec<&'static Rule> = rules::ALL.iter().copied().filter(|rule| !settings.is_off(rule.code)).collect();
    let ignoring = walk::walk(document, resolver, &rules, diagnostics);
    settings.ignore(&ignoring, diagnostics);
    settings.apply(diagnostics);
}

/// Holds a document against rules that users wrote. Severities of [`lint`] count for them, too, if it comes after.
pub fn hold_against<'t>(
    rules: &[UserRule<'t>],
    document: Document<'t>,
    resolver: &Resolver<'t>,
    diagnostics: &mut Diagnostics,
) {
    ruleset::check(rules, Links::new(document, resolver), diagnostics);
}
