//! The answers that are read and written: lists of issues and charges, made of what the documents say, again and again with
//! other numbers and texts.
//!
//! It knows JSON and the two documents, and nothing of how the answers are read.

use super::made::{is_nullable, made, resolved};
use crate::value::Json;

/// An operation whose answer is measured.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    /// As tables call it.
    pub(super) name: &'static str,
    /// The document, as [`documents`](super::documents) calls it.
    pub(super) document: &'static str,
    pub(super) path: &'static str,
    /// The schema of an item.
    schema: &'static str,
    /// The type of the answer in our crate.
    pub(super) answer: &'static str,
    /// The types by hand, `Answer` among them.
    pub(super) by_hand: &'static str,
}

pub(super) const SUBJECTS: [Subject; 2] = [
    Subject {
        name: "GitHub issues",
        document: "GitHub",
        path: "/repos/{owner}/{repo}/issues",
        schema: "issue",
        answer: "Vec<client::types::Issue>",
        by_hand: include_str!("issues.rs.txt"),
    },
    Subject {
        name: "Stripe charges",
        document: "Stripe",
        path: "/v1/charges",
        schema: "charge",
        answer: "client::types::GetChargesResponse",
        by_hand: include_str!("charges.rs.txt"),
    },
];

/// How long the answers are; the least is one item.
pub(super) const SIZES: [(&str, usize); 3] = [("1 KB", 1), ("100 KB", 100_000), ("10 MB", 10_000_000)];

impl Subject {
    /// The document with this operation alone, so that a crate of minutes is one of seconds; types are what they were.
    pub(super) fn cut(&self, document: &Json) -> Json {
        let members = document.members().iter().map(|(name, value)| {
            let kept = |(path, item): &(String, Json)| {
                let got = item.members().iter().filter(|(method, _)| matches!(method.as_str(), "get" | "parameters"));
                (path == self.path).then(|| (path.clone(), Json::Object(got.cloned().collect())))
            };
            let value = match name.as_str() {
                "paths" => Json::Object(value.members().iter().filter_map(kept).collect()),
                _ => value.clone(),
            };
            (name.clone(), value)
        });
        Json::Object(members.collect())
    }

    /// The answer of at least so many bytes. The shortest has one item, in which all that may be null is null.
    pub(super) fn answer(&self, document: &Json, bytes: usize) -> Result<String, String> {
        let at = |names: &[&str]| names.iter().try_fold(document, |value, name| value.get(name));
        let schema = at(&["components", "schemas", self.schema]).ok_or("the schema of an item is not there")?;
        let example = match at(&["components", "examples", "issue-items", "value"]) {
            Some(Json::List(items)) => items.first().cloned().ok_or("the example is an empty list")?,
            _ => made(document, schema, self.schema, 3),
        };
        let item = if bytes > 1 { ordered(&example, schema, document) } else { bare(&example, schema, document) };
        let (mut text, mut maker) = (String::new(), Maker { state: 42, count: 0 });
        while text.is_empty() || text.len() < bytes {
            text.push_str(if text.is_empty() { "" } else { "," });
            maker.count += 1;
            maker.varied("", &item).write(&mut text);
        }
        // As servers write it.
        let text = text.replace("\\u000a", "\\n");
        Ok(match self.schema {
            "charge" => format!("{{\"data\":[{text}],\"has_more\":true,\"object\":\"list\",\"url\":\"/v1/charges\"}}"),
            _ => format!("[{text}]"),
        })
    }
}

/// The same with members in the order of the schema, in which both parties write.
fn ordered(value: &Json, schema: &Json, document: &Json) -> Json {
    let schema = resolved(document, schema);
    match value {
        Json::Object(members) => {
            let of = |name: &str| schema.get("properties").and_then(|properties| properties.get(name));
            let place = |name: &str| {
                let properties = schema.get("properties").map_or(&[][..], Json::members);
                properties.iter().position(|(known, _)| known == name).unwrap_or(usize::MAX)
            };
            let mut members: Vec<(String, Json)> = members
                .iter()
                .map(|(name, value)| {
                    let value = of(name).map_or_else(|| value.clone(), |schema| ordered(value, schema, document));
                    (name.clone(), value)
                })
                .collect();
            members.sort_by_key(|(name, _)| place(name));
            Json::Object(members)
        }
        Json::List(items) => {
            let of = schema.get("items").unwrap_or(schema);
            Json::List(items.iter().map(|item| ordered(item, of, document)).collect())
        }
        other => other.clone(),
    }
}

/// The least that an item can be and still have all that may be null: those as null, no item in a list.
fn bare(example: &Json, schema: &Json, document: &Json) -> Json {
    let Json::Object(members) = ordered(example, schema, document) else { return example.clone() };
    let of = |name: &str| schema.get("properties").and_then(|properties| properties.get(name));
    let required =
        |name: &str| matches!(schema.get("required"), Some(Json::List(all)) if all.contains(&Json::text(name)));
    let bared = members.into_iter().filter_map(|(name, value)| {
        let nullable = of(&name).is_some_and(|schema| is_nullable(document, schema));
        let value = match value {
            _ if nullable => Json::Null,
            Json::List(_) => Json::List(Vec::new()),
            value => value,
        };
        (nullable || required(&name)).then_some((name, value))
    });
    Json::Object(bared.collect())
}

/// Makes each item another one, by a fixed sequence of numbers.
struct Maker {
    state: u64,
    count: u64,
}

impl Maker {
    fn next(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % limit
    }

    fn varied(&mut self, name: &str, value: &Json) -> Json {
        match (name, value) {
            ("id" | "number" | "amount" | "created", Json::Number(text)) => {
                let number = text.parse::<u64>().unwrap_or(0) + self.count * 7919;
                Json::Number(number.to_string())
            }
            ("title" | "description", Json::Text(_)) => Json::Text(self.words(9)),
            ("body", Json::Text(_)) => Json::Text(self.words(90)),
            ("id" | "url" | "html_url", Json::Text(text)) => Json::Text(format!("{text}{}", self.count)),
            (_, Json::Object(members)) => {
                Json::Object(members.iter().map(|(name, value)| (name.clone(), self.varied(name, value))).collect())
            }
            (name, Json::List(items)) => Json::List(items.iter().map(|item| self.varied(name, item)).collect()),
            (_, other) => other.clone(),
        }
    }

    /// Up to so many words; some need an escape, some are not ASCII.
    fn words(&mut self, most: u64) -> String {
        const WORDS: [&str; 12] =
            ["the", "client", "of", "fails", "with", "a", "timeout", "\"502\"", "when\nthe", "server", "is", "Zürich"];
        let count = 1 + self.next(most);
        let words: Vec<&str> =
            (0..count).map(|_| WORDS.get(self.next(WORDS.len() as u64) as usize).copied().unwrap_or("")).collect();
        words.join(" ")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn member(name: &str, value: Json) -> (String, Json) {
        (name.to_owned(), value)
    }

    fn object(members: Vec<(String, Json)>) -> Json {
        Json::Object(members)
    }

    /// A charge has an amount, and may have a note, which may be null.
    fn document() -> Json {
        let of = |kind: &str| member("type", Json::text(kind));
        let amount = object(vec![of("integer")]);
        let note = object(vec![of("string"), member("nullable", Json::Bool(true))]);
        let schema = object(vec![
            of("object"),
            member("properties", object(vec![member("amount", amount), member("note", note)])),
            member("required", Json::List(vec![Json::text("amount")])),
        ]);
        let got = |operation: &str| object(vec![member("get", Json::text(operation)), member("post", Json::Null)]);
        object(vec![
            member("paths", object(vec![member("/v1/charges", got("one")), member("/v1/refunds", got("two"))])),
            member("components", object(vec![member("schemas", object(vec![member("charge", schema)]))])),
        ])
    }

    #[test]
    fn the_shortest_answer_is_one_item_with_nulls_and_longer_ones_vary() {
        let [_, charges] = SUBJECTS;
        assert_eq!(
            charges.answer(&document(), 1).unwrap(),
            r#"{"data":[{"amount":1700007919,"note":null}],"has_more":true,"object":"list","url":"/v1/charges"}"#
        );
        let long = charges.answer(&document(), 200).unwrap();
        assert!(long.len() > 200 && long.contains(r#""amount":1700015838"#), "{long}");
    }

    #[test]
    fn a_document_is_cut_to_one_operation() {
        let [_, charges] = SUBJECTS;
        let cut = charges.cut(&document());
        assert_eq!(cut.get("paths").unwrap().to_text(), r#"{"/v1/charges":{"get":"one"}}"#);
        assert_eq!(cut.get("components"), document().get("components"));
    }
}
