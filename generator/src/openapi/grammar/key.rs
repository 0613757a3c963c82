//! Forms of keys.

/// The form that the keys of a map must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// Any text.
    Any,
    /// A path: begins with a slash.
    Path,
    /// A status: `404`, `4XX`; (`default` is a fixed field).
    Status,
    /// The name of a component: letters, digits, `.`, `-`, `_`.
    Component,
    /// A media type or range: `application/json`, `text/*`.
    MediaType,
    /// An HTTP method that has no field of its own.
    Method,
}

impl KeyForm {
    /// Does the key have it?
    #[must_use]
    pub fn fits(self, key: &str) -> bool {
        match self {
            KeyForm::Any => true,
            KeyForm::Path => key.starts_with('/'),
            KeyForm::Status => match key.as_bytes() {
                [b'1'..=b'5', b'X', b'X'] => true,
                [b'1'..=b'5', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
                _ => false,
            },
            KeyForm::Component => {
                !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
            }
            // A name without a slash is not a media type, but the official schemas take it; a linter may not.
            KeyForm::MediaType => !key.is_empty() && !key.starts_with('/') && !key.ends_with('/'),
            KeyForm::Method => {
                let known = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];
                !known.contains(&key)
                    && !key.is_empty()
                    && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
            }
        }
    }

    /// What to write.
    pub(super) fn help(self) -> &'static str {
        match self {
            KeyForm::Any => "write any text",
            KeyForm::Path => "a path begins with `/`",
            KeyForm::Status => "write a status as `404`, a range as `4XX`, or `default`",
            KeyForm::Component => "names of components have letters, digits, `.`, `-` and `_` only",
            KeyForm::MediaType => "write a media type, as `application/json`",
            KeyForm::Method => "write a token such as `COPY`; methods that have a field of their own stand there",
        }
    }
}
