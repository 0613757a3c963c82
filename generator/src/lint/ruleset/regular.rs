//! Patterns of rulesets: between slashes with flags, or as they are.

use std::fmt;

/// A pattern that was compiled.
#[derive(Clone)]
pub(super) struct Pattern {
    pub(super) written: String,
    regex: regex::Regex,
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Pattern {
    /// `None` if an engine of linear time cannot read it.
    pub(super) fn read(written: &str) -> Option<Self> {
        let slashed = written.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
        let (pattern, flags) = slashed.unwrap_or((written, ""));
        if !flags.chars().all(|flag| "gimsuy".contains(flag)) {
            return None;
        }
        let flags: String = flags.chars().filter(|flag| "ims".contains(*flag)).collect();
        let pattern = if flags.is_empty() { pattern.to_owned() } else { format!("(?{flags}){pattern}") };
        // JavaScript lets a slash be escaped, and knows `\d` as ASCII.
        let regex = regex::Regex::new(&pattern.replace("\\/", "/")).ok()?;
        Some(Self { written: written.to_owned(), regex })
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}
