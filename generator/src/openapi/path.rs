//! Paths and what can be done at one.

use super::view::view;
use super::{Operation, OrReference, Parameter, Reference, Server, Version};

/// The fields of a path item that hold an operation, with the version that brought them.
const METHODS: [(&str, &str, Version); 9] = [
    ("get", "GET", Version::V3_0),
    ("put", "PUT", Version::V3_0),
    ("post", "POST", Version::V3_0),
    ("delete", "DELETE", Version::V3_0),
    ("options", "OPTIONS", Version::V3_0),
    ("head", "HEAD", Version::V3_0),
    ("patch", "PATCH", Version::V3_0),
    ("trace", "TRACE", Version::V3_0),
    ("query", "QUERY", Version::V3_2),
];

view! {
    /// The Path Item Object (OpenAPI 3.0.3 §4.7.9).
    PathItem
}

impl<'t> PathItem<'t> {
    /// `$ref`: another path item, which stands for this one.
    #[must_use]
    pub fn reference(self) -> Option<Reference<'t>> {
        Reference::of(self.0)
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

    /// Its operations with their methods in capitals, in the order of the document; those of
    /// `additionalOperations` (from 3.2) where that field stands. The specification has no references here, but
    /// documents of many files do, and every bundler follows them.
    pub fn operations(self) -> impl Iterator<Item = (&'t str, OrReference<'t, Operation<'t>>)> + Clone {
        self.0.members().flat_map(move |(entry, raw)| {
            let known = METHODS.iter().find(|(field, _, since)| *field == entry.key && *since <= raw.version);
            let known = known.map(|&(_, method, _)| (method, raw));
            let additional = (entry.key == "additionalOperations" && raw.version >= Version::V3_2).then_some(raw);
            let additional = additional.into_iter().flat_map(|map| map.members().map(|(entry, raw)| (entry.key, raw)));
            known.into_iter().chain(additional).map(|(method, raw)| (method, OrReference::over(raw)))
        })
    }

    /// `servers`; `None` when the field is absent.
    pub fn servers(self) -> impl Iterator<Item = Server<'t>> + Clone {
        self.0.views("servers")
    }

    /// `parameters`, for all its operations.
    pub fn parameters(self) -> impl Iterator<Item = OrReference<'t, Parameter<'t>>> + Clone {
        self.0.list("parameters").filter(|item| item.node.is_mapping()).map(OrReference::over)
    }
}
