//! What the server sends by itself: an enum of all webhooks, and a function for each callback.

use super::names::Case;
use super::plan_reach::{Callback, Webhook, WebhookContent};
use super::plan_types::Use;
use super::represent::Representation;
use super::scope::{Scope, Wish};
use super::{Planner, Words, codes, docs};
use crate::api::{Incoming, Kind, MediaKind, Operation, TypeRef};
use crate::config::{Signature, Webhooks};
use crate::diagnostic::Diagnostic;

impl Planner<'_> {
    pub(super) fn webhooks(&self, representation: &Representation<'_>) -> Vec<Webhook> {
        let all = &self.api.webhooks;
        let wires: Vec<String> = all.iter().map(|webhook| wire(webhook, all)).collect();
        let wishes: Vec<Wish> = wires.iter().map(|wire| Wish::new(wire.as_str())).collect();
        let names = Scope { case: Case::Pascal, kind: "Webhook", reserved: &["Self"] }.assign(&wishes).names;
        let webhooks = all.iter().zip(wires).zip(names).map(|((webhook, wire), name)| Webhook {
            docs: Words::of_or(&webhook.docs, || format!("{}.", docs::code(&wire))),
            deprecated: webhook.docs.deprecated,
            content: match json(webhook, representation) {
                Some(ty) => WebhookContent::Json(ty),
                None if webhook.body.as_ref().is_some_and(|body| !body.contents.is_empty()) => WebhookContent::Bytes,
                None => WebhookContent::Empty,
            },
            wire,
            name,
        });
        webhooks.collect()
    }

    /// How they are signed, if there are some.
    pub(super) fn signature(&mut self) -> Option<Signature> {
        let Webhooks { signature, location } = self.config.webhooks.as_ref()?;
        if self.api.webhooks.is_empty() {
            let found = Diagnostic::new(&codes::SIGNATURE_UNUSED, "the document has no webhooks that could be signed");
            self.diagnostics.push(found.at(location.clone()));
            return None;
        }
        Some(signature.clone())
    }

    /// Those whose bodies are JSON: of others there is nothing to read.
    pub(super) fn callbacks(&self, operation: &Operation, representation: &Representation<'_>) -> Vec<Callback> {
        let typed = operation.callbacks.iter().filter_map(|callback| Some((callback, json(callback, representation)?)));
        let typed: Vec<(&Incoming, Use)> = typed.collect();
        let wish = |(callback, _): &(&Incoming, Use)| {
            let expression = callback.expression.as_deref().unwrap_or_default();
            let identity = format!("{} {} {expression}", callback.name, callback.method);
            Wish { identity, ..Wish::new(callback.name.as_str()) }
        };
        let wishes: Vec<Wish> = typed.iter().map(wish).collect();
        let names = Scope { case: Case::Snake, kind: "callback", reserved: &[] }.assign(&wishes).names;
        typed
            .into_iter()
            .zip(names)
            .map(|((callback, ty), name)| Callback { docs: words(callback), name, ty })
            .collect()
    }
}

fn words(callback: &Incoming) -> Words {
    let expression = docs::code(callback.expression.as_deref().unwrap_or_default());
    let (name, method) = (docs::code(&callback.name), docs::code(&callback.method));
    let mut words = Words::of(&callback.docs);
    words.paragraph(vec![format!(
        "Reads the body of the callback {name}, which the server sends by {method} to {expression}."
    )]);
    words
}

/// The key of a webhook; with its method where it has more than one.
fn wire(webhook: &Incoming, all: &[Incoming]) -> String {
    let several = all.iter().filter(|other| other.name == webhook.name).nth(1).is_some();
    if several { format!("{} {}", webhook.method, webhook.name) } else { webhook.name.clone() }
}

fn json(request: &Incoming, representation: &Representation<'_>) -> Option<Use> {
    let body = request.body.as_ref()?;
    let content = body.contents.iter().find(|content| content.kind == MediaKind::Json)?;
    let any = TypeRef::new(Kind::Any);
    Some(representation.kept(content.ty.as_ref().unwrap_or(&any)))
}
