//! `specwright validate --watch`: each change of a file is answered by another look.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

/// The command, which is ended with the test.
struct Watching {
    child: Child,
    said: BufReader<ChildStderr>,
}

impl Watching {
    fn start(document: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(["validate", "--watch"])
            .arg(document)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Self { child, said }
    }

    /// What is said until it waits again.
    fn look(&mut self) -> String {
        let mut said = String::new();
        loop {
            let start = said.len();
            assert!(self.said.read_line(&mut said).unwrap() > 0, "the command ended: {said}");
            if said.get(start..).unwrap().starts_with("watching ") {
                return said;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      responses:
        2XX: { description: Fine., content: { application/json: { schema: { $ref: 'pet.yaml' } } } }
        4XX: { description: No. }
";

#[test]
fn a_change_of_any_file_that_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let (document, part) = (folder.path().join("openapi.yaml"), folder.path().join("pet.yaml"));
    std::fs::write(&document, DOCUMENT).unwrap();
    std::fs::write(&part, "type: object\n").unwrap();
    let mut watching = Watching::start(&document);
    let said = watching.look();
    assert!(said.contains("watching 2 files") && !said.contains("error"), "{said}");

    std::fs::write(&part, "type: objet\n").unwrap();
    let said = watching.look();
    assert!(said.contains("`type` cannot be `objet`"), "{said}");

    // A new file in the place of the old one, as editors write.
    let new = folder.path().join(".new");
    std::fs::write(&new, "type: object\n").unwrap();
    std::fs::rename(&new, &part).unwrap();
    let said = watching.look();
    assert!(!said.contains("objet"), "{said}");

    std::fs::write(folder.path().join("specwright.toml"), "[lint]\nwrong = 1\n").unwrap();
    let said = watching.look();
    assert!(said.contains("wrong"), "{said}");
}
