//! The tests that `docs/fault-matrix.md` names exist.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

#[test]
fn every_row_names_tests_that_exist() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let matrix = fs::read_to_string(here.join("../../docs/fault-matrix.md")).unwrap();
    let mut rows = 0;
    for row in matrix.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what happens")) {
        let named: Vec<_> = row.split('`').skip(1).step_by(2).filter_map(|code| code.split_once("::")).collect();
        assert!(!named.is_empty(), "no test holds: {row}");
        for (file, test) in named {
            let text = fs::read_to_string(here.join(format!("tests/http/{file}.rs"))).unwrap();
            let stands = |line: &str| {
                let line = line.trim_start();
                let rest = line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn ")).unwrap_or(line);
                rest.strip_prefix(test).is_some_and(|rest| rest.starts_with(['(', ':']))
            };
            assert!(text.lines().any(stands), "there is no {file}::{test}");
        }
        rows += 1;
    }
    assert!(rows > 20, "{rows} rows were found");
}
