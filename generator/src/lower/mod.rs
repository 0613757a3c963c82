//! Stage 4, lower: OpenAPI becomes the model of [`crate::api`], one file an OpenAPI concept.
//!
//! Nothing fails as a whole: what cannot be expressed is told and left out, an operation at most, and the rest lives.
//! Only types that an operation reaches are lowered, unless asked otherwise. Must not know Rust, nor choose names: a
//! type only says where it stands.

mod body;
pub mod codes;
mod docs;
mod encoding;
mod incoming;
mod info;
mod json;
mod operation;
mod origin;
mod parameter;
mod path;
mod prune;
mod response;
mod schema;
mod security;
mod server;
mod skip;
mod xml;

pub use skip::Skip;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::api::{Api, At, Parameter, Response, ResponseHeader, TypeRef, Types};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, View};
use crate::resolve::{Key, KeyMap, KeySet, Resolver};
use crate::source::Node;

/// What a caller decides.
#[derive(Clone, Debug, Default)]
pub struct LowerOptions {
    /// Operations to leave out.
    pub skips: Vec<Skip>,
    /// Lower every schema of the components, not only those that an operation reaches.
    pub all_types: bool,
}

/// The model of a document, with all that could not be expressed reported.
#[must_use]
pub fn lower<'t>(
    document: &Document<'t>,
    resolver: &Resolver<'t>,
    options: &LowerOptions,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut lowering = Lowering {
        document: *document,
        resolver,
        diagnostics,
        types: Types::default(),
        linked: origin::Linked::new(*document, resolver),
        known: HashMap::new(),
        waiting: VecDeque::new(),
        heads: None,
        told: HashSet::new(),
        nulls: KeyMap::default(),
        depth: 0,
        fields: 0,
        firsts: incoming::Firsts::default(),
        shared: Shared::default(),
    };
    let (security_schemes, schemes) = lowering.security_schemes();
    let mut api = Api {
        info: info::info(*document),
        servers: lowering.servers(document.servers()),
        security_schemes,
        tags: lowering.groups(),
        ..Api::default()
    };
    api.operations = lowering.operations(&schemes, options);
    api.webhooks = lowering.webhooks();
    lowering.tell_firsts();
    if options.all_types {
        lowering.all_components();
    }
    lowering.finish_types();
    api.types = lowering.types;
    xml::settle(&mut api, lowering.diagnostics);
    prune::prune(api, options.all_types)
}

/// The state of one run.
struct Lowering<'a, 't> {
    document: Document<'t>,
    resolver: &'a Resolver<'t>,
    diagnostics: &'a mut Diagnostics,
    types: Types,
    linked: origin::Linked,
    /// Schemas (or those that must hold together) that were seen before, so that each becomes one type.
    known: HashMap<Vec<Key>, TypeRef>,
    /// Named types whose bodies are still to be made, so that recursive schemas need no recursion here.
    waiting: VecDeque<schema::Job<'t>>,
    /// Schemas of the components that others take in by `allOf`, once someone has asked.
    heads: Option<KeySet>,
    /// What was reported of which node.
    told: HashSet<(Key, &'static str, String)>,
    /// Which schemas admit `null`, as far as it was asked.
    nulls: KeyMap<bool>,
    /// How many lists and maps the present schema is inside of.
    depth: usize,
    /// How many fields the types have so far.
    fields: usize,
    /// What is told once of the whole document.
    firsts: incoming::Firsts<'t>,
    shared: Shared,
}

/// What operations share, so that it is lowered once however many refer to it: nothing of it depends on who asks.
#[derive(Default)]
struct Shared {
    parameters: KeyMap<Parameter>,
    responses: KeyMap<Response>,
    headers: KeyMap<ResponseHeader>,
}

impl Lowering<'_, '_> {
    fn tell(&mut self, code: &'static Code, node: Node<'_>, message: impl Into<String>) {
        self.tell_once(node, Diagnostic::new(code, message));
    }

    fn tell_with_help(&mut self, code: &'static Code, node: Node<'_>, message: impl Into<String>, help: &str) {
        self.tell_once(node, Diagnostic::new(code, message).help(help));
    }

    /// A schema is looked at by each type that takes it in, and says the same each time.
    fn tell_once(&mut self, node: Node<'_>, found: Diagnostic) {
        if self.told.insert((Key::of(node), found.code.id, found.message.clone())) {
            self.diagnostics.push(found.at(node.location()));
        }
    }
}

fn at<'t>(view: impl View<'t>) -> At {
    At(Some(view.node().location()))
}
