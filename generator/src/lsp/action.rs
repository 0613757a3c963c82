//! Quick fixes: what a finding says mends it.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Range, TextEdit, Uri, WorkspaceEdit,
};

use super::position::Places;
use super::{Server, uri};
use crate::diagnostic::{Diagnostic, Fix, Texts};

pub(super) fn actions(server: &Server, params: CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let path = uri::path(&params.text_document.uri)?;
    let mut actions: Vec<CodeAction> = Vec::new();
    for checked in server.checked.values() {
        let Some(file) = checked.sources.file(&path) else { continue };
        let places = Places::of(checked.sources.text(file));
        for found in checked.diagnostics.iter() {
            let here = found.location.as_ref().filter(|location| location.place.file == file);
            let (Some(location), Some(fix)) = (here, &found.fix) else { continue };
            let is_here = touches(places.range(location.place.span), params.range);
            // Edits of several files, or of another one, are for `--fix`.
            if is_here && fix.edits.iter().all(|edit| edit.place.file == file) {
                let action = action(found, fix, &places, params.text_document.uri.clone());
                if !actions.contains(&action) {
                    actions.push(action);
                }
            }
        }
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

#[allow(clippy::mutable_key_type, reason = "the protocol's type has addresses for keys, and none is changed")]
fn action(found: &Diagnostic, fix: &Fix, places: &Places<'_>, uri: Uri) -> CodeAction {
    let edits =
        fix.edits.iter().map(|edit| TextEdit { range: places.range(edit.place.span), new_text: edit.text.clone() });
    let changes = HashMap::from([(uri, edits.collect())]);
    let title = found.help.clone().unwrap_or_else(|| found.message.clone());
    CodeAction {
        title: format!("{} ({})", title.trim_end_matches('?'), found.code.id),
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        is_preferred: Some(true),
        ..CodeAction::default()
    }
}
