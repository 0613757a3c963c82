//! Names: from anything that a document may write to a checked Rust identifier.
//!
//! A name is a function of the text it comes from and of nothing else, so that it stays when the document grows. What
//! happens when two texts give the same name is the matter of `scope`. Knows nothing of the model.

use std::fmt;

/// A Rust identifier that is not a keyword. Can only be made here, so that whoever prints one need not check it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The conventions of Rust that a name follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// Types and variants: `PetStore`.
    Pascal,
    /// Fields, functions, arguments: `pet_store`.
    Snake,
    /// Modules and the files they stand in: as [`Case::Snake`], and ASCII, which file names must be.
    Module,
}

/// Longest name made from a document, in characters. What is longer is cut, and told apart by its hash.
const LONGEST: usize = 72;

/// Every keyword of every edition (Rust reference, "Keywords"), and the identifiers that the compiler keeps for itself.
fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "Self"
            | "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "union"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

/// Names that cannot be those of files on Windows, whatever their extension.
const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name for a text in a case. `kind` stands in where the text has no letter or digit, and before a digit that
/// would come first: `field`, `Value`.
#[must_use]
pub fn name(text: &str, case: Case, kind: &str) -> Name {
    let mut joined = Joined { text: String::with_capacity(text.len() + 8), case };
    for_each_word(text, case, &mut |word| {
        if joined.text.is_empty() && word.starts_with(|c: char| c.is_ascii_digit()) {
            joined.push(&kind.to_lowercase());
        }
        joined.push(word);
    });
    if joined.text.is_empty() {
        joined.push(&kind.to_lowercase());
    }
    Name(finish(joined.text, text, case))
}

/// As [`name`], and told apart from other texts by eight digits of the hash of `hashed`.
#[must_use]
pub fn name_with_hash(text: &str, hashed: &str, case: Case, kind: &str) -> Name {
    let plain = name(text, case, kind);
    let stem = plain.as_str().trim_end_matches('_');
    let hash = short_hash(hashed);
    Name(match case {
        // No underscore: the lint on camel case wants none beside a letter.
        Case::Pascal => format!("{stem}X{hash}"),
        Case::Snake | Case::Module => format!("{stem}_x{hash}"),
    })
}

/// A name as its user wrote it, if it is an identifier and no keyword.
#[must_use]
pub fn written(text: &str) -> Option<Name> {
    let mut chars = text.chars();
    let start =
        chars.next().is_some_and(|c| c.is_ascii_alphabetic() || (is_letter(c) && unicode_ident::is_xid_start(c)));
    let rest =
        chars.all(|c| c == '_' || c.is_ascii_alphanumeric() || (is_letter(c) && unicode_ident::is_xid_continue(c)));
    (start && rest && text.chars().count() <= LONGEST && !is_keyword(text)).then(|| Name(text.to_owned()))
}

/// A name that the house itself chose. A keyword is given the underscore that it needs.
#[must_use]
pub(crate) fn own(text: &'static str) -> Name {
    Name(if is_keyword(text) { format!("{text}_") } else { text.to_owned() })
}

/// Can a reader of the name guess the text that it was made of?
pub(crate) fn is_told(text: &str, made: &Name, case: Case) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    plain && name(text, case, "Value") == *made
}

/// The same name with an underscore after it, for a name that is taken by the house.
#[must_use]
pub(crate) fn with_underscore(name: &Name) -> Name {
    Name(format!("{name}_"))
}

/// 32 bits of FNV-1a over the text, as eight hexadecimal digits. Stable for all time, which std's hashes are not.
#[must_use]
pub(crate) fn short_hash(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

fn finish(joined: String, text: &str, case: Case) -> String {
    if joined.len() > LONGEST && joined.chars().count() > LONGEST {
        let start: String = joined.chars().take(LONGEST - 10).collect();
        let separator = if case == Case::Pascal { "X" } else { "_x" };
        return format!("{}{separator}{}", start.trim_end_matches('_'), short_hash(text));
    }
    let taken = is_keyword(&joined) || case == Case::Module && DEVICES.contains(&joined.as_str());
    if taken { joined + "_" } else { joined }
}

/// Words put together in a case.
struct Joined {
    text: String,
    case: Case,
}

impl Joined {
    fn push(&mut self, word: &str) {
        let is_digit = |c: char| c.is_ascii_digit();
        match self.case {
            Case::Pascal => {
                // `1.2` must not become `12`.
                if self.text.ends_with(is_digit) && word.starts_with(is_digit) {
                    self.text.push('_');
                }
                let mut chars = word.chars();
                self.text.extend(chars.next().map(upper));
                self.text.push_str(chars.as_str());
            }
            Case::Snake | Case::Module => {
                if !self.text.is_empty() {
                    self.text.push('_');
                }
                self.text.push_str(word);
            }
        }
    }
}

/// The words of a text in lower case.
pub(crate) fn words(text: &str, case: Case) -> Vec<String> {
    let mut words = Vec::new();
    for_each_word(text, case, &mut |word| words.push(word.to_owned()));
    words
}

/// Every word of a text, in lower case. A sign that means something alone in a document (`+1`, `-name`) becomes a word;
/// between words, signs only separate.
fn for_each_word(text: &str, case: Case, each: &mut dyn FnMut(&str)) {
    // Most texts are words of ASCII between signs that only separate. Looked at to the end, which the processor does for many
    // bytes at once.
    let is_strange = |byte: u8| !byte.is_ascii_alphanumeric() & !matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ');
    let strange = text.bytes().fold(0, |strange, byte| strange | u8::from(is_strange(byte)));
    if text.len() > 1 && strange == 0 && !text.starts_with('-') {
        return for_each_plain_word(text, each);
    }
    for_each_any_word(text, case, each);
}

fn for_each_any_word(text: &str, case: Case, each: &mut dyn FnMut(&str)) {
    let mut word = String::with_capacity(text.len());
    let mut previous = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let is_part = c.is_ascii_alphanumeric() || (is_letter(c) && case != Case::Module);
        if !word.is_empty() && (!is_part || starts_word(previous, c, chars.clone())) {
            each(&word);
            word.clear();
        }
        if is_part {
            word.push(lower(c));
        } else if let Some(sign) = sign_word(previous, c, chars.clone().next()) {
            each(sign);
        } else if !c.is_ascii() && c.is_alphanumeric() || is_symbol(c) {
            each(&format!("u{:x}", u32::from(c)));
        }
        previous = Some(c);
    }
    if !word.is_empty() {
        each(&word);
    }
}

/// As [`for_each_word`], for letters, digits and what only separates them.
fn for_each_plain_word(text: &str, each: &mut dyn FnMut(&str)) {
    let (bytes, lower) = (text.as_bytes(), text.to_ascii_lowercase());
    let mut end_word = |start: usize, end: usize| {
        if let Some(word) = lower.get(start..end).filter(|word| !word.is_empty()) {
            each(word);
        }
    };
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = bytes.get(at..) {
        // Small letters and digits begin nothing.
        let begins = rest.iter().position(|byte| !byte.is_ascii_lowercase() && !byte.is_ascii_digit());
        let Some(&byte) = begins.and_then(|begins| rest.get(begins)) else { break };
        at += begins.unwrap_or_default();
        if !byte.is_ascii_uppercase() {
            end_word(start, at);
            start = at + 1;
        } else {
            let previous = at.checked_sub(1).and_then(|before| bytes.get(before)).map(|byte| char::from(*byte));
            let ahead = bytes.get(at + 1..).unwrap_or_default().iter().map(|byte| char::from(*byte));
            if starts_word(previous, char::from(byte), ahead) {
                end_word(start, at);
                start = at;
            }
        }
        at += 1;
    }
    end_word(start, bytes.len());
}

/// Does a word begin at `c`: `petStore`, `HTTPServer` before the `S`, and not within `v2` or `2nd`?
fn starts_word(previous: Option<char>, c: char, mut ahead: impl Iterator<Item = char>) -> bool {
    let Some(previous) = previous.filter(|_| c.is_uppercase()) else { return false };
    if previous.is_lowercase() || previous.is_ascii_digit() {
        return true;
    }
    let (next, after_next) = (ahead.next(), ahead.next());
    // The plural of an abbreviation is one word: `IDs`.
    let plural = next == Some('s') && !after_next.is_some_and(char::is_alphanumeric);
    previous.is_uppercase() && next.is_some_and(char::is_lowercase) && !plural
}

/// Signs that tell texts apart that would else have the same words.
fn sign_word(previous: Option<char>, c: char, next: Option<char>) -> Option<&'static str> {
    let alone = previous.is_none() && next.is_none();
    let leads = previous.is_none();
    let ends = next.is_none();
    match c {
        '+' if leads || ends => Some("plus"),
        '-' if alone || leads => Some("minus"),
        '*' => Some("star"),
        '<' if next == Some('=') => Some("le"),
        '>' if next == Some('=') => Some("ge"),
        '!' if next == Some('=') => Some("ne"),
        '<' => Some("lt"),
        '>' => Some("gt"),
        '=' if alone => Some("eq"),
        '%' => Some("percent"),
        '&' => Some("and"),
        '@' if leads => Some("at"),
        '$' if alone => Some("dollar"),
        '_' if alone => Some("underscore"),
        '.' if alone => Some("dot"),
        ',' if alone => Some("comma"),
        '/' if alone => Some("slash"),
        ' ' if alone => Some("space"),
        _ => None,
    }
}

fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !c.is_control()
}

/// Letters beyond ASCII that may stand in a name: those that are one character in every normal form of Unicode, and
/// are read from left to right. rustc normalises identifiers, so that others could meet after they were told apart.
fn is_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' | 'Ά' | 'Έ'..='ώ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'Ա'..='Ֆ' | 'ա'..='և'
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
        && unicode_ident::is_xid_continue(c)
        && !"ŉſĳĲŀĿ".contains(c)
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { single(c.to_lowercase(), c) }
}

fn upper(c: char) -> char {
    if c.is_ascii() { c.to_ascii_uppercase() } else { single(c.to_uppercase(), c) }
}

/// `İ` and `ß` become two characters in the other case; they stay as they are.
fn single(mut changed: impl Iterator<Item = char>, c: char) -> char {
    match (changed.next(), changed.next()) {
        (Some(one), None) if one.is_ascii() || is_letter(one) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_words_are_those_of_any_text(text in "[a-zA-Z0-9_./ ][a-zA-Z0-9_./ -]{1,12}") {
            let (mut plain, mut any) = (Vec::new(), Vec::new());
            for_each_plain_word(&text, &mut |word| plain.push(word.to_owned()));
            for_each_any_word(&text, Case::Snake, &mut |word| any.push(word.to_owned()));
            prop_assert_eq!(plain, any);
        }
    }

    fn check(case: Case, text: &str, expect: &str) {
        let name = name(text, case, "value");
        assert_eq!(name.as_str(), expect, "{text:?}");
        assert!(proc_macro2::TokenStream::from_str(name.as_str()).is_ok(), "{name}");
    }

    #[test]
    fn words_are_found_in_every_spelling() {
        for text in
            ["petStore", "PetStore", "pet_store", "pet-store", "pet store", "PET_STORE", "pet.store", "/pet/store"]
        {
            check(Case::Pascal, text, "PetStore");
            check(Case::Snake, text, "pet_store");
        }
        check(Case::Snake, "HTTPServer", "http_server");
        check(Case::Snake, "userIDs", "user_ids");
        check(Case::Snake, "v2Beta", "v2_beta");
        check(Case::Snake, "sha256", "sha256");
        check(Case::Pascal, "1.2", "Value1_2");
        check(Case::Pascal, "12", "Value12");
    }

    #[test]
    fn anything_becomes_an_identifier() {
        check(Case::Snake, "type", "type_");
        check(Case::Snake, "self", "self_");
        check(Case::Pascal, "self", "Self_");
        check(Case::Snake, "_", "underscore");
        check(Case::Snake, "", "value");
        check(Case::Snake, "   ", "value");
        check(Case::Snake, "1st", "value_1st");
        check(Case::Pascal, "+1", "Plus1");
        check(Case::Pascal, "-1", "Minus1");
        check(Case::Pascal, ">=", "Ge");
        check(Case::Pascal, "*/*", "StarStar");
        check(Case::Snake, "größe", "größe");
        check(Case::Module, "größe", "gr_uf6_udf_e");
        check(Case::Snake, "名前", "名前");
        check(Case::Pascal, "Straße İ", "Straßeİ");
        check(Case::Snake, "😀", "u1f600");
        // A combining mark would be normalised by rustc into another name.
        check(Case::Snake, "e\u{301}", "e_u301");
        check(Case::Snake, "a\u{202e}b", "a_u202e_b");
        check(Case::Snake, "a\"; drop(b); //", "a_drop_b");
        check(Case::Module, "con", "con_");
        check(Case::Module, "../../etc/passwd", "etc_passwd");
    }

    #[test]
    fn long_names_are_cut_and_told_apart() {
        let (a, b) = ("x".repeat(300), format!("{}y", "x".repeat(299)));
        let (a, b) = (name(&a, Case::Snake, "value"), name(&b, Case::Snake, "value"));
        assert!(a.as_str().len() <= LONGEST && b.as_str().len() <= LONGEST);
        assert_ne!(a, b);
    }

    #[test]
    fn a_chosen_name_must_be_an_identifier() {
        for (text, taken) in
            [("buy", true), ("größe", true), ("", false), ("1a", false), ("a b", false), ("fn", false), ("_a", false)]
        {
            assert_eq!(written(text).is_some(), taken, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_a_name_that_is_none(text: String) {
            for case in [Case::Pascal, Case::Snake, Case::Module] {
                let name = name(&text, case, "value");
                let is = |c: char| c == '_' || unicode_ident::is_xid_continue(c);
                proptest::prop_assert!(name.as_str().chars().all(is), "{name}");
                proptest::prop_assert!(name.as_str().starts_with(unicode_ident::is_xid_start), "{name}");
                proptest::prop_assert!(!is_keyword(name.as_str()));
                proptest::prop_assert!(case != Case::Module || name.as_str().is_ascii());
            }
        }
    }
}
