//! What the server sends by itself: webhooks, and the callbacks of operations.

use super::{At, Docs, RequestBody};

/// A request that the server makes (OpenAPI 3.0.3 §4.7.18, 3.1.1 §4.8.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Its key in the document: the name of the webhook, or of the callback.
    pub name: String,
    /// Where a callback is sent: an expression of what was said before (OpenAPI 3.0.3 §4.7.20.4). Webhooks go where the
    /// receiver asked for them by other means.
    pub expression: Option<String>,
    /// In capitals: `POST`, …
    pub method: String,
    /// Words about it.
    pub docs: Docs,
    /// What it carries.
    pub body: Option<RequestBody>,
    /// Where it stands.
    pub at: At,
}
