//! Answers: status, bodies, headers.

use super::{Lowering, at, body, codes, docs};
use crate::api::{
    self, At, Docs, Kind, MediaKind, Origin, ResponseHeader, SharedPart, StatusPattern, StringFormat, TypeRef,
};
use crate::openapi::{Header, OrReference, Response, Responses, Valued, View};
use crate::resolve::Key;
use crate::source::Entry;

impl<'t> Lowering<'_, 't> {
    /// An answer that stands nowhere keeps its status, since its body would else be taken for what `default` describes.
    pub(super) fn responses(&mut self, responses: Responses<'t>, origin: &Origin) -> Vec<api::Response> {
        let mut lowered: Vec<api::Response> = Vec::new();
        for (entry, place) in responses.by_status() {
            let Some(status) = pattern(entry.key) else {
                let message = format!("`{}` is no status", entry.key);
                let help = "write a status as `404`, a range as `4XX`, or `default`";
                self.tell_with_help(&codes::STATUS, entry.value, message, help);
                continue;
            };
            let Some(response) = self.resolver.follow(place, self.diagnostics) else {
                lowered.push(unknown(status, at(responses)));
                continue;
            };
            let first_success = status.is_success() && !lowered.iter().any(|other| other.status.is_success());
            let step = if first_success { "response".to_owned() } else { format!("{} response", entry.key) };
            lowered.push(self.shared_response(status, response, origin, &step));
        }
        lowered
    }

    fn shared_response(
        &mut self,
        status: StatusPattern,
        response: Response<'t>,
        origin: &Origin,
        step: &str,
    ) -> api::Response {
        let key = Key::of(response.node());
        if let Some(known) = self.shared.responses.get(&key) {
            return api::Response { status, ..known.clone() };
        }
        match self.linked.shared(response.node(), SharedPart::Response) {
            None => self.response(status, response, &origin.step(step)),
            Some(origin) => {
                let lowered = self.response(status, response, &origin);
                self.shared.responses.insert(key, lowered.clone());
                lowered
            }
        }
    }

    fn response(&mut self, status: StatusPattern, response: Response<'t>, origin: &Origin) -> api::Response {
        self.firsts.link = self.firsts.link.or(response.links().next().map(|link| link.value));
        let headers = response.headers().filter_map(|(entry, place)| self.header(entry, place, origin));
        let headers = headers.collect();
        api::Response {
            status,
            docs: Docs {
                summary: docs::text(response.summary()),
                description: docs::text(response.description()),
                ..Docs::default()
            },
            contents: self.contents(response.content(), origin),
            headers,
            at: at(response),
        }
    }

    /// `Content-Type` is not one of them (OpenAPI 3.0.3 §4.7.17.1).
    fn header(
        &mut self,
        entry: Entry<'t>,
        place: OrReference<'t, Header<'t>>,
        origin: &Origin,
    ) -> Option<ResponseHeader> {
        if entry.key.eq_ignore_ascii_case("content-type") {
            return None;
        }
        let header = self.resolver.follow(place, self.diagnostics)?;
        let key = Key::of(header.node());
        if let Some(known) = self.shared.headers.get(&key) {
            return Some(ResponseHeader { name: entry.key.to_owned(), ..known.clone() });
        }
        match self.linked.shared(header.node(), SharedPart::Header) {
            None => Some(self.header_of(entry.key, header, &origin.step(entry.key))),
            Some(origin) => {
                let lowered = self.header_of(entry.key, header, &origin);
                self.shared.headers.insert(key, lowered.clone());
                Some(lowered)
            }
        }
    }

    fn header_of(&mut self, name: &str, header: Header<'t>, origin: &Origin) -> ResponseHeader {
        let content = header.content().filter(|_| header.schema().is_none());
        let schema = header.schema().or_else(|| content.and_then(|(_, media)| media.schema()));
        let ty = match schema {
            Some(schema) => self.use_of(schema, origin),
            None => TypeRef::new(Kind::String(StringFormat::Text)),
        };
        ResponseHeader {
            name: name.to_owned(),
            required: header.required(),
            docs: Docs {
                description: docs::text(header.description()),
                deprecated: header.deprecated(),
                ..Docs::default()
            },
            ty,
            json: content.is_some_and(|(media_type, _)| body::kind_of(media_type.key) == MediaKind::Json),
            at: at(header),
        }
    }
}

/// An answer of which only the status is known: its body is bytes.
fn unknown(status: StatusPattern, at: At) -> api::Response {
    api::Response { status, docs: Docs::default(), contents: vec![body::unknown(at.clone())], headers: Vec::new(), at }
}

fn pattern(key: &str) -> Option<StatusPattern> {
    match key.as_bytes() {
        b"default" => Some(StatusPattern::Default),
        [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(StatusPattern::Range(digit - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(StatusPattern::Code),
        _ => None,
    }
}
