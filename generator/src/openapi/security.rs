//! Security schemes, and what an operation asks of them.

use super::view::view;
use crate::source::Entry;

view! {
    /// The Security Scheme Object (OpenAPI 3.0.3 §4.7.27).
    SecurityScheme
}

impl<'t> SecurityScheme<'t> {
    /// `type`, as written.
    #[must_use]
    pub fn kind(self) -> Option<&'t str> {
        self.0.text("type")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `deprecated` (from 3.2)
    #[must_use]
    pub fn deprecated(self) -> bool {
        self.0.flag("deprecated")
    }

    /// `name`, of an API key.
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.0.text("name")
    }

    /// `in`, of an API key, as written.
    #[must_use]
    pub fn location(self) -> Option<&'t str> {
        self.0.text("in")
    }

    /// `scheme`, of HTTP authentication, as written; letter case does not count.
    #[must_use]
    pub fn scheme(self) -> Option<&'t str> {
        self.0.text("scheme")
    }

    /// `bearerFormat`
    #[must_use]
    pub fn bearer_format(self) -> Option<&'t str> {
        self.0.text("bearerFormat")
    }
}

view! {
    /// The Security Requirement Object (OpenAPI 3.0.3 §4.7.30): schemes that must all be satisfied.
    SecurityRequirement
}

impl<'t> SecurityRequirement<'t> {
    /// The schemes by name, each with the scopes asked for.
    pub fn schemes(self) -> impl Iterator<Item = (Entry<'t>, impl Iterator<Item = &'t str>)> {
        self.0.node.entries().map(|entry| (entry, entry.value.items().filter_map(|scope| scope.as_str())))
    }
}
