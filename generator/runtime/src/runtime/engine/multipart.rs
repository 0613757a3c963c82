//! Bodies of `multipart/form-data` (RFC 7578, OpenAPI 3.0.3 §4.7.14.4).
//!
//! A value is written as JSON once. Each of its members becomes a part: text as it is, an object as JSON, a list as often
//! as it has items, an [`Upload`] as a file. The writer says where in its text an upload stands, so nothing in the text can
//! be taken for one.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::Upload;
use super::field::{self, FieldSpec};
use super::json::{self, Array, Failed, Kind, Members, Object, Reader, Value};
use super::payload::{Payload, Piece};

/// The parts of a body, before it is known what stands between them.
#[derive(Debug, Default)]
pub(crate) struct Multipart(Vec<Part>);

#[derive(Debug)]
struct Part {
    name: String,
    /// `Content-Disposition` and `Content-Type`.
    head: String,
    /// Others.
    headers: HeaderMap,
    content: Piece,
}

/// The parts that an object makes: its JSON, and the uploads in it by their places.
#[inline]
pub(crate) fn parts(
    json: &[u8],
    uploads: json::Uploads,
    specs: &'static [FieldSpec],
) -> Result<Multipart, &'static str> {
    static NONE: Members = Members::NONE;
    let mut reader = Reader::new(json);
    let mut parts = Parts { uploads, specs, name: String::new(), made: Multipart::default() };
    let done = match reader.kind() {
        Ok(Kind::Object) => reader.object(&NONE, &mut parts),
        _ => return Err("a multipart body can only be made from an object"),
    };
    match reader.finish(done) {
        Ok(()) if parts.uploads.is_empty() => Ok(parts.made),
        Ok(()) => Err("holds a file inside of a value that is sent as JSON"),
        Err(_) => Err("cannot be written as parts"),
    }
}

/// Makes parts of members as they are read.
struct Parts {
    uploads: json::Uploads,
    specs: &'static [FieldSpec],
    name: String,
    made: Multipart,
}

impl Parts {
    #[inline]
    fn spec(&self) -> Option<&'static FieldSpec> {
        FieldSpec::of(self.specs, &self.name)
    }

    #[inline]
    fn value(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        let place = r.place();
        if let Some(found) = self.uploads.iter().position(|(at, _)| *at == place) {
            let (_, upload) = self.uploads.swap_remove(found);
            self.made.file(&self.name, upload, self.spec().and_then(|spec| spec.media_type));
            return r.null().map(drop);
        }
        let value: Value = r.value()?;
        let spec = self.spec();
        let media_type = spec.and_then(|spec| spec.media_type);
        match spec.and_then(|spec| spec.style) {
            Some(style) => {
                let made = &mut self.made;
                field::fields(&self.name, &value, style, &mut |name, text| made.text(name, text, media_type));
            }
            None if value == Value::Null => {}
            None => {
                let json = (!field::is_scalar(&value)).then_some("application/json");
                self.made.text(&self.name, &field::text(&value), media_type.or(json));
            }
        }
        Ok(())
    }
}

impl Object for Parts {
    #[inline]
    fn member(&mut self, _: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        self.value(r)
    }

    #[inline]
    fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
        name.clone_into(&mut self.name);
        let whole = self.spec().is_some_and(|spec| spec.style.is_some());
        if r.kind()? == Kind::Array && !whole { r.array(self) } else { self.value(r) }
    }
}

impl Array for Parts {
    #[inline]
    fn item(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        self.value(r)
    }
}

impl Multipart {
    #[inline]
    fn text(&mut self, name: &str, text: &str, media_type: Option<&str>) {
        self.part(name, None, media_type, Piece::Bytes(text.to_owned().into()));
    }

    #[inline]
    fn file(&mut self, name: &str, upload: Upload, described: Option<&str>) {
        let media_type = upload.own_media_type().or(described).unwrap_or("application/octet-stream").to_owned();
        // Servers tell files from text by the name, so there always is one.
        let file_name = upload.name().unwrap_or(name).to_owned();
        self.part(name, Some(&file_name), Some(&media_type), upload.into_content());
    }

    #[inline]
    fn part(&mut self, name: &str, file_name: Option<&str>, media_type: Option<&str>, content: Piece) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        head.push_str("\r\n");
        if let Some(media_type) = media_type {
            // A line break would begin another header.
            let media_type: String = media_type.chars().filter(|c| !c.is_control()).collect();
            head.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        self.0.push(Part { name: name.to_owned(), head, headers: HeaderMap::new(), content });
    }

    /// Sets a header of the parts of this name; `false` if there is none.
    #[inline]
    pub(crate) fn header(&mut self, part: &str, name: &HeaderName, value: &HeaderValue) -> bool {
        let mut found = false;
        for part in self.0.iter_mut().filter(|known| known.name == part) {
            part.headers.insert(name.clone(), value.clone());
            found = true;
        }
        found
    }

    /// All parts with a boundary between them, which must not stand in any of them: 128 random bits do not.
    #[inline]
    pub(crate) fn into_payload(self, boundary: &str) -> Payload {
        let mut payload = Payload::default();
        let mut text = Vec::new();
        for part in self.0 {
            text.extend_from_slice(format!("--{boundary}\r\n{}", part.head).as_bytes());
            for (name, value) in &part.headers {
                text.extend_from_slice(&[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
            }
            text.extend_from_slice(b"\r\n");
            payload.push(Piece::Bytes(std::mem::take(&mut text).into()));
            payload.push(part.content);
            text.extend_from_slice(b"\r\n");
        }
        text.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        payload.push(Piece::Bytes(text.into()));
        payload
    }
}

/// A name between quotes: as browsers write it, for RFC 7578 §2 forbids the other ways (HTML standard, "multipart form
/// data").
#[inline]
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary of 128 random bits (RFC 2046 §5.1.1).
#[inline]
pub(crate) fn boundary(random: &dyn super::Random) -> String {
    format!("part-{:016x}{:016x}", random.next(), random.next())
}

/// The JSON of a value, and the uploads in it.
#[inline]
pub(crate) fn write(value: &(impl json::Encode + ?Sized)) -> Result<(Vec<u8>, json::Uploads), json::Fault> {
    let mut writer = json::Writer::with_uploads();
    value.encode(&mut writer);
    writer.finish_with_uploads()
}
