//! Work of the user's own around calls and attempts: signing, metrics, caching, breaking circuits.
//!
//! A layer sees requests as they go out and answers as they come in. It is trusted with both, and cannot loosen the promises
//! of the client: what it wraps can be run once and no more, a key stays what it is, and what it says of a request that was
//! sent does not make it one that was not.
//!
//! Without a layer, none of this runs.

use std::fmt;
use std::future::{Future, ready};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

use super::attempt;
use super::client_core::Core;
use super::clock::{Deadline, First, first};
use super::draft::checked_header;
use super::exchange::{self, Prepared};
use super::outcome::{Outcome, Reading};
use super::transport::{BoxError, TimeoutKind, TransportFailure, TransportKind};
use super::{Answer, OperationSpec, Phase, TransportError};

/// What a layer does, as a future.
pub type LayerFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Something around calls, around attempts, or both.
///
/// Implement what is needed: [`Layer::before`] and [`Layer::after`] for the two ends of an attempt, [`Layer::attempt`] for
/// what spans it, [`Layer::call`] for what spans all attempts of a call and the waits between them. The layer that was given
/// to the builder first is the outermost. Requests for tokens pass by all of them.
///
/// Time that is spent here counts for [`Timeouts::total`](super::Timeouts::total) of the call.
///
/// # Signing
///
/// A header that each attempt gets anew, because the time is part of it:
///
/// ```
/// # use specwright_runtime::runtime::{ClientBuilder, Layer, LayerFuture, Outgoing, Secret, TransportError};
/// struct Signing(Secret);
///
/// impl Layer for Signing {
///     fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
///         Box::pin(async move {
///             let body = request.body().ok_or_else(|| request.refuse("a stream cannot be signed"))?;
///             let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
///             let signature = sign(&self.0, request.method().as_str(), path, &body);
///             request.set_header("x-signature", &signature)
///         })
///     }
/// }
/// # fn sign(_: &Secret, _: &str, _: &str, _: &[u8]) -> String { String::new() }
/// # fn use_it(builder: ClientBuilder, key: Secret) -> ClientBuilder {
/// builder.layer(Signing(key))
/// # }
/// ```
///
/// # Metrics
///
/// ```
/// # use specwright_runtime::runtime::{Answer, Layer, LayerFuture, Next, Outgoing, TransportError};
/// # use std::{collections::BTreeMap, sync::Mutex, time::{Duration, Instant}};
/// #[derive(Default)]
/// struct Durations(Mutex<BTreeMap<&'static str, Vec<Duration>>>);
///
/// impl Layer for Durations {
///     fn call<'a>(&'a self, request: Outgoing, next: Next<'a>) -> LayerFuture<'a, Result<Answer, TransportError>> {
///         Box::pin(async move {
///             let (operation, start) = (request.operation().id, Instant::now());
///             let result = next.run(request).await;
///             self.0.lock().unwrap().entry(operation).or_default().push(start.elapsed());
///             result
///         })
///     }
/// }
/// ```
///
/// # A cache
///
/// An answer that is known already needs no request:
///
/// ```
/// # use specwright_runtime::runtime::{Answer, Layer, LayerFuture, Next, Outgoing, TransportError};
/// # use std::{collections::HashMap, sync::Mutex};
/// #[derive(Default)]
/// struct Cache(Mutex<HashMap<String, Answer>>);
///
/// impl Layer for Cache {
///     fn call<'a>(&'a self, request: Outgoing, next: Next<'a>) -> LayerFuture<'a, Result<Answer, TransportError>> {
///         Box::pin(async move {
///             if request.method() != "GET" {
///                 return next.run(request).await;
///             }
///             let address = request.uri().to_string();
///             if let Some(known) = self.0.lock().unwrap().get(&address) {
///                 return Ok(known.clone());
///             }
///             let answer = next.run(request).await?;
///             if answer.status().is_success() {
///                 self.0.lock().unwrap().insert(address, answer.clone());
///             }
///             Ok(answer)
///         })
///     }
/// }
/// ```
pub trait Layer: Send + Sync + 'static {
    /// Before each attempt. An error ends the call, and nothing of this attempt is sent: see [`Outgoing::refuse`].
    fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        let _ = request;
        Box::pin(ready(Ok(())))
    }

    /// After each attempt, with what came of it.
    fn after<'a>(&'a self, result: &'a Result<Answer, TransportError>) -> LayerFuture<'a, ()> {
        let _ = result;
        Box::pin(ready(()))
    }

    /// Around each attempt: [`Layer::before`], the attempt, [`Layer::after`].
    fn attempt<'a>(&'a self, mut request: Outgoing, next: Next<'a>) -> LayerFuture<'a, Result<Answer, TransportError>> {
        Box::pin(async move {
            self.before(&mut request).await?;
            let result = next.run(request).await;
            self.after(&result).await;
            result
        })
    }

    /// Around a call as a whole.
    fn call<'a>(&'a self, request: Outgoing, next: Next<'a>) -> LayerFuture<'a, Result<Answer, TransportError>> {
        next.run(request)
    }
}

/// A request on its way out. `Debug` shows the operation alone, for address, headers and body may hold secrets.
pub struct Outgoing {
    prepared: Prepared,
    /// Those of the request, in the form that all the world has for them.
    headers: HeaderMap,
    attempt: u32,
}

impl Outgoing {
    fn new(prepared: Prepared, attempt: u32) -> Self {
        Outgoing { headers: prepared.headers.to_map(), prepared, attempt }
    }

    /// The request as layers left it.
    fn into_prepared(mut self) -> Prepared {
        self.prepared.headers = self.headers.into();
        self.prepared
    }

    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static OperationSpec {
        self.prepared.operation
    }

    /// The number of the attempt, from 1; 0 for a call as a whole.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Its method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.prepared.method
    }

    /// Its address. The query may hold a credential.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.prepared.uri
    }

    /// Its headers, credentials among them, those that the transport adds not.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Its body, if all of it is here: not if a part of it is a stream.
    #[must_use]
    pub fn body(&self) -> Option<Bytes> {
        self.prepared.body.bytes()
    }

    /// The key by which the server knows the request when it comes again.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.prepared.key.as_ref()?.to_str().ok()
    }

    /// Sets a header, for this attempt, or for all of the call. Its value is treated as a secret.
    ///
    /// # Errors
    ///
    /// It cannot be sent, is one that the client answers for itself, or is the idempotency key, which has to stay the same.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<(), TransportError> {
        let key = self.operation().idempotency_header;
        let checked = match key {
            Some(key) if key.eq_ignore_ascii_case(name) => Err("is the key of the request, which stays the same"),
            _ => checked_header(name, value),
        };
        let (name, mut value) = checked.map_err(|why| self.refuse(format!("the header {name:?} {why}")))?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    /// An answer to it that no server gave.
    #[must_use]
    pub fn answer(&self, status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Answer {
        attempt::answer(&self.prepared, status, headers, body.into(), self.attempt)
    }

    /// An error that says why it is not sent. The reason is shown; it must not hold secrets.
    #[must_use]
    pub fn refuse(&self, why: impl Into<BoxError>) -> TransportError {
        let failure = TransportFailure::new(TransportKind::Refused).with_source(why);
        let attempts = self.attempt;
        TransportError {
            attempts,
            key: self.prepared.key.clone(),
            ..TransportError::new(self.operation(), failure, Phase::Connecting, Outcome::NotSent)
        }
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, attempt) = (self.operation().id, self.attempt);
        f.debug_struct("Outgoing").field("operation", &operation).field("attempt", &attempt).finish_non_exhaustive()
    }
}

/// What is around by a layer: further layers, and at last the call or the attempt itself. It can be run once.
#[must_use = "without it, nothing is sent"]
pub struct Next<'a> {
    layers: &'a [Arc<dyn Layer>],
    end: End<'a>,
}

/// What stands below all layers.
struct End<'a> {
    core: &'a Core,
    deadline: Deadline,
    progress: &'a Progress,
    /// The number of the attempt; 0 for the call.
    count: u32,
}

impl<'a> Next<'a> {
    /// Goes on with a request, to its answer.
    pub fn run(self, request: Outgoing) -> LayerFuture<'a, Result<Answer, TransportError>> {
        let Next { layers, end } = self;
        match layers.split_first() {
            Some((layer, layers)) if end.count == 0 => layer.call(request, Next { layers, end }),
            Some((layer, layers)) => layer.attempt(request, Next { layers, end }),
            None => Box::pin(end.run(request)),
        }
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Next({} layers)", self.layers.len())
    }
}

impl End<'_> {
    async fn run(self, request: Outgoing) -> Result<Answer, TransportError> {
        let End { core, deadline, progress, count } = self;
        let prepared = request.into_prepared();
        if count == 0 {
            return exchange::attempts(core, &prepared, deadline, Some(progress)).await;
        }
        let before = progress.begin(count);
        let result = attempt::once(core, &prepared, deadline, count).await;
        progress.end(before, &result);
        result
    }
}

/// What is known of a call while layers are at work, in case that one of them does not come to an end, or says otherwise.
pub(crate) struct Progress(Mutex<(Outcome, u32)>);

impl Progress {
    fn new() -> Self {
        Progress(Mutex::new((Outcome::NotSent, 0)))
    }

    fn known(&self) -> (Outcome, u32) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, outcome: Outcome, count: u32) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (outcome, count);
    }

    /// While an attempt runs, it may have been sent. Gives what was known before.
    fn begin(&self, count: u32) -> Outcome {
        let (before, _) = self.known();
        self.set(Outcome::Unknown, count);
        before
    }

    fn end(&self, before: Outcome, result: &Result<Answer, TransportError>) {
        let (_, count) = self.known();
        let outcome = match result {
            // As if it were not the wished-for one: it counts only where a layer does not pass it on.
            Ok(answer) => answer.outcome(Reading::Fits),
            Err(error) => error.outcome,
        };
        self.set(before.and(outcome), count);
    }
}

/// A call within its layers.
pub(crate) async fn call(core: &Core, prepared: Prepared, deadline: Deadline) -> Result<Answer, TransportError> {
    let (operation, key, progress) = (prepared.operation, prepared.key.clone(), Progress::new());
    let next = Next { layers: &core.layers, end: End { core, deadline, progress: &progress, count: 0 } };
    let around = next.run(Outgoing::new(prepared, 0));
    let mut result = match first(around, pin!(deadline.wait(&core.clock))).await {
        First::Left(result) => result,
        First::Right(()) => {
            let failure = TransportFailure::new(TransportKind::Timeout(TimeoutKind::Total));
            let (outcome, attempts) = progress.known();
            let phase = if outcome == Outcome::NotSent { Phase::Connecting } else { Phase::Waiting };
            Err(TransportError { attempts, key, ..TransportError::new(operation, failure, phase, outcome) })
        }
    };
    amend(&mut result, &progress);
    result
}

/// An attempt within its layers.
pub(crate) async fn attempt(
    core: &Core,
    prepared: &Prepared,
    deadline: Deadline,
    count: u32,
    progress: &Progress,
) -> Result<Answer, TransportError> {
    let next = Next { layers: &core.layers, end: End { core, deadline, progress, count } };
    let request = Outgoing::new(prepared.clone(), count);
    let mut result = next.run(request).await;
    amend(&mut result, progress);
    result
}

/// A layer that gives an error of its own in the place of an answer does not undo what was sent.
fn amend(result: &mut Result<Answer, TransportError>, progress: &Progress) {
    if let Err(error) = result {
        error.outcome = error.outcome.and(progress.known().0);
    }
}
