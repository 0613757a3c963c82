//! What progenitor can generate of a document: all of it, or all but the parts on which it ends.
//!
//! It says at most with which words it ended. Which part that was is found by halving: it is the last of the smallest
//! number of parts, in the order of the document, with which it ends.

use std::sync::Arc;

use super::super::codes;
use super::super::openapiv3::to_openapiv3;
use super::fit::{self, Without};
use super::{Made, run};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::Document;
use crate::resolve::Key;
use crate::source::{Node, Tree};

/// After so many runs it is given up.
const RUNS: usize = 200;

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    Schemas,
    Operations,
}

pub(super) struct Search<'a, 't> {
    document: Document<'t>,
    base: &'a Arc<Tree>,
    without: Without,
    runs: usize,
}

impl<'a, 't> Search<'a, 't> {
    /// `skips`: what is left out from the beginning.
    pub(super) fn new(document: Document<'t>, base: &'a Arc<Tree>, skips: &[String]) -> Self {
        let skipped =
            fit::operations(document).into_iter().filter(|node| skips.iter().any(|skip| fit::is(*node, skip)));
        let without = Without { operations: skipped.map(Key::of).collect(), ..Without::default() };
        Self { document, base, without, runs: 0 }
    }

    /// What progenitor makes, with what is conceded and left out for it told; else its last words.
    pub(super) fn best(&mut self, diagnostics: &mut Diagnostics) -> Result<Made, String> {
        let mut words = match self.tried(&self.without.clone()) {
            Ok(made) => {
                self.tell(diagnostics);
                return Ok(made);
            }
            Err(words) => words,
        };
        let (schemas, operations) = (fit::schemas(self.document), fit::operations(self.document));
        for (among, parts) in [(Among::Schemas, schemas), (Among::Operations, operations)] {
            while let Some((part, why)) = self.first_bad(among, &parts) {
                let what = match among {
                    Among::Schemas => "this schema; it takes any JSON value",
                    Among::Operations => "this operation; it is left out",
                };
                let message = format!("progenitor cannot generate {what}: {}", super::first_words(&why));
                diagnostics.push(Diagnostic::new(&codes::LEFT_TO_OTHERS, message).at(part.location()));
                match among {
                    Among::Schemas => self.without.schemas.insert(Key::of(part)),
                    Among::Operations => self.without.operations.insert(Key::of(part)),
                };
                words = why;
            }
        }
        self.runs = 0;
        let made = self.tried(&self.without.clone()).map_err(|_| words)?;
        self.tell(diagnostics);
        Ok(made)
    }

    /// What is conceded, told once.
    fn tell(&self, diagnostics: &mut Diagnostics) {
        fit::fit(self.document, self.base, &self.without, diagnostics);
    }

    fn tried(&mut self, without: &Without) -> Result<Made, String> {
        self.runs += 1;
        let mut found = Diagnostics::new();
        let tree = fit::fit(self.document, self.base, without, &mut Diagnostics::new());
        let Some(spec) = to_openapiv3(&tree, &mut found) else {
            let words = found.iter().next().map(|found| found.message.clone());
            return Err(words.unwrap_or_else(|| "openapiv3 cannot take it".to_owned()));
        };
        run(spec)
    }

    /// The first of these parts with which it ends, the later ones left out; and its words.
    fn first_bad(&mut self, among: Among, parts: &[Node<'t>]) -> Option<(Node<'t>, String)> {
        let mut words = self.with_first(parts.len(), among, parts).err()?;
        let (mut good, mut bad) = (0, parts.len());
        // With none of them it must go well, else it is not these.
        self.with_first(0, among, parts).ok()?;
        while bad - good > 1 && self.runs < RUNS {
            let middle = good + (bad - good) / 2;
            match self.with_first(middle, among, parts) {
                Ok(_) => good = middle,
                Err(why) => (bad, words) = (middle, why),
            }
        }
        let part = parts.get(bad.checked_sub(1)?).filter(|_| self.runs < RUNS)?;
        Some((*part, words))
    }

    fn with_first(&mut self, count: usize, among: Among, parts: &[Node<'t>]) -> Result<Made, String> {
        let mut without = self.without.clone();
        let later = parts.iter().skip(count).map(|node| Key::of(*node));
        match among {
            Among::Schemas => {
                without.schemas.extend(later);
                without.operations.extend(fit::operations(self.document).into_iter().map(Key::of));
            }
            Among::Operations => without.operations.extend(later),
        }
        self.tried(&without)
    }
}
