//! How the properties of a form or a multipart body are sent (OpenAPI 3.0.3 §4.7.15).

use super::parameter::style_of;
use super::{Lowering, codes};
use crate::api::{FieldEncoding, MediaKind, Style};
use crate::openapi::{Encoding, MediaType};
use crate::source::Entry;

impl<'t> Lowering<'_, 't> {
    /// What is said of the properties; nothing where neither a form nor parts are sent.
    pub(super) fn field_encodings(&mut self, kind: MediaKind, media: MediaType<'t>) -> Vec<FieldEncoding> {
        if let Some(by_position) = media.encoding_by_position() {
            let message = format!("`{}` is not supported yet, and is ignored", by_position.key);
            self.tell(&codes::ENCODING, by_position.value, message);
        }
        if !matches!(kind, MediaKind::Form | MediaKind::Multipart) {
            return Vec::new();
        }
        media.encoding().map(|(entry, encoding)| self.field_encoding(entry, encoding)).collect()
    }

    fn field_encoding(&mut self, entry: Entry<'t>, encoding: Encoding<'t>) -> FieldEncoding {
        for other in encoding.others() {
            let message =
                format!("`{}` of the encoding of `{}` is not supported yet, and is ignored", other.key, entry.key);
            self.tell(&codes::ENCODING, other.value, message);
        }
        let styled = encoding.style().is_some() || encoding.explode().is_some();
        let known = [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject];
        let style = encoding.style().and_then(style_of).filter(|style| known.contains(style)).unwrap_or(Style::Form);
        let explode = encoding.explode().unwrap_or(style == Style::Form);
        FieldEncoding {
            property: entry.key.to_owned(),
            media_type: encoding.content_type().map(str::to_owned),
            style: styled.then_some((style, explode)),
            headers: encoding.headers().map(|header| header.key.to_owned()).collect(),
        }
    }
}
