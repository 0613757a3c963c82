//! What rules look at: a view, with what they need of its surroundings.

use super::Links;
use super::instance::Judge;
use crate::diagnostic::Location;
use crate::openapi::grammar::Object;
use crate::openapi::{Document, MediaType, Operation, Parameter, PathItem, Reference, Response, Schema, Server};
use crate::source::{Entry, Node};

/// The whole document.
#[derive(Debug)]
pub struct Survey<'a, 't> {
    /// The document.
    pub document: Document<'t>,
    /// Where references lead.
    pub links: Links<'a, 't>,
    /// Its operations, in order.
    pub operations: Vec<OperationSite<'a, 't>>,
    /// Its references, in order, each with the object that has to stand there.
    pub references: Vec<(Reference<'t>, &'static Object)>,
    /// Its schemas, in order.
    pub schemas: Vec<Schema<'t>>,
    /// Its other objects, in order.
    pub objects: Vec<(Node<'t>, &'static Object)>,
}

impl<'t> Survey<'_, 't> {
    /// The objects of this kind, in order.
    pub fn objects_of(&self, object: &'static Object) -> impl Iterator<Item = Node<'t>> {
        self.objects.iter().filter(move |(_, kind)| std::ptr::eq(*kind, object)).map(|(node, _)| *node)
    }
}

/// An operation of a path.
#[derive(Clone, Copy, Debug)]
pub struct OperationSite<'a, 't> {
    /// Where references lead.
    pub links: Links<'a, 't>,
    /// The path.
    pub path: Entry<'t>,
    /// What stands there.
    pub item: PathItem<'t>,
    /// The method, in capitals.
    pub method: &'t str,
    /// The operation.
    pub operation: Operation<'t>,
}

impl OperationSite<'_, '_> {
    /// What to call it in a message: `POST /pets`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("`{} {}`", self.method, self.path.key)
    }
}

impl<'t> OperationSite<'_, 't> {
    /// The parameters that count: those of the path item and its own, without those that it replaces.
    pub fn parameters(&self) -> Vec<Parameter<'t>> {
        let followed = |places: Vec<_>| -> Vec<Parameter<'t>> {
            places.into_iter().filter_map(|place| self.links.follow(place)).collect()
        };
        let own = followed(self.operation.parameters().collect());
        let identity = |parameter: &Parameter<'t>| (parameter.name(), parameter.location());
        let general = followed(self.item.parameters().collect()).into_iter();
        let general = general.filter(|general| own.iter().all(|own| identity(own) != identity(general)));
        general.chain(own.iter().copied()).collect()
    }

    /// The responses by their keys, wherever they stand.
    pub fn responses(&self) -> impl Iterator<Item = (Entry<'t>, Response<'t>)> {
        let by_status = self.operation.responses().into_iter().flat_map(|responses| responses.by_status());
        by_status.filter_map(|(entry, place)| Some((entry, self.links.follow(place)?)))
    }

    /// The media types of the request, wherever they stand.
    pub fn request_content(&self) -> impl Iterator<Item = (Entry<'t>, MediaType<'t>)> {
        let body = self.operation.request_body().and_then(|place| self.links.follow(place));
        body.into_iter().flat_map(|body| body.content())
    }
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct ParameterSite<'a, 't> {
    /// Where references lead.
    pub links: Links<'a, 't>,
    /// The parameter.
    pub parameter: Parameter<'t>,
}

/// A response.
#[derive(Clone, Copy, Debug)]
pub struct ResponseSite<'a, 't> {
    /// Where references lead.
    pub links: Links<'a, 't>,
    /// The response.
    pub response: Response<'t>,
}

/// A server.
#[derive(Clone, Copy, Debug)]
pub struct ServerSite<'t> {
    /// The server.
    pub server: Server<'t>,
}

/// A schema.
#[derive(Clone, Copy, Debug)]
pub struct SchemaSite<'a, 't> {
    /// Where references lead.
    pub links: Links<'a, 't>,
    /// The schema.
    pub schema: Schema<'t>,
}

/// A value that is given for what a schema allows.
#[derive(Clone, Copy, Debug)]
pub struct ExampleSite<'a, 't> {
    /// The schema.
    pub schema: Schema<'t>,
    /// The value.
    pub value: Node<'t>,
    /// What it is given as.
    pub role: Role,
    /// Who can say whether it fits.
    pub judge: &'a Judge<'a, 't>,
}

/// What a value is given as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One of the examples.
    Example,
    /// The default.
    Default,
    /// A value of the `enum`, or the `const`.
    Constant,
}

/// Where the key of an entry stands.
pub(super) fn at_key(entry: Entry<'_>) -> Location {
    Location { place: entry.key_place, ..entry.value.location() }
}
