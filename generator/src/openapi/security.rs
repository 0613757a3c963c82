//! Security schemes, and what an operation asks of them.

use super::view::view;
use crate::source::{Entry, Node};

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

impl<'t> SecurityScheme<'t> {
    /// `flows`, by their kinds, in the order of the document.
    pub fn flows(self) -> impl Iterator<Item = (Entry<'t>, OAuthFlow<'t>)> + Clone {
        self.0.map("flows").filter(|(entry, _)| !entry.key.starts_with("x-"))
    }

    /// `openIdConnectUrl`
    #[must_use]
    pub fn open_id_connect_url(self) -> Option<&'t str> {
        self.0.text("openIdConnectUrl")
    }

    /// `oauth2MetadataUrl` (from 3.2): where the server describes itself (RFC 8414).
    #[must_use]
    pub fn metadata_url(self) -> Option<&'t str> {
        self.0.text("oauth2MetadataUrl")
    }
}

view! {
    /// The OAuth Flow Object (OpenAPI 3.0.3 §4.7.29).
    OAuthFlow
}

impl<'t> OAuthFlow<'t> {
    /// `authorizationUrl`
    #[must_use]
    pub fn authorization_url(self) -> Option<&'t str> {
        self.0.text("authorizationUrl")
    }

    /// `deviceAuthorizationUrl` (from 3.2)
    #[must_use]
    pub fn device_authorization_url(self) -> Option<&'t str> {
        self.0.text("deviceAuthorizationUrl")
    }

    /// `tokenUrl`
    #[must_use]
    pub fn token_url(self) -> Option<&'t str> {
        self.0.text("tokenUrl")
    }

    /// `refreshUrl`
    #[must_use]
    pub fn refresh_url(self) -> Option<&'t str> {
        self.0.text("refreshUrl")
    }

    /// `scopes`, each with its description.
    pub fn scopes(self) -> impl Iterator<Item = (&'t str, &'t str)> + Clone {
        let entries = self.0.node.get("scopes").into_iter().flat_map(Node::entries);
        entries
            .filter(|entry| !entry.key.starts_with("x-"))
            .map(|entry| (entry.key, entry.value.as_str().unwrap_or("")))
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
