//! Servers and their variables.

use super::Version;
use super::view::{View, view};
use crate::source::Entry;

view! {
    /// The Server Object (OpenAPI 3.0.3 §4.7.5).
    Server
}

impl<'t> Server<'t> {
    /// `url`
    #[must_use]
    pub fn url(self) -> Option<&'t str> {
        self.0.text("url")
    }

    /// `name` (from 3.2)
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.0.text("name").filter(|_| self.version() >= Version::V3_2)
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `variables`
    pub fn variables(self) -> impl Iterator<Item = (Entry<'t>, ServerVariable<'t>)> + Clone {
        self.0.map("variables")
    }
}

view! {
    /// The Server Variable Object (OpenAPI 3.0.3 §4.7.6).
    ServerVariable
}

impl<'t> ServerVariable<'t> {
    /// `default`; a port is often written without quotes.
    #[must_use]
    pub fn default(self) -> Option<&'t str> {
        self.0.scalar("default")
    }

    /// `enum`
    pub fn values(self) -> impl Iterator<Item = &'t str> + Clone {
        self.0.texts("enum")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }
}
