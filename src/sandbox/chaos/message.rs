//! A message of HTTP/1.1 as bytes: as much of it as has to be known to pass it on. What comes in chunks is not taken; neither
//! the sandbox nor the generated client sends such.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _};

/// Far more than a purchase and its answer have; the whole ledger is not read through here.
const LIMIT: usize = 256 * 1024;

/// A request or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    /// Up to and with the empty line.
    pub(super) head: Vec<u8>,
    pub(super) body: Vec<u8>,
}

impl Message {
    /// Reads one message; `None` when there is none before the end.
    pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let head = loop {
            if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            if more(stream, &mut bytes).await? == 0 {
                return if bytes.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
        };
        let mut message = Self { body: bytes.split_off(head), head: bytes };
        let length = message.length()?;
        while message.body.len() < length {
            if more(stream, &mut message.body).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Some(message))
    }

    /// All of it, as it came.
    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head.as_slice(), &self.body].concat()
    }

    /// The first line, with its end.
    pub(super) fn status_line(&self) -> &[u8] {
        self.head.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default()
    }

    /// What follows the first line, with the empty line.
    pub(super) fn headers(&self) -> &[u8] {
        self.head.get(self.status_line().len()..).unwrap_or_default()
    }

    fn length(&self) -> io::Result<usize> {
        let head = String::from_utf8_lossy(&self.head).to_ascii_lowercase();
        if head.contains("\r\ntransfer-encoding:") {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "a body in chunks"));
        }
        match head.lines().find_map(|line| line.strip_prefix("content-length:")) {
            None => Ok(0),
            Some(length) => match length.trim().parse() {
                Ok(length) if length <= LIMIT => Ok(length),
                _ => Err(io::Error::new(io::ErrorKind::InvalidData, "a length that is not taken")),
            },
        }
    }
}

async fn more(stream: &mut (impl AsyncRead + Unpin), bytes: &mut Vec<u8>) -> io::Result<usize> {
    if bytes.len() > LIMIT {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message that is too long"));
    }
    stream.read_buf(bytes).await
}
