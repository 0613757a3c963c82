//! A call from its draft to its answer: prepare, then attempt as often as may be.
//!
//! Nothing here knows a type of an operation, and it is compiled once.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

use super::attempt;
use super::check::RequestPart;
use super::client::Core;
use super::clock::{BoxFuture, Deadline};
use super::draft::{Content, Draft, Parts};
use super::error::Failure;
use super::payload::Payload;
use super::retry::RetryPolicy;
use super::timeouts::Timeouts;
use super::{Answer, OperationSpec, Secret, TransportError, security, target};
use super::{idempotency, multipart, trace};

/// A request as it is sent, in every attempt the same.
pub(crate) struct Prepared {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Payload,
    pub(crate) timeouts: Timeouts,
    /// Is the body of a success left to be read by the caller?
    stream: bool,
    retry: RetryPolicy,
    /// May it be sent again after it was sent?
    repeatable: bool,
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
        let mut draft = draft;
        draft.check().map_err(Failure::InvalidRequest)?;
        let own = draft.parts.headers.contains_key(AUTHORIZATION);
        let deadline = Deadline::after(&*core.clock, draft.timeouts.unwrap_or(core.timeouts).total);
        let chosen = core.credentials.choose(draft.operation, own).map_err(Failure::MissingCredentials)?;
        let proofs = core.credentials.proofs(&core, chosen, deadline).await.map_err(Failure::Token)?;
        let prepared = prepare(&core, draft, &proofs)?;
        let result = attempts(&core, &prepared, deadline).await;
        if result.as_ref().is_ok_and(|answer| answer.status() == StatusCode::UNAUTHORIZED) {
            core.credentials.rejected(&proofs);
        }
        result.map_err(Failure::Transport)
    }))
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
            stream: false,
            retry,
            repeatable: true,
        }
    }
}

/// Sends a request as often as may be, until a point in time.
pub(crate) async fn attempts(core: &Core, prepared: &Prepared, deadline: Deadline) -> Result<Answer, TransportError> {
    let mut count = 0;
    loop {
        count += 1;
        let result = trace::attempt(prepared, count, attempt::run(core, prepared, deadline, count)).await;
        let (wall, random) = (core.clock.wall(), &*core.random);
        let Some(wait) = prepared.retry.wait(&result, prepared.repeatable, count, wall, random) else { return result };
        // A stream that was begun is gone.
        if prepared.body.is_spent() {
            return result;
        }
        // To wait for the end of the time would only lose what is known now.
        if deadline.remaining(&*core.clock).is_some_and(|remaining| wait >= remaining) {
            return result;
        }
        trace::waits(count, wait);
        core.clock.sleep(wait).await;
    }
}

fn prepare(core: &Core, mut draft: Draft, proofs: &[(usize, Secret)]) -> Result<Prepared, Failure> {
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
    if let Some((name, value)) = key {
        headers.insert(name, value);
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
        stream: draft.stream,
        retry: draft.retry.unwrap_or_else(|| core.retry.clone()),
        repeatable: operation.is_repeatable(),
    })
}

fn invalid(draft: &mut Draft, part: RequestPart, why: &str) -> Failure {
    Failure::InvalidRequest(draft.reject(part, why))
}

/// The whole address. What is wrong with it is told without showing it: a query may hold a key.
fn address(core: &Core, draft: &Draft, query: &[String]) -> Result<Uri, &'static str> {
    let base = core.servers.of(draft.operation, draft.server.as_ref()).map_err(|error| error.why)?;
    let mut address = base.join(&target::expand(draft.operation.path, &draft.path)?);
    for pair in query {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(pair);
    }
    address.parse().map_err(|_| "is no URL, or is longer than 65,534 bytes")
}

/// All headers: those of the client, over them those of the call, and last what the runtime itself answers for.
fn headers(core: &Core, operation: &OperationSpec, parts: Parts) -> Result<HeaderMap, &'static str> {
    let mut headers = core.headers.clone();
    headers.insert(USER_AGENT, core.user_agent.clone());
    if !operation.accept.is_empty() {
        headers.insert(ACCEPT, HeaderValue::from_static(operation.accept));
    }
    for (name, value) in &parts.headers {
        headers.insert(name.clone(), value.clone());
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
    let given = draft.idempotency_key.take();
    let Ok(name) = HeaderName::from_bytes(header.as_bytes()) else { return Ok(None) };
    if given.is_none() && draft.parts.headers.contains_key(&name) {
        return Ok(None);
    }
    let key = given.unwrap_or_else(|| idempotency::key(&*core.clock, &*core.random));
    match HeaderValue::from_str(&key) {
        Ok(value) if !key.is_empty() => Ok(Some((name, value))),
        _ => Err(invalid(draft, RequestPart::Header(header.to_owned()), "is empty, or cannot stand in a header")),
    }
}
