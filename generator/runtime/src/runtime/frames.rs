//! Where one item of a stream ends and the next begins: lines, and the events that lines make (HTML standard §9.2.6).
//!
//! Bytes in, items out; it neither waits nor knows what an item means. Each byte is looked at once.

use std::collections::VecDeque;

/// An event, or a line, which is an event with nothing but data.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) name: Option<String>,
    pub(crate) data: Vec<u8>,
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
    has_data: bool,
    ready: VecDeque<Event>,
}

impl Frames {
    pub(crate) fn new(lines: bool, limit: usize) -> Self {
        let event = Event::default();
        let (line, ready) = (Vec::new(), VecDeque::new());
        Frames { lines, limit, line, returned: false, first: true, event, has_data: false, ready }
    }

    /// The next item that is whole.
    pub(crate) fn next(&mut self) -> Option<Event> {
        self.ready.pop_front()
    }

    /// Takes bytes in. `false`: an item is longer than it may be.
    #[must_use]
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
            let is_return = rest.first() == Some(&b'\r');
            bytes = rest.get(1..).unwrap_or_default();
            if is_return {
                self.returned = bytes.is_empty();
                bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
            }
            self.end_line();
        }
        self.line.extend_from_slice(bytes);
        self.line.len() + self.event.data.len() <= self.limit
    }

    /// The stream is at its end: a line is whole without a line feed, an event is not without its empty line.
    pub(crate) fn end(&mut self) {
        if self.lines {
            self.end_line();
        }
    }

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
            self.ready.push_back(Event { data: item.to_vec(), ..Event::default() });
        }
    }

    fn field(&mut self, line: &[u8]) {
        if line.is_empty() {
            let mut event = std::mem::take(&mut self.event);
            if std::mem::take(&mut self.has_data) {
                event.data.pop();
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
                self.event.data.extend_from_slice(value);
                self.event.data.push(b'\n');
                self.has_data = true;
            }
            b"event" => self.event.name = Some(text()),
            b"id" if !value.contains(&0) => self.event.id = Some(text()),
            b"retry" if value.iter().all(u8::is_ascii_digit) => self.event.retry = text().parse().ok(),
            // A comment, or a field of a later day.
            _ => {}
        }
    }
}
