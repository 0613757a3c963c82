//! Requests that the other side makes.

use super::PathItem;
use super::view::{View, view};
use crate::source::Entry;

view! {
    /// The Callback Object (OpenAPI 3.0.3 §4.7.18).
    Callback
}

impl<'t> Callback<'t> {
    /// The runtime expressions, each with the requests that are made there.
    pub fn expressions(self) -> impl Iterator<Item = (Entry<'t>, PathItem<'t>)> + Clone {
        let members = self.0.members().filter(|(entry, _)| !entry.key.starts_with("x-"));
        members.map(|(entry, raw)| (entry, PathItem::over(raw)))
    }
}
