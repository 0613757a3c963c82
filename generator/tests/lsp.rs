//! `specwright lsp`, as an editor talks to it: the messages of the protocol over standard input and output of the command.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use tempfile::TempDir;

/// An editor, with a folder to edit in.
struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    folder: TempDir,
    asked: i32,
    /// Counts all changes, so that each text has a version of its own.
    version: i32,
    latest: HashMap<String, i32>,
}

impl Editor {
    fn start() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, from) = (server.stdin.take(), BufReader::new(server.stdout.take().unwrap()));
        let folder = tempfile::tempdir().unwrap();
        let mut editor = Self { server, to, from, folder, asked: 0, version: 0, latest: HashMap::new() };
        let about = editor.ask("initialize", json!({ "processId": null, "rootUri": null, "capabilities": {} }));
        assert_eq!(about["serverInfo"]["name"], "specwright");
        editor.tell("initialized", json!({}));
        editor
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    fn write(&mut self, message: Message) {
        message.write(self.to.as_mut().unwrap()).unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(Notification { method: method.to_owned(), params }.into());
    }

    /// What is answered; what is told before it is passed over.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.write(Request { id: id.clone(), method: method.to_owned(), params }.into());
        loop {
            match Message::read(&mut self.from).unwrap().unwrap() {
                Message::Response(response) if response.id == id => {
                    return serde_json::to_value(response).unwrap()["result"].clone();
                }
                _ => {}
            }
        }
    }

    /// Opens a text, which is also on the disk if it is said so.
    fn open(&mut self, name: &str, text: &str) {
        std::fs::write(self.path(name), "").unwrap();
        self.version += 1;
        self.latest.insert(name.to_owned(), self.version);
        let document = json!({ "uri": self.uri(name), "languageId": "yaml", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, name: &str, from: (u32, u32), to: (u32, u32), text: &str) {
        self.version += 1;
        self.latest.insert(name.to_owned(), self.version);
        let range = json!({ "start": place(from), "end": place(to) });
        let document = json!({ "uri": self.uri(name), "version": self.version });
        let changes = json!([{ "range": range, "text": text }]);
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What is found in a file as it is now: what is told of an earlier version is passed over.
    fn findings(&mut self, name: &str) -> Vec<String> {
        let uri = self.uri(name);
        loop {
            let Message::Notification(told) = Message::read(&mut self.from).unwrap().unwrap() else { continue };
            let is_latest = told.params["version"] == json!(self.latest.get(name));
            if told.method == "textDocument/publishDiagnostics" && told.params["uri"] == json!(uri) && is_latest {
                return told.params["diagnostics"].as_array().unwrap().iter().map(finding).collect();
            }
        }
    }

    fn at(&mut self, method: &str, name: &str, at: (u32, u32)) -> Value {
        let uri = self.uri(name);
        self.ask(method, json!({ "textDocument": { "uri": uri }, "position": place(at) }))
    }

    fn end(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.to = None;
        assert!(self.server.wait().unwrap().success());
    }
}

fn place((line, character): (u32, u32)) -> Value {
    json!({ "line": line, "character": character })
}

fn finding(found: &Value) -> String {
    let start = &found["range"]["start"];
    let message = found["message"].as_str().unwrap().lines().next().unwrap();
    format!("{}:{} {} {message}", start["line"], start["character"], found["code"].as_str().unwrap())
}

fn labels(completion: &Value) -> Vec<&str> {
    completion.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

const SPEC: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: 😀 pets
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        4XX: { description: No. }
components:
  schemas:
    Pet:
      type: object
      description: A pet with a name.
      properties:
        name: { type: string, minLenght: 1 }
";

#[test]
fn findings_follow_what_is_typed() {
    let mut editor = Editor::start();
    editor.open("openapi.yaml", SPEC);
    assert_eq!(editor.findings("openapi.yaml"), ["17:30 SW0204 `minLenght` is no field of the Schema Object"]);
    editor.change("openapi.yaml", (17, 30), (17, 39), "minLength");
    assert_eq!(editor.findings("openapi.yaml"), Vec::<String>::new());
    // Columns are of UTF-16: the face is two of them.
    editor.change("openapi.yaml", (8, 23), (8, 25), "😀");
    editor.change("openapi.yaml", (3, 2), (3, 3), "");
    let found = editor.findings("openapi.yaml");
    assert!(found.iter().any(|found| found.starts_with("3:2 SW0211")), "{found:?}");
    // What cannot be read is told, and what was found before is not.
    editor.change("openapi.yaml", (1, 0), (1, 0), "info: [\n");
    let found = editor.findings("openapi.yaml");
    assert!(found.iter().all(|found| found.contains("SW01")) && !found.is_empty(), "{found:?}");
    editor.end();
}

#[test]
fn a_part_that_is_open_counts_before_it_is_saved() {
    let mut editor = Editor::start();
    let spec = SPEC.replace("#/components/schemas/Pet", "pet.yaml#/Cat").replace("minLenght", "minLength");
    editor.open("openapi.yaml", &spec);
    let found = editor.findings("openapi.yaml");
    assert!(found.iter().any(|found| found.contains("SW0304")), "{found:?}");
    editor.open("pet.yaml", "Cat:\n  type: object\n  properties: { name: { type: strong } }\n");
    assert_eq!(editor.findings("pet.yaml"), ["2:30 SW0207 `type` cannot be `strong`"]);
    let target = editor.at("textDocument/definition", "openapi.yaml", (9, 65));
    assert_eq!((&target["uri"], &target["range"]["start"]), (&json!(editor.uri("pet.yaml")), &place((0, 0))));
    // Fields are known in the part, too.
    editor.change("pet.yaml", (2, 30), (2, 36), "string, min");
    let offered = editor.at("textDocument/completion", "pet.yaml", (2, 41));
    assert!(labels(&offered).contains(&"minLength"), "{offered}");
    editor.end();
}

#[test]
fn hover_says_what_a_field_is_and_where_a_reference_leads() {
    let mut editor = Editor::start();
    editor.open("openapi.yaml", SPEC);
    let said = |hover: &Value| hover["contents"]["value"].as_str().unwrap().to_owned();
    let field = editor.at("textDocument/hover", "openapi.yaml", (5, 8));
    assert_eq!(said(&field), "`operationId` of the Operation Object: a string\n\n*OpenAPI 3.0.3 §4.7.10*");
    let reference = editor.at("textDocument/hover", "openapi.yaml", (9, 65));
    assert_eq!(said(&reference), "**Pet**\n\nA pet with a name.\n\nProperties: `name`\n\n`#/components/schemas/Pet`");
    let finding = editor.at("textDocument/hover", "openapi.yaml", (17, 32));
    assert!(said(&finding).contains("SW0204 unknown-field"), "{finding}");
    assert_eq!(editor.at("textDocument/hover", "openapi.yaml", (8, 24)), Value::Null);
    editor.end();
}

#[test]
fn definitions_of_all_that_is_named() {
    let mut editor = Editor::start();
    let links = "          links: { Again: { operationId: listPets } }
      security: [{ key: [] }]
      tags: [Pets]
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
";
    let spec = SPEC.replace("components:\n", links) + "tags: [{ name: Pets }]\n";
    let spec = spec.replace("        4XX: { description: No. }\n", "");
    editor.open("openapi.yaml", &spec);
    for (at, line) in [((9, 60), 16), ((10, 44), 5), ((11, 20), 14), ((12, 15), 21)] {
        let target = editor.at("textDocument/definition", "openapi.yaml", at);
        assert_eq!(target["range"]["start"]["line"], line, "{at:?} {target}");
    }
    assert_eq!(editor.at("textDocument/definition", "openapi.yaml", (5, 25)), Value::Null);
    editor.end();
}

#[test]
fn fields_words_and_references_are_completed() {
    let mut editor = Editor::start();
    editor.open("openapi.yaml", SPEC);
    // A line that is no YAML yet.
    editor.change("openapi.yaml", (5, 31), (5, 31), "\n      dep");
    let offered = editor.at("textDocument/completion", "openapi.yaml", (6, 9));
    assert!(labels(&offered).contains(&"deprecated"), "{offered}");
    assert!(!labels(&offered).contains(&"operationId"), "what is there is not offered again");
    let item = offered.as_array().unwrap().iter().find(|item| item["label"] == "deprecated").unwrap();
    assert_eq!(item["textEdit"]["newText"], "deprecated: ");
    assert_eq!(item["textEdit"]["range"], json!({ "start": place((6, 6)), "end": place((6, 9)) }));
    editor.change("openapi.yaml", (6, 9), (6, 9), "recated: ");
    let offered = editor.at("textDocument/completion", "openapi.yaml", (6, 18));
    assert_eq!(labels(&offered), ["true", "false"]);
    let offered = editor.at("textDocument/completion", "openapi.yaml", (10, 65));
    assert_eq!(labels(&offered), ["#/components/schemas/Pet"]);
    let offered = editor.at("textDocument/completion", "openapi.yaml", (18, 24));
    assert!(labels(&offered).contains(&"integer"), "{offered}");
    editor.end();
}

#[test]
fn json_is_completed_too() {
    let mut editor = Editor::start();
    editor.open("openapi.json", "{\n  \"openapi\": \"3.1.0\",\n  \"info\": { \"\" },\n  \"paths\": {}\n}\n");
    let offered = editor.at("textDocument/completion", "openapi.json", (2, 13));
    assert!(labels(&offered).contains(&"title"), "{offered}");
    assert_eq!(offered[0]["textEdit"]["newText"], offered[0]["label"]);
    editor.end();
}

#[test]
fn quick_fixes_mend() {
    let mut editor = Editor::start();
    editor.open("openapi.yaml", SPEC);
    let uri = editor.uri("openapi.yaml");
    let range = json!({ "start": place((17, 32)), "end": place((17, 32)) });
    let context = json!({ "diagnostics": [] });
    let ask = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    let actions = editor.ask("textDocument/codeAction", ask);
    assert_eq!(actions[0]["title"], "did you mean `minLength` (SW0204)", "{actions}");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], "minLength");
    assert_eq!(edit["range"]["start"], place((17, 30)));
    editor.end();
}

#[test]
fn what_is_no_document_is_left_alone() {
    let mut editor = Editor::start();
    editor.open("compose.yaml", "services: { web: { image: nginx } }\n");
    editor.open("openapi.yaml", SPEC);
    editor.findings("openapi.yaml");
    assert_eq!(editor.at("textDocument/hover", "compose.yaml", (0, 3)), Value::Null);
    assert_eq!(editor.at("textDocument/completion", "compose.yaml", (0, 3)), Value::Null);
    assert_eq!(editor.ask("textDocument/rename", json!({})), Value::Null, "what is not offered is refused");
    assert!(Path::new(&editor.path("compose.yaml")).is_file());
    editor.end();
}
