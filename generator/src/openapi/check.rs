//! The structural part of validation: a document against the grammar.

use super::Document;
use super::Version;
use super::grammar::{self, Visitor, tables};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Node;

/// Reports all that is wrong with the structure of a document: fields that are unknown, missing, of another version,
/// or that hold what they may not. References are for the next stage.
pub fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    grammar::walk(*document, &mut Faults(diagnostics));
}

/// The same for a document of version 2.0, by the tables of that version.
pub fn check_swagger(root: Node<'_>, diagnostics: &mut Diagnostics) {
    grammar::walk_part(root, &tables::swagger::SWAGGER, Version::V2_0, &mut Faults(diagnostics));
}

struct Faults<'d>(&'d mut Diagnostics);

impl Visitor<'_> for Faults<'_> {
    fn fault(&mut self, fault: Diagnostic) {
        self.0.push(fault);
    }
}
