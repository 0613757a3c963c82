//! The text of a reference, taken apart: which file, and which steps in it.

/// What a `$ref` says: a file, and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target<'r> {
    /// Another file or an address; none for the file that the reference stands in.
    pub(super) file: Option<&'r str>,
    pub(super) fragment: Fragment,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    /// By the steps of a pointer.
    Pointer(Vec<String>),
    /// By a name that an `$anchor` gives.
    Anchor(String),
}

impl<'r> Target<'r> {
    /// Reads a URI reference (RFC 3986) whose fragment is a JSON pointer (RFC 6901 §6) or the name of an anchor.
    pub(super) fn read(text: &'r str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let pointer = percent_decoded(fragment);
        let fragment = match pointer.strip_prefix('/') {
            Some(steps) => Fragment::Pointer(steps.split('/').map(unescaped).collect()),
            None if pointer.is_empty() => Fragment::Pointer(Vec::new()),
            None => Fragment::Anchor(pointer),
        };
        Self { file: Some(file).filter(|file| !file.is_empty()), fragment }
    }
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// Percent signs that are no escape stay as they are, since people write them so.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
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
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Fragment, Target};

    #[test]
    fn takes_references_apart() {
        let pointer = |steps: &[&str]| Fragment::Pointer(steps.iter().map(|step| (*step).to_owned()).collect());
        for (text, file, fragment) in [
            ("#/components/schemas/Pet", None, pointer(&["components", "schemas", "Pet"])),
            ("#/paths/~1pets~1{id}/get", None, pointer(&["paths", "/pets/{id}", "get"])),
            ("#/paths/~1pets~1%7Bid%7D/get", None, pointer(&["paths", "/pets/{id}", "get"])),
            ("#/a~01", None, pointer(&["a~1"])),
            ("#/a%20b/%C3%A9", None, pointer(&["a b", "é"])),
            ("#/100%/%zz/%FF", None, pointer(&["100%", "%zz", "%FF"])),
            ("#", None, pointer(&[])),
            ("", None, pointer(&[])),
            ("#pet", None, Fragment::Anchor("pet".to_owned())),
            ("pet.yaml", Some("pet.yaml"), pointer(&[])),
            ("pet.yaml#/Pet", Some("pet.yaml"), pointer(&["Pet"])),
            ("https://example.com/a.json", Some("https://example.com/a.json"), pointer(&[])),
        ] {
            assert_eq!(Target::read(text), Target { file, fragment }, "{text}");
        }
    }
}
