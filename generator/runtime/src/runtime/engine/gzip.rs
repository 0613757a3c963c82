//! Answers that are compressed on their way (feature `gzip`): asked for by a client that was told to, and opened up to its
//! limit.
//!
//! Only answers that are read as a whole: a stream is given as it comes. What is opened is held to
//! [`Limits::body`](super::Limits::body) as what came was, so that a small answer cannot become a large one.

use std::io::Read as _;

use bytes::Bytes;
use flate2::bufread::MultiGzDecoder;
use http::HeaderValue;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, RANGE};

use super::headers::Headers;
use super::transport::{TransportFailure, TransportKind};
use super::{Answer, TransportError};

/// Asks for it, unless the caller has something to say about it, or wants a part of the content, as it is counted there.
pub(crate) fn ask(headers: &mut Headers) {
    if !headers.contains(&ACCEPT_ENCODING) && !headers.contains(&RANGE) {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
}

/// Opens an answer (RFC 9110 §8.4.1.3). One in another coding stays as it is.
pub(crate) fn open(mut answer: Answer) -> Result<Answer, TransportError> {
    let mut codings = answer.headers.get_all(CONTENT_ENCODING).iter();
    let coding = codings.next().and_then(|coding| coding.to_str().ok()).map(str::trim);
    let ours = coding.is_some_and(|coding| ["gzip", "x-gzip"].iter().any(|name| coding.eq_ignore_ascii_case(name)))
        && codings.next().is_none();
    if !ours || answer.body.is_empty() {
        return Ok(answer);
    }
    // One more than there may be, to see that there is more.
    let most = u64::try_from(answer.limits.body).unwrap_or(u64::MAX).saturating_add(1);
    let mut opened = Vec::new();
    let read = MultiGzDecoder::new(&*answer.body).take(most).read_to_end(&mut opened);
    let too_large = opened.len() > answer.limits.body;
    opened.truncate(answer.limits.body);
    answer.body = Bytes::from(opened);
    answer.headers.remove(CONTENT_ENCODING);
    answer.headers.remove(CONTENT_LENGTH);
    let failure = match read {
        Err(error) => TransportFailure::new(TransportKind::Interrupted).with_source(error),
        Ok(_) if too_large => TransportFailure::new(TransportKind::TooLarge),
        Ok(_) => return Ok(answer),
    };
    Err(TransportError::cut_off(answer, failure))
}
