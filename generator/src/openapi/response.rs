//! What can come back.

use super::view::view;
use super::{Header, MediaType, OrReference};
use crate::source::Entry;

view! {
    /// The Responses Object (OpenAPI 3.0.3 §4.7.16).
    Responses
}

impl<'t> Responses<'t> {
    /// The answers by status, in the order of the document.
    pub fn by_status(self) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, Response<'t>>)> + Clone {
        let members = self.0.members().filter(|(entry, _)| !entry.key.starts_with("x-"));
        members.map(|(entry, raw)| (entry, OrReference::over(raw)))
    }
}

view! {
    /// The Response Object (OpenAPI 3.0.3 §4.7.17).
    Response
}

impl<'t> Response<'t> {
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

    /// `headers`
    pub fn headers(self) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, Header<'t>>)> + Clone {
        self.0.map_or_reference("headers")
    }

    /// `content`
    pub fn content(self) -> impl Iterator<Item = (Entry<'t>, MediaType<'t>)> + Clone {
        self.0.map("content")
    }

    /// `links`
    pub fn links(self) -> impl Iterator<Item = Entry<'t>> + Clone {
        self.0.node.get("links").into_iter().flat_map(|links| links.entries())
    }
}
