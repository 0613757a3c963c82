//! Which version of OpenAPI a document follows, and whether it is one at all.

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Kind, Node};

/// The versions that are read. Patch releases do not change the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// 2.0, which was called Swagger. A document of it is held against its tables, brought into one file and raised to 3.0
    /// before it is read, so that no view but that of the whole document is ever of this version.
    V2_0,
    /// 3.0.x: its own dialect of JSON Schema.
    V3_0,
    /// 3.1.x: JSON Schema 2020-12.
    V3_1,
    /// 3.2.x
    V3_2,
}

impl Version {
    /// As people say it: `3.0`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Version::V2_0 => "2.0",
            Version::V3_0 => "3.0",
            Version::V3_1 => "3.1",
            Version::V3_2 => "3.2",
        }
    }

    /// The version of this document; `None`, with the reason told, if it is none that can be read.
    pub(super) fn of(root: Node<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        if !root.is_mapping() {
            let message = format!("this is not an OpenAPI document: it is {}", root.kind().words());
            diagnostics.push(Diagnostic::new(&codes::NOT_OPENAPI, message).at(root.location()).help(BEGIN));
            return None;
        }
        if let Some(field) = root.get("openapi") {
            return Self::declared(field, diagnostics);
        }
        let found = match root.get("swagger") {
            Some(swagger) => Diagnostic::new(&codes::UNKNOWN_VERSION, "this is not a version of Swagger that is known")
                .at(swagger.location())
                .help("write `swagger: '2.0'`; earlier versions had a document for each resource"),
            None => Diagnostic::new(&codes::NOT_OPENAPI, "this is not an OpenAPI document: it has no `openapi` field")
                .at(root.location())
                .help(BEGIN),
        };
        diagnostics.push(found);
        None
    }

    fn declared(field: Node<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let (text, quoted) = match field.kind() {
            Kind::String(text) => (text, true),
            Kind::Number(text) => (text, false),
            other => {
                let message = format!("`openapi` must be a string, not {}", other.words());
                diagnostics.push(Diagnostic::new(&codes::WRONG_TYPE, message).at(field.location()).help(BEGIN));
                return None;
            }
        };
        let mut parts = text.splitn(3, '.');
        let version = match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => Some(Version::V3_0),
            (Some("3"), Some("1")) => Some(Version::V3_1),
            (Some("3"), Some("2")) => Some(Version::V3_2),
            _ => None,
        };
        let patch = parts.next().and_then(|patch| patch.split('-').next());
        let whole = patch.is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|b| b.is_ascii_digit()));
        if version.is_none() || !whole || !quoted {
            let message = match version {
                Some(_) => format!("`{text}` is not a whole version"),
                None => format!("`{text}` is not a version of OpenAPI that is known"),
            };
            let wanted = version.map_or("3.0.3, 3.1.1 or 3.2.0".to_owned(), |v| format!("{}.0", v.words()));
            let found = Diagnostic::new(&codes::UNKNOWN_VERSION, message).at(field.location());
            diagnostics.push(found.help(format!("write the version with all three parts: {wanted}")));
        }
        version
    }
}

const BEGIN: &str = "an OpenAPI document begins with its version: `openapi: 3.0.3`";
