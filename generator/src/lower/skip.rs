//! Operations that the configuration leaves out.

use super::{LowerOptions, Lowering, codes};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::source::Node;

/// An operation to leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Its `operationId`, or method and path: `POST /pets`.
    pub operation: String,
    /// Why; it is repeated in the diagnostic.
    pub reason: String,
    /// Where the configuration says so, if it has places.
    pub location: Option<Location>,
}

impl Skip {
    /// Does it mean this operation?
    pub(super) fn means(&self, id: Option<&str>, method: &str, path: &str) -> bool {
        let by_place = || {
            let (skip_method, skip_path) = self.operation.split_once(' ')?;
            Some(skip_method.eq_ignore_ascii_case(method) && skip_path.trim_start() == path)
        };
        id == Some(&self.operation) || by_place().unwrap_or(false)
    }
}

/// What is known of each skip of the options while the operations are lowered.
pub(super) struct Skips<'o> {
    all: &'o [Skip],
    used: Vec<bool>,
}

impl<'o> Skips<'o> {
    pub(super) fn new(options: &'o LowerOptions) -> Self {
        Self { all: &options.skips, used: vec![false; options.skips.len()] }
    }

    pub(super) fn find(&mut self, id: Option<&str>, method: &str, path: &str) -> Option<&'o Skip> {
        let index = self.all.iter().position(|skip| skip.means(id, method, path))?;
        self.used.get_mut(index).into_iter().for_each(|used| *used = true);
        self.all.get(index)
    }

    /// Reports those that no operation answered to.
    pub(super) fn report_unmatched(&self, diagnostics: &mut Diagnostics) {
        for (skip, _) in self.all.iter().zip(&self.used).filter(|(_, used)| !**used) {
            let message = format!("the skip of `{}` matches no operation", skip.operation);
            let found =
                Diagnostic { location: skip.location.clone(), ..Diagnostic::new(&codes::SKIP_UNMATCHED, message) };
            diagnostics.push(found.help("write the `operationId`, or method and path as in `POST /pets`"));
        }
    }
}

impl Lowering<'_, '_> {
    pub(super) fn tell_skipped(&mut self, skip: &Skip, operation: Node<'_>, name: &str) {
        let message = format!("{name} is skipped: {}", skip.reason);
        self.tell(&codes::SKIPPED, operation, message);
    }

    pub(super) fn tell_skip_not_needed(&mut self, skip: &Skip, name: &str) {
        let message = format!("the skip of `{}` is not needed: {name} is lowered without an error", skip.operation);
        let found = Diagnostic { location: skip.location.clone(), ..Diagnostic::new(&codes::SKIP_NOT_NEEDED, message) };
        self.diagnostics.push(found.help("remove the skip"));
    }
}
