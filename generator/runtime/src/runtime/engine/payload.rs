//! What a request carries: bytes and streams in a row.
//!
//! Bytes can be sent as often as one likes. A stream can be read once, so a request with one can be sent again only as
//! long as nobody has begun to read it. This room does not know what the pieces mean.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body::Body;

use super::few::Few;
use super::transport::BoxError;

/// A body of any kind.
pub(crate) type BoxBody = Pin<Box<dyn Body<Data = Bytes, Error = BoxError> + Send>>;

/// The content of a request. Clones share their streams.
#[derive(Clone, Debug, Default)]
pub(crate) struct Payload(Few<Piece>);

/// A part of a payload.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Bytes(Bytes),
    Stream(Stream),
}

/// A stream that is read once.
#[derive(Clone)]
pub(crate) struct Stream {
    body: Arc<Mutex<Option<BoxBody>>>,
    pub(crate) length: Option<u64>,
}

impl Payload {
    /// Adds to the end. Bytes without a byte are left out, so that what is empty can be seen.
    pub(crate) fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Bytes(bytes) if bytes.is_empty() => {}
            piece => self.0.push(piece),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_pieces(self) -> (Option<Piece>, std::vec::IntoIter<Piece>) {
        self.0.into_parts()
    }

    /// All of it, unless it has a stream.
    pub(crate) fn bytes(&self) -> Option<Bytes> {
        let of = |piece: &Piece| match piece {
            Piece::Bytes(bytes) => Some(bytes.clone()),
            Piece::Stream(_) => None,
        };
        let all = self.0.iter().map(of).collect::<Option<Vec<Bytes>>>()?;
        Some(match all.as_slice() {
            [whole] => whole.clone(),
            pieces => pieces.concat().into(),
        })
    }

    /// In bytes, where all of it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        self.0.iter().map(Piece::length).sum()
    }

    /// Has a stream of it been read, so that it cannot be sent any more?
    pub(crate) fn is_spent(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Stream(stream) if stream.is_spent()))
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        let mut payload = Payload::default();
        payload.push(Piece::Bytes(bytes));
        payload
    }
}

impl Piece {
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Piece::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Piece::Stream(stream) => stream.length,
        }
    }
}

impl Stream {
    pub(crate) fn new(body: BoxBody, length: Option<u64>) -> Self {
        Stream { body: Arc::new(Mutex::new(Some(body))), length }
    }

    /// Its body, for the one who reads it.
    pub(crate) fn take(&self) -> Option<BoxBody> {
        self.body.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.body, &other.body)
    }

    fn is_spent(&self) -> bool {
        self.body.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "stream of {length} bytes"),
            None => f.write_str("stream"),
        }
    }
}
