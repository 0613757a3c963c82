//! The register of all codes, for `specwright explain` and the docs.

use crate::diagnostic::Code;

/// Every code of every stage, in the order of their ids.
#[must_use]
pub fn all() -> Vec<&'static Code> {
    let stages: &[&[&Code]] = &[crate::openapi::codes::ALL, crate::resolve::codes::ALL, crate::lower::codes::ALL];
    stages.concat()
}
