//! Spans of calls and of their attempts (feature `tracing`), named by OpenTelemetry's conventions for HTTP clients.
//!
//! A call is a span `call` of kind *internal*, and each attempt a span `attempt` of kind *client* within it; `otel.name`,
//! `otel.kind` and `otel.status_code` are what `tracing-opentelemetry` reads. Names and values come from the document, the
//! method, the server and the status: never an address with its query, a header or a body, so that no secret can be among
//! them and the number of different names is that of the operations. `url.full` is left out for that reason.
//!
//! | field | span | |
//! |---|---|---|
//! | `api.operation` | both | the name of the operation in the document |
//! | `http.request.method`, `url.template` | both | |
//! | `url.scheme`, `server.address`, `server.port` | attempt | |
//! | `http.request.resend_count` | attempt | from the second on |
//! | `http.response.status_code`, `network.protocol.version` | attempt | |
//! | `api.request_id` | attempt | what the server calls the request |
//! | `error.type` | both | the status from 400 on, or what happened on the way |
//! | `api.attempts`, `api.outcome` | call | `answered`, `not_sent`, `unknown`; `ok` after 2xx |
//!
//! A call that was dropped leaves its span without `api.outcome`: nobody learnt what became of it.

use std::future::Future;
use std::time::Duration;

use http::{StatusCode, Uri, Version};
use tracing::field::Empty;
use tracing::{Instrument as _, Span, debug, info_span, warn};

use super::error::Failure;
use super::exchange::Prepared;
use super::outcome::Reading;
use super::transport::{TimeoutKind, TransportKind};
use super::{Answer, OperationSpec, Outcome, TransportError};

/// A call, from its checks to the head or the end of its answer.
pub(crate) async fn call(
    operation: &'static OperationSpec,
    call: impl Future<Output = Result<Answer, Failure>>,
) -> Result<Answer, Failure> {
    let span = info_span!(
        "call",
        otel.name = operation.id,
        otel.kind = "internal",
        otel.status_code = Empty,
        api.operation = operation.id,
        api.attempts = Empty,
        api.outcome = Empty,
        http.request.method = operation.method,
        url.template = operation.path,
        error.type = Empty,
    );
    let result = call.instrument(span.clone()).await;
    if span.is_disabled() {
        return result;
    }
    let (attempts, outcome, error) = match &result {
        Ok(answer) => (answer.attempts, after(answer, Reading::Fits), of_status(answer.status)),
        Err(Failure::Transport(error)) => {
            (error.attempts, outcome_word(error.outcome), Some(of_kind(error.kind).to_owned()))
        }
        Err(Failure::InvalidRequest(_)) => (0, "not_sent", Some("invalid_request".to_owned())),
        Err(Failure::MissingCredentials(_)) => (0, "not_sent", Some("missing_credentials".to_owned())),
        Err(Failure::Token(_)) => (0, "not_sent", Some("token".to_owned())),
    };
    span.record("api.attempts", attempts);
    span.record("api.outcome", outcome);
    failed(&span, error);
    result
}

/// An attempt: one request, and the head or all of its answer.
pub(crate) async fn attempt(
    prepared: &Prepared,
    count: u32,
    attempt: impl Future<Output = Result<Answer, TransportError>>,
) -> Result<Answer, TransportError> {
    let operation = prepared.operation;
    let span = info_span!(
        "attempt",
        otel.name = Empty,
        otel.kind = "client",
        otel.status_code = Empty,
        api.operation = operation.id,
        api.request_id = Empty,
        http.request.method = operation.method,
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        network.protocol.version = Empty,
        server.address = Empty,
        server.port = Empty,
        url.scheme = Empty,
        url.template = operation.path,
        error.type = Empty,
    );
    if !span.is_disabled() {
        span.record("otel.name", format_args!("{} {}", operation.method, operation.path));
        address(&span, &prepared.uri);
        if count > 1 {
            span.record("http.request.resend_count", count - 1);
        }
    }
    let result = attempt.instrument(span.clone()).await;
    match &result {
        Ok(answer) => answered(&span, answer, of_status(answer.status)),
        Err(error) => {
            let kind = Some(of_kind(error.kind).to_owned());
            match &error.answer {
                Some(answer) => answered(&span, answer, kind),
                None => failed(&span, kind),
            }
        }
    }
    result
}

/// The version that the server answers in, told within the span of its attempt.
pub(crate) fn version(version: Version) {
    let version = match version {
        Version::HTTP_09 => "0.9",
        Version::HTTP_10 => "1.0",
        Version::HTTP_11 => "1.1",
        Version::HTTP_2 => "2",
        Version::HTTP_3 => "3",
        _ => return,
    };
    Span::current().record("network.protocol.version", version);
}

/// An attempt will be followed by another one.
pub(crate) fn waits(attempts: u32, wait: Duration) {
    debug!(
        api.attempts = attempts,
        wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
        "will be sent again"
    );
}

/// The body of an answer is not what is documented for its status.
pub(crate) fn unreadable(answer: &Answer) {
    warn!(
        api.operation = answer.operation.id,
        api.outcome = after(answer, Reading::Unreadable),
        api.request_id = answer.request_id(),
        http.response.status_code = answer.status.as_u16(),
        "the body of the answer is not what is documented"
    );
}

fn address(span: &Span, uri: &Uri) {
    let scheme = uri.scheme_str().unwrap_or_default();
    let port = uri.port_u16().or(match scheme {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    });
    span.record("url.scheme", scheme);
    span.record("server.address", uri.host());
    span.record("server.port", port);
}

fn answered(span: &Span, answer: &Answer, error: Option<String>) {
    span.record("http.response.status_code", answer.status.as_u16());
    span.record("api.request_id", answer.request_id());
    failed(span, error);
}

fn failed(span: &Span, error: Option<String>) {
    if let Some(error) = error {
        span.record("error.type", error);
        span.record("otel.status_code", "ERROR");
    }
}

/// What an error is called whose only name is its status.
fn of_status(status: StatusCode) -> Option<String> {
    (status.as_u16() >= 400).then(|| status.as_str().to_owned())
}

fn of_kind(kind: TransportKind) -> &'static str {
    match kind {
        TransportKind::Resolve => "resolve",
        TransportKind::Connect => "connect",
        TransportKind::Tls => "tls",
        TransportKind::Timeout(TimeoutKind::Connect) => "timeout_connect",
        TransportKind::Timeout(TimeoutKind::Attempt) => "timeout_attempt",
        TransportKind::Timeout(TimeoutKind::Idle) => "timeout_idle",
        TransportKind::Timeout(TimeoutKind::Total) => "timeout_total",
        TransportKind::Interrupted => "interrupted",
        TransportKind::TooLarge => "too_large",
        TransportKind::Refused => "refused",
        TransportKind::Unprocessed => "unprocessed",
    }
}

fn after(answer: &Answer, reading: Reading) -> &'static str {
    match answer.status.is_success() && reading == Reading::Fits {
        true => "ok",
        false => outcome_word(answer.outcome(reading)),
    }
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => "not_sent",
        Outcome::Answered => "answered",
        Outcome::Unknown => "unknown",
    }
}
