//! Bytes on their way to the server: a body that is no text and no JSON, or a file in a multipart body.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::io::{AsyncRead, ReadBuf};

use super::json::{Decode, Encode, Failed, Reader, Writer};
use super::payload::{Piece, Stream};
use super::transport::{BoxError, ResponseBody};

/// How much is read of a reader at once.
const CHUNK: usize = 64 * 1024;

/// Bytes to be sent, whole or as a stream, with the name and the media type that a multipart body gives a file.
///
/// Whatever is bytes becomes one: `Vec<u8>`, `Bytes`, `String`, `&'static str`. A stream is read once: a call with one is
/// tried again only if nobody has begun to read it, and a clone of it shares it.
///
/// ```
/// use specwright_runtime::runtime::Upload;
///
/// let receipt = Upload::new("paid").file_name("receipt.txt").media_type("text/plain");
/// assert_eq!(receipt.length(), Some(4));
/// let large = Upload::reader(&b"\x89PNG"[..]).file_name("photo.png");
/// assert_eq!(large.length(), None);
/// ```
///
/// `Debug` shows its length, and neither its name nor what is in it.
#[derive(Clone)]
pub struct Upload {
    content: Piece,
    file_name: Option<String>,
    media_type: Option<String>,
}

impl Upload {
    /// Bytes that are there.
    #[inline]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self::of(Piece::Bytes(bytes.into()))
    }

    /// Bytes as they come. Where the body knows its length, it is sent; else the body is sent in chunks.
    #[inline]
    pub fn stream<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let length = body.size_hint().exact();
        Self::of(Piece::Stream(Stream::new(ResponseBody::new(Box::pin(body)).into_inner(), length)))
    }

    /// Bytes as a reader gives them, such as `tokio::fs::File`. [`Upload::with_length`] tells how many, if that is known.
    #[inline]
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::stream(ReaderBody(Box::pin(reader)))
    }

    #[inline]
    fn of(content: Piece) -> Self {
        Upload { content, file_name: None, media_type: None }
    }

    /// So many bytes will come of the stream. If others come, the request breaks off.
    #[must_use]
    #[inline]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Piece::Stream(stream) = &mut self.content {
            stream.length = Some(bytes);
        }
        self
    }

    /// The name of the file, without folders: what a multipart body says it is called.
    #[must_use]
    #[inline]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// What it is, in a multipart body: `image/png`. Else it is what the API's description says, or
    /// `application/octet-stream`.
    #[must_use]
    #[inline]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// How many bytes, if that is known.
    #[must_use]
    #[inline]
    pub fn length(&self) -> Option<u64> {
        self.content.length()
    }

    /// The bytes, if they are there; none for a stream.
    #[must_use]
    #[inline]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Piece::Bytes(bytes) => Some(bytes),
            Piece::Stream(_) => None,
        }
    }

    #[inline]
    pub(crate) fn into_content(self) -> Piece {
        self.content
    }

    #[inline]
    pub(crate) fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    #[inline]
    pub(crate) fn own_media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }
}

impl fmt::Debug for Upload {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Upload({length} bytes)"),
            None => f.write_str("Upload(a stream)"),
        }
    }
}

/// Streams are equal only to themselves.
impl PartialEq for Upload {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.content, &other.content) {
            (Piece::Bytes(own), Piece::Bytes(other)) => own == other,
            (Piece::Stream(own), Piece::Stream(other)) => own.is_same(other),
            _ => false,
        };
        same && self.file_name == other.file_name && self.media_type == other.media_type
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => { $(
        impl From<$type> for Upload {
            #[inline]
            fn from(bytes: $type) -> Self {
                Upload::new(bytes)
            }
        }
    )* };
}

from_bytes!(Bytes, Vec<u8>, String, &'static [u8], &'static str);

/// In a multipart body, a part of its own. In JSON, a string, which only text can be.
impl Encode for Upload {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.upload(self);
    }
}

/// A string, as its bytes.
impl Decode for Upload {
    #[inline]
    fn blank() -> Self {
        Upload::new(Bytes::new())
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = Upload::new(r.string()?.into_owned());
        Ok(())
    }
}

/// A reader as a body.
struct ReaderBody<R>(Pin<Box<R>>);

impl<R: AsyncRead> Body for ReaderBody<R> {
    type Data = Bytes;
    type Error = std::io::Error;

    #[inline]
    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let mut chunk = vec![0; CHUNK];
        let mut filled = ReadBuf::new(&mut chunk);
        ready!(self.0.as_mut().poll_read(context, &mut filled))?;
        let length = filled.filled().len();
        chunk.truncate(length);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(chunk.into()))))
    }
}
