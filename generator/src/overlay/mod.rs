//! Corrections in a file of their own (OpenAPI Overlay 1.0.0, and `copy` of 1.1.0): a vendor's document is changed
//! before it is read, without being edited.
//!
//! Every value of the changed document still knows which file it was read from, so that a finding in what an overlay
//! brought points into the overlay. Must not know what a document means, nor which version of OpenAPI it follows.

mod action;
pub mod codes;
mod draft;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Derivation, Kind, Node, Tree};
use action::Outcome;
use draft::Draft;

/// The document with these overlays applied in order; `None`, with the reason told, if one of them cannot be.
#[must_use]
pub fn apply(base: &Arc<Tree>, overlays: &[Arc<Tree>], diagnostics: &mut Diagnostics) -> Option<Tree> {
    let too_much = |node: Node<'_>| {
        let found = Diagnostic::new(&codes::TOO_MUCH, "the document becomes too large or too deep");
        found.at(node.location()).help("let the overlay add less")
    };
    let Ok(mut draft) = Draft::of(base.root()) else {
        diagnostics.push(too_much(base.root()));
        return None;
    };
    let mut sound = true;
    for overlay in overlays {
        sound &= one(&mut draft, overlay.root(), diagnostics);
    }
    let mut out = Derivation::new(base);
    overlays.iter().for_each(|overlay| out.draw_on(overlay));
    let last = overlays.last().map_or(base.root(), |overlay| overlay.root());
    match draft.build(draft.root, &mut out, 0) {
        Ok(root) => sound.then(|| out.finish(root)),
        Err(_) => {
            diagnostics.push(too_much(last));
            None
        }
    }
}

/// Applies one overlay, as far as it can be read; was there no fault?
fn one<'t>(draft: &mut Draft<'t>, overlay: Node<'t>, diagnostics: &mut Diagnostics) -> bool {
    let version = overlay.get("overlay").map(Node::kind);
    let known = match version {
        Some(Kind::String(text)) => text.starts_with("1.0.") || text.starts_with("1.1."),
        _ => false,
    };
    let actions = overlay.get("actions").filter(|actions| actions.is_sequence());
    let (true, Some(actions)) = (known, actions) else {
        let at = overlay.get("overlay").unwrap_or(overlay);
        let message = match version {
            None => "this is no overlay: it has no `overlay` field",
            Some(_) if !known => "this is not a version of Overlay that is known",
            Some(_) => "this overlay has no list of `actions`",
        };
        let found = Diagnostic::new(&codes::NOT_OVERLAY, message).at(at.location());
        diagnostics.push(found.help("an overlay has `overlay: 1.0.0`, `info` and a list of `actions`"));
        return false;
    };
    let mut sound = true;
    for node in actions.items() {
        match action::apply(draft, node, diagnostics) {
            Outcome::Done => {}
            Outcome::Faulty => sound = false,
            Outcome::Stopped => return false,
        }
    }
    sound
}
