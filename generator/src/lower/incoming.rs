//! What the server sends by itself: webhooks, and the callbacks of operations. Only what they carry is lowered.

use super::{Lowering, at, codes, docs};
use crate::api::{self, Docs, Incoming, MediaKind, Origin, OriginBase, SharedPart};
use crate::openapi::{Callback, Operation, OrReference, PathItem, View};
use crate::source::{Entry, Node};

/// What is said once of a whole document, at the first place.
#[derive(Default)]
pub(super) struct Firsts<'t> {
    pub(super) link: Option<Node<'t>>,
    /// Something of an incoming request that gets no type.
    untyped: Option<Node<'t>>,
}

impl<'t> Lowering<'_, 't> {
    /// Every webhook, one for each method that it has.
    pub(super) fn webhooks(&mut self) -> Vec<Incoming> {
        let mut webhooks = Vec::new();
        for (entry, item) in self.document.webhooks() {
            let base = OriginBase::Shared(SharedPart::Webhook, entry.key.to_owned());
            webhooks.extend(self.requests(entry, item, None, &Origin { base, steps: Vec::new() }));
        }
        webhooks
    }

    pub(super) fn callbacks(
        &mut self,
        callbacks: impl Iterator<Item = (Entry<'t>, OrReference<'t, Callback<'t>>)>,
        origin: &Origin,
    ) -> Vec<Incoming> {
        let mut lowered = Vec::new();
        for (entry, place) in callbacks.filter(|(entry, _)| !entry.key.starts_with("x-")) {
            let Some(callback) = self.resolver.follow(place, self.diagnostics) else { continue };
            let origin = origin.step(format!("{} callback", entry.key));
            for (expression, item) in callback.expressions() {
                lowered.extend(self.requests(entry, item, Some(expression.key), &origin));
            }
        }
        lowered
    }

    fn requests(
        &mut self,
        entry: Entry<'t>,
        item: PathItem<'t>,
        expression: Option<&str>,
        origin: &Origin,
    ) -> Vec<Incoming> {
        let item = match item.reference() {
            Some(reference) => self.resolver.path_item(reference, self.diagnostics),
            None => Some(item),
        };
        let mut requests = Vec::new();
        let Some(item) = item else { return requests };
        for (method, place) in item.operations() {
            let Some(operation) = self.resolver.follow(place, self.diagnostics) else { continue };
            // The first one has the name to itself.
            let origin = if requests.is_empty() { origin.clone() } else { origin.step(method.to_lowercase()) };
            let body = operation.request_body().map(|body| self.request_body_at(body, &origin));
            self.note_untyped(operation, body.as_ref());
            requests.push(Incoming {
                name: entry.key.to_owned(),
                expression: expression.map(str::to_owned),
                method: method.to_owned(),
                docs: Docs {
                    summary: docs::text(operation.summary()).or_else(|| docs::text(item.summary())),
                    description: docs::text(operation.description()).or_else(|| docs::text(item.description())),
                    external: docs::external(operation.external_docs()),
                    deprecated: operation.deprecated(),
                },
                body,
                at: at(operation),
            });
        }
        requests
    }

    /// Parameters, answers with a body, and bodies that are not JSON.
    fn note_untyped(&mut self, operation: Operation<'t>, body: Option<&api::RequestBody>) {
        if self.firsts.untyped.is_some() {
            return;
        }
        let mut answers = operation.responses().into_iter().flat_map(|responses| responses.by_status());
        let answers = answers.any(|(_, place)| match place {
            OrReference::Here(response) => response.content().next().is_some(),
            OrReference::Reference(_) => false,
        });
        let of_other_kind = body.is_some_and(|body| {
            !body.contents.is_empty() && body.contents.iter().all(|content| content.kind != MediaKind::Json)
        });
        if operation.parameters().next().is_some() || answers || of_other_kind {
            self.firsts.untyped = Some(operation.node());
        }
    }

    /// Tells what is told once.
    pub(super) fn tell_firsts(&mut self) {
        if let Some(link) = self.firsts.link {
            self.tell(&codes::LINKS, link, "nothing is generated for links; what they name is called as an operation");
        }
        if let Some(node) = self.firsts.untyped {
            let message = "of requests that the server makes, only JSON bodies get types";
            let help = "read headers and other bodies by hand, and write the answer as your server does";
            self.tell_with_help(&codes::INCOMING, node, message, help);
        }
    }
}
