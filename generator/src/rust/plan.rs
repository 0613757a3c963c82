//! The plan: a crate, decided down to the last name. What emits it only prints.
//!
//! Types are kept in one list and refer to each other by index ([`TypeIx`]); modules say which type or operation stands
//! in which file. Everything that came from the document as text is data here ([`String`]) or a checked [`Name`], and
//! words are already harmless lines of documentation ([`Words`]).

use super::docs::Words;
use super::names::Name;
use super::paging::Paging;
use super::plan_files::{OperationPart, TypeFolder, TypeModule};
use super::plan_reach::{Callback, Scheme, ServerPlan, Webhook};
use super::plan_types::{TypeIx, TypePlan, Use};
use crate::api::{ParameterIn, StatusPattern, Style, Xml};
use crate::config::Signature;

/// A whole crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Cargo's view of it.
    pub package: Package,
    /// Every server of the document, once. The API's own and those of operations are indices into these.
    pub servers: Vec<ServerPlan>,
    /// Where the API is served, first the default.
    pub main_servers: Vec<usize>,
    /// Has each server a type of its own? Not where there is nothing to choose.
    pub names_servers: bool,
    /// How callers prove who they are; operations refer to these by index.
    pub schemes: Vec<Scheme>,
    /// The files of operations.
    pub operation_modules: Vec<OperationModule>,
    /// What the server sends by itself, in the order of the document.
    pub webhooks: Vec<Webhook>,
    /// How the server signs them, if that was said.
    pub signature: Option<Signature>,
    /// Every type, by [`TypeIx`].
    pub types: Vec<TypePlan>,
    /// The files of types, unless they stand in folders.
    pub type_modules: Vec<TypeModule>,
    /// The folders of types.
    pub type_folders: Vec<TypeFolder>,
    /// Is there a `pattern` to be checked?
    pub patterns: bool,
    /// Is there a body in XML that has a type?
    pub xml: bool,
}

/// What Cargo and the front page are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// `talkover-client`
    pub name: String,
    /// `talkover_client`
    pub lib: Name,
    /// A version as Cargo takes it.
    pub version: String,
    /// One line.
    pub description: String,
    /// The title of the API, one line of Markdown.
    pub title: String,
    /// The description of the API.
    pub docs: Words,
    /// The crate that holds the runtime; `None` if this one does.
    pub runtime: Option<RuntimeCrate>,
}

/// The crate of the runtime, beside that of the API.
#[derive(Clone, Debug, PartialEq)]
pub struct RuntimeCrate {
    /// `talkover-client-runtime`
    pub name: String,
    /// `talkover_client_runtime`
    pub lib: Name,
}

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationModule {
    /// Module and file.
    pub name: Name,
    /// Words about the tag.
    pub docs: Words,
    /// In the order of their names.
    pub operations: Vec<OperationPlan>,
    /// The files, where they are too many for one.
    pub parts: Vec<OperationPart>,
    /// The feature without which they are not there; none if they always are.
    pub feature: Option<Name>,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationPlan {
    /// Its identity in the document: the `operationId`, or method and path.
    pub id: String,
    /// The empty type that stands for it: `PurchaseCredits`.
    pub marker: Name,
    /// The method of the client: `purchase_credits`.
    pub function: Name,
    /// As it is sent, a token (RFC 9110 §5.6.2): `POST`.
    pub method: String,
    /// With `{name}` for path parameters.
    pub path: String,
    /// Words about it.
    pub docs: Words,
    /// Should no longer be used.
    pub deprecated: bool,
    /// What must be given, in the order of the arguments; the body last.
    pub parameters: Vec<Parameter>,
    /// What may be given.
    pub optional: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Body>,
    /// Methods that send it in other media types.
    pub alternatives: Vec<Alternative>,
    /// Alternatives of sets of indices into [`Plan::schemes`].
    pub security: Vec<Vec<usize>>,
    /// Its own servers, by index into [`Plan::servers`].
    pub servers: Vec<usize>,
    /// What is asked for in `Accept`.
    pub accept: String,
    /// The header that makes a repetition harmless.
    pub idempotency_header: Option<String>,
    /// The documented answers in the order of the document.
    pub responses: Vec<Response>,
    /// What success is.
    pub output: Output,
    /// The error enum; none if no error is documented.
    pub error: Option<ErrorEnum>,
    /// What the server sends later because of it.
    pub callbacks: Vec<Callback>,
    /// Ways to have a success item by item, where it can be had as a whole as well.
    pub streams: Vec<StreamForm>,
    /// The documented headers of its answers.
    pub headers: Vec<Header>,
    /// How the pages of its answer are told, if it is one.
    pub paging: Option<Paging>,
}

/// A success that comes item by item, by a method of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamForm {
    /// The method of the call: `as_events`.
    pub name: Name,
    /// What is asked for.
    pub media_type: String,
    /// What an item is.
    pub ty: Use,
    /// What items stand in.
    pub framing: Framing,
}

/// What the items of a stream stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// The data of events, as JSON.
    Data,
    /// The data of events, as text.
    Text,
    /// Whole events.
    Events,
    /// Lines.
    Lines,
}

/// A documented header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// On the wire.
    pub wire: String,
    /// Its constant, in snake case.
    pub name: Name,
    /// Words about it.
    pub docs: Words,
    /// Its type.
    pub ty: Use,
    /// What its text is.
    pub form: HeaderForm,
}

/// What the text of a header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// A string.
    Text,
    /// A number or a truth value.
    Bare,
    /// Strings with commas between.
    Texts,
    /// Numbers or truth values with commas between.
    Bares,
    /// JSON.
    Json,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// On the wire.
    pub wire: String,
    /// Argument or setter.
    pub name: Name,
    /// Words about it.
    pub docs: Words,
    /// Should no longer be used.
    pub deprecated: bool,
    /// Its type.
    pub ty: Use,
    /// How it is sent.
    pub encoding: ParameterEncoding,
    /// Where it is sent.
    pub place: ParameterIn,
}

/// How a parameter becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By its style.
    Style {
        /// The style.
        style: Style,
        /// Are parts written one by one?
        explode: bool,
        /// May reserved characters stand as they are?
        allow_reserved: bool,
    },
    /// As JSON text.
    Json,
    /// As a form.
    Form,
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Argument or setter.
    pub name: Name,
    /// Must it be sent?
    pub required: bool,
    /// Words about it.
    pub docs: Words,
    /// In which form.
    pub form: BodyForm,
    /// A documented example of it.
    pub sample: Option<Sample>,
}

/// A body in another media type, by a method of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The method of the client: `create_receipt_as_multipart`.
    pub function: Name,
    /// The media type, for the words about it.
    pub media_type: String,
    /// What is sent.
    pub body: Body,
}

/// How members of a body become fields of a form, or parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldForm {
    /// On the wire; none for all that are not named otherwise.
    pub name: Option<String>,
    /// How a list or an object is written.
    pub style: Option<FieldStyle>,
    /// The media type of its part.
    pub media_type: Option<String>,
}

/// How a list or an object is written as fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// One by one.
    Exploded,
    /// With commas between.
    Comma,
    /// With spaces between.
    Space,
    /// With pipes between.
    Pipe,
    /// With the names of members in brackets.
    Deep,
    /// As JSON.
    Json,
}

/// A value as it is written in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Sample {
    /// A string.
    Text(String),
    /// A boolean or a number, as Rust writes it.
    Plain(String),
    /// The text of an exact number.
    Decimal(String),
    /// A constant of an enum.
    Variant(TypeIx, Name),
    /// A struct: the arguments of `new`, and the setters.
    Struct {
        /// The type.
        ty: TypeIx,
        /// What `new` is given.
        required: Vec<Sample>,
        /// What is set.
        optional: Vec<(Name, Sample)>,
    },
    /// A list.
    List(Vec<Sample>),
}

/// The form of a request body.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyForm {
    /// JSON in this media type.
    Json {
        /// `application/json` or a kin of it.
        media_type: String,
        /// The type of the value.
        ty: Use,
    },
    /// `application/x-www-form-urlencoded`
    Form {
        /// The type of the value.
        ty: Use,
        /// How its members are written, where that is not the default.
        fields: Vec<FieldForm>,
    },
    /// `multipart/form-data`
    Multipart {
        /// The type of the value.
        ty: Use,
        /// How its members are written, where that is not the default.
        fields: Vec<FieldForm>,
    },
    /// XML
    Xml {
        /// `application/xml` or a kin of it.
        media_type: String,
        /// The type of the value.
        ty: Use,
        /// What its root is called.
        root: Xml,
    },
    /// Text in this media type.
    Text(String),
    /// Bytes in this media type; if there is none, the caller says which (a range, or one with a boundary).
    Bytes(Option<String>),
}

/// A documented answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// For which statuses.
    pub status: StatusPattern,
    /// What its body becomes.
    pub content: ResponseContent,
    /// What reading it gives.
    pub gives: Gives,
}

/// What the body of an answer becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseContent {
    /// Nothing.
    Empty,
    /// A value read from JSON.
    Json(Use),
    /// A value read from XML.
    Xml(Use),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Values that come one after the other.
    Items(Use, Framing),
}

/// What an answer is to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The output itself.
    Output,
    /// A variant of the output.
    OutputVariant(Name),
    /// A variant of the error.
    ErrorVariant(Name),
    /// By the status: the output under 2xx, else a variant of the error. For a `default` beside no documented success.
    Either(Name),
}

/// What success is.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// The content of the one documented success, or of all, if they are the same.
    One(ResponseContent),
    /// One of several.
    Enum {
        /// Its name.
        name: Name,
        /// Its variants.
        variants: Vec<AnswerVariant>,
    },
}

/// The documented errors of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorEnum {
    /// Its name.
    pub name: Name,
    /// Its variants.
    pub variants: Vec<AnswerVariant>,
    /// Has it other names?
    pub shared: bool,
    /// The enum that this is another name of, in the same file.
    pub same_as: Option<SameError>,
}

/// The enum that stands for the errors of several operations.
#[derive(Clone, Debug, PartialEq)]
pub struct SameError {
    /// Its name.
    pub name: Name,
    /// The method of the client that it is named after.
    pub function: Name,
}

/// A documented answer as a variant.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerVariant {
    /// Its name.
    pub name: Name,
    /// Its status, for the words about it.
    pub status: StatusPattern,
    /// Words about it.
    pub docs: Words,
    /// What it holds.
    pub content: ResponseContent,
}
