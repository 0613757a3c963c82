//! Answers: progenitor has one kind of success and one kind of error for each operation.

use super::{Fit, member};
use crate::source::{Entry, Node, NodeId, write};

/// What an answer brings.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Brings {
    Nothing,
    /// Bytes of any other media type.
    Bytes,
    /// JSON of this schema, told by its text.
    Json(String),
}

/// An answer in the making.
#[derive(Clone)]
struct Answer<'t> {
    status: String,
    node: Node<'t>,
    brings: Brings,
}

impl Answer<'_> {
    fn is_success(&self) -> bool {
        self.status.starts_with('2') || self.status == "101"
    }

    fn is_error(&self) -> bool {
        self.status.starts_with(['4', '5'])
    }
}

impl<'t> Fit<'_, 't> {
    pub(super) fn responses(&mut self, operation: Node<'t>) -> NodeId {
        let node = operation.get("responses").unwrap_or(operation);
        let entries = operation.get("responses").into_iter().flat_map(Node::entries);
        let entries = entries.filter(|entry| !entry.key.starts_with("x-") && entry.value.is_mapping());
        let mut answers: Vec<Answer<'t>> = entries.map(|entry| self.answer(entry)).collect();
        self.default(&mut answers, node);
        self.one_success(&mut answers, node);
        self.one_error(&mut answers, node);
        let mut members = Vec::new();
        for answer in answers {
            let value = self.written(&answer);
            members.push(member(answer.status, answer.node.place(), value));
        }
        self.out.object(&members, node)
    }

    fn answer(&self, entry: Entry<'t>) -> Answer<'t> {
        let node = self.followed(entry.value);
        let content = || node.get("content").into_iter().flat_map(Node::entries);
        let json = content().find(|media| is_json(media.key));
        let brings = match (json, content().next()) {
            (Some(json), _) => Brings::Json(json.value.get("schema").map(write::json).unwrap_or_default()),
            (None, Some(_)) => Brings::Bytes,
            (None, None) => Brings::Nothing,
        };
        Answer { status: entry.key.to_owned(), node, brings }
    }

    /// Progenitor takes the default for a success, too, which it hardly ever is where one is documented.
    fn default(&mut self, answers: &mut Vec<Answer<'t>>, node: Node<'t>) {
        let Some(at) = answers.iter().position(|answer| answer.status == "default") else { return };
        if answers.len() == 1 {
            return;
        }
        let default = answers.remove(at);
        let mut wanted = vec!["4XX", "5XX"];
        if !answers.iter().any(Answer::is_success) {
            wanted.push("2XX");
        }
        for status in wanted {
            if !answers.iter().any(|answer| answer.status == status) {
                answers.push(Answer { status: status.to_owned(), ..default.clone() });
            }
        }
        self.concede(node, "progenitor takes `default` for a success, too; it stands for errors here");
    }

    fn one_success(&mut self, answers: &mut Vec<Answer<'t>>, node: Node<'t>) {
        let successes = || answers.iter().filter(|answer| answer.is_success());
        let typed = successes().find(|answer| matches!(answer.brings, Brings::Json(_)));
        let Some(chosen) = typed.or_else(|| successes().find(|answer| answer.brings == Brings::Bytes)).cloned() else {
            return;
        };
        let before = answers.len();
        answers.retain(|answer| !answer.is_success() || answer.brings == chosen.brings);
        if answers.len() < before {
            let message =
                format!("progenitor takes one kind of success: that of {}; others are unexpected to it", chosen.status);
            self.concede(node, message);
        }
    }

    fn one_error(&mut self, answers: &mut Vec<Answer<'t>>, node: Node<'t>) {
        let errors = || answers.iter().filter(|answer| answer.is_error());
        let Some(first) = errors().map(|answer| &answer.brings).find(|brings| **brings != Brings::Nothing).cloned()
        else {
            return;
        };
        let same = errors().all(|answer| answer.brings == first || answer.brings == Brings::Nothing);
        let silent = errors().any(|answer| answer.brings == Brings::Nothing);
        // An error without a body loses nothing by being unexpected.
        answers.retain(|answer| !answer.is_error() || answer.brings != Brings::Nothing);
        if !same {
            answers.iter_mut().filter(|answer| answer.is_error()).for_each(|answer| answer.brings = Brings::Bytes);
            self.concede(node, "progenitor takes one kind of error; these come as bytes");
        }
        if silent {
            self.concede(node, "progenitor takes one kind of error; those without a body are unexpected to it");
        }
    }

    fn written(&mut self, answer: &Answer<'t>) -> NodeId {
        let node = answer.node;
        let mut members = Vec::new();
        match node.entry("description").filter(|entry| entry.value.as_str().is_some()) {
            Some(words) => members.push(self.out.copied(words)),
            None => {
                let words = self.out.text("", node);
                members.push(member("description", node.place(), words));
            }
        }
        let content = match &answer.brings {
            Brings::Nothing => None,
            Brings::Bytes => {
                let media = self.out.object(&[], node);
                Some(member("application/octet-stream", node.place(), media))
            }
            Brings::Json(_) => {
                let media = node.get("content").into_iter().flat_map(Node::entries).find(|media| is_json(media.key));
                let schema = match media.and_then(|media| media.value.get("schema")) {
                    Some(schema) => self.schema(schema),
                    None => self.out.object(&[], node),
                };
                let media = self.out.object(&[member("schema", node.place(), schema)], node);
                Some(member("application/json", node.place(), media))
            }
        };
        if let Some(content) = content {
            let value = self.out.object(&[content], node);
            members.push(member("content", node.place(), value));
        }
        self.out.object(&members, node)
    }
}

fn is_json(media: &str) -> bool {
    media == "application/json" || media.starts_with("application/json;")
}
