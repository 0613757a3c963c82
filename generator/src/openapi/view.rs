//! What all views share: a node, the version to read it by, and how a field is read.
//!
//! A view never fails and never reports: a field of the wrong type reads as absent, and [`super::check`] has said so.

use super::extensions::Extension;
use super::grammar::{Object, tables};
use super::{Reference, Version};
use crate::source::{Entry, Kind, Node};

/// A node with the version to read it by. Cheap to copy; so are all the views made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'t> {
    pub(super) node: Node<'t>,
    pub(super) version: Version,
}

/// A typed view over one object of the document.
pub trait View<'t>: Copy {
    /// Sees this node as such an object.
    fn over(raw: Raw<'t>) -> Self;

    /// The node and version under the view.
    fn raw(self) -> Raw<'t>;

    /// The node under the view.
    fn node(self) -> Node<'t> {
        self.raw().node
    }

    /// The version to read it by.
    fn version(self) -> Version {
        self.raw().version
    }

    /// What the object says by a Specification Extension.
    fn extension(self, extension: &Extension) -> Option<Node<'t>> {
        self.node().get(extension.name)
    }

    /// Is it `true` there?
    fn has(self, extension: &Extension) -> bool {
        self.raw().flag(extension.name)
    }
}

/// A kind of object for which a reference may stand.
pub trait Referable<'t>: View<'t> {
    /// What the grammar calls it.
    const OBJECT: &'static Object;
}

macro_rules! referable {
    ($($view:ident => $object:ident),* $(,)?) => {
        $(impl<'t> Referable<'t> for super::$view<'t> {
            const OBJECT: &'static Object = &tables::$object;
        })*
    };
}

referable! {
    Parameter => PARAMETER,
    Header => HEADER,
    RequestBody => REQUEST_BODY,
    Response => RESPONSE,
    Example => EXAMPLE,
    Operation => OPERATION,
    Callback => CALLBACK,
    SecurityScheme => SECURITY_SCHEME,
    MediaType => MEDIA_TYPE,
}

/// An object that stands in its place, or a reference to it.
#[derive(Clone, Copy, Debug)]
pub enum OrReference<'t, V> {
    /// It stands elsewhere.
    Reference(Reference<'t>),
    /// It stands here.
    Here(V),
}

impl<'t, V: View<'t>> OrReference<'t, V> {
    pub(super) fn over(raw: Raw<'t>) -> Self {
        match Reference::of(raw) {
            Some(reference) => Self::Reference(reference),
            None => Self::Here(V::over(raw)),
        }
    }

    /// The node that stands in the place.
    pub fn node(self) -> Node<'t> {
        match self {
            Self::Reference(reference) => reference.node(),
            Self::Here(view) => view.node(),
        }
    }
}

impl<'t> Raw<'t> {
    /// Sees this node by this version.
    #[must_use]
    pub fn new(node: Node<'t>, version: Version) -> Self {
        Self { node, version }
    }

    pub(super) fn with(self, node: Node<'t>) -> Self {
        Self { node, ..self }
    }

    #[inline]
    pub(super) fn text(self, field: &str) -> Option<&'t str> {
        self.node.get(field)?.as_str()
    }

    /// The text of a field that is often written as a number or boolean without quotes (`version: 1.0`).
    pub(super) fn scalar(self, field: &str) -> Option<&'t str> {
        match self.node.get(field)?.kind() {
            Kind::String(text) | Kind::Number(text) => Some(text),
            Kind::Bool(true) => Some("true"),
            Kind::Bool(false) => Some("false"),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn flag(self, field: &str) -> bool {
        self.node.get(field).and_then(Node::as_bool).unwrap_or(false)
    }

    #[inline]
    pub(super) fn count(self, field: &str) -> Option<u64> {
        whole(self.node.get(field)?.as_number()?)
    }

    #[inline]
    pub(super) fn child<V: View<'t>>(self, field: &str) -> Option<V> {
        let node = self.node.get(field).filter(|node| node.is_mapping())?;
        Some(V::over(self.with(node)))
    }

    #[inline]
    pub(super) fn list(self, field: &str) -> impl Iterator<Item = Raw<'t>> + Clone {
        self.node.get(field).into_iter().flat_map(Node::items).map(move |node| self.with(node))
    }

    pub(super) fn texts(self, field: &str) -> impl Iterator<Item = &'t str> + Clone {
        self.list(field).filter_map(|item| item.node.as_str())
    }

    /// The objects in a list.
    pub(super) fn views<V: View<'t>>(self, field: &str) -> impl Iterator<Item = V> + Clone {
        self.list(field).filter(|item| item.node.is_mapping()).map(V::over)
    }

    /// The entries of an object that hold objects.
    pub(super) fn members(self) -> impl Iterator<Item = (Entry<'t>, Raw<'t>)> + Clone {
        let objects = self.node.entries().filter(|entry| entry.value.is_mapping());
        objects.map(move |entry| (entry, self.with(entry.value)))
    }

    pub(super) fn map<V: View<'t>>(self, field: &str) -> impl Iterator<Item = (Entry<'t>, V)> + Clone {
        let map = self.node.get(field).map(|node| self.with(node));
        map.into_iter().flat_map(Raw::members).map(|(entry, raw)| (entry, V::over(raw)))
    }

    pub(super) fn map_or_reference<V: View<'t>>(
        self,
        field: &str,
    ) -> impl Iterator<Item = (Entry<'t>, OrReference<'t, V>)> + Clone {
        let map = self.node.get(field).map(|node| self.with(node));
        map.into_iter().flat_map(Raw::members).map(|(entry, raw)| (entry, OrReference::over(raw)))
    }
}

/// The value of a whole number, however it is written (`10`, `10.0`, `1e1`); `None` for others and for negative ones.
fn whole(text: &str) -> Option<u64> {
    text.parse().ok().or_else(|| {
        let float: f64 = text.parse().ok()?;
        (float >= 0.0 && float.fract() == 0.0 && float < 9e15).then_some(float as u64)
    })
}

/// Declares a view: a newtype over [`Raw`].
macro_rules! view {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<'t>($crate::openapi::Raw<'t>);

        impl<'t> $crate::openapi::View<'t> for $name<'t> {
            fn over(raw: $crate::openapi::Raw<'t>) -> Self {
                Self(raw)
            }

            fn raw(self) -> $crate::openapi::Raw<'t> {
                self.0
            }
        }
    };
}
pub(super) use view;
