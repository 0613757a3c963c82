//! Which fault meets which request: a pure function of the seed and the number of the request.
//!
//! It knows no socket. No fault makes an answer a lie: a request that was forwarded is never answered by a refusal that
//! the sandbox did not give, for nothing on the client's side could tell that from a true one.

/// What happens to one request on its way, or to its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing: the request and its answer go through.
    None,
    /// The connection is reset before the request is read.
    ResetUnread,
    /// The connection is reset while the body is read.
    ResetInRequest,
    /// The request is read and lost.
    RequestLost,
    /// `429` with a `Retry-After` of changing form, instead of forwarding.
    TooManyRequests,
    /// `503` with a `Retry-After` of changing form, instead of forwarding.
    Unavailable,
    /// `500` in the words of a declined payment, instead of forwarding.
    ServerError,
    /// `301`, `302`, `303`, `307` or `308` to another origin, instead of forwarding.
    Redirected,
    /// The request is done, and the connection is closed without an answer.
    AnswerLost,
    /// The request is done, and the connection is reset without an answer.
    AnswerReset,
    /// The request is done, and the proxy only closes its side for writing.
    HalfClosed,
    /// The request is done, and nothing comes for ever.
    Stalled,
    /// The request is done, and an HTML page of a proxy with status `502` says otherwise.
    BadGateway,
    /// The request is done, and an HTML page with status `200` stands where its answer should.
    Html,
    /// The answer breaks off in its head.
    CutHead,
    /// The answer breaks off in its body.
    CutBody,
    /// The answer breaks off in its body with a reset.
    ResetInAnswer,
    /// The `Content-Length` of the answer is too small.
    WrongLength,
    /// The answer comes in chunks, and the second is none.
    BrokenChunk,
    /// The answer has no end.
    Endless,
    /// A byte of the answer is no UTF-8.
    NotUtf8,
    /// The answer says that it is compressed with gzip.
    Compressed,
    /// What comes is not HTTP.
    NotHttp,
    /// What comes are frames of HTTP/2: SETTINGS and GOAWAY.
    GoAway,
    /// Headers of the answer come twice.
    DuplicateHeaders,
    /// `100` and `103` go before the answer.
    Interim,
    /// The answer comes as another media type.
    OtherMediaType,
    /// The answer is whole, and then the connection is closed without notice while it rests.
    ClosedAtRest,
}

/// Every fault with how often it is drawn, its name and what happens.
const TABLE: &[(Fault, u64, &str, &str)] = &[
    (Fault::None, 50, "none", "nothing: the request and its answer go through"),
    (Fault::ResetUnread, 3, "reset-unread", "reset before the request is read"),
    (Fault::ResetInRequest, 3, "reset-in-request", "reset while the body of the request is read"),
    (Fault::RequestLost, 3, "request-lost", "the request is read and lost; closed without an answer"),
    (Fault::TooManyRequests, 2, "too-many-requests", "429 with a Retry-After of changing form; not forwarded"),
    (Fault::Unavailable, 2, "unavailable", "503 with a Retry-After of changing form; not forwarded"),
    (Fault::ServerError, 2, "server-error", "500 in the words of a declined payment; not forwarded"),
    (Fault::Redirected, 2, "redirected", "301, 302, 303, 307 or 308 to another origin; not forwarded"),
    (Fault::AnswerLost, 3, "answer-lost", "done; closed without an answer"),
    (Fault::AnswerReset, 3, "answer-reset", "done; reset without an answer"),
    (Fault::HalfClosed, 2, "half-closed", "done; half-closed without an answer"),
    (Fault::Stalled, 1, "stalled", "done; nothing comes for ever"),
    (Fault::BadGateway, 2, "bad-gateway", "done; answered by a 502 in HTML"),
    (Fault::Html, 2, "html", "done; answered by a 200 in HTML"),
    (Fault::CutHead, 2, "cut-head", "the head of the answer breaks off"),
    (Fault::CutBody, 2, "cut-body", "the body of the answer breaks off"),
    (Fault::ResetInAnswer, 2, "reset-in-answer", "reset in the body of the answer"),
    (Fault::WrongLength, 2, "wrong-length", "the Content-Length of the answer is too small"),
    (Fault::BrokenChunk, 2, "broken-chunk", "the answer comes in chunks, and the second is none"),
    (Fault::Endless, 1, "endless", "the answer has no end"),
    (Fault::NotUtf8, 2, "not-utf8", "a byte of the answer is no UTF-8"),
    (Fault::Compressed, 2, "compressed", "the answer says that it is gzip"),
    (Fault::NotHttp, 2, "not-http", "done; what comes is not HTTP"),
    (Fault::GoAway, 2, "go-away", "done; what comes are frames of HTTP/2"),
    (Fault::DuplicateHeaders, 2, "duplicate-headers", "headers of the answer come twice"),
    (Fault::Interim, 2, "interim", "100 and 103 go before the answer"),
    (Fault::OtherMediaType, 2, "other-media-type", "the answer comes as text/plain"),
    (Fault::ClosedAtRest, 3, "closed-at-rest", "the answer is whole; then closed without notice"),
];

impl Fault {
    /// Every fault, in the order of the request's way.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(fault, ..)| *fault)
    }

    /// Its name, such as `answer-lost`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("none", |(_, _, name, _)| name)
    }

    /// What happens, in a few words.
    #[must_use]
    pub fn what(self) -> &'static str {
        self.row().map_or("", |(_, _, _, what)| what)
    }

    fn row(self) -> Option<&'static (Self, u64, &'static str, &'static str)> {
        TABLE.iter().find(|(fault, ..)| *fault == self)
    }
}

/// The faults of all requests, in the order in which the requests come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    seed: u64,
}

impl Schedule {
    /// The schedule of a seed: always the same.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// What the request of this number meets, counted from 0.
    #[must_use]
    pub fn fault(self, request: u64) -> Fault {
        let total: u64 = TABLE.iter().map(|(_, weight, ..)| weight).sum();
        let mut drawn = mixed(mixed(self.seed) ^ request) % total.max(1);
        for (fault, weight, ..) in TABLE {
            match drawn.checked_sub(*weight) {
                Some(rest) => drawn = rest,
                None => return *fault,
            }
        }
        Fault::None
    }
}

/// SplitMix64: neighbouring numbers become unlike ones.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_seed_is_a_schedule() {
        let first = |seed: u64| (0..8).map(|n| Schedule::new(seed).fault(n).name()).collect::<Vec<_>>().join(" ");
        assert_eq!(first(7), first(7));
        assert_ne!(first(7), first(8));
    }

    #[test]
    fn every_fault_comes_as_often_as_it_should() {
        let total: u64 = TABLE.iter().map(|(_, weight, ..)| weight).sum();
        let mut drawn = BTreeMap::<Fault, u64>::new();
        for request in 0..total * 1_000 {
            *drawn.entry(Schedule::new(1).fault(request)).or_default() += 1;
        }
        for (fault, weight, name, _) in TABLE {
            let often = drawn.get(fault).copied().unwrap_or_default();
            assert!((weight * 800..=weight * 1_200).contains(&often), "{name}: {often}");
        }
    }
}
