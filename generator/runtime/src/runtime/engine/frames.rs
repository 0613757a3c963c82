//! Where one item of a stream ends and the next begins: lines, and the events that lines make (HTML standard §9.2.6).
//!
//! Bytes in, items out; it neither waits nor knows what an item means. Each byte is looked at once.

use std::collections::VecDeque;

/// An event, or a line, which is an event with nothing but data.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) name: Option<String>,
    /// None: it is no event, and says only from where to go on.
    pub(crate) data: Option<Vec<u8>>,
    pub(crate) id: Option<String>,
    /// In milliseconds.
    pub(crate) retry: Option<u64>,
}

/// Cuts a stream into items.
#[derive(Debug)]
pub(crate) struct Frames {
    /// Is a line an item?
    lines: bool,
    /// The longest item, in bytes.
    limit: usize,
    line: Vec<u8>,
    /// Was the last byte a carriage return? A line feed after it belongs to it.
    returned: bool,
    first: bool,
    event: Event,
    ready: VecDeque<Event>,
    retry: Option<u64>,
}

impl Frames {
    #[inline]
    pub(crate) fn new(lines: bool, limit: usize) -> Self {
        let event = Event::default();
        let (line, ready) = (Vec::new(), VecDeque::new());
        Frames { lines, limit, line, returned: false, first: true, event, ready, retry: None }
    }

    /// How long to wait before the stream is asked for again, in milliseconds, if it said so. It counts as soon as it is read,
    /// also without an event.
    #[inline]
    pub(crate) fn retry(&self) -> Option<u64> {
        self.retry
    }

    /// The next item that is whole.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Event> {
        self.ready.pop_front()
    }

    /// Takes bytes in. `false`: an item is longer than it may be.
    #[must_use]
    #[inline]
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> bool {
        if std::mem::take(&mut self.returned) {
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
        }
        // Lines of JSON end with a line feed; a carriage return before it is white space.
        let lines = self.lines;
        let ends = |byte: &u8| *byte == b'\n' || (!lines && *byte == b'\r');
        while let Some(end) = bytes.iter().position(ends) {
            let (line, rest) = bytes.split_at(end);
            self.line.extend_from_slice(line);
            if self.is_too_long() {
                return false;
            }
            let is_return = rest.first() == Some(&b'\r');
            bytes = rest.get(1..).unwrap_or_default();
            if is_return {
                self.returned = bytes.is_empty();
                bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
            }
            self.end_line();
        }
        self.line.extend_from_slice(bytes);
        !self.is_too_long()
    }

    #[inline]
    fn is_too_long(&self) -> bool {
        self.line.len() + self.event.data.as_ref().map_or(0, Vec::len) > self.limit
    }

    /// Another stream takes the place of this one. What was not whole is gone.
    #[inline]
    pub(crate) fn restart(&mut self) {
        *self = Frames { retry: self.retry, ..Frames::new(self.lines, self.limit) };
    }

    /// The stream is at its end: a line is whole without a line feed, an event is not without its empty line.
    #[inline]
    pub(crate) fn end(&mut self) {
        if self.lines {
            self.end_line();
        }
    }

    #[inline]
    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.first) && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        if !self.lines {
            return self.field(&line);
        }
        // RFC 7464 begins each item with a record separator.
        let item = line.strip_prefix(b"\x1e").unwrap_or(&line).trim_ascii();
        if !item.is_empty() {
            self.ready.push_back(Event { data: Some(item.to_vec()), ..Event::default() });
        }
    }

    #[inline]
    fn field(&mut self, line: &[u8]) {
        if line.is_empty() {
            let mut event = std::mem::take(&mut self.event);
            // The last line feed is none of the data.
            event.data.as_mut().map(Vec::pop);
            if event.data.is_some() || event.id.is_some() {
                self.ready.push_back(event);
            }
            return;
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => {
                let data = self.event.data.get_or_insert_default();
                data.extend_from_slice(value);
                data.push(b'\n');
            }
            b"event" => self.event.name = Some(text()),
            b"id" if !value.contains(&0) => self.event.id = Some(text()),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                self.event.retry = text().parse().ok();
                self.retry = self.event.retry.or(self.retry);
            }
            // A comment, or a field of a later day.
            _ => {}
        }
    }
}
