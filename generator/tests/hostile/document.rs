//! A document with words of one's choice in every place that holds words.

use std::fmt::Write as _;

use proptest::prelude::*;

/// Words that mean something to Rust, rustdoc, Markdown, TOML, a terminal, a file system or a formatter.
pub(crate) const STRANGE: &[&str] = &[
    "",
    " ",
    "\"); std::process::exit(1); (\"",
    "*/ fn main() {} /*",
    "//! inner",
    "\n```\nfn main() { panic!() }\n```\n",
    "\r```rust\rfn main() {}\r```",
    "~~~rust\nlet x = 1;\n~~~",
    "    indented(code);",
    "r#\"raw\"# \"#",
    "b'\\'' '\\n'",
    "\\",
    "\\u{202e}",
    "\u{202e}abc\u{202c}",
    "\u{200b}\u{feff}",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "\0",
    "\u{85}\u{2028}\u{2029}",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\windows",
    "CON",
    "aux.rs",
    "..",
    "{}{0}{name:?}",
    "%n%s",
    "${HOME} $(id) `id`",
    "</code><script>alert(1)</script>",
    "[Vec](std::vec::Vec) [`String`] [x]: y",
    "![image](https://example.com/x.png)",
    "]\n[dependencies]\nevil = \"1\"\n",
    "'''\n[lib]\npath = \"x\"",
    "self",
    "Self",
    "super",
    "crate",
    "fn",
    "unsafe",
    "async",
    "gen",
    "r#fn",
    "_",
    "__",
    "Option",
    "Result",
    "String",
    "Vec",
    "Box",
    "Client",
    "Call",
    "json",
    "new",
    "type",
    "1",
    "1e9",
    "-1",
    "😀",
    "e\u{301}",
    "ﬁ",
    "名前",
    "ǅ",
    "#[no_mangle]",
    "include_str!(\"/etc/passwd\")",
    "env!(\"HOME\")",
    "a,b;c=d&e?f#g/h%2f",
    "https://example.com/?a=b&c[]=d",
    "application/json; charset=\"x\"\r\nX-Evil: 1",
    "Authorization",
];

/// One of those, two of them together, any text, or a very long one.
pub(crate) fn word() -> impl Strategy<Value = String> {
    let strange = || proptest::sample::select(STRANGE);
    prop_oneof![
        4 => strange().prop_map(str::to_owned),
        2 => (strange(), strange()).prop_map(|(one, two)| format!("{one}{two}")),
        2 => "[ -~]{0,12}",
        1 => ".{0,12}",
        1 => strange().prop_map(|word| word.repeat(300 / word.len().max(1) + 1)),
        1 => Just("word".to_owned()),
    ]
}

/// How many places there are.
pub(crate) const PLACES: usize = 46;

/// The document with these words in its places, in order. A number in braces stands for the same place.
pub(crate) fn of(words: &[String]) -> String {
    assert_eq!(words.len(), PLACES);
    let mut text = String::new();
    let mut rest = TEMPLATE;
    let mut used = [false; PLACES];
    while let Some((before, after)) = rest.split_once('<') {
        let (place, after) = after.split_once('>').unwrap();
        let place: usize = place.parse().unwrap();
        used[place] = true;
        text += before;
        escape(&words[place], &mut text);
        rest = after;
    }
    assert!(used.iter().all(|used| *used), "a place is not used: {used:?}");
    text + rest
}

fn escape(word: &str, text: &mut String) {
    for c in word.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => write!(text, "\\u{:04x}", c as u32).unwrap(),
            c => text.push(c),
        }
    }
}

/// Keys that may not stand twice begin with a digit of their own.
const TEMPLATE: &str = r##"{
  "openapi": "3.1.0",
  "info": {
    "title": "<0>", "version": "<1>", "description": "<2>", "summary": "<3>",
    "contact": { "name": "<4>" }, "license": { "name": "<5>" }
  },
  "servers": [{ "url": "https://example.com/<6>", "description": "<7>" },
              { "url": "https://{v}.example.com", "variables": { "v": { "default": "<8>", "enum": ["<8>"], "description": "<9>" } } }],
  "tags": [{ "name": "<10>", "description": "<11>", "externalDocs": { "url": "<12>", "description": "<13>" } }],
  "security": [{ "a<14>": [] }, { "b": ["<15>"] }],
  "paths": {
    "/<16>/{p<17>}": {
      "summary": "<18>",
      "parameters": [{ "name": "p<17>", "in": "path", "required": true, "description": "<19>", "schema": { "type": "string" } }],
      "post": {
        "operationId": "<20>", "summary": "<21>", "description": "<22>", "tags": ["<10>", "<23>"],
        "parameters": [
          { "name": "<24>", "in": "query", "schema": { "type": "array", "items": { "enum": ["<25>", "1<25>"] } }, "example": ["<25>"] },
          { "name": "<26>", "in": "header", "schema": { "type": "string", "default": "<27>", "pattern": "<28>" } },
          { "name": "<29>", "in": "cookie", "schema": { "type": "integer" } },
          { "name": "<30>", "in": "query", "content": { "application/json": { "schema": { "type": "object" } } } }
        ],
        "requestBody": { "description": "<31>", "required": true, "content": {
          "application/json": { "schema": { "$ref": "#/components/schemas/A" }, "example": { "1<35>": "<32>", "3": "<40>" } },
          "<33>": { "schema": { "type": "string" } } } },
        "responses": {
          "200": { "description": "<34>", "content": { "application/json": { "schema": { "type": "object", "properties": { "<35>": { "type": "object", "properties": { "<36>": { "const": "<37>" } } } } } } } },
          "4XX": { "description": "<34>", "headers": { "<26>": { "schema": { "type": "string" } } }, "content": { "<33>": {} } }
        },
        "callbacks": { "<29>": { "1<30>": { "post": { "summary": "<18>", "requestBody": { "content": {
          "application/json": { "schema": { "type": "object", "properties": { "<44>": { "type": "string" } } } } } } } } } }
      },
      "get": { "tags": ["<23>"], "deprecated": true, "responses": { "default": { "description": "<38>", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/B" } } } } } }
    }
  },
  "webhooks": {
    "1<16>": { "post": { "summary": "<18>", "requestBody": { "content": {
      "application/json": { "schema": { "type": "object", "properties": { "1<35>": { "type": "string" } } } } } } } },
    "<16>": { "get": { "description": "<19>" } }
  },
  "components": {
    "securitySchemes": {
      "a<14>": { "type": "apiKey", "in": "header", "name": "<26>", "description": "<39>" },
      "b": { "type": "http", "scheme": "bearer", "bearerFormat": "<39>" },
      "c": { "type": "oauth2", "flows": {
        "clientCredentials": { "tokenUrl": "https://example.com/<12>", "scopes": { "1<15>": "<39>" } },
        "implicit": { "authorizationUrl": "<12>", "scopes": { "<15>": "<39>", "1<15>": "" } } } },
      "d": { "type": "openIdConnect", "openIdConnectUrl": "<12>" },
      "e": { "type": "http", "scheme": "x<26>" }, "f": { "type": "mutualTLS", "description": "<39>" }
    },
    "schemas": {
      "A": { "title": "<40>", "description": "<41>", "type": "object", "required": ["1<35>"], "properties": {
        "1<35>": { "type": "string", "description": "<42>", "default": "<32>" }, "2<36>": { "$ref": "#/components/schemas/B" },
        "3": { "type": "string", "enum": ["<40>", "x<40>"], "x-enum-varnames": ["<43>", "<43>"] },
        "4": { "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "<44>": { "type": "integer" } } }] } } },
      "B": { "oneOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/C<45>" }],
             "discriminator": { "propertyName": "<44>", "mapping": { "<43>": "#/components/schemas/A", "1<43>": "C<45>" } } },
      "C<45>": { "type": "object", "properties": { "<44>": { "type": "string" }, "1<44>": { "type": "array", "items": { "$ref": "#/components/schemas/B" } } },
             "additionalProperties": { "type": "object", "properties": { "<35>": { "enum": ["<37>", 1, null, true] } } } }
    }
  },
  "x-<0>": "<1>"
}"##;
