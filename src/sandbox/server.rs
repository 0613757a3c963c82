//! The sockets: routes, bodies, and a server that stops when it is told to.
//!
//! It decides nothing about purchases: [`super::wire`] reads and writes, [`super::ledger`] keeps the books.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::ledger::Ledger;
use super::wire::{self, Reply};

/// An order is two short members; what is longer is not one.
const BODY_LIMIT: usize = 64 * 1024;

/// A sandbox that is being served. It stops when it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    ledger: Shared,
    /// Dropping this asks the server to finish what it is answering and to stop.
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

#[derive(Clone, Debug)]
struct Shared(Arc<Mutex<Ledger>>);

impl Shared {
    /// A purchase changes the ledger in one step or not at all, so it is sound even after a panic elsewhere.
    fn lock(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sandbox {
    /// Serves `ledger` at `listen`; port 0 takes a free one.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub async fn start(ledger: Ledger, listen: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let ledger = Shared(Arc::new(Mutex::new(ledger)));
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, router(ledger.clone())).with_graceful_shutdown(async {
            // An error means that the handle was dropped, which asks for the same.
            stopped.await.unwrap_or_default();
        });
        let server = tokio::spawn(serving.into_future());
        Ok(Self { address, ledger, stop, server })
    }

    /// The address that it listens at.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of the API, as a client is configured with it.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }

    /// Where the ledger can be read.
    #[must_use]
    pub fn ledger_url(&self) -> String {
        format!("http://{}/sandbox/ledger", self.address)
    }

    /// The ledger as it stands now.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.ledger.lock().clone()
    }

    /// Finishes the answers that are under way, then stops.
    ///
    /// # Errors
    /// When serving had failed before.
    pub async fn stop(self) -> io::Result<()> {
        drop(self.stop);
        self.server.await.map_err(io::Error::other)?
    }
}

fn router(ledger: Shared) -> Router {
    let not_allowed = || async {
        wire::refuse(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "this path does not take this method")
    };
    let not_found = || async { wire::refuse(StatusCode::NOT_FOUND, "NOT_FOUND", "there is nothing at this path") };
    Router::new()
        .route("/api/v1/credits/purchase", post(purchase))
        .route("/sandbox/ledger", get(show))
        .method_not_allowed_fallback(not_allowed)
        .fallback(not_found)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(ledger)
}

async fn purchase(
    State(ledger): State<Shared>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Reply, Reply> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let token = text(AUTHORIZATION).and_then(wire::bearer);
    let session = ledger.lock().authenticate(token).map_err(|refusal| wire::refused(&refusal))?;
    let body = body.map_err(|fault| wire::refuse(fault.status(), "UNREADABLE_BODY", &fault.body_text()))?;
    let order = wire::order(text(CONTENT_TYPE), &body)?;
    let receipt = ledger.lock().purchase(session, &order).map_err(|refusal| wire::refused(&refusal))?;
    Ok(wire::charged(&receipt))
}

async fn show(State(ledger): State<Shared>) -> Reply {
    wire::ledger(&ledger.lock())
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        (self.status, [(CONTENT_TYPE, "application/json")], self.body).into_response()
    }
}
