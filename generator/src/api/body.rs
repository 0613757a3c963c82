//! What is sent and what comes back: request bodies, responses, media types.

use super::{At, Docs, Json, Style, TypeRef, Xml};

/// A request body (OpenAPI 3.0.3 §4.7.13).
#[derive(Clone, Debug, PartialEq)]
pub struct RequestBody {
    /// Must it be sent?
    pub required: bool,
    /// Words about it.
    pub docs: Docs,
    /// The forms in which it can be sent, in the order of the document.
    pub contents: Vec<Content>,
    /// Where it stands.
    pub at: At,
}

/// A body in one media type (OpenAPI 3.0.3 §4.7.14).
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// As written: `application/json`.
    pub media_type: String,
    /// What it means for a client.
    pub kind: MediaKind,
    /// The type of the value; `None` where the document gives no schema.
    pub ty: Option<TypeRef>,
    /// How its properties become the fields of a form or the parts of a multipart body.
    pub fields: Vec<FieldEncoding>,
    /// What the root of its XML is called.
    pub root: Option<Xml>,
    /// Documented examples.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub at: At,
}

/// How a property becomes a field of a form or a part of a multipart body (OpenAPI 3.0.3 §4.7.15).
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEncoding {
    /// The property.
    pub property: String,
    /// `contentType`, as written: a media type, a range, or several with commas between them.
    pub media_type: Option<String>,
    /// `style` and `explode`, where one of them is given, the defaults applied.
    pub style: Option<(Style, bool)>,
    /// The headers that its part may have, by their names.
    pub headers: Vec<String>,
}

/// The kinds of media type that need different treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// `application/json`, `*+json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// `text/*`
    Text,
    /// `application/xml`, `text/xml`, `*+xml`
    Xml,
    /// `text/event-stream`, the type being that of the data of an event.
    EventData,
    /// `text/event-stream`, the type being that of an event with its name, its data and its id (OpenAPI 3.2 §4.14.4).
    Events,
    /// `application/jsonl`, `application/x-ndjson`, `application/json-seq`: the type is that of a line.
    JsonLines,
    /// Anything else: bytes.
    Binary,
}

/// A documented example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its key, where it has one.
    pub name: Option<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// The value.
    pub value: Json,
}

/// One answer (OpenAPI 3.0.3 §4.7.17).
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// For which statuses.
    pub status: StatusPattern,
    /// Words about it.
    pub docs: Docs,
    /// Its body in each media type; empty for no body.
    pub contents: Vec<Content>,
    /// Its documented headers.
    pub headers: Vec<ResponseHeader>,
    /// Where it stands.
    pub at: At,
}

/// A documented header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseHeader {
    /// Its name.
    pub name: String,
    /// Is it always there?
    pub required: bool,
    /// Words about it.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeRef,
    /// Is its text JSON (`content: application/json`)?
    pub json: bool,
    /// Where it stands.
    pub at: At,
}

/// Which statuses an answer is for. An exact one wins over a range, a range over the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusPattern {
    /// `402`
    Code(u16),
    /// `4XX`, by its first digit.
    Range(u8),
    /// `default`
    Default,
}

impl StatusPattern {
    /// Is it an answer of success (2xx)?
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, StatusPattern::Code(200..=299) | StatusPattern::Range(2))
    }
}
