//! A tree becomes text again: JSON or YAML that reads back equal, numbers as they were written and keys in their order.
//!
//! Comments and the choice of quotes are not in a tree and do not come back. Must not know what the values mean.

mod json;
mod yaml;

pub use json::json;
pub use yaml::yaml;

/// The control characters that no file should hold as they are, the line breaks of old YAML (1.1 §5.4), and the mark of
/// byte order.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
