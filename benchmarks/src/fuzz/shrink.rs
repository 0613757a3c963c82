//! The smallest document that still fails: parts are taken away, the larger ones first, as long as it does.

use std::time::{Duration, Instant};

use super::mutate::node_at;
use crate::value::Json;

/// Long enough for the documents that are tried here.
const LONGEST: Duration = Duration::from_secs(60);

/// `judge` gives what is wrong with a document. What is wrong may change its words, not its kind.
pub(super) fn shrink(document: Json, judge: &dyn Fn(&Json) -> Option<String>) -> Json {
    let until = Instant::now() + LONGEST;
    let Some(words) = judge(&document) else { return document };
    let kind = kind(&words);
    let fails = |document: &Json| judge(document).is_some_and(|words| self::kind(&words) == kind);
    let mut smallest = document;
    loop {
        let before = smallest.count();
        let mut at = 0;
        while at < smallest.count() && Instant::now() < until {
            match smaller(&smallest, at).into_iter().find(|candidate| fails(candidate)) {
                Some(candidate) => smallest = candidate,
                None => at += 1,
            }
        }
        if smallest.count() == before || Instant::now() >= until {
            return smallest;
        }
    }
}

/// The document without each part of the value at a place, or with a part in its stead.
fn smaller(document: &Json, at: usize) -> Vec<Json> {
    let mut copy = document.clone();
    let Some(node) = node_at(&mut copy, at).map(|node| node.clone()) else { return Vec::new() };
    let replaced = |value: Json| {
        let mut copy = document.clone();
        if let Some(node) = node_at(&mut copy, at) {
            *node = value;
        }
        copy
    };
    let values: Vec<Json> = match &node {
        Json::List(items) => (0..items.len())
            .map(|index| {
                let mut items = items.clone();
                items.remove(index);
                Json::List(items)
            })
            .chain(items.iter().cloned())
            .collect(),
        Json::Object(members) => (0..members.len())
            .map(|index| {
                let mut members = members.clone();
                members.remove(index);
                Json::Object(members)
            })
            .collect(),
        _ => Vec::new(),
    };
    values.into_iter().map(replaced).collect()
}

/// Where it panicked, or the first words.
fn kind(words: &str) -> String {
    words.split([':', '`']).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Json {
        let list = Json::List(vec![Json::text("a"), Json::Null, Json::text("culprit"), Json::Bool(true)]);
        let inner = Json::Object(vec![("x".to_owned(), Json::Null), ("list".to_owned(), list)]);
        Json::Object(vec![("first".to_owned(), Json::Null), ("inner".to_owned(), inner)])
    }

    #[test]
    fn what_does_not_matter_is_taken_away() {
        let judge = |document: &Json| document.to_text().contains("culprit").then(|| "it panics: here".to_owned());
        assert_eq!(shrink(document(), &judge).to_text(), r#"{"inner":{"list":"culprit"}}"#);
    }

    #[test]
    fn a_document_that_fails_otherwise_is_not_smaller() {
        let judge = |document: &Json| {
            let text = document.to_text();
            let words = if text.contains("first") { "it panics: here" } else { "it panics: elsewhere" };
            text.contains("culprit").then(|| words.to_owned())
        };
        let smallest = shrink(document(), &judge).to_text();
        assert_eq!(smallest, r#"{"first":null,"inner":{"list":"culprit"}}"#);
    }

    #[test]
    fn a_document_that_does_not_fail_stays() {
        assert_eq!(shrink(document(), &|_| None), document());
    }
}
