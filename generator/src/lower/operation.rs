//! Operations: method, path, and all that goes in and comes out.

use std::collections::HashMap;

use super::security::Schemes;
use super::skip::{Skip, Skips};
use super::{LowerOptions, Lowering, at, codes, docs, parameter, path};
use crate::api::{self, Docs, Origin, OriginBase, PathTemplate};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::openapi::{Operation, PathItem, View};
use crate::source::{Entry, Node};

/// An operation with what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Site<'t> {
    path: Entry<'t>,
    item: PathItem<'t>,
    method: &'t str,
    operation: Operation<'t>,
}

impl<'t> Site<'t> {
    /// What to call it in a message.
    pub(super) fn name(&self) -> String {
        match self.operation.id() {
            Some(id) => format!("`{} {}` ({id})", self.method, self.path.key),
            None => format!("`{} {}`", self.method, self.path.key),
        }
    }

    /// The path as it is written.
    pub(super) fn path_text(&self) -> &'t str {
        self.path.key
    }

    pub(super) fn operation_node(&self) -> Node<'t> {
        self.operation.node()
    }
}

impl<'t> Lowering<'_, 't> {
    /// All operations that can be lowered, in the order of the document.
    pub(super) fn operations(&mut self, schemes: &Schemes<'t>, options: &LowerOptions) -> Vec<api::Operation> {
        let mut lowered: Vec<api::Operation> = Vec::new();
        let mut skips = Skips::new(options);
        let mut skipped = Vec::new();
        let mut ids: HashMap<&str, Operation<'t>> = HashMap::new();
        for site in self.sites() {
            if let Some(skip) = skips.find(site.operation.id(), site.method, site.path.key) {
                self.tell_skipped(skip, site.operation.node(), &site.name());
                skipped.push((skip, site));
                continue;
            }
            self.check_id(site.operation, &mut ids);
            match self.operation(&site, lowered.len(), schemes) {
                Some(operation) => lowered.push(operation),
                None => {
                    let message = format!("{} cannot be generated", site.name());
                    let help = "mend what is reported in it, or skip it by name in the configuration";
                    self.tell_with_help(&codes::OPERATION, site.operation.node(), message, help);
                }
            }
        }
        skips.report_unmatched(self.diagnostics);
        self.finish_types();
        self.try_skipped(&skipped, lowered.len(), schemes);
        lowered
    }

    fn sites(&mut self) -> Vec<Site<'t>> {
        let mut sites = Vec::new();
        for (path, item) in self.document.paths() {
            let item = match item.reference() {
                Some(reference) => self.resolver.path_item(reference, self.diagnostics),
                None => Some(item),
            };
            let Some(item) = item else { continue };
            for (method, place) in item.operations() {
                match self.resolver.follow(place, self.diagnostics) {
                    Some(operation) => sites.push(Site { path, item, method, operation }),
                    None => {
                        let message = format!("`{method} {}` cannot be generated", path.key);
                        self.tell(&codes::OPERATION, place.node(), message);
                    }
                }
            }
        }
        sites
    }

    fn check_id(&mut self, operation: Operation<'t>, ids: &mut HashMap<&'t str, Operation<'t>>) {
        let Some(id) = operation.id() else { return };
        if let Some(first) = ids.get(id) {
            let message = format!("`{id}` is the `operationId` of two operations");
            let place =
                |operation: Operation<'t>| operation.node().get("operationId").unwrap_or(operation.node()).location();
            let found = Diagnostic::new(&codes::DUPLICATE_ID, message).at(place(operation));
            let found = found.related(place(*first), "first used here");
            self.diagnostics.push(found.help("give each operation an id of its own"));
        } else {
            ids.insert(id, operation);
        }
    }

    /// Lowers skipped operations on the side, to see which skips are no longer needed.
    fn try_skipped(&mut self, skipped: &[(&Skip, Site<'t>)], index: usize, schemes: &Schemes<'t>) {
        for (skip, site) in skipped {
            let before = std::mem::take(self.diagnostics);
            let operation = self.operation(site, index, schemes);
            self.finish_types();
            let tried: Diagnostics = std::mem::replace(self.diagnostics, before);
            if operation.is_some() && !tried.has(Severity::Error) {
                self.tell_skip_not_needed(skip, &site.name());
            }
        }
    }

    fn operation(&mut self, site: &Site<'t>, index: usize, schemes: &Schemes<'t>) -> Option<api::Operation> {
        let operation = site.operation;
        let origin = Origin { base: OriginBase::Operation(index), steps: Vec::new() };
        let (path, query) = self.path(site)?;
        let mut parameters = self.parameters(site.item.parameters(), operation.parameters(), &path, &origin, site);
        parameter::add_query_of_path(&mut parameters, query, at(operation));
        let body = operation.request_body().map(|body| self.request_body(body, &origin));
        let responses = operation.responses().map(|responses| self.responses(responses, &origin)).unwrap_or_default();
        let callbacks = self.callbacks(operation.callbacks(), &origin);
        let security = match (operation.security(), self.document.security()) {
            (Some(own), _) => self.security(own, schemes),
            (None, Some(general)) => self.security(general, schemes),
            (None, None) => Vec::new(),
        };
        let mut servers = self.servers(operation.servers());
        if servers.is_empty() {
            servers = self.servers(site.item.servers());
        }
        Some(api::Operation {
            id: docs::text(operation.id()),
            method: site.method.to_owned(),
            path,
            docs: Docs {
                summary: docs::text(operation.summary()).or_else(|| docs::text(site.item.summary())),
                description: docs::text(operation.description()).or_else(|| docs::text(site.item.description())),
                external: docs::external(operation.external_docs()),
                deprecated: operation.deprecated(),
            },
            tags: operation.tags().map(str::to_owned).collect(),
            parameters,
            body,
            responses,
            callbacks,
            security,
            servers,
            at: at(operation),
        })
    }

    /// The template, and the query that stands behind it against the rules.
    fn path(&mut self, site: &Site<'t>) -> Option<(PathTemplate, &'t str)> {
        let text = site.path.key;
        let sent = text.split('#').next().unwrap_or_default();
        if sent != text {
            let message = format!("`{text}` has a `#`; only `{sent}` is sent");
            self.tell(&codes::PATH_FRAGMENT, site.operation.node(), message);
        }
        let (sent, query) = sent.split_once('?').unwrap_or((sent, ""));
        if !query.is_empty() {
            let message = format!("`{text}` has a query; it is sent as query parameters");
            self.tell(&codes::PATH_QUERY, site.operation.node(), message);
        }
        let template = path::template(sent);
        if template.is_none() {
            let message = format!("the braces of the path `{text}` do not fit together");
            let help = "write each parameter as `{name}`";
            self.tell_with_help(&codes::BAD_PATH, site.operation.node(), message, help);
        }
        Some((template?, query))
    }
}
