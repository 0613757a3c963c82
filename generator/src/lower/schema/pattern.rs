//! `pattern`: from ECMA-262, which JSON Schema asks for, to the words of engines that look at each character once.
//!
//! Their words are nearly the same. What differs is written in another way; what such an engine cannot do (looking around,
//! referring back) makes a pattern one that is not checked.

/// The pattern for `regex-lite`; `None` if it has none.
pub(super) fn translate(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut characters = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = characters.next() {
        match c {
            '\\' => escape(characters.next()?, &mut characters, &mut out)?,
            '[' if in_class => out.push_str("\\["),
            '[' => {
                in_class = true;
                out.push('[');
                if characters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                // `[]` is no character, `[^]` any.
                if characters.peek() == Some(&']') {
                    return None;
                }
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            // Operations on sets, which ECMA-262 has not.
            '&' | '~' if in_class => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    regex_lite::Regex::new(&out).ok().map(|_| out)
}

fn escape(c: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) -> Option<()> {
    match c {
        // A control character by its letter.
        'c' => {
            let letter = rest.next().filter(char::is_ascii_alphabetic)?;
            out.push_str(&format!("\\x{:02X}", u32::from(letter) % 32));
        }
        '0' => out.push_str("\\x00"),
        // What refers back, and properties of characters.
        '1'..='9' | 'k' | 'p' | 'P' => return None,
        // The end of the whole text, and such, are no words of ECMA-262: there the letter stands for itself.
        'A' | 'z' | 'a' | '<' | '>' => out.push(c),
        c if c.is_alphanumeric() => out.extend(['\\', c]),
        c if c.is_ascii() => out.extend(['\\', c]),
        c => out.push(c),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn patterns_of_documents() {
        for (pattern, expected) in [
            ("^[a-z]{2,}$", Some("^[a-z]{2,}$")),
            (r"^\d+\.\d{2}$", Some(r"^\d+\.\d{2}$")),
            (r"^https?:\/\/[^\/]+$", Some(r"^https?:\/\/[^\/]+$")),
            (r"[\w\-.&~[]+", Some(r"[\w\-.\&\~\[]+")),
            (r"\u00e4\x41\cJ\0", Some(r"\u00e4\x41\x0A\x00")),
            (r"^(?:a|b)*?$", Some(r"^(?:a|b)*?$")),
            (r"^(?!a)b", None),
            (r"(?<=a)b", None),
            (r"(a)\1", None),
            (r"\p{Lu}", None),
            ("[]a", None),
            ("(", None),
            ("a\\", None),
        ] {
            assert_eq!(translate(pattern).as_deref(), expected, "{pattern}");
        }
    }
}
