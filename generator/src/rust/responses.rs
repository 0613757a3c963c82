//! Answers: what the caller gets for each status.

use super::operations::OperationName;
use super::plan::{AnswerVariant, ErrorEnum, Gives, Output, Response, ResponseContent};
use super::represent::Representation;
use super::{Planner, Words, codes, docs, statuses};
use crate::api::{self, Content, Docs, MediaKind, Operation, StatusPattern};

/// The answers of an operation.
pub(super) struct Answers {
    pub responses: Vec<Response>,
    pub output: Output,
    pub error: Option<ErrorEnum>,
    /// What to ask for.
    pub accept: String,
}

impl Planner<'_> {
    pub(super) fn answers(
        &mut self,
        operation: &Operation,
        names: &OperationName,
        representation: &Representation<'_>,
    ) -> Answers {
        let mut accept: Vec<&str> = Vec::new();
        let mut contents = Vec::new();
        for response in &operation.responses {
            let (content, media_type) = self.response_content(operation, response, representation);
            if let Some(media_type) = media_type.filter(|known| !accept.contains(known)) {
                accept.push(media_type);
            }
            contents.push(content);
        }
        let answers: Vec<(&api::Response, ResponseContent)> = operation.responses.iter().zip(contents).collect();
        let successes: Vec<_> = answers.iter().filter(|(response, _)| response.status.is_success()).collect();
        // `default` beside no documented success is the success as well.
        let default_succeeds = successes.is_empty();
        let output = match successes.as_slice() {
            [] => {
                let default = answers.iter().find(|(response, _)| response.status == StatusPattern::Default);
                Output::One(default.map_or(ResponseContent::Empty, |(_, content)| content.clone()))
            }
            [(_, first), rest @ ..] if rest.iter().all(|(_, content)| content == first) => Output::One(first.clone()),
            several => Output::Enum {
                name: names.output.clone(),
                variants: several.iter().map(|(response, content)| variant(response, content)).collect(),
            },
        };
        let errors: Vec<AnswerVariant> = answers
            .iter()
            .filter(|(response, _)| !response.status.is_success())
            .map(|(response, content)| variant(response, content))
            .collect();
        let error = (!errors.is_empty()).then(|| ErrorEnum { name: names.error.clone(), variants: errors });
        let one = matches!(output, Output::One(_));
        let gives = |status: StatusPattern| match status {
            status if status.is_success() && one => Gives::Output,
            status if status.is_success() => Gives::OutputVariant(statuses::variant(status)),
            StatusPattern::Default if default_succeeds => Gives::Either(statuses::variant(status)),
            status => Gives::ErrorVariant(statuses::variant(status)),
        };
        let responses = answers
            .into_iter()
            .map(|(response, content)| Response { status: response.status, content, gives: gives(response.status) })
            .collect();
        let accept = if accept.is_empty() { "*/*".to_owned() } else { accept.join(", ") };
        Answers { responses, output, error, accept }
    }

    /// What the body of an answer becomes, and the media type that was chosen for it.
    fn response_content<'o>(
        &mut self,
        operation: &Operation,
        response: &'o api::Response,
        representation: &Representation<'_>,
    ) -> (ResponseContent, Option<&'o str>) {
        let bodiless = matches!(response.status, StatusPattern::Code(100..=199 | 204 | 205 | 304));
        if bodiless || operation.method == "HEAD" {
            return (ResponseContent::Empty, None);
        }
        let kinds = [MediaKind::Json, MediaKind::Text, MediaKind::Xml];
        let preferred = kinds.iter().find_map(|kind| response.contents.iter().find(|content| content.kind == *kind));
        let Some(content) = preferred.or(response.contents.first()) else { return (ResponseContent::Empty, None) };
        let unused = response.contents.len() - 1;
        if unused > 0 {
            let used = content.media_type.escape_debug();
            let message = format!("this answer is asked for as `{used}`; {unused} other media type(s) are not used");
            self.tell(&codes::MEDIA_TYPES_UNUSED, &content.at, message);
        }
        let media_type = header_value(&content.media_type);
        match content.kind {
            MediaKind::Json => {
                let any = api::TypeRef::new(api::Kind::Any);
                let used = representation.kept(content.ty.as_ref().unwrap_or(&any));
                (ResponseContent::Json(used), media_type)
            }
            MediaKind::Text => (ResponseContent::Text, media_type),
            MediaKind::Xml => {
                self.tell_raw(content, "text");
                (ResponseContent::Text, media_type)
            }
            MediaKind::Form | MediaKind::Multipart => {
                self.tell_raw(content, "bytes");
                (ResponseContent::Bytes, media_type)
            }
            MediaKind::Binary => (ResponseContent::Bytes, media_type),
        }
    }

    fn tell_raw(&mut self, content: &Content, form: &str) {
        let message = format!("the answer in `{}` is given as {form}", content.media_type.escape_debug());
        self.tell(&codes::ANSWER_RAW, &content.at, message);
    }
}

/// A media type that can stand in a header.
pub(super) fn header_value(media_type: &str) -> Option<&str> {
    let media_type = media_type.trim();
    let plain = media_type.contains('/') && media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    plain.then_some(media_type)
}

fn variant(response: &api::Response, content: &ResponseContent) -> AnswerVariant {
    let status = response.status;
    let mut words = Words::own(format!("{}.", docs::status(status)));
    let described = Docs { summary: None, ..response.docs.clone() };
    words.paragraph(Words::of(&described).lines().to_vec());
    AnswerVariant { name: statuses::variant(status), status, docs: words, content: content.clone() }
}
