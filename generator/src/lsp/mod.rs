//! Door: the language server, `specwright lsp`. An editor sends what is typed, and is told the same findings as by
//! `specwright validate`, at the same places; fields are explained and completed by the tables of the specification.
//!
//! One thread, one message after the other. Findings are made anew when no message is waiting, so that typing is never
//! behind by more than one run. Must not find anything wrong itself: whatever it tells, [`crate::validate`] has found.

mod action;
mod answer;
mod check;
mod completion;
mod definition;
mod hover;
mod open;
mod position;
mod spot;
mod uri;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, HoverProviderCapability, InitializeParams, OneOf,
    PublishDiagnosticsParams, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri,
};
use serde_json::json;

use check::Checked;
use open::Open;

/// The connection broke off, or the other side does not speak the protocol.
pub type Stopped = Box<dyn std::error::Error + Send + Sync>;

/// Serves on standard input and output until the editor says that it is over.
///
/// # Errors
///
/// What broke the connection off.
pub fn run() -> Result<(), Stopped> {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection);
    // The threads end when nobody sends any more.
    drop(connection);
    threads.join()?;
    served
}

/// Serves on a connection until the other side says that it is over.
///
/// # Errors
///
/// What broke the connection off.
pub fn serve(connection: &Connection) -> Result<(), Stopped> {
    let (id, params) = connection.initialize_start()?;
    let _: InitializeParams = serde_json::from_value(params)?;
    let about = json!({ "name": "specwright", "version": env!("CARGO_PKG_VERSION") });
    connection.initialize_finish(id, json!({ "capabilities": capabilities(), "serverInfo": about }))?;
    let mut server = Server::default();
    loop {
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            // Nobody waits for an answer: now is the time to look.
            Err(_) if server.is_stale => {
                server.publish(connection)?;
                continue;
            }
            Err(_) => match connection.receiver.recv() {
                Ok(message) => message,
                Err(_) => return Ok(()),
            },
        };
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    return Ok(());
                }
                if server.is_stale {
                    server.publish(connection)?;
                }
                connection.sender.send(server.answer(request).into())?;
            }
            Message::Notification(told) => server.take(told),
            Message::Response(_) => {}
        }
    }
}

fn capabilities() -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["'", "\"", "/", "#"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    }
}

/// What is open, and what was found.
#[derive(Default)]
struct Server {
    open: BTreeMap<PathBuf, Open>,
    /// For each file that is open, what was read with it and found.
    checked: BTreeMap<PathBuf, Checked>,
    /// The files that the editor shows findings of.
    shown: BTreeSet<PathBuf>,
    /// Did something change since it was looked at?
    is_stale: bool,
}

impl Server {
    /// Takes what the editor tells. What is of no concern here, or cannot be read, is passed over.
    fn take(&mut self, told: Notification) {
        let params = told.params;
        match told.method.as_str() {
            notification::DidOpenTextDocument::METHOD => self.opened(params),
            notification::DidChangeTextDocument::METHOD => self.changed(params),
            notification::DidCloseTextDocument::METHOD => self.closed(params),
            notification::DidSaveTextDocument::METHOD | notification::DidChangeWatchedFiles::METHOD => {
                self.is_stale = true;
            }
            _ => {}
        }
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            request::HoverRequest::METHOD => answer::to(params, |params| hover::hover(self, params)),
            request::GotoDefinition::METHOD => answer::to(params, |params| definition::definition(self, params)),
            request::Completion::METHOD => answer::to(params, |params| completion::completion(self, params)),
            request::CodeActionRequest::METHOD => answer::to(params, |params| action::actions(self, params)),
            other => Err((ErrorCode::MethodNotFound, format!("`{other}` is not offered"))),
        };
        match result {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    /// Looks at all that is open, and tells the editor what is found.
    fn publish(&mut self, connection: &Connection) -> Result<(), Stopped> {
        self.is_stale = false;
        let texts: Vec<(PathBuf, String)> =
            self.open.iter().map(|(path, open)| (path.clone(), open.text.clone())).collect();
        self.checked = self.open.keys().map(|path| (path.clone(), Checked::of(path, &texts))).collect();
        let mut found: BTreeMap<PathBuf, Vec<lsp_types::Diagnostic>> = BTreeMap::new();
        // That nothing is found is told, too.
        let shown = std::mem::take(&mut self.shown);
        found.extend(shown.into_iter().chain(self.open.keys().cloned()).map(|path| (path, Vec::new())));
        for checked in self.checked.values() {
            for (path, told) in checked.told(self) {
                let all = found.entry(path).or_default();
                // A part that two documents share is told once.
                if !all.contains(&told) {
                    all.push(told);
                }
            }
        }
        for (path, diagnostics) in found {
            let Some(uri) = self.uri(&path) else { continue };
            let version = self.open.get(&path).map(|open| open.version);
            if !diagnostics.is_empty() {
                self.shown.insert(path);
            }
            let params = PublishDiagnosticsParams { uri, diagnostics, version };
            let told = Notification::new(notification::PublishDiagnostics::METHOD.to_owned(), params);
            connection.sender.send(told.into())?;
        }
        Ok(())
    }

    /// The address of a file, in the editor's own words where it has the file open.
    fn uri(&self, path: &std::path::Path) -> Option<Uri> {
        self.open.get(path).map(|open| open.uri.clone()).or_else(|| uri::of(path))
    }
}
