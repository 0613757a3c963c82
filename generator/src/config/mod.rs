//! `specwright.toml`: what a user decides about a crate that the document does not say.
//!
//! ```toml
//! overlays = ["fixes.yaml"]      # OpenAPI Overlays that correct the document, in order
//!
//! [references]                   # folders whose files stand for addresses; nothing is ever fetched
//! "https://schemas.example.com/" = "schemas"
//!
//! [crate]
//! name = "talkover-client"     # default: made from the title of the document
//! version = "0.1.0"            # default: made from the version of the document
//! tag_features = true          # a feature for each tag; default: if the API is large
//! runtime = "crate"            # the runtime as a crate beside the client; default: "module", a part of the client
//!
//! [names]                      # Rust names for what stands in the document
//! operations = { purchaseCredits = "buy_credits", "GET /pets" = "pets" }
//! schemas = { ErrorEnvelope = "Failure" }
//! properties = { "Purchase.amount_charged" = "charged" }
//! tags = { Credits = "top_up" }
//! schemes = { userSessionToken = "session" }
//!
//! [[skip]]
//! operation = "uploadAvatar"   # `operationId`, or method and path: "PUT /avatar"
//! reason = "multipart with a stream; we upload by hand"
//!
//! [webhooks]                     # how the server signs them: "standard", "stripe", "slack", "github", or a form:
//! signature = { header = "X-Signature", prefix = "v1=", separator = ",", timestamp_prefix = "t=", signed = "{timestamp}.{body}" }
//! # `timestamp_header` for a time in a header of its own, `{webhook-id}` for any header, `encoding = "base64"`, `secret = "base64"`
//!
//! [pagination]                   # how pages are told, where it is not found by itself (docs/pagination.md)
//! listPets = { kind = "cursor", parameter = "after", next = "/meta/next", items = "/data" }
//! listLogs = "none"
//!
//! [lint]
//! rulesets = ["house-rules.yaml"] # rules of your own, in the format of Spectral (docs/rulesets.md)
//!
//! [lint.rules]                   # how severe findings are to `validate`, by code or name: "off", "info", "warn", "error"
//! no-client-error-response = "warn"
//!
//! [[lint.override]]              # the same in some places: by paths of the API, or by JSON pointers
//! rule = "SW1052"
//! severity = "off"
//! path = "/legacy/**"            # or: pointer = "/components/schemas/Legacy*"
//! reason = "examples of another version"
//! ```
//!
//! Only text goes in and values come out: finding the file is the caller's. A key that is not known here is an error,
//! since a key that is silently ignored is a decision that was not carried out.

pub mod codes;
mod lint;
mod pagination;
mod read;
mod webhooks;

use std::collections::BTreeMap;

use crate::diagnostic::Location;

pub use lint::{Level, Lint, Within};
pub use pagination::{Paged, Pages};
pub use read::parse;
pub use webhooks::{Provider, Signature, SignatureForm, Signed, Webhooks};

/// What a user decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The name of the crate, as Cargo takes it.
    pub crate_name: Option<String>,
    /// The version of the crate, as Cargo takes it.
    pub crate_version: Option<String>,
    /// Is each tag a feature of the crate? If nothing is said, the size of the API decides.
    pub tag_features: Option<bool>,
    /// Where the runtime stands; in the crate, if nothing is said.
    pub runtime: Option<Runtime>,
    /// Chosen names.
    pub names: Names,
    /// Operations that are left out.
    pub skips: Vec<Skip>,
    /// Overlays that are applied to the document, in order: paths from the folder of the configuration.
    pub overlays: Vec<String>,
    /// By the beginning of an address: the folder whose files stand for what is there, from the folder of the
    /// configuration.
    pub references: BTreeMap<String, String>,
    /// How webhooks are signed.
    pub webhooks: Option<Webhooks>,
    /// How the pages of operations are told, by `operationId`, or method and path.
    pub pagination: BTreeMap<String, Paged>,
    /// How severe findings are to `validate`.
    pub lint: Lint,
}

/// Where the runtime of a crate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In the crate itself, which is whole by itself.
    Module,
    /// But for what must be in the crate, in a crate of its own in the folder `runtime/`: it is compiled once, however
    /// often the client changes.
    Crate,
}

/// Chosen names by what they are for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// By `operationId`, or method and path.
    pub operations: Table,
    /// By the key among the schemas of the components.
    pub schemas: Table,
    /// By schema and property: `Purchase.amount_charged`.
    pub properties: Table,
    /// By tag.
    pub tags: Table,
    /// By the key among the security schemes.
    pub schemes: Table,
}

/// Chosen names by key.
pub type Table = BTreeMap<String, Chosen>;

/// A name that a user chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The name.
    pub name: String,
    /// Where it is chosen.
    pub location: Location,
}

/// An operation that is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Skip {
    /// Its `operationId`, or method and path.
    pub operation: String,
    /// Why.
    pub reason: String,
    /// Where the user says so.
    pub location: Location,
}
