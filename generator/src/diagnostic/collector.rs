//! The collector that each stage adds to, so that reading goes on after a fault.

use super::{Diagnostic, Severity};

/// All findings of a run, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty collector.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Is there anything at or above this severity?
    #[must_use]
    pub fn has(&self, severity: Severity) -> bool {
        self.found.iter().any(|d| d.severity >= severity)
    }

    /// Makes warnings of the errors that `is_tolerated` accepts.
    pub fn tolerate(&mut self, is_tolerated: impl Fn(&Diagnostic) -> bool) {
        for found in &mut self.found {
            if found.severity == Severity::Error && is_tolerated(found) {
                found.severity = Severity::Warning;
            }
        }
    }

    /// Keeps what `is_kept` accepts, which may change it.
    pub fn retain(&mut self, is_kept: impl FnMut(&mut Diagnostic) -> bool) {
        self.found.retain_mut(is_kept);
    }

    /// What was found so far.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Adds all of another collector.
    pub fn extend(&mut self, other: Diagnostics) {
        self.found.extend(other.found);
    }

    /// Findings by place (those without one first), so that output does not depend on the order of the stages.
    pub fn sort(&mut self) {
        self.found.sort_by(|a, b| (&a.location, a.code.id, &a.message).cmp(&(&b.location, b.code.id, &b.message)));
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.iter()
    }
}
