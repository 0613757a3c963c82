//! The texts that the editor has open, as it changes them.

use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, TextDocumentContentChangeEvent,
    Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::position::Places;
use super::{Server, uri};

/// A text that is open.
pub(super) struct Open {
    /// Its address, as the editor writes it.
    pub(super) uri: Uri,
    pub(super) text: String,
    pub(super) version: i32,
}

fn read<P: DeserializeOwned>(params: Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

impl Server {
    pub(super) fn opened(&mut self, params: Value) {
        let Some(DidOpenTextDocumentParams { text_document: opened }) = read(params) else { return };
        if let Some(path) = uri::path(&opened.uri) {
            let open = Open { uri: opened.uri, text: opened.text, version: opened.version };
            self.open.insert(path, open);
            self.is_stale = true;
        }
    }

    pub(super) fn changed(&mut self, params: Value) {
        let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(params) else { return };
        let open = uri::path(&text_document.uri).and_then(|path| self.open.get_mut(&path));
        if let Some(open) = open {
            open.version = text_document.version;
            content_changes.into_iter().for_each(|change| apply(&mut open.text, change));
            self.is_stale = true;
        }
    }

    pub(super) fn closed(&mut self, params: Value) {
        let Some(DidCloseTextDocumentParams { text_document }) = read(params) else { return };
        if let Some(path) = uri::path(&text_document.uri) {
            self.open.remove(&path);
            self.is_stale = true;
        }
    }
}

/// A change without a range is the whole text.
fn apply(text: &mut String, change: TextDocumentContentChangeEvent) {
    match change.range {
        None => *text = change.text,
        Some(range) => {
            let places = Places::of(text);
            let (start, end) = (places.offset(range.start), places.offset(range.end));
            text.replace_range(start..end.max(start), &change.text);
        }
    }
}
