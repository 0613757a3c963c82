//! Request bodies: which media type is sent, which others have a method of their own, and how members become fields.

use super::names;
use super::operations::OperationName;
use super::plan::{Alternative, Body, BodyForm, FieldForm, FieldStyle};
use super::represent::Representation;
use super::responses::header_value;
use super::{Planner, Words, codes};
use crate::api::{self, Api, Content, Kind, MediaKind, Operation, Style, TypeBody, TypeRef};

/// What a client sends by itself, in the order of preference; what is none of these comes last.
const PREFERRED: [MediaKind; 4] = [MediaKind::Json, MediaKind::Form, MediaKind::Multipart, MediaKind::Text];

impl Planner<'_> {
    pub(super) fn body(&mut self, operation: &Operation, representation: &Representation<'_>) -> Option<Body> {
        let body = operation.body.as_ref()?;
        let content = preferred(body)?;
        let others = other_media_types(self.api, operation);
        let used = |other: &Content| std::ptr::eq(other, content) || says_the_same(other, content);
        let indices = others.iter().map(|(index, _)| *index);
        let unused: Vec<&str> = body
            .contents
            .iter()
            .enumerate()
            .filter(|(index, other)| !used(other) && !indices.clone().any(|known| known == *index))
            .map(|(_, other)| other.media_type.as_str())
            .collect();
        if !unused.is_empty() {
            let (sent, unused) = (content.media_type.escape_debug(), unused.join("`, `"));
            let message = format!("this body is sent as `{sent}`; `{}` is not used", unused.escape_debug());
            self.tell(&codes::MEDIA_TYPES_UNUSED, &content.at, message);
        }
        Some(self.body_of(body, content, representation))
    }

    /// The methods that send the body in another media type. There the body is always given.
    pub(super) fn alternatives(
        &mut self,
        operation: &Operation,
        name: &OperationName,
        representation: &Representation<'_>,
    ) -> Vec<Alternative> {
        let Some(body) = &operation.body else { return Vec::new() };
        let mut alternatives = Vec::new();
        for (index, function) in &name.alternatives {
            let Some(content) = body.contents.get(*index) else { continue };
            let planned = Body { required: true, ..self.body_of(body, content, representation) };
            let (function, media_type) = (function.clone(), content.media_type.clone());
            alternatives.push(Alternative { function, media_type, body: planned });
        }
        alternatives
    }

    fn body_of(&mut self, body: &api::RequestBody, content: &Content, representation: &Representation<'_>) -> Body {
        let any = TypeRef::new(Kind::Any);
        let ty = || representation.kept(content.ty.as_ref().unwrap_or(&any));
        let concrete = header_value(&content.media_type).filter(|media_type| !media_type.contains('*'));
        let form = match content.kind {
            MediaKind::Json => {
                let media_type = concrete.unwrap_or("application/json").to_owned();
                BodyForm::Json { media_type, ty: ty() }
            }
            MediaKind::Form => BodyForm::Form { ty: ty(), fields: fields(self.api, content) },
            MediaKind::Multipart => BodyForm::Multipart { ty: ty(), fields: fields(self.api, content) },
            MediaKind::Text => BodyForm::Text(concrete.unwrap_or("text/plain; charset=utf-8").to_owned()),
            MediaKind::Xml => match (&content.ty, &content.root) {
                (Some(_), Some(root)) => {
                    let media_type = concrete.unwrap_or("application/xml").to_owned();
                    BodyForm::Xml { media_type, ty: ty(), root: root.clone() }
                }
                _ => {
                    self.tell(&codes::BODY_RAW, &content.at, "the caller writes this XML body");
                    BodyForm::Bytes(concrete.map(str::to_owned))
                }
            },
            MediaKind::EventData | MediaKind::Events | MediaKind::JsonLines => {
                self.tell(&codes::BODY_RAW, &content.at, "the caller writes the items of this body");
                BodyForm::Bytes(concrete.map(str::to_owned))
            }
            MediaKind::Binary if content.media_type.starts_with("multipart/") => {
                let message = "the caller writes this multipart body, and says its media type with the boundary";
                self.tell(&codes::BODY_RAW, &content.at, message);
                BodyForm::Bytes(None)
            }
            MediaKind::Binary => BodyForm::Bytes(concrete.map(str::to_owned)),
        };
        let mut words = Words::of_or(&body.docs, || "What is sent.".to_owned());
        let with_headers = content.fields.iter().filter(|field| !field.headers.is_empty());
        for field in with_headers.filter(|_| content.kind == MediaKind::Multipart) {
            let headers: Vec<String> = field.headers.iter().map(|header| super::code(header)).collect();
            let part = super::code(&field.property);
            let line =
                format!("The part {part} may have headers, set by [`Call::part_header`]: {}.", headers.join(", "));
            words.remark(line);
        }
        Body { name: names::own("body"), required: body.required, docs: words, form, sample: None }
    }
}

fn preferred(body: &api::RequestBody) -> Option<&Content> {
    let of_kind = |kind: &MediaKind| body.contents.iter().find(|content| content.kind == *kind);
    PREFERRED.iter().find_map(of_kind).or(body.contents.first())
}

/// The media types in which a body can be sent as well and that mean something else: by the index of the content, with
/// a word for it. A form of the same value is left out, and so is what the caller would have to write (XML, YAML).
pub(super) fn other_media_types(api: &Api, operation: &Operation) -> Vec<(usize, String)> {
    let Some(body) = &operation.body else { return Vec::new() };
    let Some(main) = preferred(body) else { return Vec::new() };
    let mut kept: Vec<&Content> = vec![main];
    let mut others = Vec::new();
    for (index, content) in body.contents.iter().enumerate() {
        let says_more = match content.kind {
            MediaKind::Json => true,
            MediaKind::Multipart => content.ty != main.ty || holds_bytes(api, content),
            MediaKind::Form | MediaKind::Text => content.ty != main.ty,
            MediaKind::Binary => is_file(&content.media_type),
            MediaKind::Xml | MediaKind::EventData | MediaKind::Events | MediaKind::JsonLines => false,
        };
        if says_more && !kept.iter().any(|known| std::ptr::eq(*known, content) || says_the_same(known, content)) {
            kept.push(content);
            others.push((index, word(content)));
        }
    }
    others
}

/// `text/json` is another name for `application/json`, and so is a range; `application/merge-patch+json` is not.
fn says_the_same(one: &Content, other: &Content) -> bool {
    let names_nothing = |content: &Content| {
        let subtype = subtype(&content.media_type);
        content.kind != MediaKind::Json || subtype == "json" || subtype.contains('*')
    };
    let alike = essence(&one.media_type) == essence(&other.media_type) || (names_nothing(one) && names_nothing(other));
    one.kind == other.kind && one.kind != MediaKind::Binary && one.ty == other.ty && alike
}

fn word(content: &Content) -> String {
    match content.kind {
        MediaKind::Form => "form".to_owned(),
        MediaKind::Multipart => "multipart".to_owned(),
        MediaKind::Text => "text".to_owned(),
        _ => {
            let subtype = subtype(&content.media_type);
            subtype.strip_suffix("+json").unwrap_or(subtype).to_owned()
        }
    }
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn subtype(media_type: &str) -> &str {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.split_once('/').map_or(essence, |(_, subtype)| subtype)
}

/// Bytes that no value of a schema stands for.
fn is_file(media_type: &str) -> bool {
    let essence = essence(media_type);
    let files = ["application/octet-stream", "application/pdf", "application/zip", "application/gzip"];
    files.contains(&&*essence) || ["image/", "audio/", "video/"].iter().any(|kind| essence.starts_with(kind))
}

/// Is a property of it bytes, or a list of bytes?
fn holds_bytes(api: &Api, content: &Content) -> bool {
    let properties = content.ty.as_ref().map(|ty| properties(api, ty)).unwrap_or_default();
    properties.iter().any(|field| {
        let item = match &seen_through(api, &field.ty).kind {
            Kind::Array(items) => seen_through(api, items),
            _ => seen_through(api, &field.ty),
        };
        item.kind == Kind::String(api::StringFormat::Binary)
    })
}

fn properties<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a [api::Field] {
    match &seen_through(api, ty).kind {
        Kind::Named(id) => match api.types.get(*id).map(|ty| &ty.body) {
            Some(TypeBody::Object(object)) => &object.fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// Longer chains of aliases are an alias of itself.
const LONGEST_CHAIN: usize = 64;

fn seen_through<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    let mut seen = ty;
    for _ in 0..LONGEST_CHAIN {
        let Kind::Named(id) = &seen.kind else { break };
        match api.types.get(*id).map(|ty| &ty.body) {
            Some(TypeBody::Alias(inner)) => seen = inner,
            _ => break,
        }
    }
    seen
}

/// How members are written where that is not the default. If all that style can change is written in one style, that is
/// said once.
fn fields(api: &Api, content: &Content) -> Vec<FieldForm> {
    let properties = content.ty.as_ref().map(|ty| properties(api, ty)).unwrap_or_default();
    let composite = |name: &str| {
        let property = properties.iter().find(|property| property.name == name);
        property.is_none_or(|property| is_composite(api, &property.ty))
    };
    let forms = content.fields.iter().filter_map(|encoding| {
        let media_type = encoding.media_type.as_deref().filter(|media_type| is_one(media_type));
        let json = media_type.is_some_and(|media_type| subtype(media_type).ends_with("json"));
        let style = match encoding.style {
            Some((style, explode)) => Some(field_style(style, explode)),
            None => json.then_some(FieldStyle::Json),
        };
        let style = style.filter(|_| composite(&encoding.property));
        let media_type = media_type.filter(|_| content.kind == MediaKind::Multipart && encoding.style.is_none());
        let said = style.is_some() || media_type.is_some();
        said.then(|| FieldForm {
            name: Some(encoding.property.clone()),
            style,
            media_type: media_type.map(str::to_owned),
        })
    });
    let forms: Vec<FieldForm> = forms.collect();
    let Some(FieldForm { style: Some(first), .. }) = forms.first() else { return forms };
    let all_alike = forms.iter().all(|form| form.style == Some(*first) && form.media_type.is_none());
    let named = |property: &api::Field| forms.iter().any(|form| form.name.as_ref() == Some(&property.name));
    let all_named = properties.iter().all(|property| named(property) || !is_composite(api, &property.ty));
    if forms.len() > 1 && all_alike && all_named {
        return vec![FieldForm { name: None, style: Some(*first), media_type: None }];
    }
    forms
}

/// Could a value of it be a list or an object?
fn is_composite(api: &Api, ty: &TypeRef) -> bool {
    match &seen_through(api, ty).kind {
        Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::String(_) | Kind::Constant(_) => false,
        Kind::Named(id) => !matches!(api.types.get(*id).map(|ty| &ty.body), Some(TypeBody::Enum(_))),
        Kind::Any | Kind::Array(_) | Kind::Map(_) => true,
    }
}

/// One media type, not a range or several.
fn is_one(media_type: &str) -> bool {
    header_value(media_type).is_some() && !media_type.contains(['*', ','])
}

fn field_style(style: Style, explode: bool) -> FieldStyle {
    match (style, explode) {
        (Style::DeepObject, _) => FieldStyle::Deep,
        (_, true) => FieldStyle::Exploded,
        (Style::SpaceDelimited, false) => FieldStyle::Space,
        (Style::PipeDelimited, false) => FieldStyle::Pipe,
        (_, false) => FieldStyle::Comma,
    }
}
