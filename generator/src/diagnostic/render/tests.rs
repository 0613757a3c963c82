//! What a person and a machine get to read.

use expect_test::{Expect, expect};

use super::{Human, github, json, junit, markdown, sarif};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location, Place, Severity, Span, Texts};

static CODE: Code = Code {
    id: "SW9999",
    name: "test",
    severity: Severity::Error,
    what: "",
    why: "",
    example: "",
    instead: "",
    section: "",
};

/// One file.
struct File(&'static str, String);

impl Texts for File {
    fn name(&self, _: FileId) -> &str {
        self.0
    }

    fn text(&self, _: FileId) -> &str {
        &self.1
    }
}

impl File {
    fn at(&self, wanted: &str) -> Location {
        let start = self.1.find(wanted).unwrap_or_default();
        let span = Span { start: start as u32, end: (start + wanted.len()) as u32 };
        Location { place: Place { file: FileId(0), span }, pointer: "/a~1b".to_owned() }
    }
}

fn check(file: &File, diagnostic: Diagnostic, expected: Expect) {
    let mut all = Diagnostics::new();
    all.push(diagnostic);
    expected.assert_eq(&Human::new(file, false).all(&all));
}

#[test]
fn a_finding_without_a_place() {
    let finding = Diagnostic::new(&CODE, "there is no file").help("look elsewhere");
    check(
        &File("a", String::new()),
        finding,
        expect![[r#"
        error[SW9999]: there is no file
         |
         = help: look elsewhere

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn near_places_stand_in_one_listing() {
    let file =
        File("spec/a.yaml", "get:\n\tsummary: One\n\tother: 1\n\tmore: 2\n\tand: 3\n\tsummary: Two\n".to_owned());
    let finding = Diagnostic::new(&CODE, "the key `summary` stands twice")
        .at(file.at("summary: Two"))
        .label("again here")
        .related(file.at("summary: One"), "first here")
        .help("remove one");
    check(
        &file,
        finding,
        expect![[r#"
        error[SW9999]: the key `summary` stands twice
         --> spec/a.yaml:6:2
          |
        2 |     summary: One
          |     ------------ first here
        ...
        6 |     summary: Two
          |     ^^^^^^^^^^^^ again here
          |
          = at: /a~1b
          = help: remove one

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn far_places_stand_apart() {
    let file = File("a.yaml", format!("first: 1\n{}second: 2\n", "x: 1\n".repeat(1_000)));
    let finding = Diagnostic::new(&CODE, "twice").at(file.at("second")).related(file.at("first"), "first here");
    check(
        &file,
        finding,
        expect![[r#"
        error[SW9999]: twice
            --> a.yaml:1002:1
             |
        1002 | second: 2
             | ^^^^^^
             |
            ::: a.yaml:1:1
             |
           1 | first: 1
             | ----- first here
             |
             = at: /a~1b

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn a_file_of_one_long_line_is_cut_around_the_place() {
    let filler = "\"k\": 1, ".repeat(100_000);
    let file = File("min.json", format!("{{{filler}\"first\": 1, {filler}\"second\": 2, {filler}}}"));
    let finding = Diagnostic::new(&CODE, "twice")
        .at(file.at("\"second\""))
        .label("again here")
        .related(file.at("\"first\""), "first here")
        .help("remove one");
    check(
        &file,
        finding,
        expect![[r#"
        error[SW9999]: twice
         --> min.json:1:1600014
          |
          |
        1 | …"k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "second": 2, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k"…
          |                                          ^^^^^^^^ again here
          |
         ::: min.json:1:800002
          |
        1 | …"k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "first": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k": 1, "k"…
          |                                          ------- first here
          |
          = at: /a~1b
          = help: remove one

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn nothing_of_the_document_steers_the_terminal() {
    let file = File("a\u{1b}[2J.yaml", "key: \u{1b}]0;owned\u{7}\u{9b}31m \u{202e}evil".to_owned());
    let finding = Diagnostic::new(&CODE, "bad \u{1b}[31mvalue\n\nerror: forged")
        .at(file.at("evil"))
        .label("here\u{8}\u{8}")
        .help("do\r\u{9b}2K");
    check(
        &file,
        finding,
        expect![[r#"
        error[SW9999]: bad ␛[31mvalue␊␊error: forged
         --> a␛[2J.yaml:1:22
          |
        1 | key: ␛]0;owned␇�31m �evil
          |                      ^^^^ here␈␈
          |
          = at: /a~1b
          = help: do␍�2K

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn an_empty_file_has_a_place_too() {
    let file = File("a.yaml", String::new());
    check(
        &file,
        Diagnostic::new(&CODE, "empty").at(file.at("")).label("here"),
        expect![[r#"
        error[SW9999]: empty
        --> a.yaml:1:1
         |
         = at: /a~1b

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn wide_characters_and_the_end_of_a_line() {
    let file = File("a.yaml", "日本: x\nnext".to_owned());
    check(
        &file,
        Diagnostic::new(&CODE, "wide").at(file.at("x")).label("here"),
        expect![[r#"
        error[SW9999]: wide
         --> a.yaml:1:5
          |
        1 | 日本: x
          |       ^ here
          |
          = at: /a~1b

        1 error; `specwright explain SW9999` says more
    "#]],
    );
    check(
        &file,
        Diagnostic::new(&CODE, "end").at(file.at("\nnext")).label("here"),
        expect![[r#"
        error[SW9999]: end
         --> a.yaml:1:6
          |
        1 | 日本: x
          |        ^ here
          |
          = at: /a~1b

        1 error; `specwright explain SW9999` says more
    "#]],
    );
}

#[test]
fn what_was_found_often_is_counted() {
    let file = File("a.yaml", "key: value".to_owned());
    let finding = |severity, message: &str| Diagnostic::new(&CODE, message).severity(severity);
    let mut all = Diagnostics::new();
    (1..=5).for_each(|number| all.push(finding(Severity::Warning, &format!("warning {number}"))));
    (1..=5).for_each(|number| all.push(finding(Severity::Error, &format!("error {number}"))));
    let told = |most| Human::new(&file, false).first(&all, most, "`--all`");
    assert_eq!(told(5), Human::new(&file, false).all(&all));
    expect![[r#"
        warning[SW9999]: warning 1

        warning[SW9999]: warning 2

        error[SW9999]: error 1

        error[SW9999]: error 2

        error[SW9999]: error 3

        error[SW9999]: error 4

        error[SW9999]: error 5

        ... and 3 more of SW9999 (test)
        `--all` shows them

        5 errors, 5 warnings; `specwright explain SW9999` says more
    "#]]
    .assert_eq(&told(4));
    assert_eq!(Human::new(&file, false).first(&Diagnostics::new(), 4, "`--all`"), "");
}

#[test]
fn colour_only_if_asked() {
    let file = File("a.yaml", "key: value".to_owned());
    let finding = Diagnostic::new(&CODE, "bad").at(file.at("value"));
    assert!(!Human::new(&file, false).one(&finding).contains('\u{1b}'));
    assert!(Human::new(&file, true).one(&finding).contains("\u{1b}["));
}

#[test]
fn one_json_object_for_all_findings() {
    let file = File("a.yaml", "日本: x\n\u{1b}\"next\"".to_owned());
    let mut all = Diagnostics::new();
    expect![[r#"
        {"version": 1, "findings": [], "summary": {"error": 0, "warning": 0, "info": 0}}
    "#]]
    .assert_eq(&json(&file, &all));
    let found = Diagnostic::new(&CODE, "bad \u{1b}[31m\\").at(file.at("x")).label("here");
    all.push(found.related(file.at("\"next\""), "\u{9b}there").help("do"));
    all.push(Diagnostic::new(&CODE, "no place"));
    expect![[r#"
        {"version": 1, "findings": [
          {"code": "SW9999", "name": "test", "severity": "error", "message": "bad \u001b[31m\\", "label": "here", "help": "do", "location": {"file": "a.yaml", "pointer": "/a~1b", "start": {"line": 1, "column": 5, "byte": 8}, "end": {"line": 1, "column": 6, "byte": 9}}, "related": [{"message": "\u009bthere", "location": {"file": "a.yaml", "pointer": "/a~1b", "start": {"line": 2, "column": 2, "byte": 11}, "end": {"line": 2, "column": 8, "byte": 17}}}], "fix": null},
          {"code": "SW9999", "name": "test", "severity": "error", "message": "no place", "label": "", "help": null, "location": null, "related": [], "fix": null}
        ], "summary": {"error": 2, "warning": 0, "info": 0}}
    "#]].assert_eq(&json(&file, &all));
}

/// A finding whose words would do something in every format, one of a lesser severity in several lines, and one without
/// a place.
fn in_every_format() -> (File, Diagnostics) {
    let file = File("dir/a b,c:d.yaml", "日本: x\ny:\n  z\n".to_owned());
    let mut all = Diagnostics::new();
    let words = "`a|b` is 100% <b>*bad*</b>\n::error::\u{1b}[31m]]>&\u{ffff}";
    all.push(
        Diagnostic::new(&CODE, words).at(file.at("x")).related(file.at("y"), "first\nhere").help("write, say: it"),
    );
    let lesser = Diagnostic { severity: Severity::Info, ..Diagnostic::new(&CODE, "spread").at(file.at("y:\n  z")) };
    all.push(lesser);
    all.push(Diagnostic { severity: Severity::Warning, ..Diagnostic::new(&CODE, "no place, one ` and [x]") });
    (file, all)
}

#[test]
fn as_commands_of_a_workflow() {
    let (file, all) = in_every_format();
    expect![[r#"
        ::error file=dir/a b%2Cc%3Ad.yaml,line=1,endLine=1,col=5,endColumn=6,title=SW9999 test::`a|b` is 100%25 <b>*bad*</b>%0A::error::�[31m]]>&￿%0Awrite, say: it
        ::notice file=dir/a b%2Cc%3Ad.yaml,line=2,endLine=3,title=SW9999 test::spread
        ::warning title=SW9999 test::no place, one ` and [x]
    "#]].assert_eq(&github(&file, &all));
}

#[test]
fn as_a_report_of_tests() {
    let (file, all) = in_every_format();
    let documents = ["dir/a b,c:d.yaml".to_owned(), "clean.yaml".to_owned()];
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="specwright" tests="4" failures="2">
          <testsuite name="dir/a b,c:d.yaml" tests="2" failures="1">
            <testcase classname="dir/a b,c:d.yaml" name="SW9999 test /a~1b">
              <failure type="SW9999" message="`a|b` is 100% &lt;b&gt;*bad*&lt;/b&gt;&#10;::error::�[31m]]&gt;&amp;�">dir/a b,c:d.yaml:1:5: `a|b` is 100% &lt;b&gt;*bad*&lt;/b&gt;&#10;::error::�[31m]]&gt;&amp;�&#10;write, say: it</failure>
            </testcase>
            <testcase classname="dir/a b,c:d.yaml" name="SW9999 test /a~1b">
              <system-out>dir/a b,c:d.yaml:2:1: spread</system-out>
            </testcase>
          </testsuite>
          <testsuite name="clean.yaml" tests="1" failures="0">
            <testcase classname="clean.yaml" name="no findings"/>
          </testsuite>
          <testsuite name="specwright" tests="1" failures="1">
            <testcase classname="specwright" name="SW9999 test">
              <failure type="SW9999" message="no place, one ` and [x]">no place, one ` and [x]</failure>
            </testcase>
          </testsuite>
        </testsuites>
    "#]].assert_eq(&junit(&file, &all, &documents, Severity::Warning));
}

#[test]
fn as_a_table_in_markdown() {
    let (file, all) = in_every_format();
    expect![[r#"
        | severity | place | code | finding |
        |---|---|---|---|
        | error | dir/a b,c:d.yaml:1:5 | SW9999 | `a\|b` is 100% \<b\>\*bad\*\</b\> ::error::�\[31m\]\]\>\&￿ (write, say: it) |
        | warning |  | SW9999 | no place, one \` and \[x\] |
        | note | dir/a b,c:d.yaml:2:1 | SW9999 | spread |

        1 error, 1 warning, 1 note
    "#]].assert_eq(&markdown(&file, &all));
    expect!["No findings.\n"].assert_eq(&markdown(&file, &Diagnostics::new()));
}

#[test]
fn as_sarif() {
    let (file, all) = in_every_format();
    expect![[r#"
        {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
        "tool": {"driver": {"name": "Specwright", "version": "0.1.0", "rules": [
          {"id": "SW9999", "name": "test", "shortDescription": {"text": ""}, "fullDescription": {"text": ""}, "help": {"text": "\n\n\n\n", "markdown": "\n\n\n\n"}, "defaultConfiguration": {"level": "error"}}
        ]}},
        "columnKind": "unicodeCodePoints",
        "results": [
          {"ruleId": "SW9999", "ruleIndex": 0, "level": "error", "message": {"text": "`a|b` is 100% <b>*bad*</b>\n::error::\u001b[31m]]>&￿\nwrite, say: it"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "dir/a%20b%2Cc%3Ad.yaml"}, "region": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6, "byteOffset": 8, "byteLength": 1}}, "logicalLocations": [{"fullyQualifiedName": "/a~1b"}]}], "relatedLocations": [{"physicalLocation": {"artifactLocation": {"uri": "dir/a%20b%2Cc%3Ad.yaml"}, "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2, "byteOffset": 10, "byteLength": 1}}, "message": {"text": "first\nhere"}}], "partialFingerprints": {"specwright/v1": "d26039640f97038c"}},
          {"ruleId": "SW9999", "ruleIndex": 0, "level": "note", "message": {"text": "spread"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "dir/a%20b%2Cc%3Ad.yaml"}, "region": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 4, "byteOffset": 10, "byteLength": 6}}, "logicalLocations": [{"fullyQualifiedName": "/a~1b"}]}], "partialFingerprints": {"specwright/v1": "3563cb59a9371a5e"}},
          {"ruleId": "SW9999", "ruleIndex": 0, "level": "warning", "message": {"text": "no place, one ` and [x]"}, "partialFingerprints": {"specwright/v1": "59cb7a21ea798a0e"}}
        ]
        }]
        }
    "#]].assert_eq(&sarif(&file, &all));
}

#[test]
fn a_finding_is_known_again_when_lines_have_moved() {
    let finding = |text: &str, message: &str| {
        let file = File("a.yaml", text.to_owned());
        crate::diagnostic::fingerprint(&file, &Diagnostic::new(&CODE, message).at(file.at("x")))
    };
    assert_eq!(finding("x", "bad"), finding("# moved\n\nx", "bad"));
    assert_ne!(finding("x", "bad"), finding("x", "worse"));
}
