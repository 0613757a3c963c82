//! Inputs in the manner of the JSON Parsing Test Suite, held against `serde_json`: what must be read (`y`), what must be
//! refused (`n`), what RFC 8259 leaves open (`i`), and every text that is one byte away from one that must be read.

use specwright_runtime::runtime::json::{self, Value};

use super::grammar::{ours, theirs};

fn shown(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// Both read it, and mean the same by it. A number is kept digit by digit.
fn same_value(text: &[u8]) {
    let read: Value = json::from_slice(text).unwrap();
    let written = json::to_string(&read).unwrap();
    let theirs: serde_json::Value = serde_json::from_slice(text).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), theirs, "{}", shown(text));
    assert_eq!(json::to_string(&json::from_str::<Value>(&written).unwrap()).unwrap(), written, "{}", shown(text));
}

fn both(text: &[u8], accepted: bool) {
    assert_eq!(ours(text).0, accepted, "ours: {:?}", shown(text));
    assert_eq!(theirs(text).0, accepted, "serde_json: {:?}", shown(text));
    if accepted {
        same_value(text);
    }
}

/// `y`, between white space and in every place of a structure.
const YES: &[&str] = &[
    "[]",
    "{}",
    "[[]]",
    "[[],[[]]]",
    "[{}]",
    "{\"\":0}",
    "{\"a\":[]}",
    "{\"a\":{\"b\":{}}}",
    "[1,null,true,false]",
    "[\"\"]",
    "[\" \"]",
    "[\"a\",\"b\"]",
    "{\"a\":\"b\",\"c\":\"d\"}",
    "{\"a\\u0000b\":1}",
    "{\"x\":[{\"id\":\"y\"}]}",
    "\"\"",
    "\"asd\"",
    "\"\\/\"",
    "\"a/*b*/c\"",
    "\"[\"",
    "\",\"",
    "\"\\\"\"",
    "\"\\u0012\"",
    "\"\\u0821\"",
    "\"\\uD801\\udc37\"",
    "\"\\ud83d\\ude39\\ud83d\\udc8d\"",
    "\"\\uFFFF\"",
    "\"\\uDBFF\\uDFFF\"",
    "\"\\u2028\\u2029\"",
    "\"\u{2028}\u{2029}\"",
    "\"\u{7f}\"",
    "\"\u{10ffff}\"",
    "\"π\"",
    "\"\\u0061\\u30af\"",
    "\"new\\u00A0line\"",
    "\"€𝄞\"",
    "null",
    "true",
    "false",
];

/// `n`, whatever stands around it.
const NO: &[&str] = &[
    "[1 true]",
    "[a]",
    "[\"\": 1]",
    "[\"\"],",
    "[,]",
    "[1,,2]",
    "[,,]",
    "[1,1",
    "[\"x\"]]",
    "[3[4]]",
    "[1:2]",
    "[inf]",
    "[   , \"\"]",
    "[*]",
    "[\"a\",\n4\n,1,",
    "[1,]",
    "[,1]",
    "[-]",
    "[--1]",
    "[- 1]",
    "[+Inf]",
    "[NaN]",
    "[nan]",
    "[-Infinity]",
    "[-NaN]",
    "[0x1]",
    "[1a]",
    "[1.8011670033376514H-308]",
    "[１]",
    "[1+2]",
    "[.123]",
    "[2.e3]",
    "[2.e-3]",
    "[0.e1]",
    "[9.e+]",
    "[0e]",
    "[0e+]",
    "[0.3e]",
    "[0.3e+]",
    "[1.0e]",
    "[1.0e-]",
    "[1eE2]",
    "[1e1e1]",
    "[1.1.1]",
    "[1..2]",
    "[-01]",
    "[-012]",
    "[012]",
    "[-.5]",
    "[.-1]",
    "[+1]",
    "[++1234]",
    "[1 000.0]",
    "[1,000e,]",
    "[0C1]",
    "[tru]",
    "[fals]",
    "[nul]",
    "[nulL]",
    "[TRUE]",
    "[t]",
    "[True]",
    "{\"a\":\"b\"}/**/",
    "{\"a\":\"b\"}#",
    "{\"a\":\"b\"}//",
    "{\"a\":/*c*/1}",
    "{\"a\":1,}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\" b}",
    "{:\"b\"}",
    "{\"a\" \"b\"}",
    "{\"a\":",
    "{\"a\"",
    "{1:1}",
    "{9999E9999:1}",
    "{null:null,null:null}",
    "{'a':0}",
    "{a:\"b\"}",
    "{\"a\":\"a\" 123}",
    "{\"x\", null}",
    "{\"x\"::\"b\"}",
    "{\"a\":\"a",
    "{\"a\":\"b\"}}",
    "{key: 'value'}",
    "{[",
    "{,",
    "{}}",
    "[{",
    "[\"a",
    "[\"a\"",
    "[1",
    "[1,",
    "[1,\n1\n,1",
    "[{}",
    "[false",
    "[true",
    "[null",
    "[\"",
    "[[",
    "\"\"x",
    "\"x\"y",
    "2@",
    "{}#",
    "\"\\\"",
    "\"\\",
    "\"\\x00\"",
    "\"\\a\"",
    "\"\\u\"",
    "\"\\u0\"",
    "\"\\u00\"",
    "\"\\u00A\"",
    "\"\\uqqqq\"",
    "\"\\u{41}\"",
    "\"\\🌀\"",
    "\"\\'\"",
    "\"\\v\"",
    "\"\\0\"",
    "\"\\e\"",
    "\"new\nline\"",
    "\"tab\there\"",
    "\"\u{0}\"",
    "'single'",
    "`x`",
    "abc",
    "<.>",
    "<null>",
    "$",
    "[1]x",
    "[1}",
    "[\u{c}]",
    "\u{2060}",
    "\u{feff}{}",
    "[\u{a0}]",
    "[\u{85}1]",
    "1 1",
    "null null",
    "*",
    "&",
    "]",
    "}",
    ",",
    ":",
    "",
];

#[test]
fn what_must_be_read_and_what_must_be_refused() {
    for text in YES {
        for (before, after) in [("", ""), (" \t\r\n", "\n "), ("[", "]"), ("{\"k\":", "}"), ("[0,", " ,0]")] {
            both(format!("{before}{text}{after}").as_bytes(), true);
        }
    }
    for text in NO {
        for (before, after) in [("", ""), ("\n ", " "), ("[", "]"), ("{\"k\":", "}")] {
            // Some are no text of their own, and are one inside: who is right there is for `serde_json` to say.
            let text = format!("{before}{text}{after}");
            both(text.as_bytes(), theirs(text.as_bytes()).0);
        }
        both(text.as_bytes(), false);
    }
}

/// Every number that these parts make; most of them are none.
#[test]
fn numbers_of_every_form() {
    let mut cases = 0;
    for sign in ["", "-", "+", "--"] {
        for whole in ["", "0", "7", "42", "00", "01", "18446744073709551616", "9007199254740993", "1_0"] {
            for fraction in ["", ".", ".0", ".5", ".10", ".123456789012345678901234567890", "..1"] {
                for exponent in ["", "e", "e5", "E5", "e+5", "e-5", "e05", "E-00", "e5.0", "e--5"] {
                    let text = format!("{sign}{whole}{fraction}{exponent}");
                    both(text.as_bytes(), theirs(text.as_bytes()).0);
                    if ours(text.as_bytes()).0 {
                        assert_eq!(json::to_string(&json::from_str::<Value>(&text).unwrap()).unwrap(), text);
                    }
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 4 * 9 * 7 * 10);
}

/// Each byte as it is, and each after a backslash, in a string; each byte alone and as white space.
#[test]
fn every_byte_in_every_place() {
    for byte in 0..=u8::MAX {
        for text in [
            [&b"\""[..], &[byte], b"\""].concat(),
            [&b"\"\\"[..], &[byte], b"\""].concat(),
            [&b"\"\\u00"[..], &[byte], b"1\""].concat(),
            [&b"\"\xc3"[..], &[byte], b"\""].concat(),
            [&b"\"\xf0\x9f\x98"[..], &[byte], b"\""].concat(),
            vec![byte],
            [&b"["[..], &[byte], b"]"].concat(),
            [&b"[1"[..], &[byte], b"2]"].concat(),
            [&b"{\"a\":1"[..], &[byte], b"}"].concat(),
        ] {
            assert_eq!(ours(&text), theirs(&text), "{:?}", shown(&text));
        }
    }
}

/// Every text that one deletion, doubling, insertion or replacement makes of a text that must be read.
#[test]
fn every_neighbour_of_a_text() {
    let marks = b"\"\\{}[],:-+.eE01 \n\x00\x1f\x80\xffutn/";
    for text in
        [&b"{\"a\":[1,-2.5e1,\"x\\n\\u00e9\"],\"b\":{}}"[..], b"[true,false,null,{\"\xc3\xa9\":\"\\ud83d\\ude00\"}]"]
    {
        both(text, true);
        for at in 0..text.len() {
            let (before, after) = text.split_at(at);
            let mut neighbours =
                vec![[before, &after[1..]].concat(), [before, &after[..1], after].concat(), before.to_vec()];
            for mark in marks {
                neighbours.push([before, &[*mark], after].concat());
                neighbours.push([before, &[*mark], &after[1..]].concat());
            }
            for text in neighbours {
                assert_eq!(ours(&text), theirs(&text), "{:?}", shown(&text));
            }
        }
    }
}

/// `i`: what RFC 8259 leaves open. Most of it is refused by both, and where the two differ it is on purpose.
#[test]
fn what_is_left_open() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels)).into_bytes();
    let cases: &[(&[u8], bool, bool)] = &[
        // Numbers are kept as text here, so that none is too large; reading one as a double or a decimal refuses what it
        // cannot hold. `serde_json` makes a double of each at once.
        (b"[1e400]", true, false),
        (b"[-1e+9999]", true, false),
        (b"[0.4e00669999999999999999999999999999999999999999999999999999]", true, false),
        // As zero by one and as its digits by the other.
        (b"[123.456e-789]", true, true),
        (b"[1e-10000]", true, true),
        (b"[0e9999]", true, true),
        (b"[100000000000000000000]", true, true),
        (b"[-237462374673276894279832749832423479823246327846]", true, true),
        // Half of a pair of surrogates is no character.
        (b"[\"\\uDADA\"]", false, false),
        (b"[\"\\uD888\\u1234\"]", false, false),
        (b"[\"\\uDd1e\\uD834\"]", false, false),
        // What is not UTF-8, a mark of byte order, UTF-16.
        (b"[\"\xe6\x97\xa5\xd1\x88\xfa\"]", false, false),
        (b"[\"\xc0\xaf\"]", false, false),
        (b"[\"\xed\xa0\x80\"]", false, false),
        (b"\xef\xbb\xbf{}", false, false),
        (b"\xff\xfe[\x00\"\x00\xe9\x00\"\x00]\x00", false, false),
        // A limit of nesting; `serde_json` counts one level less.
        (&deep(127), true, true),
        (&deep(128), true, false),
        (&deep(500), false, false),
    ];
    for (text, here, there) in cases {
        assert_eq!((ours(text).0, theirs(text).0), (*here, *there), "{:?}", shown(text));
    }
}
