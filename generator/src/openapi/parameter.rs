//! Parameters, and headers, which are parameters without a name and place of their own.

use super::view::view;
use super::{Example, MediaType, OrReference, Raw, Schema, View, extensions};
use crate::source::{Entry, Node};

view! {
    /// The Parameter Object (OpenAPI 3.0.3 §4.7.12).
    Parameter
}

impl<'t> Parameter<'t> {
    /// `name`
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.0.text("name")
    }

    /// `in`, as written.
    #[must_use]
    pub fn location(self) -> Option<&'t str> {
        self.0.text("in")
    }
}

view! {
    /// The Header Object (OpenAPI 3.0.3 §4.7.21).
    Header
}

/// What a parameter and a header have in common.
pub trait Valued<'t>: View<'t> {
    /// `description`
    fn description(self) -> Option<&'t str> {
        self.raw().text("description")
    }

    /// `required`
    fn required(self) -> bool {
        self.raw().flag("required")
    }

    /// `deprecated`
    fn deprecated(self) -> bool {
        self.raw().flag("deprecated") || self.has(&extensions::DEPRECATED)
    }

    /// `style`, as written.
    fn style(self) -> Option<&'t str> {
        self.raw().text("style")
    }

    /// `explode`; `None` when the field is absent, which means the default of the style.
    fn explode(self) -> Option<bool> {
        self.raw().node.get("explode")?.as_bool()
    }

    /// `allowReserved`
    fn allow_reserved(self) -> bool {
        self.raw().flag("allowReserved")
    }

    /// `schema`
    fn schema(self) -> Option<Schema<'t>> {
        Schema::read(self.raw().with(self.raw().node.get("schema")?))
    }

    /// `content`, of which there is at most one.
    fn content(self) -> Option<(Entry<'t>, MediaType<'t>)> {
        self.raw().map("content").next()
    }

    /// `example`
    fn example(self) -> Option<Node<'t>> {
        self.raw().node.get("example")
    }

    /// `examples`
    fn examples(self) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, Example<'t>>)> {
        Raw::map_or_reference(self.raw(), "examples")
    }
}

impl<'t> Valued<'t> for Parameter<'t> {}
impl<'t> Valued<'t> for Header<'t> {}
