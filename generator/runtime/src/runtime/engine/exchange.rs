//! A call from its draft to its answer: prepare, then attempt as often as may be.
//!
//! Nothing here knows a type of an operation, and it is compiled once.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderName, HeaderValue, Method, StatusCode, Uri};

use super::attempt;
use super::check::RequestPart;
use super::client_core::Core;
use super::clock::{BoxFuture, Deadline};
use super::draft::{Content, Draft, Parts};
use super::error::Failure;
use super::few::Few;
use super::headers::Headers;
use super::layer::{self, Progress};
use super::outcome::{Outcome, Reading};
use super::payload::Payload;
use super::redirect::{self, Redirect};
use super::retry;
use super::settings::Settings;
use super::timeouts::Timeouts;
use super::{Answer, Limits, OperationSpec, Secret, TransportError, security, target};
use super::{idempotency, multipart, trace};

/// A request as it is sent, in every attempt the same.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: Headers,
    pub(crate) body: Payload,
    pub(crate) timeouts: Timeouts,
    pub(crate) limits: Limits,
    settings: Settings,
    /// Is the body of a success left to be read by the caller?
    stream: bool,
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
    let mut draft = draft;
    Box::pin(trace::call(draft.operation, async move {
        let deadline = Deadline::after(&*core.clock, draft.settings.timeouts(&core).total);
        let chosen = checked(&core, &mut draft)?;
        let proofs = core.credentials.proofs(&core, chosen, deadline).await.map_err(Failure::Token)?;
        let prepared = prepare(&core, &mut draft, &proofs)?;
        let result = match core.layers.is_empty() {
            true => attempts(&core, &prepared, deadline, None).await,
            // In a box, as all that is rare: it would take room in the future of each call.
            false => Box::pin(layer::call(&core, prepared, deadline)).await,
        };
        if result.as_ref().is_ok_and(|answer| answer.status() == StatusCode::UNAUTHORIZED) {
            core.credentials.rejected(&proofs);
        }
        result.map_err(Failure::Transport)
    }))
}

/// Which schemes prove who calls, if nothing is wrong with the draft.
fn checked(core: &Core, draft: &mut Draft) -> Result<&'static [usize], Failure> {
    draft.check().map_err(Failure::InvalidRequest)?;
    let own = draft.parts.headers.contains(&AUTHORIZATION);
    core.credentials.choose(draft.operation, own).map_err(Failure::MissingCredentials)
}

impl Prepared {
    /// A request for a token, which may be sent again as any that does no harm.
    pub(crate) fn of_token(
        core: &Core,
        operation: &'static OperationSpec,
        uri: Uri,
        headers: Headers,
        body: Bytes,
    ) -> Prepared {
        let body = body.into();
        Prepared {
            operation,
            method: Method::POST,
            uri,
            headers,
            body,
            timeouts: core.timeouts,
            limits: core.limits,
            settings: Settings::default(),
            stream: false,
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
    layers: Option<&Progress>,
) -> Result<Answer, TransportError> {
    let answer = at_one_place(core, prepared, deadline, layers).await?;
    match redirect::next(prepared, &answer).filter(|_| prepared.limits.redirects > 0) {
        None => Ok(answer),
        Some(redirect) => Box::pin(sent_on(core, redirect, answer, deadline, layers)).await,
    }
}

/// Goes on to where an answer sends its request, and from there.
async fn sent_on(
    core: &Core,
    redirect: Redirect,
    mut answer: Answer,
    deadline: Deadline,
    mut layers: Option<&Progress>,
) -> Result<Answer, TransportError> {
    let mut next = Some(redirect);
    let mut count = 0;
    while let Some(Redirect { request, foreign }) = next {
        if foreign {
            layers = None;
        }
        let before = answer.attempts;
        answer = match at_one_place(core, &request, deadline, layers).await {
            Ok(answer) => Answer { attempts: before + answer.attempts, ..answer },
            Err(error) => return Err(TransportError { attempts: before + error.attempts, ..error }),
        };
        count += 1;
        next = redirect::next(&request, &answer).filter(|_| count < request.limits.redirects);
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
        // The result goes before the wait, or it would have a place in the future of each call.
        let wait = {
            let attempt = attempt::run(core, prepared, deadline, count, layers);
            let mut result = trace::attempt(prepared, count, attempt).await;
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
            wait
        };
        trace::waits(count, wait);
        core.clock.wait(wait).await;
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
    let budget = prepared.settings.budget(core);
    let wait = prepared.settings.retry(core).wait(result, prepared.repeatable, count, core.clock.wall(), &*core.random);
    if wait.is_none() && result.as_ref().is_ok_and(|answer| !retry::is_passing(answer.status())) {
        budget.earn(count);
    }
    // To wait for the end of the time would only lose what is known now.
    let wait = wait.filter(|wait| deadline.remaining(&*core.clock).is_none_or(|remaining| *wait < remaining))?;
    // A stream that was begun is gone.
    (!prepared.body.is_spent() && budget.pay()).then_some(wait)
}

fn prepare(core: &Core, draft: &mut Draft, proofs: &Few<(usize, Secret)>) -> Result<Prepared, Failure> {
    let operation = draft.operation;
    let Some(method) = operation.http_method() else {
        return Err(invalid(draft, RequestPart::Address, "has a method that cannot be sent"));
    };
    let key = idempotency_key(core, draft)?;
    let mut parts = std::mem::take(&mut draft.parts);
    let body = match draft.body.take() {
        None => Payload::default(),
        Some(Content::Whole(payload)) => payload,
        Some(Content::Parts(made)) => {
            let boundary = multipart::boundary(&*core.random);
            let media_type = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
            // It holds nothing that cannot stand in a header.
            let _ = media_type.map(|value| parts.headers.insert(CONTENT_TYPE, value));
            made.into_payload(&boundary)
        }
    };
    if body.is_spent() {
        return Err(invalid(draft, RequestPart::Body, "is a stream that was sent before"));
    }
    security::apply(operation.api.schemes, proofs, &mut parts);
    let uri = address(core, draft, &parts.query).map_err(|why| invalid(draft, RequestPart::Address, why))?;
    let mut headers =
        headers(core, operation, parts).map_err(|why| invalid(draft, RequestPart::Header("cookie".to_owned()), why))?;
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
        timeouts: draft.settings.timeouts(core),
        limits: draft.settings.limits(core),
        settings: std::mem::take(&mut draft.settings),
        stream: draft.stream,
        repeatable: operation.is_repeatable(),
        key,
    })
}

fn invalid(draft: &mut Draft, part: RequestPart, why: &str) -> Failure {
    Failure::InvalidRequest(draft.reject(part, why))
}

/// The whole address. What is wrong with it is told without showing it: a query may hold a key.
pub(crate) fn address(core: &Core, draft: &Draft, query: &[String]) -> Result<Uri, &'static str> {
    let base = core
        .servers
        .of(draft.operation, draft.settings.said().and_then(|said| said.server.as_ref()))
        .map_err(|error| error.why)?;
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
fn headers(core: &Core, operation: &OperationSpec, parts: Parts) -> Result<Headers, &'static str> {
    let mut headers = parts.headers;
    if !operation.accept.is_empty() {
        headers.insert_new(&ACCEPT, &HeaderValue::from_static(operation.accept));
    }
    headers.insert_new(&USER_AGENT, &core.user_agent);
    for (name, value) in &core.headers {
        headers.insert_new(name, value);
    }
    if !parts.cookies.is_empty() {
        let mut cookies = parts.cookies;
        let own = headers.get(&COOKIE).map(|own| own.to_str().map(str::to_owned)).transpose();
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
    let said = draft.settings.said().and_then(|said| said.idempotency_key.as_deref());
    let value = match (said, draft.parts.headers.get(&name)) {
        (Some(key), _) => HeaderValue::from_str(key).ok(),
        // Set as any header is, or as the parameter that it is in the document.
        (None, Some(own)) => Some(own.clone()),
        (None, None) => HeaderValue::from_str(&idempotency::key(&*core.clock, &*core.random)).ok(),
    };
    match value.filter(|value| !value.is_empty()) {
        Some(value) => Ok(Some((name, value))),
        None => Err(invalid(draft, RequestPart::Header(header.to_owned()), "is empty, or cannot stand in a header")),
    }
}
