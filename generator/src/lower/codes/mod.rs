//! What the fourth stage finds: what the model cannot hold, or holds in a weaker form.

mod operation;
mod reach;
mod schema;

use crate::diagnostic::Code;

pub use operation::*;
pub use reach::*;
pub use schema::*;

/// All of them, by id.
pub static ALL: &[&Code] = &[
    &OPERATION,
    &SKIPPED,
    &SKIP_NOT_NEEDED,
    &SKIP_UNMATCHED,
    &DUPLICATE_ID,
    &BAD_PATH,
    &PATH_UNDECLARED,
    &PATH_UNUSED,
    &HEADER_IGNORED,
    &PARAMETER_UNTYPED,
    &PARAMETER_TWICE,
    &PARAMETER_UNREADABLE,
    &STYLE,
    &SCHEME_UNKNOWN,
    &SCHEME_UNSUPPORTED,
    &LINKS,
    &MEDIA_TYPE,
    &ENCODING,
    &KEYWORD,
    &CONFLICT,
    &NEVER,
    &ENUM_VALUE,
    &ENUM_UNTYPED,
    &REQUIRED,
    &MAPPING,
    &INFERRED,
    &TOO_DEEP,
    &SUBTYPES,
    &ALTERNATIVES,
    &PATH_FRAGMENT,
    &SERVER,
    &DIRECTION,
    &STATUS,
    &PATH_QUERY,
    &TOO_MANY_FIELDS,
    &QUERY_STRING,
    &TAG_PARENT,
    &SCHEME_RAW,
    &INCOMING,
];
