//! `pattern`: a regular expression of the description, as the generator wrote it for the engine that is used here.
//!
//! The engine looks at each character once, whatever the expression is. Without the feature `pattern` every text matches:
//! the server checks it in any case.

#[cfg(feature = "pattern")]
use std::sync::OnceLock;

/// A regular expression; meant for a `static`, since it is read when it is first used.
#[derive(Debug)]
pub struct Pattern {
    /// In the words of the engine.
    #[cfg_attr(not(feature = "pattern"), allow(dead_code, reason = "the feature is off"))]
    text: &'static str,
    #[cfg(feature = "pattern")]
    compiled: OnceLock<Option<regex_lite::Regex>>,
}

impl Pattern {
    /// A regular expression in the words of `regex-lite`. One that it cannot read matches every text.
    #[must_use]
    pub const fn new(text: &'static str) -> Pattern {
        Pattern {
            text,
            #[cfg(feature = "pattern")]
            compiled: OnceLock::new(),
        }
    }

    /// Is there a match somewhere in the text?
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        #[cfg(feature = "pattern")]
        return self
            .compiled
            .get_or_init(|| regex_lite::Regex::new(self.text).ok())
            .as_ref()
            .is_none_or(|compiled| compiled.is_match(text));
        #[cfg(not(feature = "pattern"))]
        {
            let _ = text;
            true
        }
    }
}

/// Does the text match an expression that is read for this once?
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    #[cfg(feature = "pattern")]
    return regex_lite::Regex::new(pattern).map_or(true, |compiled| compiled.is_match(text));
    #[cfg(not(feature = "pattern"))]
    {
        let _ = (pattern, text);
        true
    }
}
