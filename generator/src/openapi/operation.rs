//! One operation of a path.

use super::view::view;
use super::{
    Callback, ExternalDocs, OrReference, Parameter, RequestBody, Responses, SecurityRequirement, Server, View,
    extensions,
};
use crate::source::Entry;

view! {
    /// The Operation Object (OpenAPI 3.0.3 §4.7.10).
    Operation
}

impl<'t> Operation<'t> {
    /// `operationId`
    #[must_use]
    pub fn id(self) -> Option<&'t str> {
        self.0.text("operationId")
    }

    /// `tags`
    pub fn tags(self) -> impl Iterator<Item = &'t str> + Clone {
        self.0.texts("tags")
    }

    /// `summary`
    #[must_use]
    pub fn summary(self) -> Option<&'t str> {
        self.0.text("summary")
    }

    /// `description`
    #[must_use]
    pub fn description(self) -> Option<&'t str> {
        self.0.text("description")
    }

    /// `externalDocs`
    #[must_use]
    pub fn external_docs(self) -> Option<ExternalDocs<'t>> {
        self.0.child("externalDocs")
    }

    /// `parameters`
    pub fn parameters(self) -> impl Iterator<Item = OrReference<'t, Parameter<'t>>> + Clone {
        self.0.list("parameters").filter(|item| item.node.is_mapping()).map(OrReference::over)
    }

    /// `requestBody`
    #[must_use]
    pub fn request_body(self) -> Option<OrReference<'t, RequestBody<'t>>> {
        let node = self.0.node.get("requestBody").filter(|node| node.is_mapping())?;
        Some(OrReference::over(self.0.with(node)))
    }

    /// `responses`
    #[must_use]
    pub fn responses(self) -> Option<Responses<'t>> {
        self.0.child("responses")
    }

    /// `callbacks`
    pub fn callbacks(self) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, Callback<'t>>)> + Clone {
        self.0.map_or_reference("callbacks")
    }

    /// `deprecated`
    #[must_use]
    pub fn deprecated(self) -> bool {
        self.0.flag("deprecated") || self.has(&extensions::DEPRECATED)
    }

    /// `security`; `None` when the field is absent, which means the document's own.
    #[must_use]
    pub fn security(self) -> Option<impl Iterator<Item = SecurityRequirement<'t>> + Clone + use<'t>> {
        self.0.node.get("security").filter(|node| node.is_sequence())?;
        Some(self.0.list("security").filter(|item| item.node.is_mapping()).map(SecurityRequirement::over))
    }

    /// `servers`
    pub fn servers(self) -> impl Iterator<Item = Server<'t>> + Clone {
        self.0.views("servers")
    }
}
