//! What an operation *is*, as data: method, path, security, statuses.
//!
//! Generated code fills these tables in, and everything else in the runtime reads them. They are built in constants,
//! own nothing, and know nothing of types: only [`Operation`] ties a table to the types of one operation.

use http::{HeaderName, Method, StatusCode};

use super::{Answer, BodyFault, Paging};

/// An API: what all its operations have in common.
#[derive(Debug)]
pub struct ApiSpec {
    /// Name of the generated crate, for `User-Agent`.
    pub name: &'static str,
    /// Version of the generated crate, for `User-Agent`.
    pub version: &'static str,
    /// Where it is served; the first is the default (OpenAPI 3.0.3 §4.7.5).
    pub servers: &'static [ServerSpec],
    /// The ways in which a caller can prove who it is (OpenAPI 3.0.3 §4.7.27).
    pub schemes: &'static [SchemeSpec],
}

/// A server (OpenAPI 3.0.3 §4.7.5). Two are the same if they say the same.
#[derive(Debug, PartialEq, Eq)]
pub struct ServerSpec {
    /// Its address, with `{variable}`s; may be relative.
    pub url: &'static str,
    /// Its variables.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's address (OpenAPI 3.0.3 §4.7.6).
#[derive(Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name, as it stands between the braces.
    pub name: &'static str,
    /// What stands there when the caller says nothing.
    pub default: &'static str,
    /// What may stand there; empty for anything.
    pub allowed: &'static [&'static str],
}

/// A security scheme.
#[derive(Debug)]
pub struct SchemeSpec {
    /// Its key in the document.
    pub name: &'static str,
    /// How its credential is sent.
    pub kind: SchemeKind,
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// In the header of this name.
    ApiKeyHeader(&'static str),
    /// In the query parameter of this name.
    ApiKeyQuery(&'static str),
    /// In the cookie of this name.
    ApiKeyCookie(&'static str),
    /// The whole value of `Authorization`, whatever the scheme (RFC 9110 §11.6.2).
    Authorization,
    /// By the transport, as a certificate; nothing is written into the request.
    Transport,
}

impl SchemeKind {
    /// Is it written into the header `Authorization`?
    pub(crate) fn is_authorization(self) -> bool {
        match self {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Authorization => true,
            SchemeKind::ApiKeyHeader(name) => name.eq_ignore_ascii_case("authorization"),
            SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) | SchemeKind::Transport => false,
        }
    }
}

/// An operation (OpenAPI 3.0.3 §4.7.10).
#[derive(Debug)]
pub struct OperationSpec {
    /// The API it belongs to.
    pub api: &'static ApiSpec,
    /// Its `operationId`.
    pub id: &'static str,
    /// Its method as it is sent, a token of RFC 9110 §5.6.2: `POST`. Letter case counts.
    pub method: &'static str,
    /// Its path below the server's address, with `{name}` for path parameters.
    pub path: &'static str,
    /// Alternatives, each a set of indices into [`ApiSpec::schemes`] that must all be satisfied. No alternative at all:
    /// no credential is sent. An empty alternative: credentials are optional.
    pub security: &'static [&'static [usize]],
    /// Its own servers; empty for those of the API.
    pub servers: &'static [ServerSpec],
    /// What it asks for in `Accept`.
    pub accept: &'static str,
    /// The request header that makes the server carry out a request once however often it arrives.
    pub idempotency_header: Option<&'static str>,
    /// How its pages are told, if it has some.
    pub paging: Paging,
    /// The statuses that are documented. [`Operation::read`] is given the index into these.
    pub responses: &'static [ResponseSpec],
}

/// A documented answer.
#[derive(Debug)]
pub struct ResponseSpec {
    /// For which statuses.
    pub status: StatusPattern,
    /// Is its body read item by item, and not as a whole?
    pub streamed: bool,
}

impl ResponseSpec {
    /// For all statuses that are not documented otherwise.
    pub const DEFAULT: ResponseSpec = ResponseSpec { status: StatusPattern::Default, streamed: false };

    /// For this status.
    #[must_use]
    pub const fn code(code: u16) -> ResponseSpec {
        ResponseSpec { status: StatusPattern::Code(code), streamed: false }
    }

    /// For a hundred statuses, by their first digit.
    #[must_use]
    pub const fn range(first: u8) -> ResponseSpec {
        ResponseSpec { status: StatusPattern::Range(first), streamed: false }
    }

    /// The same, with a body that is read item by item.
    #[must_use]
    pub const fn streamed(self) -> ResponseSpec {
        ResponseSpec { streamed: true, ..self }
    }
}

/// Which statuses a documented answer is for (OpenAPI 3.0.3 §4.7.16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// This one: `402`.
    Code(u16),
    /// A hundred of them, by the first digit: `4XX`.
    Range(u8),
    /// All that are not named otherwise: `default`.
    Default,
}

impl OperationSpec {
    /// The index of the documented answer for a status: an exact code wins over a range, a range over `default`.
    #[must_use]
    pub fn case(&self, status: StatusCode) -> Option<usize> {
        let code = status.as_u16();
        let place = |wanted: &dyn Fn(StatusPattern) -> bool| self.responses.iter().position(|r| wanted(r.status));
        place(&|pattern| matches!(pattern, StatusPattern::Code(c) if c == code))
            .or_else(|| place(&|pattern| matches!(pattern, StatusPattern::Range(r) if u16::from(r) == code / 100)))
            .or_else(|| place(&|pattern| pattern == StatusPattern::Default))
    }

    /// Its method as the HTTP library knows it; `None` if it is no token.
    #[must_use]
    pub fn http_method(&self) -> Option<Method> {
        Method::from_bytes(self.method.as_bytes()).ok()
    }

    /// Does a request leave the server as it was (RFC 9110 §9.2.1)? Nothing is assumed of a method that is not known.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.http_method().is_some_and(|method| method.is_safe())
    }

    /// Is the effect of many requests that of one, by the method (RFC 9110 §9.2.2) or by a key?
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        // A header that cannot be sent carries no key.
        let keyed = |name: &str| HeaderName::from_bytes(name.as_bytes()).is_ok();
        self.is_idempotent() || self.idempotency_header.is_some_and(keyed)
    }

    /// Is the effect of many requests that of one, by the method alone?
    pub(crate) fn is_idempotent(&self) -> bool {
        self.http_method().is_some_and(|method| method.is_idempotent())
    }
}

/// An operation: its table, its types, and how an answer becomes one of them.
///
/// Implemented by generated code, on an empty type of the operation's name.
pub trait Operation: 'static {
    /// What a successful answer holds.
    type Output: Send + 'static;
    /// The documented error answers; [`super::Undocumented`] where there are none.
    type Error: std::fmt::Debug + Send + Sync + 'static;
    /// The operation as data.
    const SPEC: &'static OperationSpec;

    /// Reads an answer whose status is the documented one at index `case` of [`OperationSpec::responses`].
    ///
    /// # Errors
    ///
    /// The body is not what is documented for its status.
    fn read(case: usize, answer: &Answer) -> Result<Result<Self::Output, Self::Error>, BodyFault>;
}
