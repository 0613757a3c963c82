//! What stands in for `trace` where the feature `tracing` is off: nothing.

use std::future::Future;
use std::time::Duration;

use http::Version;

use super::error::Failure;
use super::exchange::Prepared;
use super::{Answer, OperationSpec, TransportError};

pub(crate) fn call(
    _: &'static OperationSpec,
    call: impl Future<Output = Result<Answer, Failure>>,
) -> impl Future<Output = Result<Answer, Failure>> {
    call
}

pub(crate) fn attempt(
    _: &Prepared,
    _: u32,
    attempt: impl Future<Output = Result<Answer, TransportError>>,
) -> impl Future<Output = Result<Answer, TransportError>> {
    attempt
}

pub(crate) fn version(_: Version) {}

pub(crate) fn waits(_: u32, _: Duration) {}

pub(crate) fn unreadable(_: &Answer) {}
