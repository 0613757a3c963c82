//! The text of a reference, taken apart: which file, and which steps in it.

/// What a `$ref` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target<'r> {
    /// A place in the same file, by the steps of its pointer.
    Local(Vec<String>),
    /// A name that an `$anchor` gives.
    Anchor,
    /// Another file or an address.
    External(&'r str),
}

impl<'r> Target<'r> {
    /// Reads a URI reference (RFC 3986) whose fragment is a JSON pointer (RFC 6901 §6).
    pub(super) fn read(text: &'r str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        if !file.is_empty() {
            return Self::External(file);
        }
        let pointer = percent_decoded(fragment);
        match pointer.strip_prefix('/') {
            Some(steps) => Self::Local(steps.split('/').map(unescaped).collect()),
            None if pointer.is_empty() => Self::Local(Vec::new()),
            None => Self::Anchor,
        }
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
    use super::Target;

    #[test]
    fn takes_references_apart() {
        let local = |steps: &[&str]| Target::Local(steps.iter().map(|step| (*step).to_owned()).collect());
        for (text, target) in [
            ("#/components/schemas/Pet", local(&["components", "schemas", "Pet"])),
            ("#/paths/~1pets~1{id}/get", local(&["paths", "/pets/{id}", "get"])),
            ("#/paths/~1pets~1%7Bid%7D/get", local(&["paths", "/pets/{id}", "get"])),
            ("#/a~01", local(&["a~1"])),
            ("#/a%20b/%C3%A9", local(&["a b", "é"])),
            ("#/100%/%zz/%FF", local(&["100%", "%zz", "%FF"])),
            ("#", local(&[])),
            ("", local(&[])),
            ("#pet", Target::Anchor),
            ("pet.yaml#/Pet", Target::External("pet.yaml")),
            ("https://example.com/a.json", Target::External("https://example.com/a.json")),
        ] {
            assert_eq!(Target::read(text), target, "{text}");
        }
    }
}
