//! The YAML reader: values with their places, and what is said where the text is not YAML, or not what OpenAPI allows.

use super::*;

#[test]
fn values_and_places() {
    check(
        "a.yaml",
        "openapi: 3.0.3 # why\ninfo:\n  title: 'it''s' # é\n  \"v\": \"1\\n2\"\npaths:\n  /é:\n    200: ok\n    on: yes\n    list:\n    - a\n    - b: 1\n      c: [x, {y: z}, p: q] # é\n    - - deep\n  block: |\n    one\n    two\n\n  folded: >-\n    one\n    two\n  empty:\n  last: plain\n    over lines\n",
        expect![[r#"
            1:1-23:15   {}
            1:10-1:15     openapi: "3.0.3"
            3:3-4:14      info: {}
            3:10-3:17       title: "it's"
            4:8-4:14        v: "1\n2"
            6:3-23:15     paths: {}
            7:5-13:13       /é: {}
            7:10-7:12         200: "ok"
            8:9-8:12          on: "yes"
            10:5-13:13        list: []
            10:7-10:8           - "a"
            11:7-12:27          - {}
            11:10-11:11           b: 1
            12:10-12:27           c: []
            12:11-12:12             - "x"
            12:14-12:20             - {}
            12:18-12:19               y: "z"
            12:22-12:26             - {}
            12:25-12:26               p: "q"
            13:7-13:13          - []
            13:9-13:13            - "deep"
            15:5-16:8       block: "one\ntwo\n"
            19:5-20:8       folded: "one two"
            21:8-21:8       empty: null
            22:9-23:15      last: "plain over lines"
        "#]],
    );
}

#[test]
fn anchors_tags_and_properties() {
    check(
        "a.yaml",
        "a: &x !!str 12\nb: *x\nc: &m # hm\n  k: v\nd: &s\n- 1\n- *m\ne: !!map {k: v}\nf: !secret 5\ng: !!int many\nh: ! 1\n*x : i\n",
        expect![[r#"
            1:1-12:7    {}
            1:13-1:15     a: "12"
            1:13-1:15     b: "12"
            4:3-4:7       c: {}
            4:6-4:7         k: "v"
            6:1-7:5       d: []
            6:3-6:4         - 1
            4:3-4:7         - {}
            4:6-4:7           k: "v"
            8:10-8:16     e: {}
            8:14-8:15       k: "v"
            9:12-9:13     f: 5
            10:10-10:14   g: "many"
            11:6-11:7     h: "1"
            12:6-12:7     12: "i"
            warning[SW0122]: the tag `!secret` is not read
             --> a.yaml:9:12
              |
            9 | f: !secret 5
              |            ^ read as if it had no tag
              |
              = at: /f
              = help: remove the tag

            error[SW0123]: this value is not a `!!int`
              --> a.yaml:10:10
               |
            10 | g: !!int many
               |          ^^^^ does not fit its tag
               |
               = at: /g
               = help: remove the tag, or write a value of that type

            1 error, 1 warning; `specwright explain SW0123` says more
        "#]],
    );
}

#[test]
fn merge_keys() {
    check(
        "a.yaml",
        "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\none: {y: own, <<: *b, w: 5}\ntwo:\n  <<: [*o, *b]\nthree: {<<: {i: 1}}\nfour: {'<<': text}\nfive: {<<: text}\n",
        expect![[r#"
            1:1-8:17    {}
            1:10-1:22     base: {}
            1:14-1:15       x: 1
            1:20-1:21       y: 2
            2:11-2:23     other: {}
            2:15-2:16       y: 3
            2:21-2:22       z: 4
            3:6-3:28      one: {}
            3:10-3:13       y: "own"
            1:14-1:15       x: 1
            3:26-3:27       w: 5
            5:3-5:15      two: {}
            2:15-2:16       y: 3
            2:21-2:22       z: 4
            1:14-1:15       x: 1
            6:8-6:20      three: {}
            6:17-6:18       i: 1
            7:7-7:19      four: {}
            7:14-7:18       <<: "text"
            8:7-8:17      five: {}
            error[SW0121]: `<<` does not merge a mapping
             --> a.yaml:8:8
              |
            8 | five: {<<: text}
              |        ^^ its value must be a mapping, or a list of mappings
              |
              = at: /five
              = help: merge an alias, as in `<<: *defaults`; quote the key if `<<` itself is meant

            1 error; `specwright explain SW0121` says more
        "#]],
    );
}

#[test]
fn pointers_of_merged_and_aliased_values() {
    let mut sources = Sources::new(Limits::default());
    let mut diagnostics = Diagnostics::new();
    let text = "a: {x: &q {p: 1}, y: [*q]}\nb: {<<: {i: 2}}\nc: [{<<: [{j: 3}]}]\nd: {e: &e {f: 4}, <<: *e}";
    let file = sources.add_text("a.yaml", text, &mut diagnostics).unwrap();
    let root = sources.tree(file).unwrap().root();
    for (pointer, own) in [
        ("/a/x/p", "/a/x/p"),
        ("/a/y/0/p", "/a/x/p"),
        ("/b/i", "/b/i"),
        ("/c/0/j", "/c/0/j"),
        ("/d/f", "/d/e/f"),
        ("/d/e/f", "/d/e/f"),
    ] {
        assert_eq!(root.at(pointer).unwrap().pointer(), own, "{pointer}");
    }
}

#[test]
fn doubtful_numbers() {
    check(
        "a.yaml",
        "[012, 0x1F, .inf, 1_000, 0o17]",
        expect![[r#"
        1:1-1:31    []
        1:2-1:5       - 12
        1:7-1:11      - 31
        1:13-1:17     - ".inf"
        1:19-1:24     - "1_000"
        1:26-1:30     - 15
        warning[SW0125]: `012` is read as the number 12
         --> a.yaml:1:2
          |
        1 | [012, 0x1F, .inf, 1_000, 0o17]
          |  ^^^ older readers take this for octal
          |
          = at: /0
          = help: quote it if it is text, else write it without the zero

        warning[SW0124]: `.inf` has no JSON form and is read as a string
         --> a.yaml:1:13
          |
        1 | [012, 0x1F, .inf, 1_000, 0o17]
          |             ^^^^ not a JSON number
          |
          = at: /2
          = help: leave the value out, or quote it

        2 warnings; `specwright explain SW0124` says more
    "#]],
    );
}

#[test]
fn keys() {
    expect![[r#"
        "a: 1\nb: 2\na: 3\n"
            3:1-3:2 SW0113 the key `a` stands twice in one object (declared again here; this value is not read); remove one of the two, or rename it
        "? [a, b]\n: 1\n"
            1:3-1:4 SW0114 a key is a list (expected a string); write a plain or quoted string before the colon
        "x: {{name}}\n"
            1:5-1:6 SW0114 a key is a mapping (expected a string); write a string before the colon; a template such as `{{name}}` must be quoted
        ": 1\n"
            1:1-1:1 SW0114 a key is missing (nothing stands before this colon); write a string before the colon
        "{a: 1, a: 2"
            1:12-1:12 SW0111 expected `,` or `}`; separate entries with a comma, and close the mapping with `}`
        "a: &a [1]\n*a : 2\n"
            2:1-2:2 SW0114 a key is a mapping (expected a string); write a plain or quoted string before the colon
    "#]].assert_eq(&faults(
        "a.yaml",
        &["a: 1\nb: 2\na: 3\n", "? [a, b]\n: 1\n", "x: {{name}}\n", ": 1\n", "{a: 1, a: 2", "a: &a [1]\n*a : 2\n"],
    ));
}

#[test]
fn indentation() {
    expect![[r#"
        "info:\n\ttitle: x\n"
            2:1-2:2 SW0112 a line is indented with a tab (this is a tab); indent with spaces
        "info:\n  a: 1\n\tb: 2\n"
            3:1-3:2 SW0112 a line is indented with a tab (this is a tab); indent with spaces
        "a:\n  - 1\n\t- 2\n"
            3:1-3:2 SW0112 a line is indented with a tab (this is a tab); indent with spaces
        "a:\n  b: 1\n c: 2\n"
            3:2-3:3 SW0111 a key is expected here; check the indentation: it must be the same for all keys of a mapping
        "a:\n  b: 1\n   c: 2\n"
            3:5-3:6 SW0111 a colon may not stand here; put the text in quotes if it holds `: `; else check the indentation of this line
        "a:\n - 1\n - 2\n  - 3\n"
        "a: 1\n b: 2\n"
            2:3-2:4 SW0111 a colon may not stand here; put the text in quotes if it holds `: `; else check the indentation of this line
        "a: 1\nb\nc: 2\n"
            3:1-3:2 SW0111 a line is neither `key: value` nor part of what stands above it; write `key: value`, or check the indentation
        "- a\nb: 1\n"
            2:1-2:2 SW0111 a list item `- ` is expected here; check the indentation: it must be the same for all items of a list
        "a: b: c\n"
            1:5-1:6 SW0111 a colon may not stand here; put the text in quotes if it holds `: `; else check the indentation of this line
        "a: - b\n"
            1:4-1:5 SW0111 a list may not begin on this line; begin the list on a new line, below its key
    "#]].assert_eq(&faults(
        "a.yaml",
        &[
            "info:\n\ttitle: x\n",
            "info:\n  a: 1\n\tb: 2\n",
            "a:\n  - 1\n\t- 2\n",
            "a:\n  b: 1\n c: 2\n",
            "a:\n  b: 1\n   c: 2\n",
            "a:\n - 1\n - 2\n  - 3\n",
            "a: 1\n b: 2\n",
            "a: 1\nb\nc: 2\n",
            "- a\nb: 1\n",
            "a: b: c\n",
            "a: - b\n",
        ],
    ));
}

#[test]
fn quotes_and_characters() {
    expect![[r#"
        "a: 'open\nb: 1\n"
            1:4-1:5 SW0111 quoted text runs on in a line that is indented less; close the quote, or indent the line
        "a: \"\\q\"\n"
            1:4-1:5 SW0111 text in double quotes holds an unknown escape; write a backslash as `\\`, or use single quotes
        "a: \"x\" y\n"
            1:8-1:9 SW0111 text follows after a closing quote; quote the whole text; within it, double a single quote or escape a double one
        "a: @b\n"
            1:4-1:5 SW0111 a value may not begin with this character; put the text in quotes
        "a: `b`\n"
            1:4-1:5 SW0111 a value may not begin with this character; put the text in quotes
        "a: %b\n"
            1:4-1:5 SW0111 a value may not begin with this character; put the text in quotes
        "a: [1, 2\nb: 3\n"
            2:2-2:3 SW0111 a list in brackets is not closed before the next key; close it with `]`
        "a: {x: 1\nb: 3\n"
            2:2-2:3 SW0111 expected `,` or `}`; separate entries with a comma, and close the mapping with `}`
        "a: ]\n"
            1:4-1:5 SW0111 a closing bracket has no opening one; remove it, or put the text in quotes
        "a: *nope\n"
            1:4-1:5 SW0120 an alias names an anchor that is not declared before it; declare the anchor earlier in this file, or quote the text if no alias is meant
        "a: *\n"
            1:4-1:5 SW0111 a name is missing after `*` or `&`; put the text in quotes if it begins with `*` or `&`
        "a: **bold**\n"
            1:4-1:5 SW0120 an alias names an anchor that is not declared before it; declare the anchor earlier in this file, or quote the text if no alias is meant
        "a: \"\\ud83d\\ude00\"\n"
            1:4-1:5 SW0111 an escape is no character by itself; write the character itself, or `\U` with eight digits
        "a: |\n  x\n y\n"
            3:2-3:3 SW0111 a key is expected here; check the indentation: it must be the same for all keys of a mapping
        "a: !<tag b\n"
            1:4-1:5 SW0111 a tag is malformed; put the text in quotes if it begins with `!`
        "a: \u{1}\n"
            1:4-1:5 SW0111 the control character U+0001 stands in the text; remove it, or write `\x01` in double quotes
    "#]].assert_eq(&faults(
        "a.yaml",
        &[
            "a: 'open\nb: 1\n",
            "a: \"\\q\"\n",
            "a: \"x\" y\n",
            "a: @b\n",
            "a: `b`\n",
            "a: %b\n",
            "a: [1, 2\nb: 3\n",
            "a: {x: 1\nb: 3\n",
            "a: ]\n",
            "a: *nope\n",
            "a: *\n",
            "a: **bold**\n",
            "a: \"\\ud83d\\ude00\"\n",
            "a: |\n  x\n y\n",
            "a: !<tag b\n",
            "a: \u{1}\n",
        ],
    ));
}

#[test]
fn documents() {
    expect![[r##"
        "a: 1\n---\nb: 2\n"
            2:1-2:4 SW0115 a second document begins in this file (only what stands before this is read); put each document into its own file
        "---\na: 1\n...\n"
        "# only\n"
            1:1-1:1 SW0107 the file holds no document; give the file that was meant; this one has nothing but blanks and comments
        "---\n"
            1:1-1:1 SW0107 the file holds no document; give the file that was meant; this one has nothing but blanks and comments
        ""
            1:1-1:1 SW0107 the file holds no document; give the file that was meant; this one has nothing but blanks and comments
        "%YAML 1.2\n---\na: 1\n"
        "\u{feff}a: é1\n"
    "##]].assert_eq(&faults(
        "a.yaml",
        &[
            "a: 1\n---\nb: 2\n",
            "---\na: 1\n...\n",
            "# only\n",
            "---\n",
            "",
            "%YAML 1.2\n---\na: 1\n",
            "\u{feff}a: é1\n",
        ],
    ));
}
