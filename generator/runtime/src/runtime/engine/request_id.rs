//! The name that a server gives to a request, under one of the many names of the header that carries it.

use http::HeaderMap;

/// Headers in which a server names a request, the most telling first.
const HEADERS: [&str; 9] = [
    "x-request-id",
    "request-id",
    "x-requestid",
    "x-correlation-id",
    "correlation-id",
    "x-amzn-requestid",
    "x-amzn-trace-id",
    "cf-ray",
    "traceparent",
];

/// The first of them that is there and can be shown.
pub(crate) fn find(headers: &HeaderMap) -> Option<&str> {
    HEADERS.iter().find_map(|name| headers.get(*name)?.to_str().ok().filter(|id| !id.trim().is_empty()))
}
