//! A request in the making, without its types: what every `Call` is a thin shell over.
//!
//! Faults are collected here and told when the request is sent, so that building one is a chain of calls that cannot
//! fail half-way.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{
    CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    IF_UNMODIFIED_SINCE, LAST_MODIFIED,
};

use super::check::{Check, InvalidRequest, RequestPart, Validate, Violation};
use super::client_core::Core;
use super::clock::BoxFuture;
use super::error::Failure;
use super::field::FieldSpec;
use super::headers::Headers;
use super::json::{self, Encode};
use super::multipart::{self, Multipart};
use super::payload::Payload;
use super::reconnect::{self, Reconnect};
use super::settings::Settings;
use super::xml::{self, XmlName, XmlShape};
use super::{
    Answer, Limits, OperationSpec, ParamPlace, ParamSpec, ParamValue, RetryBudget, RetryPolicy, Server, Timeouts,
    Upload, exchange, form, style,
};

/// The parts of a request that parameters and credentials are written into.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    /// `name=value`, encoded.
    pub(crate) query: Vec<String>,
    /// `name=value`, encoded.
    pub(crate) cookies: Vec<String>,
    pub(crate) headers: Headers,
}

/// A body that can be written as JSON and knows its rules.
pub trait Document: Encode + Validate {}

impl<T: Encode + Validate> Document for T {}

/// The body of a request in the making.
pub(crate) enum Content {
    Whole(Payload),
    /// What stands between the parts is drawn when the request is sent.
    Parts(Multipart),
}

/// What sends a request, as the client says.
pub(crate) type Start = fn(Arc<Core>, Draft) -> BoxFuture<Result<Answer, Failure>>;

/// A request in the making.
pub struct Draft {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) parts: Parts,
    /// Empty and none are different: only a body that was given has a content type.
    pub(crate) body: Option<Content>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) settings: Settings,
    /// Does the stream that is the answer go on by itself?
    pub(crate) reconnect: Option<Box<Reconnect>>,
    /// What sends it. A pointer, so that a program has the code of what it asks for alone.
    pub(crate) start: Start,
    /// Is the body of a success left to be read by the caller?
    pub(crate) stream: bool,
    /// Where the page before said that this one is.
    pub(crate) page: Option<String>,
}

/// Headers that belong to the connection or to the body: who sets them breaks the one or the other.
const NOT_TO_BE_SET: [&str; 7] =
    ["host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer"];

const NO_PART: &str = "is meant for a part that the body does not have";

impl Draft {
    pub fn new(operation: &'static OperationSpec) -> Self {
        Draft {
            operation,
            path: Vec::new(),
            parts: Parts::default(),
            body: None,
            violations: Vec::new(),
            settings: Settings::default(),
            reconnect: None,
            start: exchange::run,
            stream: false,
            page: None,
        }
    }

    pub fn param(&mut self, spec: &'static ParamSpec, value: &ParamValue) {
        match spec.place {
            ParamPlace::Path => {
                let text = style::inline(spec, value);
                // `/pets/` is the list: a call about one pet must not become one about all.
                if text.is_empty() {
                    self.reject_param(spec, "must not be empty");
                }
                self.path.push((spec.name, text));
            }
            ParamPlace::Query => self.parts.query.extend(style::pairs(spec, value)),
            ParamPlace::Cookie => {
                let pairs = style::pairs(spec, value);
                if pairs.iter().any(|pair| pair.contains(';')) {
                    self.reject_param(spec, "holds a `;`, which would end the cookie");
                }
                self.parts.cookies.extend(pairs);
            }
            ParamPlace::QueryString => self.parts.query.extend(style::whole(value)),
            ParamPlace::Header => {
                let text = style::inline(spec, value);
                let (name, value) = (HeaderName::from_bytes(spec.name.as_bytes()), HeaderValue::from_str(&text));
                match (name, value) {
                    (Ok(name), Ok(value)) => self.parts.headers.insert(name, value),
                    _ => self.reject_param(spec, "holds a character that cannot stand in a header"),
                }
            }
        }
    }

    /// A parameter that is a JSON document (`content`): its text is one primitive value.
    #[inline]
    pub fn json_param(&mut self, spec: &'static ParamSpec, value: &dyn Document) {
        let part = RequestPart::Parameter { place: spec.place, name: spec.name };
        if let Some(json) = self.encode(&part, value) {
            self.param(spec, &ParamValue::Primitive(String::from_utf8_lossy(&json).into_owned()));
        }
    }

    /// A query that is a form as a whole (`in: querystring`); nothing is left of one without fields.
    #[inline]
    pub fn form_param(&mut self, spec: &'static ParamSpec, value: &dyn Document) {
        let part = RequestPart::Parameter { place: spec.place, name: spec.name };
        let Some(json) = self.encode(&part, value) else { return };
        match form::encode(&json, &[]) {
            Ok(text) => self.parts.query.extend(Some(text).filter(|text| !text.is_empty())),
            Err(why) => self.reject_param(spec, why),
        }
    }

    pub fn check_param(&mut self, spec: &'static ParamSpec, rules: &mut dyn FnMut(&mut Check<'_>)) {
        let part = RequestPart::Parameter { place: spec.place, name: spec.name };
        Check::run(&mut self.violations, &part, rules);
    }

    pub fn check_body(&mut self, rules: &mut dyn FnMut(&mut Check<'_>)) {
        Check::run(&mut self.violations, &RequestPart::Body, rules);
    }

    pub fn json(&mut self, media_type: &str, body: &dyn Document) {
        if let Some(json) = self.encode(&RequestPart::Body, body) {
            self.bytes(media_type, json.into());
        }
    }

    #[inline]
    pub fn form(&mut self, body: &dyn Document, fields: &[FieldSpec]) {
        let Some(json) = self.encode(&RequestPart::Body, body) else { return };
        match form::encode(&json, fields) {
            Ok(text) => self.bytes("application/x-www-form-urlencoded", text.into()),
            Err(why) => self.violations.push(Violation::new(RequestPart::Body, why)),
        }
    }

    #[inline]
    pub fn xml(&mut self, media_type: &str, root: XmlName, body: &dyn Document, shape: &XmlShape) {
        let Some(json) = self.encode(&RequestPart::Body, body) else { return };
        match json::from_slice(&json).map_err(|_| "cannot be written").and_then(|value| xml::write(root, &value, shape))
        {
            Ok(text) => self.bytes(media_type, text.into()),
            Err(why) => self.violations.push(Violation::new(RequestPart::Body, why)),
        }
    }

    #[inline]
    pub fn multipart(&mut self, body: &dyn Document, fields: &'static [FieldSpec]) {
        if self.breaks_a_rule(&RequestPart::Body, body) {
            return;
        }
        match multipart::write(body) {
            Err(fault) => self.violations.push(Violation::of_json(RequestPart::Body, &fault)),
            Ok((json, uploads)) => match multipart::parts(&json, uploads, fields) {
                Ok(parts) => self.body = Some(Content::Parts(parts)),
                Err(why) => self.violations.push(Violation::new(RequestPart::Body, why)),
            },
        }
    }

    #[inline]
    pub fn part_header(&mut self, part: &str, name: &str, value: &str) {
        let why = match (checked_header(name, value), &mut self.body) {
            (Err(why), _) => why,
            (Ok((name, _)), _) if name.as_str().starts_with("content-") => "is set by the client itself, from the part",
            (Ok((name, value)), Some(Content::Parts(parts))) => match parts.header(part, &name, &value) {
                true => return,
                false => NO_PART,
            },
            // The body was refused: that is told already.
            (Ok(_), None) if !self.violations.is_empty() => return,
            (Ok(_), _) => NO_PART,
        };
        self.reject_header(name, why);
    }

    pub fn bytes(&mut self, media_type: &str, body: Bytes) {
        self.content(media_type, body.into());
    }

    #[inline]
    pub fn upload(&mut self, media_type: &str, body: Upload) {
        let mut payload = Payload::default();
        payload.push(body.into_content());
        self.content(media_type, payload);
    }

    fn content(&mut self, media_type: &str, body: Payload) {
        let value = match media_type {
            "application/json" => Ok(HeaderValue::from_static("application/json")),
            other => HeaderValue::from_str(other),
        };
        match value {
            Ok(value) => self.parts.headers.insert(CONTENT_TYPE, value),
            Err(_) => self.reject_header("content-type", "holds a character that cannot stand in a header"),
        }
        self.body = Some(Content::Whole(body));
    }

    pub fn header(&mut self, name: &str, value: &str) {
        match checked_header(name, value) {
            Ok((name, value)) => self.parts.headers.insert(name, value),
            Err(why) => self.reject_header(name, why),
        }
    }

    #[inline]
    pub fn if_changed(&mut self, earlier: &HeaderMap) {
        if let Some(tag) = earlier.get(ETAG) {
            self.parts.headers.insert(IF_NONE_MATCH, tag.clone());
        } else if let Some(time) = earlier.get(LAST_MODIFIED) {
            self.parts.headers.insert(IF_MODIFIED_SINCE, time.clone());
        }
    }

    #[inline]
    pub fn if_unchanged(&mut self, earlier: &HeaderMap) {
        let why = match (earlier.get(ETAG), earlier.get(LAST_MODIFIED)) {
            (Some(tag), _) if !tag.as_bytes().starts_with(b"W/") => {
                self.parts.headers.insert(IF_MATCH, tag.clone());
                return;
            }
            (_, Some(time)) => {
                self.parts.headers.insert(IF_UNMODIFIED_SINCE, time.clone());
                return;
            }
            (Some(_), None) => "would have to be a strong tag, and the answer had a weak one",
            (None, None) => "has no value: the answer had neither a tag nor the time of a change",
        };
        self.reject_header("if-match", why);
    }

    #[inline]
    pub fn reconnect(&mut self, policy: Reconnect) {
        self.reconnect = Some(Box::new(policy));
        self.start = reconnect::run;
    }

    #[inline]
    pub fn idempotency_key(&mut self, key: String) {
        self.settings.say().idempotency_key = Some(key);
    }

    #[inline]
    pub fn server(&mut self, server: Server) {
        self.settings.say().server = Some(server);
    }

    #[inline]
    pub fn timeouts(&mut self, timeouts: Timeouts) {
        self.settings.say().timeouts = Some(timeouts);
    }

    #[inline]
    pub fn limits(&mut self, limits: Limits) {
        self.settings.say().limits = Some(limits);
    }

    #[inline]
    pub fn retry_budget(&mut self, budget: RetryBudget) {
        self.settings.say().budget = Some(budget);
    }

    #[inline]
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.settings.say().retry = Some(policy);
    }

    /// Leaves the body of a success to be read by the caller.
    #[inline]
    pub fn stream(&mut self) {
        self.stream = true;
    }

    /// Sends it.
    pub fn start(self, core: Arc<Core>) -> BoxFuture<Result<Answer, Failure>> {
        (self.start)(core, self)
    }

    /// Gives up the draft for its faults, if it has some.
    pub(crate) fn check(&mut self) -> Result<(), InvalidRequest> {
        if self.violations.is_empty() {
            return Ok(());
        }
        Err(self.invalid())
    }

    pub(crate) fn reject(&mut self, part: RequestPart, why: &str) -> InvalidRequest {
        self.violations.push(Violation::new(part, why));
        self.invalid()
    }

    fn invalid(&mut self) -> InvalidRequest {
        InvalidRequest { operation_id: self.operation.id, violations: std::mem::take(&mut self.violations) }
    }

    fn encode(&mut self, part: &RequestPart, value: &dyn Document) -> Option<Vec<u8>> {
        if self.breaks_a_rule(part, value) {
            return None;
        }
        match json::to_vec(value) {
            Ok(json) => Some(json),
            Err(fault) => {
                self.violations.push(Violation::of_json(part.clone(), &fault));
                None
            }
        }
    }

    fn breaks_a_rule(&mut self, part: &RequestPart, value: &dyn Document) -> bool {
        let before = self.violations.len();
        Check::run(&mut self.violations, part, |check| value.check(check));
        self.violations.len() > before
    }

    fn reject_param(&mut self, spec: &'static ParamSpec, why: &str) {
        self.violations.push(Violation::new(RequestPart::Parameter { place: spec.place, name: spec.name }, why));
    }

    fn reject_header(&mut self, name: &str, why: &str) {
        self.violations.push(Violation::new(RequestPart::Header(name.to_owned()), why));
    }
}

/// A header that a caller may set. The value of one that proves who is calling is marked as sensitive.
pub(crate) fn checked_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is no name of a header")?;
    if NOT_TO_BE_SET.contains(&name.as_str()) {
        return Err("is set by the client itself, from the address and the body");
    }
    let mut value = HeaderValue::from_str(value).map_err(|_| "holds a character that cannot stand in a header")?;
    value.set_sensitive(is_telling(name.as_str()));
    Ok((name, value))
}

/// Does a header, a parameter or a member of this name, in any letter case, most likely hold a secret?
pub(crate) fn is_telling(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words = ["auth", "cookie", "credential", "key", "passw", "secret", "session", "signature", "token"];
    words.iter().any(|word| name.contains(word)) && !matches!(name.as_str(), "idempotency-key" | "author")
}
