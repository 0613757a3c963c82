//! The one walk over a document: each object of it goes to the rules that look at such objects.

use std::collections::HashMap;

use super::instance::Judge;
use super::{
    Check, ExampleSite, Links, OperationSite, ParameterSite, ResponseSite, Role, Rule, SchemaSite, ServerSite, Survey,
};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::FileId;
use crate::openapi::extensions;
use crate::openapi::grammar::{self, Object, Visitor, tables};
use crate::openapi::{Document, Example, Header, MediaType, OrReference, Reference, Schema, SchemaType, Valued, View};
use crate::resolve::Resolver;
use crate::source::{Node, Step};

/// Runs the rules. Returned are the objects that say what does not count for them.
pub(super) fn walk<'t>(
    document: Document<'t>,
    resolver: &Resolver<'t>,
    rules: &[&'static Rule],
    diagnostics: &mut Diagnostics,
) -> Vec<Node<'t>> {
    let links = Links::new(document, resolver);
    let judge = Judge::new(links);
    let mut walk = Walk {
        links,
        judge: &judge,
        rules: ByKind::of(rules),
        seen: Seen::default(),
        references: Vec::new(),
        schemas: Vec::new(),
        objects: Vec::new(),
        ignoring: Vec::new(),
        diagnostics,
    };
    grammar::walk(document, &mut walk);
    for (node, object) in resolver.parts() {
        // A part of a part was looked at with it.
        if !walk.seen.has(node) {
            grammar::walk_part(node, object, document.version(), &mut walk);
        }
    }
    let operations = operations(document, resolver, links);
    for site in &operations {
        walk.rules.operation.iter().for_each(|check| check(site, walk.diagnostics));
    }
    let survey = Survey {
        document,
        links,
        operations,
        references: walk.references,
        schemas: walk.schemas,
        objects: walk.objects,
    };
    walk.rules.document.iter().for_each(|check| check(&survey, walk.diagnostics));
    walk.ignoring
}

/// The operations of the paths, in order, wherever they stand.
fn operations<'a, 't>(
    document: Document<'t>,
    resolver: &Resolver<'t>,
    links: Links<'a, 't>,
) -> Vec<OperationSite<'a, 't>> {
    let mut operations = Vec::new();
    for (path, item) in document.paths() {
        let item = match item.reference() {
            Some(reference) => resolver.path_item(reference, &mut Diagnostics::new()),
            None => Some(item),
        };
        for (method, place) in item.into_iter().flat_map(|item| item.operations()) {
            if let Some((item, operation)) = item.zip(links.follow(place)) {
                operations.push(OperationSite { links, path, item, method, operation });
            }
        }
    }
    operations
}

/// The checks by what they look at.
#[derive(Default)]
struct ByKind {
    document: Vec<for<'a, 't> fn(&Survey<'a, 't>, &mut Diagnostics)>,
    operation: Vec<for<'a, 't> fn(&OperationSite<'a, 't>, &mut Diagnostics)>,
    parameter: Vec<for<'a, 't> fn(ParameterSite<'a, 't>, &mut Diagnostics)>,
    response: Vec<for<'a, 't> fn(ResponseSite<'a, 't>, &mut Diagnostics)>,
    server: Vec<for<'t> fn(ServerSite<'t>, &mut Diagnostics)>,
    schema: Vec<for<'a, 't> fn(SchemaSite<'a, 't>, &mut Diagnostics)>,
    example: Vec<for<'a, 't> fn(ExampleSite<'a, 't>, &mut Diagnostics)>,
}

impl ByKind {
    fn of(rules: &[&'static Rule]) -> Self {
        let mut kinds = Self::default();
        for rule in rules {
            match rule.check {
                Check::Document(check) => kinds.document.push(check),
                Check::Operation(check) => kinds.operation.push(check),
                Check::Parameter(check) => kinds.parameter.push(check),
                Check::Response(check) => kinds.response.push(check),
                Check::Server(check) => kinds.server.push(check),
                Check::Schema(check) => kinds.schema.push(check),
                Check::Example(check) => kinds.example.push(check),
            }
        }
        kinds
    }
}

/// Which objects were looked at, by file and number.
#[derive(Default)]
struct Seen(HashMap<FileId, Vec<bool>>);

impl Seen {
    fn has(&self, node: Node<'_>) -> bool {
        let known = self.0.get(&node.tree().file());
        known.and_then(|known| known.get(node.id().index())).copied().unwrap_or(false)
    }

    /// Was it not there before?
    fn add(&mut self, node: Node<'_>) -> bool {
        let known = self.0.entry(node.tree().file()).or_insert_with(|| vec![false; node.tree().len()]);
        known.get_mut(node.id().index()).is_some_and(|known| !std::mem::replace(known, true))
    }
}

struct Walk<'d, 'a, 't> {
    links: Links<'a, 't>,
    judge: &'d Judge<'d, 't>,
    rules: ByKind,
    /// What was looked at: an alias of YAML shows an object in two places.
    seen: Seen,
    references: Vec<(Reference<'t>, &'static Object)>,
    schemas: Vec<Schema<'t>>,
    objects: Vec<(Node<'t>, &'static Object)>,
    ignoring: Vec<Node<'t>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Visitor<'t> for Walk<'_, '_, 't> {
    fn object(&mut self, node: Node<'t>, object: &'static Object) {
        if !self.seen.add(node) {
            return;
        }
        if node.get(extensions::IGNORE.name).is_some() {
            self.ignoring.push(node);
        }
        let (links, document) = (self.links, self.links.document());
        if std::ptr::eq(object, &tables::SCHEMA) {
            let schema = document.see(node);
            self.schemas.push(schema);
            self.schema(schema);
            return;
        }
        self.objects.push((node, object));
        if std::ptr::eq(object, &tables::PARAMETER) {
            let site = ParameterSite { links, parameter: document.see(node) };
            self.rules.parameter.iter().for_each(|check| check(site, self.diagnostics));
            self.valued(site.parameter);
        } else if std::ptr::eq(object, &tables::HEADER) {
            self.valued(document.see::<Header<'t>>(node));
        } else if std::ptr::eq(object, &tables::MEDIA_TYPE) {
            self.media_type(node, document.see(node));
        } else if std::ptr::eq(object, &tables::RESPONSE) {
            let site = ResponseSite { links, response: document.see(node) };
            self.rules.response.iter().for_each(|check| check(site, self.diagnostics));
        } else if std::ptr::eq(object, &tables::SERVER) {
            let site = ServerSite { server: document.see(node) };
            self.rules.server.iter().for_each(|check| check(site, self.diagnostics));
        }
    }

    fn reference(&mut self, reference: Reference<'t>, expected: &'static Object) {
        self.references.push((reference, expected));
    }
}

impl<'t> Walk<'_, '_, 't> {
    fn schema(&mut self, schema: Schema<'t>) {
        let site = SchemaSite { links: self.links, schema };
        self.rules.schema.iter().for_each(|check| check(site, self.diagnostics));
        let examples: Vec<Node<'t>> = schema.examples().filter(|value| !self.is_text_of(schema, *value)).collect();
        examples.into_iter().for_each(|value| self.example(schema, value, Role::Example));
        let constants = schema.enumeration().into_iter().flat_map(Node::items).chain(schema.constant());
        constants.for_each(|value| self.example(schema, value, Role::Constant));
        schema.default().into_iter().for_each(|value| self.example(schema, value, Role::Default));
    }

    fn valued(&mut self, valued: impl Valued<'t>) {
        let Some(schema) = valued.schema() else { return };
        let examples = valued.examples().filter_map(|(_, place)| self.here(place));
        let examples: Vec<Node<'t>> =
            valued.example().into_iter().chain(examples).filter(|value| !self.is_text_of(schema, *value)).collect();
        for value in examples {
            self.example(schema, value, Role::Example);
        }
    }

    /// Is it a text that stands for a list or an object, written as it is sent? The specification allows that wherever no
    /// media type says what the text is.
    fn is_text_of(&self, schema: Schema<'t>, value: Node<'t>) -> bool {
        let types = self.links.schema(schema).and_then(|schema| schema.types());
        let is_composite = |ty| matches!(ty, SchemaType::Array | SchemaType::Object);
        value.as_str().is_some() && types.is_some_and(|types| types.iter().any(is_composite))
    }

    /// Examples of forms are objects too, and those of other formats texts, which no schema describes.
    fn media_type(&mut self, node: Node<'t>, media_type: MediaType<'t>) {
        let (Some(schema), Some(Step::Key(name))) = (media_type.schema(), node.step()) else { return };
        let name = name.split(';').next().unwrap_or_default().trim_end().to_ascii_lowercase();
        let is_json = name.ends_with("/json") || name.ends_with("+json");
        let examples = media_type.examples().filter_map(|(_, place)| self.here(place));
        let examples: Vec<Node<'t>> = media_type.example().into_iter().chain(examples).collect();
        for value in examples.into_iter().filter(|value| is_json || value.is_mapping()) {
            self.example(schema, value, Role::Example);
        }
    }

    fn here(&self, place: OrReference<'t, Example<'t>>) -> Option<Node<'t>> {
        self.links.follow(place)?.value()
    }

    fn example(&mut self, schema: Schema<'t>, value: Node<'t>, role: Role) {
        let site = ExampleSite { schema, value, role, judge: self.judge };
        self.rules.example.iter().for_each(|check| check(site, self.diagnostics));
    }
}
