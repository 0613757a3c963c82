//! Bodies: media types and examples.

use super::{Lowering, at, codes, docs, json};
use crate::api::{self, At, Content, Docs, MediaKind, Origin, SharedPart};
use crate::diagnostic::{Diagnostic, Severity};
use crate::openapi::{Example, MediaType, OrReference, RequestBody, Schema, View};
use crate::source::{Entry, Node};

impl<'t> Lowering<'_, 't> {
    pub(super) fn request_body(
        &mut self,
        place: OrReference<'t, RequestBody<'t>>,
        origin: &Origin,
    ) -> api::RequestBody {
        self.request_body_at(place, &origin.step("request"))
    }

    /// The same with types that are named by just this origin.
    pub(super) fn request_body_at(
        &mut self,
        place: OrReference<'t, RequestBody<'t>>,
        origin: &Origin,
    ) -> api::RequestBody {
        let Some(body) = self.resolver.follow(place, self.diagnostics) else {
            let at = At(Some(place.node().location()));
            return api::RequestBody {
                required: false,
                docs: Docs::default(),
                contents: vec![unknown(at.clone())],
                at,
            };
        };
        let origin = self.linked.shared(body.node(), SharedPart::RequestBody).unwrap_or_else(|| origin.clone());
        api::RequestBody {
            required: body.required(),
            docs: Docs { description: docs::text(body.description()), ..Docs::default() },
            contents: self.contents(body.content(), &origin),
            at: at(body),
        }
    }

    /// The types of the first media type stand for the place itself; those of the others say which one they belong to.
    pub(super) fn contents(
        &mut self,
        contents: impl Iterator<Item = (Entry<'t>, MediaType<'t>)>,
        origin: &Origin,
    ) -> Vec<Content> {
        let contents: Vec<_> = contents.collect();
        let choice = contents.iter().any(|(entry, _)| is_typed(kind_of(entry.key)));
        let contents = contents.iter().enumerate().map(|(index, (entry, media))| {
            let origin = if index == 0 { origin.clone() } else { origin.step(subtype(entry.key)) };
            match self.media_type(*media) {
                Some(media) => self.content(entry.key, media, &origin, choice),
                None => Content { media_type: entry.key.to_owned(), ..unknown(at(*media)) },
            }
        });
        contents.collect()
    }

    /// The media type itself, wherever it stands (`components/mediaTypes`, from 3.2).
    pub(super) fn media_type(&mut self, media: MediaType<'t>) -> Option<MediaType<'t>> {
        self.resolver.follow(media.or_reference(), self.diagnostics)
    }

    /// `choice`: is there a media type in the same place whose values are typed?
    fn content(&mut self, media_type: &str, media: MediaType<'t>, origin: &Origin, choice: bool) -> Content {
        let kind = stream_kind(kind_of(media_type), media);
        let ty = match item_schema(kind, media) {
            Some(item) => Some(self.use_of(item, origin)),
            None => {
                let wanted = is_typed(kind) || (kind == MediaKind::Xml && !choice);
                media.schema().filter(|_| wanted).map(|schema| self.use_of(schema, origin))
            }
        };
        let structured = kind == MediaKind::Xml || essence(media_type).starts_with("multipart/");
        if media.schema().is_some() && structured && ty.is_none() {
            let message = match kind {
                MediaKind::Xml => format!("`{media_type}` is not typed beside another media type that is"),
                _ => format!("values of `{media_type}` are not typed yet; the body is raw bytes"),
            };
            let found = Diagnostic::new(&codes::MEDIA_TYPE, message);
            let severity = if choice { Severity::Info } else { found.severity };
            self.tell_once(media.node(), Diagnostic { severity, ..found });
        }
        if let Some(items) = media.item_schema().filter(|_| item_schema(kind, media).is_none()) {
            let message = format!("streams of `{media_type}` are not typed yet; the body is read as a whole");
            self.tell(&codes::MEDIA_TYPE, items.value, message);
        }
        let fields = self.field_encodings(kind, media);
        let root = media.schema().filter(|_| kind == MediaKind::Xml).map(|schema| self.root_of(schema));
        Content {
            media_type: media_type.to_owned(),
            kind,
            ty,
            fields,
            root,
            examples: self.examples(media.example(), media.examples()),
            at: at(media),
        }
    }

    pub(super) fn examples(
        &mut self,
        one: Option<Node<'t>>,
        several: impl Iterator<Item = (Entry<'t>, OrReference<'t, Example<'t>>)>,
    ) -> Vec<api::Example> {
        let mut examples: Vec<api::Example> = one.map(unnamed).into_iter().collect();
        for (entry, place) in several {
            let example = self.resolver.follow(place, self.diagnostics);
            examples.extend(example.and_then(|example| {
                Some(api::Example {
                    name: Some(entry.key.to_owned()),
                    summary: docs::text(example.summary()).or_else(|| docs::text(example.description())),
                    value: json::value(example.value()?),
                })
            }));
        }
        examples
    }
}

/// A body that is described nowhere: bytes of any media type.
pub(super) fn unknown(at: At) -> Content {
    Content {
        media_type: "*/*".to_owned(),
        kind: MediaKind::Binary,
        ty: None,
        fields: Vec::new(),
        root: None,
        examples: Vec::new(),
        at,
    }
}

fn is_typed(kind: MediaKind) -> bool {
    matches!(
        kind,
        MediaKind::Json
            | MediaKind::Form
            | MediaKind::Multipart
            | MediaKind::Text
            | MediaKind::EventData
            | MediaKind::Events
            | MediaKind::JsonLines
    )
}

/// Before 3.2 a stream of events is described by the schema of their data. From 3.2 on, `itemSchema` describes an event,
/// and the data of one may have a schema of its own (`contentSchema`).
fn stream_kind(kind: MediaKind, media: MediaType<'_>) -> MediaKind {
    match (kind, media.item_schema()) {
        (MediaKind::EventData, Some(_)) if media.event_data().is_none() => MediaKind::Events,
        (kind, _) => kind,
    }
}

/// The schema of an item of a stream. Where the whole is described as a list, that of its items.
fn item_schema<'t>(kind: MediaKind, media: MediaType<'t>) -> Option<Schema<'t>> {
    let whole = || {
        let schema = media.schema()?;
        if schema.reference().is_some() { Some(schema) } else { schema.items().or(Some(schema)) }
    };
    let item = media.item_schema().and_then(|entry| media.schema_at(entry));
    match kind {
        MediaKind::EventData => media.event_data().or_else(whole),
        MediaKind::Events => item,
        MediaKind::JsonLines => item.or_else(whole),
        _ => None,
    }
}

/// An example that has only a value.
pub(super) fn unnamed(value: Node<'_>) -> api::Example {
    api::Example { name: None, summary: None, value: json::value(value) }
}

/// `json` of `application/json; charset=utf-8`.
fn subtype(media_type: &str) -> &str {
    let essence = essence(media_type);
    essence.split_once('/').map_or(essence, |(_, subtype)| subtype)
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// What a media type means for a client. A range (`*/*`) is taken as JSON, which is what is described there in practice.
pub(super) fn kind_of(media_type: &str) -> MediaKind {
    let essence = essence(media_type).to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    match (kind, subtype) {
        (_, "json") | ("*" | "application", "*") => MediaKind::Json,
        ("application", "x-www-form-urlencoded") => MediaKind::Form,
        ("multipart", "form-data") => MediaKind::Multipart,
        (_, "xml") => MediaKind::Xml,
        (_, subtype) if subtype.ends_with("+json") => MediaKind::Json,
        (_, subtype) if subtype.ends_with("+xml") => MediaKind::Xml,
        ("text", "event-stream") => MediaKind::EventData,
        (_, "jsonl" | "jsonlines" | "x-jsonlines" | "ndjson" | "x-ndjson" | "json-seq" | "x-json-stream") => {
            MediaKind::JsonLines
        }
        (_, subtype) if subtype.ends_with("+json-seq") => MediaKind::JsonLines,
        ("text", _) => MediaKind::Text,
        _ => MediaKind::Binary,
    }
}

#[cfg(test)]
mod tests {
    use super::{MediaKind, kind_of};

    #[test]
    fn knows_media_types() {
        for (media_type, kind) in [
            ("application/json", MediaKind::Json),
            ("Application/JSON; charset=utf-8", MediaKind::Json),
            ("application/problem+json", MediaKind::Json),
            ("*/*", MediaKind::Json),
            ("application/x-www-form-urlencoded", MediaKind::Form),
            ("multipart/form-data", MediaKind::Multipart),
            ("multipart/mixed", MediaKind::Binary),
            ("text/plain", MediaKind::Text),
            ("text/event-stream; charset=utf-8", MediaKind::EventData),
            ("application/x-ndjson", MediaKind::JsonLines),
            ("application/geo+json-seq", MediaKind::JsonLines),
            ("text/xml", MediaKind::Xml),
            ("image/svg+xml", MediaKind::Xml),
            ("application/octet-stream", MediaKind::Binary),
            ("image/*", MediaKind::Binary),
            ("", MediaKind::Binary),
        ] {
            assert_eq!(kind_of(media_type), kind, "{media_type}");
        }
    }
}
