//! Answers: what the caller gets for each status.

use super::names::{self, Case};
use super::operations::OperationName;
use super::plan::{
    AnswerVariant, ErrorEnum, Framing, Gives, Header, HeaderForm, Output, Response, ResponseContent, StreamForm,
};
use super::plan_types::{Repr, Use};
use super::represent::Representation;
use super::scope::{Scope, Wish};
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
        let error = (!errors.is_empty()).then(|| ErrorEnum {
            name: names.error.clone(),
            variants: errors,
            shared: false,
            same_as: None,
        });
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
        let Some(content) = preferred(response) else { return (ResponseContent::Empty, None) };
        let others = response.contents.iter().filter(|other| !is_stream(other) || !response.status.is_success());
        let unused = others.filter(|other| !std::ptr::eq(*other, content)).count();
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
            MediaKind::Xml => match &content.ty {
                Some(ty) => (ResponseContent::Xml(representation.kept(ty)), media_type),
                None => {
                    self.tell_raw(content, "text");
                    (ResponseContent::Text, media_type)
                }
            },
            MediaKind::EventData | MediaKind::Events | MediaKind::JsonLines if response.status.is_success() => {
                let (ty, framing) = items(content, representation);
                (ResponseContent::Items(ty, framing), media_type)
            }
            MediaKind::EventData | MediaKind::Events | MediaKind::JsonLines => {
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

    /// How a success can be had item by item, where it is not by itself.
    pub(super) fn streams(&self, operation: &Operation, representation: &Representation<'_>) -> Vec<StreamForm> {
        let mut streams: Vec<StreamForm> = Vec::new();
        let successes = operation.responses.iter().filter(|response| response.status.is_success());
        for response in successes.filter(|response| preferred(response).is_some_and(|main| !is_stream(main))) {
            for content in response.contents.iter().filter(|content| is_stream(content)) {
                let (ty, framing) = items(content, representation);
                let name = names::own(if framing == Framing::Lines { "as_lines" } else { "as_events" });
                let Some(media_type) = header_value(&content.media_type).map(str::to_owned) else { continue };
                if !streams.iter().any(|known| known.name == name) {
                    streams.push(StreamForm { name, media_type, ty, framing });
                }
            }
        }
        streams
    }

    /// The documented headers of all answers. One that has several types is a text.
    pub(super) fn headers(&mut self, operation: &Operation, representation: &Representation<'_>) -> Vec<Header> {
        let mut found: Vec<(&api::ResponseHeader, Use, HeaderForm)> = Vec::new();
        for header in operation.responses.iter().flat_map(|response| &response.headers) {
            if header_value(&format!("x/{}", header.name)).is_none() {
                continue;
            }
            let (ty, form) = self.header_form(header, representation);
            match found.iter_mut().find(|(known, ..)| known.name.eq_ignore_ascii_case(&header.name)) {
                None => found.push((header, ty, form)),
                Some((_, known, _)) if *known == ty => {}
                Some((_, known, form)) => (*known, *form) = (text(), HeaderForm::Text),
            }
        }
        let wishes: Vec<Wish> = found.iter().map(|(header, ..)| Wish::new(header.name.to_lowercase())).collect();
        let names = Scope { case: Case::Snake, kind: "header", reserved: &["spec"] }.assign(&wishes).names;
        let headers = found.into_iter().zip(names).map(|((header, ty, form), name)| {
            let docs = Words::of_or(&header.docs, || format!("The header {}.", docs::code(&header.name)));
            Header { wire: header.name.clone(), name, docs, ty, form }
        });
        headers.collect()
    }

    fn header_form(&mut self, header: &api::ResponseHeader, representation: &Representation<'_>) -> (Use, HeaderForm) {
        let ty = Use { nullable: false, checks: None, ..representation.kept(&header.ty) };
        if header.json {
            return (ty, HeaderForm::Json);
        }
        let form = match &ty.repr {
            Repr::List(items) => match self.scalar_form(items) {
                Some(HeaderForm::Bare) => Some(HeaderForm::Bares),
                Some(_) => Some(HeaderForm::Texts),
                None => None,
            },
            _ => self.scalar_form(&ty),
        };
        match form {
            Some(form) => (ty, form),
            None => {
                let message = format!("the header {} is given as text", docs::code(&header.name));
                self.tell(&codes::ANSWER_RAW, &header.at, message);
                (text(), HeaderForm::Text)
            }
        }
    }

    fn scalar_form(&self, used: &Use) -> Option<HeaderForm> {
        match used.repr {
            Repr::Text | Repr::Secret | Repr::Quoted(_) => Some(HeaderForm::Text),
            Repr::Type(index) => match self.api.types.get(api::TypeId(u32::try_from(index.0).ok()?)).map(|ty| &ty.body)
            {
                Some(api::TypeBody::Enum(list)) => {
                    let numbers = list.values.iter().all(|value| matches!(value.value, api::Json::Number(_)));
                    Some(if numbers { HeaderForm::Bare } else { HeaderForm::Text })
                }
                _ => None,
            },
            Repr::Value | Repr::List(_) | Repr::Map(_) | Repr::Constant(_) | Repr::Upload => None,
            _ => Some(HeaderForm::Bare),
        }
    }

    fn tell_raw(&mut self, content: &Content, form: &str) {
        let message = format!("the answer in `{}` is given as {form}", content.media_type.escape_debug());
        self.tell(&codes::ANSWER_RAW, &content.at, message);
    }
}

/// What a client asks for by itself, in the order of preference; what is none of these comes last.
const PREFERRED: [MediaKind; 6] =
    [MediaKind::Json, MediaKind::EventData, MediaKind::Events, MediaKind::JsonLines, MediaKind::Text, MediaKind::Xml];

fn preferred(response: &api::Response) -> Option<&Content> {
    let of_kind = |kind: &MediaKind| response.contents.iter().find(|content| content.kind == *kind);
    PREFERRED.iter().find_map(of_kind).or(response.contents.first())
}

fn is_stream(content: &Content) -> bool {
    matches!(content.kind, MediaKind::EventData | MediaKind::Events | MediaKind::JsonLines)
}

/// What the items of a stream are, and what they stand in.
fn items(content: &Content, representation: &Representation<'_>) -> (Use, Framing) {
    let any = api::TypeRef::new(api::Kind::Any);
    let ty = representation.kept(content.ty.as_ref().unwrap_or(&any));
    let framing = match content.kind {
        MediaKind::Events => Framing::Events,
        MediaKind::JsonLines => Framing::Lines,
        _ if ty.repr == Repr::Text => Framing::Text,
        _ => Framing::Data,
    };
    (ty, framing)
}

fn text() -> Use {
    Use { repr: Repr::Text, nullable: false, boxed: false, checks: None }
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
    words.go_on(Words::of(&described).lines().to_vec());
    AnswerVariant { name: statuses::variant(status), status, docs: words, content: content.clone() }
}
