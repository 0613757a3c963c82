//! The JSON reader: values with their places, and what is said where the text is not JSON.

use super::*;

#[test]
fn values_and_places() {
    check(
        "a.json",
        "{\"a\": [1, -2.50e3, true],\r\n \"é\\u00e9\\ud83d\\ude00\\n\": {\"x\": null, \"\": \"\"}\n}",
        expect![[r#"
            1:1-3:2     {}
            1:7-1:25      a: []
            1:8-1:9         - 1
            1:11-1:18       - -2.50e3
            1:20-1:24       - true
            2:27-2:46     éé😀
            : {}
            2:33-2:37       x: null
            2:43-2:45       : ""
        "#]],
    );
}

#[test]
fn duplicate_keys_in_a_list() {
    check(
        "a.json",
        r#"{"list": [0, [{}], {"a": 1, "b/~": 2, "b\/~": 3, "a": 4}]}"#,
        expect![[r#"
        1:1-1:59    {}
        1:10-1:58     list: []
        1:11-1:12       - 0
        1:14-1:18       - []
        1:15-1:17         - {}
        1:20-1:57       - {}
        1:26-1:27         a: 1
        1:36-1:37         b/~: 2
        1:47-1:48         b/~: 3
        1:55-1:56         a: 4
        error[SW0113]: the key `b/~` stands twice in one object
         --> a.json:1:39
          |
        1 | {"list": [0, [{}], {"a": 1, "b/~": 2, "b\/~": 3, "a": 4}]}
          |                             -----     ^^^^^^ declared again here; this value is not read
          |                             |
          |                             first declared here
          |
          = at: /list/2/b~1~0
          = help: remove one of the two, or rename it

        error[SW0113]: the key `a` stands twice in one object
         --> a.json:1:50
          |
        1 | {"list": [0, [{}], {"a": 1, "b/~": 2, "b\/~": 3, "a": 4}]}
          |                     --- first declared here      ^^^ declared again here; this value is not read
          |
          = at: /list/2/a
          = help: remove one of the two, or rename it

        2 errors; `specwright explain SW0113` says more
    "#]],
    );
}

#[test]
fn punctuation() {
    expect![[r##"
        "{\"a\": 1,}"
            1:8-1:9 SW0110 a comma stands before `}` (nothing follows this comma); remove the comma
        "[1, 2,\n]"
            1:6-1:7 SW0110 a comma stands before `]` (nothing follows this comma); remove the comma
        "{\"a\": 1 \"b\": 2}"
            1:9-1:10 SW0110 expected `,` or `}`, found `"`; put a comma between this and what stands before it
        "{\"a\" 1}"
            1:6-1:7 SW0110 expected `:`, found `1`; put text in double quotes
        "{\"a\" = 1}"
            1:6-1:7 SW0110 expected `:`, found `=`; write `:` between a key and its value
        "{a: 1}"
            1:2-1:3 SW0110 expected a key in double quotes or `}`, found `a`; put the key in double quotes
        "{'a': 1}"
            1:2-1:3 SW0110 expected a key in double quotes or `}`, found `'`; write text in double quotes
        "[1 2]"
            1:4-1:5 SW0110 expected `,` or `]`, found `2`; put a comma between this and what stands before it
        "[,1]"
            1:2-1:3 SW0110 expected a value or `]`, found `,`; remove the comma, or put a value before it
        "[1,,2]"
            1:4-1:5 SW0110 expected a value, found `,`; remove the comma, or put a value before it
        "{} {}"
            1:4-1:5 SW0110 expected nothing more, found `{`
        "[1]]"
            1:4-1:5 SW0110 expected nothing more, found `]`
        "[}"
            1:2-1:3 SW0110 expected a value or `]`, found `}`
        "{\"a\": // why\n 1}"
            1:7-1:8 SW0110 expected a value, found `/`; JSON has no comments: remove it, or move the text to a `description`
        "# why\n{}"
            1:1-1:2 SW0110 expected a value, found `#`; JSON has no comments: remove it, or move the text to a `description`
    "##]].assert_eq(&faults(
        "a.json",
        &[
            r#"{"a": 1,}"#,
            "[1, 2,\n]",
            r#"{"a": 1 "b": 2}"#,
            r#"{"a" 1}"#,
            r#"{"a" = 1}"#,
            r#"{a: 1}"#,
            "{'a': 1}",
            "[1 2]",
            "[,1]",
            "[1,,2]",
            "{} {}",
            "[1]]",
            "[}",
            "{\"a\": // why\n 1}",
            "# why\n{}",
        ],
    ));
}

#[test]
fn words_and_numbers() {
    expect![[r#"
        "[True]"
            1:2-1:6 SW0110 expected a value or `]`, found `True`; write `true`, `false` and `null` in lower case
        "[None]"
            1:2-1:6 SW0110 expected a value or `]`, found `None`; write `null`
        "[NaN]"
            1:2-1:5 SW0110 expected a value or `]`, found `NaN`; JSON has no such number: leave it out, or write it as a string
        "[-Infinity]"
            1:2-1:11 SW0110 `-Infinity` is not a JSON number: no number of JSON is written so; leave it out, or write it as a string
        "[012]"
            1:2-1:5 SW0110 `012` is not a JSON number: it has a leading zero; remove the zero, or quote it if it is text
        "[+1]"
            1:2-1:4 SW0110 expected a value or `]`, found `+1`; write a number without `+` and with a digit before the point
        "[.5]"
            1:2-1:4 SW0110 expected a value or `]`, found `.5`; write a number without `+` and with a digit before the point
        "[1.]"
            1:2-1:4 SW0110 `1.` is not a JSON number: a point needs a digit after it; write a digit after the point, or leave it out
        "[1e]"
            1:2-1:4 SW0110 `1e` is not a JSON number: an exponent needs a digit; write a digit after `e`, or leave it out
        "[-]"
            1:2-1:3 SW0110 `-` is not a JSON number: `-` needs a digit after it; write a digit after `-`
        "[0x1F]"
            1:2-1:6 SW0110 expected a value or `]`, found `0x1F`; put text in double quotes
        "[1_000]"
            1:2-1:7 SW0110 expected a value or `]`, found `1_000`; put text in double quotes
        "openapi: 3.0.3"
            1:1-1:8 SW0110 expected a value, found `openapi`; this looks like YAML: name the file `.yaml`
        "[truely]"
            1:2-1:8 SW0110 expected a value or `]`, found `truely`; put text in double quotes
        "[text]"
            1:2-1:6 SW0110 expected a value or `]`, found `text`; put text in double quotes
    "#]].assert_eq(&faults(
        "a.json",
        &[
            "[True]",
            "[None]",
            "[NaN]",
            "[-Infinity]",
            "[012]",
            "[+1]",
            "[.5]",
            "[1.]",
            "[1e]",
            "[-]",
            "[0x1F]",
            "[1_000]",
            "openapi: 3.0.3",
            "[truely]",
            "[text]",
        ],
    ));
}

#[test]
fn strings() {
    expect![[r#"
        "[\"a\nb\"]"
            1:4-2:1 SW0110 a string runs over the end of its line (not allowed in a string); close it with `"`, or write the line break as `\n`
        "[\"a\tb\"]"
            1:4-1:5 SW0110 a string holds a tab (not allowed in a string); write it as `\t`
        "[\"a\u{1}b\"]"
            1:4-1:5 SW0110 a string holds the control character U+0001 (not allowed in a string); write it as `\u0001`
        "[\"\\x\"]"
            1:3-1:5 SW0110 `\x` is not an escape (unknown escape); JSON knows `\"` `\\` `\/` `\b` `\f` `\n` `\r` `\t` and `\u0000`; a backslash itself is `\\`
        "[\"\\é\"]"
            1:3-1:5 SW0110 `\é` is not an escape (unknown escape); JSON knows `\"` `\\` `\/` `\b` `\f` `\n` `\r` `\t` and `\u0000`; a backslash itself is `\\`
        "[\"\\u12\"]"
            1:3-1:5 SW0110 `\u` is not an escape (unknown escape); write four hexadecimal digits after `\u`
        "[\"\\u+123\"]"
            1:3-1:5 SW0110 `\u` is not an escape (unknown escape); write four hexadecimal digits after `\u`
        "[\"\\ud800\"]"
            1:3-1:9 SW0110 half of a surrogate pair stands alone (no character); write both halves, as in `\ud83d\ude00`, or the character itself
        "[\"\\udc00\\ud800\"]"
            1:3-1:9 SW0110 half of a surrogate pair stands alone (no character); write both halves, as in `\ud83d\ude00`, or the character itself
        "[\"open]"
            1:2-1:3 SW0110 a string is not closed before the end of the file (it begins here); close it with `"`
        "[\"open\\"
            1:7-1:8 SW0110 `\` is not an escape (unknown escape); JSON knows `\"` `\\` `\/` `\b` `\f` `\n` `\r` `\t` and `\u0000`; a backslash itself is `\\`
    "#]].assert_eq(&faults(
        "a.json",
        &[
            "[\"a\nb\"]",
            "[\"a\tb\"]",
            "[\"a\u{1}b\"]",
            r#"["\x"]"#,
            r#"["\é"]"#,
            r#"["\u12"]"#,
            r#"["\u+123"]"#,
            r#"["\ud800"]"#,
            r#"["\udc00\ud800"]"#,
            r#"["open]"#,
            "[\"open\\",
        ],
    ));
}

#[test]
fn cut_off() {
    expect![[r#"
        "{"
            1:2-1:2 SW0110 the file ends where a key in double quotes or `}` is expected (the file ends here); the file may have been cut off
        "{\"a\": [1,\n"
            1:10-1:10 SW0110 the file ends where a value is expected (the file ends here); the file may have been cut off
        "{\"a\":"
            1:6-1:6 SW0110 the file ends where a value is expected (the file ends here); the file may have been cut off
        "["
            1:2-1:2 SW0110 the file ends where a value or `]` is expected (the file ends here); the file may have been cut off
        "  "
            1:1-1:1 SW0107 the file holds no document; give the file that was meant; this one has nothing but blanks and comments
        ""
            1:1-1:1 SW0107 the file holds no document; give the file that was meant; this one has nothing but blanks and comments
    "#]].assert_eq(&faults("a.json", &["{", "{\"a\": [1,\n", "{\"a\":", "[", "  ", ""]));
}
