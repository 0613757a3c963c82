//! The register of all codes, for `specwright explain` and the docs.

use crate::diagnostic::Code;
use crate::{baseline, border, config, files, lint, lower, openapi, overlay, raise, resolve, rust, source};

/// Every code of every stage, in the order of their ids.
#[must_use]
pub fn all() -> Vec<&'static Code> {
    let stages: &[&[&Code]] = &[
        config::codes::ALL,
        source::codes::ALL,
        openapi::codes::ALL,
        resolve::codes::ALL,
        lower::codes::ALL,
        rust::codes::ALL,
        files::codes::ALL,
        raise::codes::ALL,
        overlay::codes::ALL,
        border::codes::ALL,
    ];
    stages
        .iter()
        .flat_map(|codes| codes.iter().copied())
        .chain(lint::codes::ALL.iter().copied())
        .chain(lint::rules::codes())
        .chain(baseline::codes::ALL.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Each stage with the hundreds of its ids.
    fn stages() -> Vec<(&'static str, Vec<&'static Code>)> {
        vec![
            ("SW00", config::codes::ALL.to_vec()),
            ("SW01", source::codes::ALL.to_vec()),
            ("SW02", openapi::codes::ALL.to_vec()),
            ("SW03", resolve::codes::ALL.to_vec()),
            ("SW04", lower::codes::ALL.to_vec()),
            ("SW05", rust::codes::ALL.to_vec()),
            ("SW06", files::codes::ALL.to_vec()),
            ("SW07", raise::codes::ALL.to_vec()),
            ("SW08", overlay::codes::ALL.to_vec()),
            ("SW09", border::codes::ALL.to_vec()),
            ("SW11", baseline::codes::ALL.to_vec()),
            ("SW10", [lint::codes::ALL, &lint::rules::codes()].concat()),
        ]
    }

    #[test]
    fn ids_are_in_order_and_in_the_range_of_their_stage() {
        for (prefix, codes) in stages() {
            assert!(!codes.is_empty(), "{prefix}");
            for code in codes {
                assert!(code.id.starts_with(prefix) && code.id.len() == 6, "{}", code.id);
            }
        }
        let ids: Vec<&str> = all().iter().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        assert_eq!(ids.len(), stages().iter().map(|(_, codes)| codes.len()).sum::<usize>());
    }

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let names: BTreeSet<&str> = all().iter().map(|code| code.name).collect();
        assert_eq!(names.len(), all().len());
        for name in names {
            let is_kebab = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(is_kebab && !name.starts_with('-') && !name.ends_with('-'), "{name}");
        }
    }

    #[test]
    fn every_code_explains_itself() {
        for code in all() {
            for text in [code.what, code.why, code.instead] {
                let is_sentence = text.trim_end_matches(')').ends_with('.');
                assert!(is_sentence && !text.contains('\n'), "{}: {text:?}", code.id);
            }
        }
    }
}
