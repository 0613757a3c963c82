//! A body that is not what is documented for its status.

use std::fmt;

use super::Answer;
use super::json::Fault;
use super::xml::XmlFault;

/// What is wrong with the body of an answer, and where. Never shows what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyFault {
    reason: Reason,
    /// What an answer says itself to be, where that is not what was wanted: a media type, or a coding.
    content_type: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    Json(Fault),
    Empty,
    NotText(usize),
    NotXml(u32, u32),
    TooDeep,
    TooMany,
    XmlOff,
    Encoded,
    Undocumented,
}

impl BodyFault {
    pub(crate) fn of_json(fault: Fault, answer: &Answer) -> Self {
        if answer.body().is_empty() {
            return BodyFault { reason: Reason::Empty, content_type: None };
        }
        let content_type = answer.content_type().filter(|media| !media.contains("json")).map(str::to_owned);
        BodyFault { reason: Reason::Json(fault), content_type }
    }

    /// Of one item of a stream.
    pub(crate) fn of_item(fault: Fault) -> Self {
        BodyFault { reason: Reason::Json(fault), content_type: None }
    }

    pub(crate) fn of_xml(fault: XmlFault, answer: &Answer) -> Self {
        let reason = match fault {
            XmlFault::Value(fault) => Reason::Json(fault),
            _ if answer.body().is_empty() => Reason::Empty,
            XmlFault::NotXml(line, column) => Reason::NotXml(line, column),
            XmlFault::TooDeep => Reason::TooDeep,
            XmlFault::TooMany => Reason::TooMany,
            XmlFault::Off => Reason::XmlOff,
        };
        let content_type = answer.content_type().filter(|media| !media.contains("xml")).map(str::to_owned);
        BodyFault { reason, content_type }
    }

    pub(crate) fn not_text(offset: usize) -> Self {
        BodyFault { reason: Reason::NotText(offset), content_type: None }
    }

    pub(crate) fn encoded(coding: &str) -> Self {
        BodyFault { reason: Reason::Encoded, content_type: Some(coding.to_owned()) }
    }

    /// Nothing is known about a body for this status.
    #[must_use]
    pub fn undocumented() -> Self {
        BodyFault { reason: Reason::Undocumented, content_type: None }
    }

    /// The place as a JSON pointer (RFC 6901); empty for the whole.
    #[must_use]
    pub fn pointer(&self) -> &str {
        match &self.reason {
            Reason::Json(fault) => fault.pointer(),
            _ => "",
        }
    }

    /// Does the body say the opposite of what is documented for its status, such as `success: true` under 402?
    #[must_use]
    pub fn is_contradiction(&self) -> bool {
        matches!(&self.reason, Reason::Json(fault) if fault.is_contradiction())
    }

    /// The fault of the JSON, if it is one.
    #[must_use]
    pub fn json(&self) -> Option<&Fault> {
        match &self.reason {
            Reason::Json(fault) => Some(fault),
            _ => None,
        }
    }
}

impl fmt::Display for BodyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Json(fault) => fault.fmt(f)?,
            Reason::Empty => f.write_str("it is empty")?,
            Reason::NotText(offset) => write!(f, "at byte {offset}: not UTF-8")?,
            Reason::NotXml(line, column) => {
                write!(f, "at line {line}, column {column}: no XML, or none without a document type")?;
            }
            Reason::TooDeep => f.write_str("its elements stand too deep in each other")?,
            Reason::TooMany => f.write_str("it has more attributes or namespaces than are taken")?,
            Reason::XmlOff => f.write_str("it is XML, and the feature `xml` of the client is off")?,
            Reason::Undocumented => f.write_str("no body is documented for it")?,
            Reason::Encoded => f.write_str("it is compressed, which the client did not ask for")?,
        }
        match &self.content_type {
            Some(coding) if self.reason == Reason::Encoded => write!(f, " ({coding:?})"),
            Some(media) => write!(f, " (it is {media:?}, not JSON)"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for BodyFault {}
