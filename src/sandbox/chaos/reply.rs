//! The bytes that a client is sent under each fault, and what then becomes of the connection. Pure: it opens no socket.

use super::message::Message;
use super::schedule::Fault;

/// What the client is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) bytes: Vec<u8>,
    pub(super) end: End,
}

/// What becomes of the connection afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It waits for the next request.
    Kept,
    Closed,
    Reset,
    /// Its writing side is closed; what comes is read until the client closes.
    HalfClosed,
    /// It stays as it is until the client closes.
    Held,
    /// More comes, until the client closes.
    Endless,
}

const HTML: &str = "<html><body>Something went wrong</body></html>";
/// SETTINGS and GOAWAY on stream 0 (RFC 9113, sections 6.5 and 6.8).
const GO_AWAY: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

fn text(bytes: impl Into<Vec<u8>>, end: End) -> Reply {
    Reply { bytes: bytes.into(), end }
}

fn page(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The answer under a fault that keeps the request from being forwarded; `None` when it is forwarded. `turn` chooses
/// among the forms of a fault that has several.
pub(super) fn instead(fault: Fault, turn: u64) -> Option<Reply> {
    let form = |forms: &[&'static str]| -> &'static str {
        let turn = usize::try_from(turn).unwrap_or_default().checked_rem(forms.len());
        turn.and_then(|turn| forms.get(turn).copied()).unwrap_or_default()
    };
    let wait = || {
        form(&[
            "retry-after: 0\r\n",
            "retry-after: 7\r\n",
            "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
            "retry-after: Sunday, 06-Nov-94 08:49:37 GMT\r\n",
            "retry-after: Sun Nov  6 08:49:37 1994\r\n",
            "retry-after-ms: 5\r\n",
            "retry-after: soon\r\n",
            "",
        ])
    };
    let declined = r#"{"success":false,"message":"Payment method declined","code":"PAYMENT_FAILED"}"#;
    let busy = r#"{"success":false,"message":"come back later","code":"BUSY"}"#;
    Some(match fault {
        Fault::ResetUnread | Fault::ResetInRequest => text("", End::Reset),
        Fault::RequestLost => text("", End::Closed),
        Fault::TooManyRequests => text(page("429 Too Many Requests", wait(), busy), End::Kept),
        Fault::Unavailable => text(page("503 Service Unavailable", wait(), HTML), End::Kept),
        Fault::ServerError => text(page("500 Internal Server Error", "", declined), End::Kept),
        Fault::Redirected => {
            let status = form(&["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]);
            text(page(status, "location: http://127.0.0.2:9/api/v1/credits/purchase\r\n", ""), End::Kept)
        }
        _ => return None,
    })
}

/// What becomes of a true answer on its way back.
pub(super) fn spoilt(fault: Fault, answer: &Message) -> Reply {
    let whole = || answer.bytes();
    let (head, body) = (&answer.head, &answer.body);
    // `get` of a half is always there.
    let half = |bytes: &[u8]| bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
    let with = |headers: &str| [answer.status_line(), headers.as_bytes(), answer.headers(), body].concat();
    let cut_body = || [head.clone(), half(body)].concat();
    match fault {
        Fault::AnswerLost => text("", End::Closed),
        Fault::AnswerReset => text("", End::Reset),
        Fault::HalfClosed => text("", End::HalfClosed),
        Fault::Stalled => text("", End::Held),
        Fault::BadGateway => text(page("502 Bad Gateway", "content-type: text/html\r\n", HTML), End::Kept),
        Fault::Html => text(page("200 OK", "content-type: text/html\r\n", HTML), End::Kept),
        Fault::CutHead => text(half(head), End::Closed),
        Fault::CutBody => text(cut_body(), End::Closed),
        Fault::ResetInAnswer => text(cut_body(), End::Reset),
        Fault::WrongLength => {
            let short = format!("content-length: {}\r\n\r\n", body.len() / 2);
            text([answer.status_line(), short.as_bytes(), body].concat(), End::Closed)
        }
        Fault::BrokenChunk => {
            let first = format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n", body.len());
            text([answer.status_line(), first.as_bytes(), body, b"\r\nno size\r\n"].concat(), End::Closed)
        }
        Fault::Endless => text([answer.status_line(), b"\r\n", body].concat(), End::Endless),
        Fault::NotUtf8 => {
            let mut bytes = whole();
            // A byte of the first name of the envelope.
            if let Some(byte) = bytes.get_mut(head.len() + 2) {
                *byte = 0xff;
            }
            text(bytes, End::Kept)
        }
        Fault::Compressed => text(with("content-encoding: gzip\r\n"), End::Kept),
        Fault::NotHttp => text("220 smtp.example.com ESMTP\r\n", End::Closed),
        Fault::GoAway => text(GO_AWAY, End::Closed),
        Fault::DuplicateHeaders => {
            let length = format!("content-length: {}\r\nx-request-id: a\r\nx-request-id: b\r\n", body.len());
            text(with(&format!("{length}content-type: text/html\r\n")), End::Kept)
        }
        Fault::Interim => {
            let interim: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
            text([interim, &whole()].concat(), End::Kept)
        }
        Fault::OtherMediaType => {
            let other = format!("content-type: text/plain\r\ncontent-length: {}\r\n\r\n", body.len());
            text([answer.status_line(), other.as_bytes(), body].concat(), End::Kept)
        }
        Fault::ClosedAtRest => text(whole(), End::Closed),
        _ => text(whole(), End::Kept),
    }
}
