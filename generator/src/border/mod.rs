//! The border: a document goes out again, to people and to other tools.
//!
//! It comes as the tree that the stages before made of it, whatever files and version it was written in, and every value
//! of what goes out still knows its place in what the user wrote. Must not know what an API means, nor Rust.

pub mod bundle;
pub mod codes;
#[cfg(feature = "openapiv3")]
pub mod openapiv3;
#[cfg(feature = "progenitor")]
pub mod progenitor;
pub mod to_3_0;

/// A pointer as the fragment of a URI (RFC 6901 §6).
fn fragment(pointer: &str) -> String {
    let mut text = String::from("#");
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text += &format!("%{byte:02X}");
        }
    }
    text
}
