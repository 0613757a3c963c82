//! Bundling: a document of many files becomes one.
//!
//! What references lead to in other files comes into the components, under the name by which the generator knows it;
//! what the components have no room for (path items, operations) is written where it is used. References are rewritten.
//! Nothing else is changed: keys keep their order, numbers their text.

mod collect;
mod copy;
mod tags;

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::openapi::Document;
use crate::resolve::Resolver;
use crate::source::{Sources, Tree};
use collect::Plan;
use copy::Copy;

/// The document as one file. Its references were followed before ([`crate::resolve::check`]), which also told those that
/// lead nowhere: they stay as they are.
///
/// `base` is the tree of the document; `sources` holds the other files.
#[must_use]
pub fn bundle<'t>(
    document: Document<'t>,
    resolver: &Resolver<'t>,
    base: &Arc<Tree>,
    sources: &'t Sources,
    diagnostics: &mut Diagnostics,
) -> Tree {
    let plan = Plan::of(document, resolver, diagnostics);
    Copy::new(document, &plan, base, sources, diagnostics).whole()
}
