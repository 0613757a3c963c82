//! Bad input, through the built command: each one clear finding, at its place, with the right exit status, within
//! bounded memory and time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use expect_test::{Expect, expect};
use tempfile::TempDir;

/// The memory that every run here must do with, in KiB of address space.
const MEMORY: u32 = 400_000;

/// Runs the command in a folder, within the memory.
fn specwright(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_specwright")])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the command starts")
}

/// The exit status and the findings: `1 SW0112 a.yaml:2:1`.
fn outcome(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).expect("findings are UTF-8");
    let mut out = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
    for line in text.lines() {
        let line = line.trim_start();
        let code = line.split_once('[').and_then(|(_, rest)| rest.split_once("]: ")).map(|(code, _)| code);
        if let Some(code) = code.filter(|code| code.starts_with("SW")) {
            out.push_str(&format!(" {code}"));
        } else if let Some(place) = line.strip_prefix("--> ") {
            out.push_str(&format!(" {place}"));
        }
    }
    out
}

/// Validates a file of this name and content.
fn check(name: &str, content: impl AsRef<[u8]>, expected: &str) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    let output = specwright(folder.path(), &["validate", name]);
    assert_eq!(outcome(&output), expected, "{}", String::from_utf8_lossy(&output.stderr));
}

/// Validates a file and shows all that is said.
fn check_words(name: &str, content: impl AsRef<[u8]>, expected: Expect) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    let output = specwright(folder.path(), &["validate", name]);
    expected.assert_eq(&String::from_utf8(output.stderr).unwrap());
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";

#[test]
fn a_good_document_is_clean() {
    check("a.yaml", HEAD, "0");
    check("a.yaml", format!("\u{feff}{HEAD}"), "0");
    check("a.json", r#"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}}"#, "0");
    check("a", HEAD, "0");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("openapi.yaml"), HEAD).unwrap();
    std::fs::create_dir(folder.path().join("spec")).unwrap();
    let words = |arguments: &[&str]| {
        let output = specwright(folder.path(), arguments);
        format!("{}\n{}", output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    expect![[r#"
        2
        error[SW0101]: there is no file `opanapi.yaml`
         |
         = help: did you mean `openapi.yaml`?

        1 error; `specwright explain SW0101` says more
    "#]]
    .assert_eq(&words(&["validate", "opanapi.yaml"]));
    expect![[r#"
        2
        error[SW0101]: there is no file `openapi.json`
         |
         = help: did you mean `openapi.yaml`?

        1 error; `specwright explain SW0101` says more
    "#]]
    .assert_eq(&words(&["validate", "openapi.json"]));
    expect![[r#"
        2
        error[SW0102]: `spec` is a folder
         |
         = help: name a file, or give the document on standard input and name it `-`

        1 error; `specwright explain SW0102` says more
    "#]]
    .assert_eq(&words(&["validate", "spec"]));
    expect![[r#"
        2
        error[SW0101]: there is no file `nowhere/openapi.yaml`
         |
         = help: check the path; it is taken relative to the current folder

        1 error; `specwright explain SW0101` says more
    "#]]
    .assert_eq(&words(&["validate", "nowhere/openapi.yaml"]));
    expect![[r#"
        2
        error[SW0102]: `/dev/zero` is not a regular file
         |
         = help: name a file, or give the document on standard input and name it `-`

        1 error; `specwright explain SW0102` says more
    "#]]
    .assert_eq(&words(&["validate", "/dev/zero"]));
}

#[test]
fn encodings() {
    let utf16 = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let little: Vec<u8> = utf16("\u{feff}openapi: 3").into_iter().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = utf16("\u{feff}openapi: 3").into_iter().flat_map(u16::to_be_bytes).collect();
    check("a.yaml", &little, "1 SW0105 a.yaml:1:1");
    check("a.yaml", &big, "1 SW0105 a.yaml:1:1");
    check("a.yaml", &little[2..], "1 SW0105 a.yaml:1:1");
    check("a.yaml", b"a: 1\nb: \xE9t\xE9\n", "1 SW0105 a.yaml:2:4");
    check("a.yaml", b"\xEF\xBB\xBFa: 1\nb: \xE9t\xE9\n", "1 SW0105 a.yaml:2:4");
    check("a.json", b"{\"a\": \"\0\"}", "1 SW0106 a.json:1:8");
    check("a.yaml", b"\x89PNG\r\n\x1a\n\0\0\0", "1 SW0105 a.yaml:1:1");
    check_words(
        "latin1.yaml",
        b"info:\n  title: Caf\xE9\n",
        expect![[r#"
        error[SW0105]: byte 18 of the file (0xE9) is not UTF-8
         --> latin1.yaml:2:13
          |
        2 |   title: Caf�
          |             ^ this byte
          |
          = help: the file looks like ISO-8859-1 (where the byte is `é`): save it as UTF-8, for example with `iconv -f ISO-8859-1 -t UTF-8`

        1 error; `specwright explain SW0105` says more
    "#]],
    );
    check_words(
        "utf16.yaml",
        &little,
        expect![[r#"
        error[SW0105]: the file is UTF-16LE, not UTF-8
        --> utf16.yaml:1:1
         |
         = help: save it as UTF-8, for example with `iconv -f UTF-16LE -t UTF-8`

        1 error; `specwright explain SW0105` says more
    "#]],
    );
}

#[test]
fn documents_that_are_none() {
    check("a.yaml", "", "1 SW0107 a.yaml:1:1");
    check("a.json", " \n", "1 SW0107 a.json:1:1");
    check("a.yaml", "# nothing\n", "1 SW0107 a.yaml:1:1");
    check("a.yaml", "---\n", "1 SW0107 a.yaml:1:1");
    check("a.yaml", "just text\n", "1 SW0201 a.yaml:1:1");
    check("a.json", "42", "1 SW0201 a.json:1:1");
    check("a.yaml", "name: build\non: [push]\n", "1 SW0201 a.yaml:1:1");
    check("a.yaml", HEAD.replace("3.0.3", "4.2.0"), "1 SW0202 a.yaml:1:10");
    check("a.yaml", HEAD.replace("openapi: 3.0.3", "swagger: '1.2'"), "1 SW0202 a.yaml:1:10");
}

#[test]
fn references_that_lead_nowhere() {
    let schema = |reference: &str| format!("{HEAD}components:\n  schemas:\n    A:\n      $ref: '{reference}'\n");
    check("a.yaml", schema("#/components/schemas/B"), "1 SW0301 a.yaml:7:13");
    check("a.yaml", schema("#/components/schemas/A"), "1 SW0303 a.yaml:7:13");
    check("a.yaml", schema("other.yaml#/A"), "1 SW0304 a.yaml:7:13");
}

#[test]
fn syntax() {
    check("a.yaml", format!("{HEAD}x: [1, 2\ny: 3\n"), "1 SW0111 a.yaml:5:2");
    check("a.yaml", "info:\n\ttitle: T\n", "1 SW0112 a.yaml:2:1");
    check("a.yaml", "é: 1\né: 2\n", "1 SW0201 a.yaml:1:1 SW0113 a.yaml:2:1");
    check("a.json", "{\"a\": 1,}", "1 SW0110 a.json:1:8");
    check("a.yaml", format!("{HEAD}---\na: 1\n"), "1 SW0115 a.yaml:4:1");
}

#[test]
fn bombs() {
    let bomb: String = std::iter::once("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned())
        .chain((1..10).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))))
        .collect();
    check("a.yaml", bomb, "1 SW0118 a.yaml:6:45");
    check("a.yaml", "a: &a [*a]\n", "1 SW0119 a.yaml:1:8");
    check("a.yaml", "a: &a\n  <<: *a\n", "1 SW0119 a.yaml:2:7");
}

#[test]
fn circles_of_schemas() {
    let schemas = |schemas: &str| format!("{HEAD}components:\n  schemas:\n{schemas}");
    let part = |name: &str| format!("$ref: '#/components/schemas/{name}'");
    let tree = schemas(&format!("    Tree: {{ type: object, properties: {{ left: {{ {} }} }} }}\n", part("Tree")));
    check("a.yaml", tree, "0");
    let both = format!("    A: {{ allOf: [{{ {} }}] }}\n    B: {{ allOf: [{{ {} }}] }}\n", part("B"), part("A"));
    check("a.yaml", schemas(&both), "1 SW1066 a.yaml:7:26");
    let next = |n: usize| format!("    S{n}: {{ allOf: [{{ {} }}] }}\n", part(&format!("S{}", n + 1)));
    let chain: String = (0..2_000).map(next).collect();
    check("a.yaml", schemas(&format!("{chain}    S2000: {{ type: object }}\n")), "0");
    let head = r#"{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{"A":"#;
    let deep = format!("{head}{}{{}}{}}}}}}}", r#"{"properties":{"a":"#.repeat(2_000), "}}".repeat(2_000));
    check("a.json", deep, "1 SW0116 a.json:1:2446");
}

#[test]
fn a_pattern_that_hangs_others() {
    let schema = format!("type: string, pattern: '^(a+)+$', example: '{}!'", "a".repeat(4_000));
    let text = format!("{HEAD}components: {{ schemas: {{ A: {{ {schema} }} }} }}\n");
    check("a.yaml", text, "0 SW1068 a.yaml:4:54 SW1052 a.yaml:4:74");
}

#[test]
fn ten_thousand_levels() {
    let block: String = (0..10_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    check("a.json", "[".repeat(10_000), "1 SW0116 a.json:1:251");
    check("a.json", "{\"a\":".repeat(10_000), "1 SW0116 a.json:1:1251");
    check("a.yaml", "[a, ".repeat(10_000), "1 SW0116 a.yaml:1:1021");
    check("a.yaml", "- ".repeat(10_000), "1 SW0116 a.yaml:1:501");
    check("a.yaml", block, "1 SW0116 a.yaml:251:251");
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = TempDir::new().unwrap();
    let file = std::fs::File::create(folder.path().join("a.yaml")).unwrap();
    file.set_len(100_000_000).unwrap();
    let output = specwright(folder.path(), &["validate", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    expect![[r#"
        error[SW0104]: `a.yaml` is larger (100000000 bytes) than the limit of 67108864 bytes
         |
         = help: raise the limit with `--max-bytes` if the document is meant to be this large

        1 error; `specwright explain SW0104` says more
    "#]]
    .assert_eq(&String::from_utf8(output.stderr).unwrap());
    let output = specwright(folder.path(), &["validate", "--max-bytes", "100000000", "a.yaml"]);
    assert_eq!(outcome(&output), "1 SW0106 a.yaml:1:1");
}

#[test]
fn many_small_values_stay_within_the_memory() {
    check("a.json", format!("[{}0]", "0,".repeat(1_000_000)), "1 SW0201 a.json:1:1");
    check("a.yaml", format!("[{}a]", "a,".repeat(9_000_000)), "1 SW0117 a.yaml:1:4000001");
}

#[test]
fn standard_input_is_a_file_too() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(["validate", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"a: 1\nb: @\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(outcome(&output), "1 SW0111 <stdin>:2:4");
}

#[test]
fn several_files_in_one_run() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.yaml"), "a: @\n").unwrap();
    std::fs::write(folder.path().join("b.json"), "{").unwrap();
    let output = specwright(folder.path(), &["validate", "b.json", "a.yaml", "b.json"]);
    assert_eq!(outcome(&output), "1 SW0110 b.json:1:2 SW0111 a.yaml:1:4");
    let output = specwright(folder.path(), &["validate", "b.json", "c.yaml"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn findings_as_json_go_to_standard_output() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.yaml"), "a: @\n").unwrap();
    let output = specwright(folder.path(), &["validate", "--format", "json", "a.yaml"]);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(1), 0));
    expect![[r#"
        {"version": 1, "findings": [
          {"code": "SW0111", "name": "yaml-syntax", "severity": "error", "message": "a value may not begin with this character", "label": "", "help": "put the text in quotes", "location": {"file": "a.yaml", "pointer": "", "start": {"line": 1, "column": 4, "byte": 3}, "end": {"line": 1, "column": 5, "byte": 4}}, "related": [], "fix": null}
        ], "summary": {"error": 1, "warning": 0, "info": 0}}
    "#]].assert_eq(&String::from_utf8(output.stdout).unwrap());
}

#[test]
fn wrong_arguments() {
    let folder = TempDir::new().unwrap();
    for arguments in [&["validate"][..], &["explain"], &["explain", "SW9999"], &["nonsense"], &[]] {
        let output = specwright(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn explain() {
    let folder = TempDir::new().unwrap();
    let by = |asked| specwright(folder.path(), &["explain", asked]);
    assert_eq!(by("SW0113").stdout, by("duplicate-key").stdout);
    assert!(String::from_utf8(by("sw0113").stdout).unwrap().starts_with("SW0113 duplicate-key (error)\n"));
    let listed = specwright(folder.path(), &["explain", "--list"]);
    assert_eq!(listed.status.code(), Some(0));
    assert!(String::from_utf8(listed.stdout).unwrap().lines().count() > 20);
    let unknown = by("duplicate-kye");
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("did you mean `duplicate-key`?"));
}

/// A reader that has seen enough is no failure.
#[test]
fn a_closed_pipe_is_no_failure() {
    let command = format!("'{}' explain --list | head -n 1", env!("CARGO_BIN_EXE_specwright"));
    let output = Command::new("sh").args(["-c", &command]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
