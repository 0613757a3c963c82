//! In which case a name is written, as the function `casing` of Spectral has it.

/// A way to write a name of several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Flat,
    Camel,
    Pascal,
    Kebab,
    Cobol,
    Snake,
    Macro,
}

/// By name.
pub(super) const STYLES: [(&str, Style); 7] = [
    ("flat", Style::Flat),
    ("camel", Style::Camel),
    ("pascal", Style::Pascal),
    ("kebab", Style::Kebab),
    ("cobol", Style::Cobol),
    ("snake", Style::Snake),
    ("macro", Style::Macro),
];

impl Style {
    /// Is one word written so? Digits may stand anywhere but first, unless they may not stand at all.
    fn fits(self, word: &str, digits: bool) -> bool {
        let is_in = |letter: char, lower: bool, upper: bool| {
            (lower && letter.is_ascii_lowercase())
                || (upper && letter.is_ascii_uppercase())
                || (digits && letter.is_ascii_digit())
        };
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return false };
        match self {
            Style::Flat => first.is_ascii_lowercase() && letters.all(|letter| is_in(letter, true, false)),
            Style::Camel => {
                first.is_ascii_lowercase() && letters.all(|letter| is_in(letter, true, true)) && !is_shouted(word)
            }
            Style::Pascal => {
                first.is_ascii_uppercase() && letters.all(|letter| is_in(letter, true, true)) && !is_shouted(word)
            }
            Style::Kebab => dashed(word, '-', |letter| is_in(letter, true, false)),
            Style::Cobol => dashed(word, '-', |letter| is_in(letter, false, true)),
            Style::Snake => dashed(word, '_', |letter| is_in(letter, true, false)),
            Style::Macro => dashed(word, '_', |letter| is_in(letter, false, true)),
        }
    }

    /// Is a name written so, or each part of it between the separators?
    pub(super) fn is_of(self, name: &str, digits: bool, separator: Option<&str>, leading: bool) -> bool {
        // One character is in any case that has its letter.
        match separator {
            None => self.fits(name, digits),
            Some(separator) => {
                let name = if leading { name.strip_prefix(separator).unwrap_or(name) } else { name };
                name.split(separator).all(|word| self.fits(word, digits))
            }
        }
    }
}

/// Two capitals in a row are no case of words, but for a name of one letter.
fn is_shouted(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

fn dashed(word: &str, dash: char, is_letter: impl Fn(char) -> bool) -> bool {
    let starts = word.starts_with(|letter: char| !letter.is_ascii_digit());
    starts && word.split(dash).all(|part| !part.is_empty() && part.chars().all(&is_letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_cases() {
        for (name, expected) in [
            ("pets", vec![Style::Flat, Style::Camel, Style::Kebab, Style::Snake]),
            ("listPets2", vec![Style::Camel]),
            ("ListPets", vec![Style::Pascal]),
            ("list-pets", vec![Style::Kebab]),
            ("list_pets", vec![Style::Snake]),
            ("LIST-PETS", vec![Style::Cobol]),
            ("LIST_PETS", vec![Style::Macro]),
            ("list--pets", vec![]),
            ("2pets", vec![]),
            ("", vec![]),
        ] {
            let fitting: Vec<Style> =
                STYLES.iter().map(|(_, style)| *style).filter(|style| style.is_of(name, true, None, false)).collect();
            assert_eq!(fitting, expected, "{name}");
        }
        assert!(Style::Kebab.is_of("/list-pets/by-name", true, Some("/"), true));
        assert!(!Style::Flat.is_of("pets2", false, None, false));
    }
}
