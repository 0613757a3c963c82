//! How types of an API are read from JSON and written to it.
//!
//! One small pull [`Reader`] and one [`Writer`]; the loops are here, once, and generated code is tables and a `match` a
//! type, because generated crates are large and what is compiled for each type decides how long their users wait
//! (decision 0001 of Specwright has the figures). This room knows JSON and Rust's types. It must not know HTTP,
//! operations or constraints.
//!
//! # What is generated
//!
//! Tables, from which macros make what follows, and for unions the code itself. A struct with a fixed
//! member (`success` must be `true`), a required and an optional one, an open enum, and a map:
//!
//! ```
//! use specwright_runtime::runtime::json::{self, Decode, Encode, Failed, Members, Object, Reader, Writer};
//! use specwright_runtime::runtime::json::{optional, required};
//! use std::collections::BTreeMap;
//!
//! #[derive(Clone, Debug, PartialEq)]
//! pub struct Problem {
//!     pub code: Code,
//!     pub message: Option<String>,
//!     pub details: BTreeMap<String, i64>,
//! }
//!
//! static PROBLEM: Members =
//!     Members::new(&[required("success"), required("code"), optional("message"), required("details")]);
//!
//! impl Decode for Problem {
//!     fn blank() -> Self {
//!         Self { code: Decode::blank(), message: Decode::blank(), details: Decode::blank() }
//!     }
//!     fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
//!         r.object(&PROBLEM, self)
//!     }
//! }
//!
//! impl Object for Problem {
//!     fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
//!         match index {
//!             0 => r.constant("true"),
//!             1 => self.code.read(r),
//!             2 => self.message.read(r),
//!             _ => self.details.read(r),
//!         }
//!     }
//!     // With `additionalProperties` of a type, beside named members (`other: BTreeMap<String, T>`):
//!     // fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> { self.other.other(name, r) }
//! }
//!
//! impl Encode for Problem {
//!     fn encode(&self, w: &mut Writer) {
//!         w.begin_object();
//!         w.constant(&PROBLEM, 0, "true");
//!         w.required(&PROBLEM, 1, &self.code);
//!         w.optional(&PROBLEM, 2, &self.message);
//!         w.required(&PROBLEM, 3, &self.details);
//!         // With additional members: w.members(&self.other);
//!         w.end_object();
//!     }
//! }
//!
//! #[derive(Clone, Debug, PartialEq, Eq, Hash)]
//! #[non_exhaustive]
//! pub enum Code {
//!     PaymentFailed,
//!     /// A value that the description does not list.
//!     Other(String),
//! }
//!
//! impl Code {
//!     pub fn as_str(&self) -> &str {
//!         match self {
//!             Self::PaymentFailed => "PAYMENT_FAILED",
//!             Self::Other(text) => text,
//!         }
//!     }
//! }
//!
//! impl From<&str> for Code {
//!     fn from(text: &str) -> Self {
//!         match text {
//!             "PAYMENT_FAILED" => Self::PaymentFailed,
//!             other => Self::Other(other.to_owned()),
//!         }
//!     }
//! }
//!
//! impl Decode for Code {
//!     fn blank() -> Self {
//!         Self::Other(String::new())
//!     }
//!     fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
//!         *self = Self::from(&*r.string()?);
//!         Ok(())
//!     }
//! }
//!
//! impl Encode for Code {
//!     fn encode(&self, w: &mut Writer) {
//!         w.string(self.as_str());
//!     }
//! }
//!
//! // A union: by discriminator …
//! #[derive(Clone, Debug, PartialEq)]
//! pub enum Event {
//!     Failed(Box<Problem>),
//!     /// An alternative that the description does not list.
//!     Other(json::Value),
//! }
//!
//! impl Decode for Event {
//!     fn blank() -> Self {
//!         Self::Other(json::Value::Null)
//!     }
//!     fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
//!         *self = match r.tag("type")?.as_deref() {
//!             Some("failed") => Self::Failed(r.value()?),
//!             // … or by trying one after the other.
//!             _ => match r.attempt()? {
//!                 Some(problem) => Self::Failed(problem),
//!                 None => Self::Other(r.value()?),
//!             },
//!         };
//!         Ok(())
//!     }
//! }
//!
//! // In the generated crate, for the `serde` feature: crate::runtime::json::serde_impls!(Problem, Code, Event);
//!
//! let text = r#"{"success":true,"code":"CARD_EATEN","details":{"a":1e2},"new":[]}"#;
//! let problem: Problem = json::from_str(text).unwrap();
//! assert_eq!(problem.code.as_str(), "CARD_EATEN");
//! assert_eq!(problem.details["a"], 100);
//!
//! let fault = json::from_str::<Problem>(r#"{"success":true,"code":"X","details":{"a":"1"}}"#).unwrap_err();
//! assert_eq!(fault.pointer(), "/details/a");
//! assert!(json::from_str::<Problem>(r#"{"code":7,"success":false}"#).unwrap_err().is_contradiction());
//! ```

mod choice;
mod decode;
mod digits;
mod encode;
mod fault;
mod locate;
mod members;
mod number;
mod reader;
#[cfg(feature = "serde")]
mod shim;
mod skip;
mod text;
mod token;
mod value;
mod writer;

pub use choice::Best;
pub use decode::{Decode, Nullable};
pub use encode::Encode;
pub use fault::{Failed, Fault, Kind, Reason};
#[doc(hidden)]
pub use members::kinds;
pub use members::{Member, Members, optional, required};
pub use reader::{Array, DEPTH_LIMIT, Mark, Object, Reader};
#[cfg(feature = "serde")]
pub use shim::{deserialize, serialize};
pub use value::{Number, Value};
pub(crate) use writer::Uploads;
pub use writer::Writer;

/// Reads a value of a type from a whole text.
///
/// # Errors
///
/// A [`Fault`], with the place of the value that is wrong.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, Fault> {
    from_slice_within(json, DEPTH_LIMIT)
}

/// The same, where arrays and objects may be nested so deep.
pub(crate) fn from_slice_within<T: Decode>(json: &[u8], depth: u32) -> Result<T, Fault> {
    let mut reader = Reader::new(json).depth_limit(depth);
    let mut value = T::blank();
    let done = value.read(&mut reader);
    reader.finish(done).map(|()| value)
}

/// Reads a value of a type from a whole text.
///
/// # Errors
///
/// A [`Fault`], with the place of the value that is wrong.
pub fn from_str<T: Decode>(json: &str) -> Result<T, Fault> {
    from_slice(json.as_bytes())
}

/// Writes a value as JSON.
///
/// # Errors
///
/// A [`Fault`] if a floating-point number in it is not finite.
pub fn to_string(value: &dyn Encode) -> Result<String, Fault> {
    // A writer is given nothing but texts, so that this looks for what is not there.
    to_vec(value).map(|text| String::from_utf8(text).unwrap_or_default())
}

/// Writes a value as JSON, in UTF-8.
///
/// # Errors
///
/// A [`Fault`] if a floating-point number in it is not finite.
pub fn to_vec(value: &dyn Encode) -> Result<Vec<u8>, Fault> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}
