//! Parameters in path, query, header and cookie.

use super::{At, Docs, Example, Json, TypeRef};

/// A parameter (OpenAPI 3.0.3 §4.7.12).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: ParameterIn,
    /// Must a caller give it?
    pub required: bool,
    /// Words about it.
    pub docs: Docs,
    /// How its value becomes text.
    pub encoding: ParameterEncoding,
    /// Its type.
    pub ty: TypeRef,
    /// What the server takes when it is left out (documentation only: a client leaves it out).
    pub default: Option<Json>,
    /// Documented examples of its value, before it becomes text.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub at: At,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterIn {
    /// In a `{name}` of the path.
    Path,
    /// After the `?`.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// All that follows the `?` (`in: querystring`, from 3.2).
    QueryString,
}

/// How a value becomes text.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterEncoding {
    /// By `style`.
    Style {
        /// The style, the default for its place already applied.
        style: Style,
        /// `explode`, the default for the style already applied.
        explode: bool,
        /// `allowReserved`
        allow_reserved: bool,
    },
    /// As a document of this media type (`content`).
    Content(String),
}

/// Styles (OpenAPI 3.0.3 §4.7.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `color=blue`
    Form,
    /// `blue`
    Simple,
    /// `blue%20black`
    SpaceDelimited,
    /// `blue|black`
    PipeDelimited,
    /// `color[R]=100`
    DeepObject,
    /// `color=blue` in a cookie, without any escaping (from 3.2).
    Cookie,
}
