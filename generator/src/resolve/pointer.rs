//! The text of a reference, taken apart: which file, and which steps in it.

use std::borrow::Cow;

/// What a `$ref` says: a file, and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target<'r> {
    /// Another file or an address; none for the file that the reference stands in.
    pub(super) file: Option<&'r str>,
    pub(super) fragment: Fragment<'r>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fragment<'r> {
    /// By a pointer (RFC 6901).
    Pointer(Cow<'r, str>),
    /// By a name that an `$anchor` gives.
    Anchor(Cow<'r, str>),
}

impl<'r> Target<'r> {
    /// Reads a URI reference (RFC 3986) whose fragment is a JSON pointer (RFC 6901 §6) or the name of an anchor.
    pub(super) fn read(text: &'r str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let fragment = percent_decoded(fragment);
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        let fragment = if is_pointer { Fragment::Pointer(fragment) } else { Fragment::Anchor(fragment) };
        Self { file: Some(file).filter(|file| !file.is_empty()), fragment }
    }
}

/// The steps of a pointer.
pub(super) fn steps(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescaped)
}

fn unescaped(step: &str) -> Cow<'_, str> {
    if step.contains('~') { Cow::Owned(step.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(step) }
}

/// Percent signs that are no escape stay as they are, since people write them so.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a test fails by panicking")]

    use super::{Fragment, Target, steps};

    #[test]
    fn takes_references_apart() {
        let check = |text: &str, file: Option<&str>, expect: &[&str]| {
            let target = Target::read(text);
            let Fragment::Pointer(pointer) = &target.fragment else { panic!("{text} is no pointer") };
            assert_eq!(
                (target.file, steps(pointer).collect::<Vec<_>>()),
                (file, expect.iter().copied().map(Into::into).collect()),
                "{text}"
            );
        };
        check("#/components/schemas/Pet", None, &["components", "schemas", "Pet"]);
        check("#/paths/~1pets~1{id}/get", None, &["paths", "/pets/{id}", "get"]);
        check("#/paths/~1pets~1%7Bid%7D/get", None, &["paths", "/pets/{id}", "get"]);
        check("#/a~01", None, &["a~1"]);
        check("#/a%20b/%C3%A9", None, &["a b", "é"]);
        check("#/100%/%zz/%FF", None, &["100%", "%zz", "%FF"]);
        check("#", None, &[]);
        check("#/", None, &[""]);
        check("", None, &[]);
        check("pet.yaml", Some("pet.yaml"), &[]);
        check("pet.yaml#/Pet", Some("pet.yaml"), &["Pet"]);
        check("https://example.com/a.json", Some("https://example.com/a.json"), &[]);
        assert_eq!(Target::read("#pet"), Target { file: None, fragment: Fragment::Anchor("pet".into()) });
    }
}
