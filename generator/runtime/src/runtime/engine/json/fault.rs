//! What went wrong while JSON was read or written, and where.
//!
//! A fault never holds content of the text: bodies carry secrets, and an error is what ends up in logs. It names kinds
//! ("a string") and places (RFC 6901), which come from member names only.

use std::fmt;

/// The mark of a failed read. The story is kept by the [`Reader`](super::Reader), so that the way up costs one bit a call.
///
/// Only a reader makes one, so holding one proves that the fault is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed(pub(super) ());

/// Why a text could not be read as a type, or a value not be written, and at which place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(super) pointer: String,
    pub(super) offset: usize,
    pub(super) reason: Reason,
}

/// What is wrong at the place of a [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The text is not JSON (RFC 8259): what the grammar asks for here.
    Syntax(&'static str),
    /// The text ends in the middle of a value.
    Truncated,
    /// A string is not UTF-8, or has an escape that is half of a surrogate pair.
    Encoding,
    /// Another kind of value is wanted here.
    Kind {
        /// What is wanted, with its article.
        expected: &'static str,
        /// What stands there.
        found: Kind,
    },
    /// The kind is right, and the value is outside of what the type can hold exactly.
    Range {
        /// What is wanted, with its article.
        expected: &'static str,
    },
    /// A required member is not there.
    Missing,
    /// A member of the type is there twice.
    Duplicate,
    /// The description allows one value only, and another stands there.
    Constant {
        /// The value, as JSON.
        expected: &'static str,
    },
    /// Arrays and objects are nested deeper than the limit.
    Depth,
    /// Too much was read again and again to find which alternative of nested unions fits.
    Ambiguous,
    /// A floating-point number that is infinite or not a number has no JSON.
    NotFinite,
    /// Bytes that are not UTF-8, or that are a stream, have no JSON.
    NotText,
}

/// The kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl Fault {
    /// The JSON pointer (RFC 6901) of the value that is wrong; of the missing value, when it is missing. Empty for the whole.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Where that is, in bytes from the start of the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// Does the value say the opposite of what the description fixes, such as `"success": false` where it must be `true`?
    ///
    /// A contradiction wins over every other fault of the same text, unless the text stops being JSON before it, because
    /// it is the one that says something about what happened.
    #[must_use]
    pub fn is_contradiction(&self) -> bool {
        matches!(self.reason, Reason::Constant { .. })
    }

    /// Is the text no JSON at all, or cut off?
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        self.reason.is_syntax()
    }
}

impl Reason {
    /// After such a fault the rest of the text cannot be read.
    pub(super) fn is_syntax(self) -> bool {
        matches!(self, Self::Syntax(_) | Self::Truncated | Self::Encoding)
    }

    /// No other way of reading the text is worth a try.
    pub(super) fn is_final(self) -> bool {
        self.is_syntax() || matches!(self, Self::Depth | Self::Ambiguous)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            write!(f, "at the root")?;
        } else {
            write!(f, "at `{}`", self.pointer)?;
        }
        write!(f, " (byte {}): {}", self.offset, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(wanted) => write!(f, "not JSON: expected {wanted}"),
            Self::Truncated => f.write_str("not JSON: the text ends too early"),
            Self::Encoding => f.write_str("not JSON: a string that is not valid Unicode"),
            Self::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Range { expected } => write!(f, "the value does not fit: expected {expected}"),
            Self::Missing => f.write_str("required, but missing"),
            Self::Duplicate => f.write_str("there twice"),
            Self::Constant { expected } => write!(f, "must be `{expected}`, and is not"),
            Self::Depth => f.write_str("nested too deep"),
            Self::Ambiguous => f.write_str("too costly to find out which alternative this is"),
            Self::NotText => f.write_str("bytes that are no text cannot be written as JSON"),
            Self::NotFinite => f.write_str("an infinite number, or none at all, cannot be written as JSON"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

impl std::error::Error for Fault {}
