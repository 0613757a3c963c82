//! What a document says about itself: info, tags, external documentation.

use super::Version;
use super::view::view;

view! {
    /// The Info Object (OpenAPI 3.0.3 §4.7.2).
    Info
}

impl<'t> Info<'t> {
    /// `title`
    #[must_use]
    pub fn title(self) -> Option<&'t str> {
        self.0.scalar("title")
    }

    /// `version`
    #[must_use]
    pub fn version(self) -> Option<&'t str> {
        self.0.scalar("version")
    }

    /// `summary` (from 3.1)
    #[must_use]
    pub fn summary(self) -> Option<&'t str> {
        self.0.text("summary")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }
}

view! {
    /// The Tag Object (OpenAPI 3.0.3 §4.7.22).
    Tag
}

impl<'t> Tag<'t> {
    /// `name`
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.0.scalar("name")
    }

    /// `summary` (from 3.2)
    #[must_use]
    pub fn summary(self) -> Option<&'t str> {
        self.0.text("summary")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `parent` (from 3.2): the name of the tag above it.
    #[must_use]
    pub fn parent(self) -> Option<&'t str> {
        self.0.text("parent").filter(|_| self.0.version >= Version::V3_2)
    }

    /// `kind` (from 3.2): `nav`, `badge`, `audience`, or any other word.
    #[must_use]
    pub fn kind(self) -> Option<&'t str> {
        self.0.text("kind").filter(|_| self.0.version >= Version::V3_2)
    }

    /// `externalDocs`
    #[must_use]
    pub fn external_docs(self) -> Option<ExternalDocs<'t>> {
        self.0.child("externalDocs")
    }
}

view! {
    /// The External Documentation Object (OpenAPI 3.0.3 §4.7.11).
    ExternalDocs
}

impl<'t> ExternalDocs<'t> {
    /// `url`
    #[must_use]
    pub fn url(self) -> Option<&'t str> {
        self.0.text("url")
    }
}
