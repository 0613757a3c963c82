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

/// The words of a schema, else those that stand beside a reference in its `allOf`.
pub(super) fn of_place(schema: Schema<'_>) -> Docs {
    let mut words = of_schema(schema);
    for beside in schema.all_of().filter(|member| member.reference().is_none() && schema.reference().is_none()) {
        fill(&mut words, of_schema(beside));
    }
    words
}

/// Takes over what is not said yet.
pub(super) fn fill(words: &mut Docs, more: Docs) {
    words.summary = words.summary.take().or(more.summary);
    words.description = words.description.take().or(more.description);
    words.external = words.external.take().or(more.external);
}
