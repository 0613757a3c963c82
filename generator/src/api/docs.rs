//! What the document says in words, and where it says it.

use crate::diagnostic::Location;

/// The place of something, kept for diagnostics. All places are equal, so that models compare by what they mean.
#[derive(Clone, Debug, Default)]
pub struct At(pub Option<Location>);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Words about one thing. Markdown (CommonMark), as written; hostile until it is escaped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// Any length.
    pub description: Option<String>,
    /// Address of more.
    pub external: Option<String>,
    /// Should no longer be used.
    pub deprecated: bool,
}

/// The Info Object (OpenAPI 3.0.3 §4.7.2).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// Name of the API.
    pub title: String,
    /// Version of the document, any text.
    pub version: String,
    /// What it is for.
    pub description: Option<String>,
}

/// A group of operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Words about it.
    pub docs: Docs,
    /// The name of the tag above it (from 3.2). Never leads back to the tag itself.
    pub parent: Option<String>,
    /// What it is for (from 3.2): `nav`, `badge`, `audience`, or any other word.
    pub kind: Option<String>,
}

impl Tag {
    /// Is it a group of operations, rather than a mark on some?
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.kind.as_deref().is_none_or(|kind| kind == "nav")
    }
}
