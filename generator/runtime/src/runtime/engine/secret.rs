//! Text that must not be seen: tokens, keys, passwords. Of strings in bodies, those of `format: password`.
//!
//! It has no `Display`, its `Debug` says nothing about it, and its memory is overwritten when the last clone goes. The
//! copy that an HTTP library makes of a header is out of reach: it is marked as sensitive, and freed as any memory is.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::ToText;
use super::json::{Decode, Encode, Failed, Reader, Writer};

/// A secret text.
///
/// ```
/// let secret = specwright_runtime::runtime::Secret::new("t0ken");
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// assert_eq!(secret.expose(), "t0ken");
/// ```
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Takes a text into custody.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Secret(Arc::new(Zeroizing::new(text.into())))
    }

    /// The credential of HTTP basic authentication (RFC 7617 §2): user and password in base 64.
    #[must_use]
    pub fn basic(user: &str, password: impl Into<String>) -> Self {
        let password = Zeroizing::new(password.into());
        let mut both = Zeroizing::new(String::with_capacity(user.len() + 1 + password.len()));
        both.push_str(user);
        both.push(':');
        both.push_str(&password);
        Secret::new(base64(both.as_bytes()))
    }

    /// The text itself. What is done with it is no longer watched over.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl PartialEq for Secret {
    /// Compares in a time that depends on the lengths only, so that it cannot be used to guess a secret bit by bit.
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.expose().as_bytes(), other.expose().as_bytes());
        let difference = mine.iter().zip(theirs).fold(0, |sum, (a, b)| sum | (a ^ b));
        mine.len() == theirs.len() && std::hint::black_box(difference) == 0
    }
}

impl Eq for Secret {}

impl Encode for Secret {
    fn encode(&self, w: &mut Writer) {
        w.string(self.expose());
    }
}

impl Decode for Secret {
    fn blank() -> Self {
        Secret::new("")
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = Secret::new(r.string()?);
        Ok(())
    }
}

impl ToText for Secret {
    fn to_text(&self) -> String {
        self.expose().to_owned()
    }
}

/// Base 64 with padding (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // Room for all of it at once: a string that grows leaves copies behind.
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| (group << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sextet = (group >> (18 - 6 * place)) & 63;
            let letter = ALPHABET.get(sextet as usize).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
