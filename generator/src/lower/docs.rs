//! Words: trimmed, and absent when empty.

use crate::api::Docs;
use crate::openapi::{ExternalDocs, Schema};

/// The text without blank ends; `None` if nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

pub(super) fn external(docs: Option<ExternalDocs<'_>>) -> Option<String> {
    text(docs.and_then(ExternalDocs::url))
}

/// The words of a schema; its title is the summary.
pub(super) fn of_schema(schema: Schema<'_>) -> Docs {
    Docs {
        summary: text(schema.title()),
        description: text(schema.description()),
        external: external(schema.external_docs()),
        deprecated: schema.deprecated(),
    }
}
