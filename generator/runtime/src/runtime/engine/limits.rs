//! How much is taken of an answer: a server that is broken, or is not the one that was meant, must not fill the memory.

use http::HeaderMap;

use super::json::DEPTH_LIMIT;

/// Limits of size. [`Limits::default`] states the defaults.
///
/// An answer that exceeds one of the first three is an error of the transport, of the kind
/// [`TooLarge`](super::TransportKind::TooLarge), with what came of it until then; one that is nested too deeply is a body that
/// cannot be read. What each says of the effect of the request depends on the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How many headers an answer may have. 100, which is also the most that the default transport reads.
    pub headers: usize,
    /// Names and values of all headers together, in bytes. 65,536.
    pub header_bytes: usize,
    /// The body of an answer, as it comes and after it was opened (feature `gzip`), or one item of a streamed one, in
    /// bytes. 16,777,216 (16 MiB).
    pub body: usize,
    /// How deep arrays and objects of JSON may be nested in an answer, members that nobody asked for not
    /// counted. 128, and never more, since reading them takes stack.
    pub json_depth: u32,
    /// How many redirects are followed, one after the other. 5. Only those of `GET` and `HEAD`, where the status is not
    /// documented; to the same origin as they are, to another one without credentials, without the headers of the caller, and
    /// not by layers; never from `https` to `http`. What is not followed is an answer.
    pub redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { headers: 100, header_bytes: 64 * 1024, body: 16 * 1024 * 1024, json_depth: DEPTH_LIMIT, redirects: 5 }
    }
}

impl Limits {
    /// Sets [`Limits::headers`].
    #[must_use]
    pub fn headers(mut self, count: usize) -> Self {
        self.headers = count;
        self
    }

    /// Sets [`Limits::header_bytes`].
    #[must_use]
    pub fn header_bytes(mut self, bytes: usize) -> Self {
        self.header_bytes = bytes;
        self
    }

    /// Sets [`Limits::body`].
    #[must_use]
    pub fn body(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }

    /// Sets [`Limits::json_depth`].
    #[must_use]
    pub fn json_depth(mut self, levels: u32) -> Self {
        self.json_depth = levels.min(DEPTH_LIMIT);
        self
    }

    /// Sets [`Limits::redirects`].
    #[must_use]
    pub fn redirects(mut self, count: u32) -> Self {
        self.redirects = count;
        self
    }

    /// What is too much of the head of an answer.
    pub(crate) fn of_head(&self, headers: &HeaderMap) -> Result<(), &'static str> {
        if headers.len() > self.headers {
            return Err("it has more headers than the client takes");
        }
        let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if bytes > self.header_bytes {
            return Err("its headers are longer than the client takes");
        }
        Ok(())
    }
}
