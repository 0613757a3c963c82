//! The structural part of validation: a document against the grammar.

use super::Document;
use super::grammar::{self, Visitor};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Reports all that is wrong with the structure of a document: fields that are unknown, missing, of another version,
/// or that hold what they may not. References are for the next stage.
pub fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    grammar::walk(*document, &mut Faults(diagnostics));
}

struct Faults<'d>(&'d mut Diagnostics);

impl Visitor<'_> for Faults<'_> {
    fn fault(&mut self, fault: Diagnostic) {
        self.0.push(fault);
    }
}
