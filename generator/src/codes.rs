//! The register of all codes, for `specwright explain` and the docs.

use crate::diagnostic::Code;
use crate::{lower, openapi, resolve, source};

/// Every code of every stage, in the order of their ids.
#[must_use]
pub fn all() -> Vec<&'static Code> {
    let stages: &[&[&Code]] = &[source::codes::ALL, openapi::codes::ALL, resolve::codes::ALL, lower::codes::ALL];
    stages.concat()
}
