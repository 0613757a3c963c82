//! A call from its draft to its answer: prepare, then attempt as often as may be.
//!
//! Nothing here knows a type of an operation, and it is compiled once.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

use super::attempt;
use super::check::RequestPart;
use super::client::Core;
use super::clock::{BoxFuture, Deadline};
use super::draft::{Content, Draft, Parts};
use super::error::Failure;
use super::few::Few;
use super::layer::{self, Progress};
use super::outcome::{Outcome, Reading};
use super::payload::Payload;
use super::redirect::{self, Redirect};
use super::retry::{self, RetryPolicy};
use super::timeouts::Timeouts;
use super::{Answer, Limits, OperationSpec, RetryBudget, Secret, TransportError, security, target};
use super::{idempotency, multipart, trace};

/// A request as it is sent, in every attempt the same.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Payload,
    pub(crate) timeouts: Timeouts,
    pub(crate) limits: Limits,
    /// Its own; none for that of the client.
    budget: Option<RetryBudget>,
    /// Is the body of a success left to be read by the caller?
    stream: bool,
    retry: RetryPolicy,
    /// May it be sent again after it was sent?
    repeatable: bool,
    /// By what the server knows it when it comes again.
    pub(crate) key: Option<HeaderValue>,
}

impl Prepared {
    /// Is the body of an answer with this status read piece by piece?
    pub(crate) fn streams(&self, status: StatusCode) -> bool {
        let documented = || self.operation.case(status).and_then(|case| self.operation.responses.get(case));
        status.is_success() && (self.stream || documented().is_some_and(|response| response.streamed))
    }
}

/// From a draft to an answer.
pub(crate) fn run(core: Arc<Core>, draft: Draft) -> BoxFuture<Result<Answer, Failure>> {
    Box::pin(trace::call(draft.operation, async move {
        let deadline = Deadline::after(&*core.clock, draft.timeouts.unwrap_or(core.timeouts).total);
        // By itself, so that the draft takes no room while the request is on its way.
        let (prepared, proofs) = ready(&core, draft, deadline).await?;
        let result = match core.layers.is_empty() {
            true => attempts(&core, &prepared, deadline, None).await,
            false => layer::call(&core, prepared, deadline).await,
        };
        if result.as_ref().is_ok_and(|answer| answer.status() == StatusCode::UNAUTHORIZED) {
            core.credentials.rejected(&proofs);
        }
        result.map_err(Failure::Transport)
    }))
}

/// The request that a draft makes, with the secrets that it was given.
async fn ready(
    core: &Arc<Core>,
    mut draft: Draft,
    deadline: Deadline,
) -> Result<(Prepared, Few<(usize, Secret)>), Failure> {
    draft.check().map_err(Failure::InvalidRequest)?;
    let own = draft.parts.headers.contains_key(AUTHORIZATION);
    let chosen = core.credentials.choose(draft.operation, own).map_err(Failure::MissingCredentials)?;
    let proofs = core.credentials.proofs(core, chosen, deadline).await.map_err(Failure::Token)?;
    let prepared = prepare(core, draft, &proofs)?;
    Ok((prepared, proofs))
}

impl Prepared {
    /// A request for a token, which may be sent again as any that does no harm.
    pub(crate) fn of_token(
        core: &Core,
        operation: &'static OperationSpec,
        uri: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Prepared {
        let (timeouts, retry) = (core.timeouts, core.retry.clone());
        let body = body.into();
        Prepared {
            operation,
            method: Method::POST,
            uri,
            headers,
            body,
            timeouts,
            limits: core.limits,
            budget: None,
            stream: false,
            retry,
            repeatable: true,
            key: None,
        }
    }
}

/// Sends a request, and sends it on where an answer says so, until a point in time; within layers, if it is told where they
/// keep what they know.
pub(crate) async fn attempts(
    core: &Core,
    prepared: &Prepared,
    deadline: Deadline,
    mut layers: Option<&Progress>,
) -> Result<Answer, TransportError> {
    let mut answer = at_one_place(core, prepared, deadline, layers).await?;
    let mut last = None;
    for _ in 0..prepared.limits.redirects {
        let Some(Redirect { request, foreign }) = redirect::next(last.as_ref().unwrap_or(prepared), &answer) else {
            break;
        };
        if foreign {
            layers = None;
        }
        let before = answer.attempts;
        let request = last.insert(request);
        answer = match at_one_place(core, request, deadline, layers).await {
            Ok(answer) => Answer { attempts: before + answer.attempts, ..answer },
            Err(error) => return Err(TransportError { attempts: before + error.attempts, ..error }),
        };
    }
    Ok(answer)
}

/// Sends a request as often as may be.
async fn at_one_place(
    core: &Core,
    prepared: &Prepared,
    deadline: Deadline,
    layers: Option<&Progress>,
) -> Result<Answer, TransportError> {
    let mut count = 0;
    let mut known = Outcome::NotSent;
    loop {
        count += 1;
        let mut result = trace::attempt(prepared, count, attempt::run(core, prepared, deadline, count, layers)).await;
        // What an attempt before may have done is still true.
        match &mut result {
            Ok(answer) => answer.earlier = known,
            Err(error) => error.outcome = error.outcome.and(known),
        }
        let Some(wait) = next(core, prepared, deadline, count, &result) else { return result };
        known = match &result {
            Ok(answer) => answer.outcome(Reading::Fits),
            Err(error) => error.outcome,
        };
        trace::waits(count, wait);
        core.clock.sleep(wait).await;
    }
}

/// How long to wait before the next attempt; none if there is to be none.
fn next(
    core: &Core,
    prepared: &Prepared,
    deadline: Deadline,
    count: u32,
    result: &Result<Answer, TransportError>,
) -> Option<Duration> {
    let budget = prepared.budget.as_ref().unwrap_or(&core.budget);
    let wait = prepared.retry.wait(result, prepared.repeatable, count, core.clock.wall(), &*core.random);
    if wait.is_none() && result.as_ref().is_ok_and(|answer| !retry::is_passing(answer.status())) {
        budget.earn(count);
    }
    // To wait for the end of the time would only lose what is known now.
    let wait = wait.filter(|wait| deadline.remaining(&*core.clock).is_none_or(|remaining| *wait < remaining))?;
    // A stream that was begun is gone.
    (!prepared.body.is_spent() && budget.pay()).then_some(wait)
}

fn prepare(core: &Core, mut draft: Draft, proofs: &Few<(usize, Secret)>) -> Result<Prepared, Failure> {
    let operation = draft.operation;
    let Some(method) = operation.http_method() else {
        return Err(invalid(&mut draft, RequestPart::Address, "has a method that cannot be sent"));
    };
    let key = idempotency_key(core, &mut draft)?;
    let mut parts = std::mem::take(&mut draft.parts);
    let body = match draft.body.take() {
        None => Payload::default(),
        Some(Content::Whole(payload)) => payload,
        Some(Content::Parts(made)) => {
            let boundary = multipart::boundary(&*core.random);
            let media_type = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
            parts.headers.extend(media_type.ok().map(|value| (CONTENT_TYPE, value)));
            made.into_payload(&boundary)
        }
    };
    if body.is_spent() {
        return Err(invalid(&mut draft, RequestPart::Body, "is a stream that was sent before"));
    }
    security::apply(operation.api.schemes, proofs, &mut parts);
    let uri = address(core, &draft, &parts.query).map_err(|why| invalid(&mut draft, RequestPart::Address, why))?;
    let mut headers = headers(core, operation, parts)
        .map_err(|why| invalid(&mut draft, RequestPart::Header("cookie".to_owned()), why))?;
    let key = key.map(|(name, value)| {
        headers.insert(name, value.clone());
        value
    });
    #[cfg(feature = "gzip")]
    if core.gzip && !draft.stream && !operation.responses.iter().any(|response| response.streamed) {
        super::gzip::ask(&mut headers);
    }
    // RFC 9110 §8.6 wants it said that there is nothing to come, where something is meant to.
    let has_content = ["POST", "PUT", "PATCH", "QUERY"].contains(&operation.method);
    if body.is_empty() && has_content {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(Prepared {
        operation,
        method,
        uri,
        headers,
        body,
        timeouts: draft.timeouts.unwrap_or(core.timeouts),
        limits: draft.limits.unwrap_or(core.limits),
        budget: draft.budget,
        stream: draft.stream,
        retry: draft.retry.unwrap_or_else(|| core.retry.clone()),
        repeatable: operation.is_repeatable(),
        key,
    })
}

fn invalid(draft: &mut Draft, part: RequestPart, why: &str) -> Failure {
    Failure::InvalidRequest(draft.reject(part, why))
}

/// The whole address. What is wrong with it is told without showing it: a query may hold a key.
pub(crate) fn address(core: &Core, draft: &Draft, query: &[String]) -> Result<Uri, &'static str> {
    let base = core.servers.of(draft.operation, draft.server.as_ref()).map_err(|error| error.why)?;
    let room = |parts: &mut dyn Iterator<Item = usize>| parts.map(|length| length + 1).sum::<usize>();
    let values = room(&mut draft.path.iter().map(|(_, value)| value.len()));
    let mut address = base.address(draft.operation.path.len() + values + room(&mut query.iter().map(String::len)));
    target::expand(draft.operation.path, &draft.path, &mut address)?;
    if let Some(page) = &draft.page {
        address.clone_from(page);
    }
    // Of a further page these are credentials, which its address may have already.
    let has = |pair: &String| draft.page.is_some() && holds(&address, pair);
    let query: Vec<&String> = query.iter().filter(|pair| !has(pair)).collect();
    for pair in query {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(pair);
    }
    Uri::try_from(address).map_err(|_| "is no URL, or is longer than 65,534 bytes")
}

/// Is there a value of this name in the query?
fn holds(address: &str, pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    let query = address.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|one| one.split('=').next() == Some(name))
}

/// All headers: those of the client, over them those of the call, and last what the runtime itself answers for.
fn headers(core: &Core, operation: &OperationSpec, parts: Parts) -> Result<HeaderMap, &'static str> {
    let mut headers = parts.headers;
    if !operation.accept.is_empty() {
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static(operation.accept));
    }
    headers.entry(USER_AGENT).or_insert_with(|| core.user_agent.clone());
    for (name, value) in &core.headers {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if !parts.cookies.is_empty() {
        let mut cookies = parts.cookies;
        let own = headers.get(COOKIE).map(|own| own.to_str().map(str::to_owned)).transpose();
        cookies.extend(own.map_err(|_| "cannot be written together with the cookies of the call")?);
        let mut value = HeaderValue::from_str(&cookies.join("; ")).map_err(|_| "cannot be written")?;
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
    Ok(headers)
}

/// The key of an operation that has one: the caller's, or a new one, for all attempts.
fn idempotency_key(core: &Core, draft: &mut Draft) -> Result<Option<(HeaderName, HeaderValue)>, Failure> {
    let Some(header) = draft.operation.idempotency_header else { return Ok(None) };
    let Ok(name) = HeaderName::from_bytes(header.as_bytes()) else { return Ok(None) };
    let value = match (draft.idempotency_key.take(), draft.parts.headers.get(&name)) {
        (Some(key), _) => HeaderValue::from_str(&key).ok(),
        // Set as any header is, or as the parameter that it is in the document.
        (None, Some(own)) => Some(own.clone()),
        (None, None) => HeaderValue::from_str(&idempotency::key(&*core.clock, &*core.random)).ok(),
    };
    match value.filter(|value| !value.is_empty()) {
        Some(value) => Ok(Some((name, value))),
        None => Err(invalid(draft, RequestPart::Header(header.to_owned()), "is empty, or cannot stand in a header")),
    }
}
