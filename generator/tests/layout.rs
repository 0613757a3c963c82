//! The files of a large API: none too long, each tag behind its feature, every name where it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;

use specwright::config::Config;
use specwright::diagnostic::Diagnostics;
use specwright::files::Files;
use specwright::source::{Limits, Sources};
use specwright::{Options, generate};

/// The most lines that a generated file may have.
const MOST: usize = 1_500;

fn generated(text: &str, config: &Config) -> Files {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let spec = sources.add_text("api.yaml", text, &mut diagnostics).expect("it is YAML");
    let options = Options { command: "specwright generate".to_owned(), all_types: false, strict: true };
    generate(&sources, spec, config, &options, &mut diagnostics).unwrap_or_else(|| panic!("{diagnostics:?}"))
}

/// A document with so many tags, each with so many operations that take and give much.
fn large(tags: usize, operations: usize) -> String {
    let mut text = "openapi: 3.0.3\ninfo: { title: Large, version: 1.0.0 }\npaths:\n".to_owned();
    for tag in 0..tags {
        for operation in 0..operations {
            let word = ["list", "pick", "send", "turn"][operation % 4];
            write!(
                text,
                "  /tag{tag}/{word}{operation}:
    post:
      operationId: {word}-{tag}-{operation}
      tags: [Tag {tag}]
      parameters:
        - {{ name: a, in: query, schema: {{ type: array, maxItems: 9, items: {{ type: string, minLength: 1 }} }} }}
        - {{ name: b, in: query, required: true, schema: {{ type: integer, minimum: 1 }} }}
        - {{ name: c, in: header, deprecated: true, schema: {{ $ref: '#/components/schemas/Kind' }} }}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [x]
              properties:
                x: {{ type: object, properties: {{ y: {{ $ref: '#/components/schemas/Kind' }} }} }}
                z: {{ oneOf: [{{ type: string, maxLength: 3 }}, {{ type: integer }}, {{ $ref: '#/components/schemas/Kind' }}] }}
      responses:
        '200': {{ description: fine, content: {{ application/json: {{ schema: {{ type: object, properties: {{ q: {{ type: string }} }} }} }} }} }}
        '202': {{ description: later }}
        '404': {{ description: none }}
"
            )
            .unwrap();
        }
    }
    text + "components:\n  schemas:\n    Kind: { type: string, enum: [a, b] }\n"
}

#[test]
fn no_file_of_a_large_api_is_too_long() {
    let files = generated(&large(3, 80), &Config::default());
    for (path, text) in files.iter() {
        assert!(text.lines().count() <= MOST, "{path}: {} lines", text.lines().count());
    }
}

#[test]
fn every_tag_of_a_large_api_is_a_feature() {
    let features = |files: &Files| {
        let manifest = files.get("Cargo.toml").unwrap().to_owned();
        let tags: Vec<String> = manifest.lines().filter(|line| line.starts_with("tag_")).map(str::to_owned).collect();
        tags
    };
    let text = large(3, 60);
    let files = generated(&text, &Config::default());
    assert_eq!(features(&files), ["tag_0 = []", "tag_1 = []", "tag_2 = []"]);
    let listed = files.get("src/types/mod.rs").unwrap();
    assert!(listed.contains("#[cfg(feature = \"tag_1\")] mod tag_1;\n"), "{listed}");
    assert!(files.get("src/types/shared/kind.rs").is_some());

    let unwanted = Config { tag_features: Some(false), ..Config::default() };
    assert!(features(&generated(&text, &unwanted)).is_empty());
    assert!(features(&generated(&large(3, 2), &Config::default())).is_empty());
}

#[test]
fn one_more_operation_changes_few_files() {
    let text = large(2, 80);
    let (before, after) = (generated(&text, &Config::default()), {
        let more = "  /tag0/list/new:\n    get:\n      operationId: fresh\n      tags: [Tag 0]\n      responses: { '204': { description: done } }\n";
        generated(&text.replacen("components:", &format!("{more}components:"), 1), &Config::default())
    });
    let changed: Vec<&str> =
        after.iter().filter(|(path, text)| before.get(path) != Some(*text)).map(|(path, _)| path).collect();
    // Its part and the list of parts; and the front pages, which show the simplest operation.
    assert_eq!(changed.iter().filter(|path| path.starts_with("src/operations/")).count(), 2, "{changed:?}");
    assert!(!changed.iter().any(|path| path.starts_with("src/types/")), "{changed:?}");
}
