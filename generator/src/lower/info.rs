//! Title, version, tags.

use super::docs;
use crate::api::{Docs, Info, Tag};
use crate::openapi::Document;

pub(super) fn info(document: Document<'_>) -> Info {
    let Some(info) = document.info() else { return Info::default() };
    Info {
        title: docs::text(info.title()).unwrap_or_default(),
        version: docs::text(info.version()).unwrap_or_default(),
        description: docs::text(info.description()).or_else(|| docs::text(info.summary())),
    }
}

pub(super) fn tags(document: Document<'_>) -> Vec<Tag> {
    let named = document.tags().filter_map(|tag| Some((tag.name()?, tag)));
    let tags = named.map(|(name, tag)| Tag {
        name: name.to_owned(),
        docs: Docs {
            summary: docs::text(tag.summary()),
            description: docs::text(tag.description()),
            external: docs::external(tag.external_docs()),
            deprecated: false,
        },
    });
    tags.collect()
}
