//! The grammar, held against `serde_json`: what one accepts the other accepts, whether the value is wanted or skipped.

use serde::de::IgnoredAny;
use specwright_runtime::runtime::json::{self, Value};

/// Texts and whether they are JSON, for those who read them by eye. `serde_json` is asked too.
const CASES: &[(&[u8], bool)] = &[
    (b"null", true),
    (b" \t\r\n true \n", true),
    (b"false", true),
    (b"", false),
    (b" ", false),
    (b"nul", false),
    (b"nulll", false),
    (b"True", false),
    (b"NaN", false),
    (b"Infinity", false),
    (b"undefined", false),
    (b"\xef\xbb\xbfnull", false),
    (b"\x0bnull", false),
    (b"\xc2\xa0null", false),
    (b"// note\n1", false),
    (b"0", true),
    (b"-0", true),
    (b"-0.0e-0", true),
    (b"1E+2", true),
    (b"01", false),
    (b"-01", false),
    (b"+1", false),
    (b"-", false),
    (b".5", false),
    (b"5.", false),
    (b"1.e2", false),
    (b"1e", false),
    (b"1e+", false),
    (b"0x10", false),
    (b"1_000", false),
    (b"1 2", false),
    (b"1,", false),
    (b"\"\"", true),
    (b"\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", true),
    (b"\"\\ud83d\\ude00\"", true),
    (b"\"\\uD83D\\uDE00\"", true),
    (b"\"\xc3\xa9\"", true),
    (b"\"\x7f\"", true),
    (b"\"\\u0000\"", true),
    (b"\"\x00\"", false),
    (b"\"\n\"", false),
    (b"\"\x1f\"", false),
    (b"\"a", false),
    (b"\"\\", false),
    (b"\"\\x41\"", false),
    (b"\"\\u12\"", false),
    (b"\"\\u12g4\"", false),
    (b"\"\\U0041\"", false),
    (b"'a'", false),
    (b"[]", true),
    (b"[ 1 , 2 ]", true),
    (b"[1,]", false),
    (b"[,1]", false),
    (b"[1 2]", false),
    (b"[1", false),
    (b"[", false),
    (b"]", false),
    (b"[}", false),
    (b"[1}", false),
    (b"[1]]", false),
    (b"{}", true),
    (b"{ \"a\" : 1 , \"b\" : {} }", true),
    (b"{\"a\":1,\"a\":2}", true),
    (b"{\"a\":1,}", false),
    (b"{,}", false),
    (b"{\"a\"}", false),
    (b"{\"a\":}", false),
    (b"{\"a\" 1}", false),
    (b"{\"a\":1 \"b\":2}", false),
    (b"{a:1}", false),
    (b"{1:1}", false),
    (b"{null:1}", false),
    (b"{\"a\":1]", false),
    (b"{\"a\":1}}", false),
];

/// Texts that are refused where they are wanted, and passed over where they are not, by both.
const LAX_WHEN_SKIPPED: &[&[u8]] = &[
    b"\"\\ud800\"",
    b"\"\\ud800x\"",
    b"\"\\ud800\\n\"",
    b"\"\\ud800\\u0041\"",
    b"\"\\udc00\"",
    b"\"\\ud800\\ud800\"",
    b"\"\xff\"",
    b"\"\xc3\"",
    b"\"\xed\xa0\x80\"",
    b"\"\xc0\xaf\"",
    b"\"\xf4\x90\x80\x80\"",
];

/// An empty object that passes over everything.
#[derive(Debug)]
struct Skipped;

impl json::Decode for Skipped {
    fn blank() -> Self {
        Self
    }

    fn read(&mut self, r: &mut json::Reader<'_>) -> Result<(), json::Failed> {
        r.skip()
    }
}

/// Does our reader accept the text: as a value, and when it is skipped?
pub(super) fn ours(text: &[u8]) -> (bool, bool) {
    (json::from_slice::<Value>(text).is_ok(), json::from_slice::<Skipped>(text).is_ok())
}

/// Does `serde_json`? (The skipped text goes through `&[u8]` as well: what `serde_json` asks of UTF-8 is asked late.)
pub(super) fn theirs(text: &[u8]) -> (bool, bool) {
    (serde_json::from_slice::<serde_json::Value>(text).is_ok(), serde_json::from_slice::<IgnoredAny>(text).is_ok())
}

#[test]
fn what_is_json_is_the_same_for_serde_json() {
    for (text, accepted) in CASES {
        let shown = String::from_utf8_lossy(text);
        assert_eq!(ours(text), (*accepted, *accepted), "ours: {shown}");
        assert_eq!(theirs(text), (*accepted, *accepted), "serde_json: {shown}");
    }
}

#[test]
fn a_string_that_is_not_unicode_breaks_only_those_who_want_it() {
    for text in LAX_WHEN_SKIPPED {
        let shown = String::from_utf8_lossy(text);
        assert_eq!(ours(text), (false, true), "ours: {shown}");
        assert_eq!(theirs(text), (false, true), "serde_json: {shown}");
    }
}

#[test]
fn every_case_is_the_same_inside_of_an_array_and_an_object() {
    for text in CASES.iter().map(|(text, _)| *text).chain(LAX_WHEN_SKIPPED.iter().copied()) {
        for (before, after) in
            [(&b"["[..], &b"]"[..]), (b"{\"k\":", b"}"), (b"[0,", b",0]"), (b"{\"k\":0,\"l\":", b"}")]
        {
            let text = [before, text, after].concat();
            assert_eq!(ours(&text), theirs(&text), "{}", String::from_utf8_lossy(&text));
        }
    }
}

#[test]
fn numbers_that_no_double_holds_are_numbers_all_the_same() {
    for text in ["1e400", "-1e400", "123456789012345678901234567890e999"] {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
        assert_eq!(json::to_string(&json::from_str::<Value>(text).unwrap()).unwrap(), text);
    }
}

#[test]
fn strings_are_worth_the_same_as_for_serde_json() {
    let long = "x".repeat(40);
    let pieces = ["", "a", "é", "東京", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\\", "\\\"", "\u{10ffff}", &long];
    for one in pieces {
        for two in pieces {
            for pad in 0..9 {
                let text = format!("\"{}{one}{two}\"", "p".repeat(pad));
                let read: String = json::from_str(&text).unwrap();
                assert_eq!(read, serde_json::from_str::<String>(&text).unwrap(), "{text}");
                assert_eq!(json::to_string(&read).unwrap(), serde_json::to_string(&read).unwrap(), "{text}");
            }
        }
    }
}
