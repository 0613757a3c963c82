//! What recorded exchanges look like in a file: one JSON object a line, without the secrets that it can tell.
//!
//! ```text
//! {"method":"POST","path":"/pay?api_key=[hidden]","headers":{"authorization":"[hidden]"},"body":"{\"amount\":1}",
//!  "status":200,"answer_headers":{"content-type":"application/json"},"answer":"{\"success\":true}"}
//! ```
//!
//! In the place of an answer stands what failed: `"failed":"interrupted"`. `"cut":true` stands where the body of an answer
//! broke off, `"answer_hex"` where it is not UTF-8. A body of a request that is neither JSON nor a form is told by its length
//! alone, `"length"`, and one that is a stream not at all.

use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use http::{HeaderName, HeaderValue, StatusCode, Uri};

use super::super::draft::is_telling;
use super::super::json::{self, Value};
use super::{TimeoutKind, TransportKind};

/// What stands in the place of a secret.
const HIDDEN: &str = "[hidden]";

/// Which names hold secrets, beside those that look like it.
#[derive(Clone, Debug, Default)]
pub(super) struct Secrets {
    pub(super) hide: Vec<String>,
    pub(super) keep: Vec<String>,
}

impl Secrets {
    fn are_in(&self, name: &str) -> bool {
        let listed = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(name));
        listed(&self.hide) || (is_telling(name) && !listed(&self.keep))
    }

    pub(super) fn headers(&self, headers: &HeaderMap) -> Vec<(String, String)> {
        let text = |name: &HeaderName, value: &HeaderValue| match value.to_str() {
            Ok(text) if !value.is_sensitive() && !self.are_in(name.as_str()) => text.to_owned(),
            _ => HIDDEN.to_owned(),
        };
        headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(name, value))).collect()
    }

    /// Path and query.
    pub(super) fn path(&self, uri: &Uri) -> String {
        match uri.query() {
            Some(query) => format!("{}?{}", uri.path(), self.form(query)),
            None => uri.path().to_owned(),
        }
    }

    /// Names are compared as they are written: one that is encoded needlessly is not known.
    fn form(&self, form: &str) -> String {
        let pair = |pair: &str| match pair.split_once('=') {
            Some((name, _)) if self.are_in(name) => format!("{name}={HIDDEN}"),
            _ => pair.to_owned(),
        };
        form.split('&').map(pair).collect::<Vec<_>>().join("&")
    }

    fn json(&self, body: &[u8]) -> Option<String> {
        let mut value: Value = json::from_slice(body).ok()?;
        self.clean(&mut value);
        json::to_string(&value).ok()
    }

    /// As deep as JSON is read, and no deeper.
    fn clean(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean(item)),
            Value::Object(members) => members.iter_mut().for_each(|(name, member)| match member {
                Value::String(text) if self.are_in(name) => HIDDEN.clone_into(text),
                other => self.clean(other),
            }),
            _ => {}
        }
    }

    /// A body whose parts are known; none of another kind.
    pub(super) fn body(&self, headers: &HeaderMap, body: &[u8]) -> Option<String> {
        let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match media {
            _ if body.is_empty() => Some(String::new()),
            media if media.starts_with("application/x-www-form-urlencoded") => {
                Some(self.form(std::str::from_utf8(body).ok()?))
            }
            media if media.contains("json") => self.json(body),
            _ => None,
        }
    }

    /// The body of an answer, of which all is kept that cannot be told to hide something.
    pub(super) fn answer(&self, headers: &HeaderMap, body: &[u8]) -> Vec<u8> {
        let says = |name: HeaderName, word: &str| {
            headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
        };
        match self.body(headers, body) {
            Some(known) => known.into_bytes(),
            // JSON that breaks off, or what nobody can read as it is.
            None if says(CONTENT_TYPE, "json") || headers.contains_key(CONTENT_ENCODING) => HIDDEN.into(),
            None => body.to_vec(),
        }
    }
}

/// An exchange.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) request: Asked,
    pub(super) headers: Vec<(String, String)>,
    pub(super) end: End,
}

/// What a request is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body: Option<String>,
    pub(super) length: Option<u64>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(super) enum End {
    Answer { status: StatusCode, headers: Vec<(String, String)>, body: Vec<u8>, cut: bool },
    Failed(TransportKind),
}

/// Names of what can fail before there is an answer.
const KINDS: [(TransportKind, &str); 10] = [
    (TransportKind::Resolve, "resolve"),
    (TransportKind::Connect, "connect"),
    (TransportKind::Tls, "tls"),
    (TransportKind::Timeout(TimeoutKind::Connect), "timeout_connect"),
    (TransportKind::Timeout(TimeoutKind::Attempt), "timeout_attempt"),
    (TransportKind::Timeout(TimeoutKind::Idle), "timeout_idle"),
    (TransportKind::Timeout(TimeoutKind::Total), "timeout_total"),
    (TransportKind::Interrupted, "interrupted"),
    (TransportKind::Refused, "refused"),
    (TransportKind::Unprocessed, "unprocessed"),
];

impl Line {
    pub(super) fn write(&self) -> String {
        let text = |text: &str| Value::String(text.to_owned());
        let pairs = |pairs: &[(String, String)]| {
            Value::Object(pairs.iter().map(|(name, value)| (name.clone(), text(value))).collect())
        };
        let number = |number: u64| json::from_str(&number.to_string()).unwrap_or_default();
        let Asked { method, path, body, length } = &self.request;
        let mut members = vec![("method", text(method)), ("path", text(path)), ("headers", pairs(&self.headers))];
        members.extend(body.as_ref().map(|body| ("body", text(body))));
        members.extend(length.map(|length| ("length", number(length))));
        match &self.end {
            End::Answer { status, headers, body, cut } => {
                members.push(("status", number(status.as_u16().into())));
                members.push(("answer_headers", pairs(headers)));
                members.push(match std::str::from_utf8(body) {
                    Ok(body) => ("answer", text(body)),
                    Err(_) => ("answer_hex", text(&body.iter().map(|byte| format!("{byte:02x}")).collect::<String>())),
                });
                members.extend(cut.then_some(("cut", Value::Boolean(true))));
            }
            End::Failed(kind) => {
                let name = KINDS.iter().find(|(known, _)| known == kind).map_or("interrupted", |(_, name)| name);
                members.push(("failed", text(name)));
            }
        }
        let line = Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
        json::to_string(&line).unwrap_or_default()
    }

    /// None: it is no such line.
    pub(super) fn read(line: &str) -> Option<Line> {
        let line: Value = json::from_str(line).ok()?;
        let text = |name: &str| line.get(name).and_then(Value::as_str);
        let pairs = |name: &str| match line.get(name)? {
            Value::Object(members) => {
                members.iter().map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
            }
            _ => None,
        };
        let number = |name: &str| match line.get(name)? {
            Value::Number(number) => number.as_str().parse::<u64>().ok(),
            _ => None,
        };
        let request = Asked {
            method: text("method")?.to_owned(),
            path: text("path")?.to_owned(),
            body: text("body").map(str::to_owned),
            length: number("length"),
        };
        let end = match text("failed") {
            Some(failed) => End::Failed(KINDS.iter().find(|(_, name)| *name == failed)?.0),
            None => End::Answer {
                status: StatusCode::from_u16(u16::try_from(number("status")?).ok()?).ok()?,
                headers: pairs("answer_headers")?,
                body: match text("answer") {
                    Some(body) => body.as_bytes().to_vec(),
                    None => unhex(text("answer_hex")?)?,
                },
                cut: line.get("cut") == Some(&Value::Boolean(true)),
            },
        };
        Some(Line { request, headers: pairs("headers")?, end })
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    text.as_bytes().chunks(2).map(pair).collect()
}
