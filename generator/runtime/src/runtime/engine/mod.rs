//! The engine of the client runtime: everything of it that a crate of an API need not hold itself.
//!
//! | concern | rooms |
//! |---|---|
//! | what an API is, as data | `operation`, `parameter`, `rules`, `schema_rules`, `unevaluated`, `pattern`, `quoted` |
//! | putting a request together | `client_core`, `draft`, `settings`, `headers`, `check`, `number`, `few` |
//! | writing its parts | `style`, `percent`, `field`, `form`, `multipart`, `upload`, `payload`, `target`, `server`, `json`, `xml` |
//! | proving who calls | `secret`, `credential`, `client_credentials`, `security` |
//! | sending it | `exchange`, `redirect`, `layer`, `attempt`, `detached`, `blocking`, `transport`, `clock`, `timeouts`, `limits`, `retry`, `retry_after`, `budget`, `idempotency`, `trace`, `trace_context` |
//! | what came of it | `sending`, `answer`, `gzip`, `header`, `streamed`, `items`, `frames`, `reconnect`, `pages`, `paging`, `link`, `body_fault`, `outcome`, `error`, `transport_error`, `request_id`, `webhook`, `signature`, `signature_form` |
//!
//! Only the futures of calls and [`Error`] are generic, and they are shells: the rest is compiled once. What few programs
//! use (multipart, XML, streams, pages, rules beyond types, client credentials) is `#[inline]`, by which the compiler makes
//! machine code of it in those alone.

mod answer;
mod attempt;
#[cfg(feature = "blocking")]
mod blocking;
mod body_fault;
mod budget;
mod check;
#[allow(missing_docs, reason = "`Client` and `ClientBuilder` say the same with words")]
mod client_core;
mod client_credentials;
mod clock;
mod credential;
mod detached;
#[allow(missing_docs, reason = "`Call` says the same with words")]
mod draft;
mod error;
mod exchange;
mod few;
mod field;
mod form;
mod frames;
#[cfg(feature = "gzip")]
mod gzip;
mod header;
mod headers;
mod idempotency;
mod items;
#[allow(unreachable_pub, reason = "it is reached where the engine is a crate of its own")]
pub mod json;
mod layer;
mod limits;
mod link;
mod multipart;
mod number;
mod operation;
mod outcome;
mod pages;
mod paging;
mod parameter;
mod pattern;
mod payload;
mod percent;
mod quoted;
mod reconnect;
mod redirect;
mod request_id;
mod retry;
mod retry_after;
mod rules;
mod schema_rules;
mod secret;
mod security;
mod sending;
mod server;
mod settings;
#[cfg(feature = "signatures")]
mod signature;
#[cfg(feature = "signatures")]
mod signature_form;
mod streamed;
mod style;
mod target;
mod timeouts;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "untraced.rs"]
mod trace;
#[cfg(feature = "tracing")]
mod trace_context;
pub mod transport;
mod transport_error;
mod unevaluated;
mod upload;
mod webhook;
mod xml;

pub use answer::{Answer, Response};
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, NotRun};
pub use body_fault::BodyFault;
pub use budget::RetryBudget;
pub use check::{Check, InvalidRequest, RequestPart, Texts, Validate, Violation, Violations};
pub use client_core::BuildError;
pub use client_credentials::ClientCredentials;
pub use clock::{BoxFuture, Clock, Random, SeededRandom, TokioClock};
pub use credential::{Credential, TokenContext, TokenError, TokenProvider};
pub use detached::Detached;
pub use error::{Error, Undocumented};
pub use field::{FieldSpec, FieldStyle};
pub use header::{HeaderFault, ResponseHeader};
pub use items::{Framing, Items, StreamError};
pub use json::Nullable;
pub use layer::{Layer, LayerFuture, Next, Outgoing};
pub use limits::Limits;
pub use number::{Exact, ToNumber};
pub use operation::{
    ApiSpec, Operation, OperationSpec, ResponseSpec, SchemeKind, SchemeSpec, ServerSpec, ServerVariable, StatusPattern,
};
pub use outcome::Outcome;
pub use pages::{PageItems, Pages};
pub use paging::{Paged, Paging};
pub use parameter::{ParamPlace, ParamSpec, ParamValue, Style, ToParam, ToText};
pub use pattern::Pattern;
pub use quoted::Quoted;
pub use reconnect::Reconnect;
pub use retry::RetryPolicy;
pub use rules::{Bound, CountRules, Literal, NumberRules};
pub use schema_rules::SchemaRules;
pub use secret::Secret;
pub use security::{BadCredential, MissingCredentials};
pub use sending::{Sending, SendingResponse, Streaming, StreamingItems};
pub use server::{BadAddress, Server};
#[cfg(feature = "signatures")]
pub use signature::{BadSecret, SignatureError, WebhookSignature};
#[cfg(feature = "signatures")]
pub use signature_form::{SignatureForm, Signed};
pub use streamed::{DownloadError, DownloadFault, Streamed};
pub use timeouts::Timeouts;
#[cfg(feature = "tracing")]
pub use trace_context::TraceContext;
pub use transport::{TimeoutKind, Transport, TransportKind};
pub use transport_error::{Phase, TransportError};
pub use upload::Upload;
pub use webhook::WebhookError;
pub use xml::{XmlMember, XmlName, XmlShape, XmlType};

// Types of other crates that stand in signatures, so that nobody has to guess their versions.
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};
pub use rust_decimal::Decimal;

/// What `Client` and `Call` are shells over; of no use to anyone else.
#[doc(hidden)]
pub mod shell {
    pub use super::client_core::{Core, CoreBuilder};
    pub use super::draft::Draft;
    pub use super::error::Failure;
}
