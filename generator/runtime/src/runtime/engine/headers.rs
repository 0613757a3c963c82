//! The headers of a request: a short list, of which each attempt makes the map that a transport takes.
//!
//! A map would be made for the call and copied for each attempt, which costs more than to look through a few names.

use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers in the order in which they were set, each name once.
#[derive(Clone, Default)]
pub(crate) struct Headers(Vec<(HeaderName, HeaderValue)>);

/// What a call mostly has.
const USUAL: usize = 6;

impl Headers {
    /// Sets a header, in the place of one of this name.
    pub(crate) fn insert(&mut self, name: HeaderName, value: HeaderValue) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.push(name, value),
        }
    }

    fn push(&mut self, name: HeaderName, value: HeaderValue) {
        if self.0.is_empty() {
            self.0.reserve(USUAL);
        }
        self.0.push((name, value));
    }

    /// Sets a header unless there is one of this name.
    pub(crate) fn insert_new(&mut self, name: &HeaderName, value: &HeaderValue) {
        if !self.contains(name) {
            self.push(name.clone(), value.clone());
        }
    }

    pub(crate) fn get(&self, name: &HeaderName) -> Option<&HeaderValue> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn contains(&self, name: &HeaderName) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn remove(&mut self, name: &HeaderName) {
        self.retain(|known| known != name);
    }

    /// Keeps those with such names.
    pub(crate) fn retain(&mut self, keep: impl Fn(&HeaderName) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// As a transport takes them, with room for what it adds itself.
    pub(crate) fn to_map(&self) -> HeaderMap {
        let mut map = HeaderMap::with_capacity(self.0.len() + 2);
        map.extend(self.0.iter().cloned());
        map
    }
}

impl From<HeaderMap> for Headers {
    /// Of a name that is there more than once, the last one.
    fn from(map: HeaderMap) -> Self {
        let mut headers = Headers::default();
        let mut name = None;
        for (next, value) in map {
            name = next.or(name);
            if let Some(name) = &name {
                headers.insert(name.clone(), value);
            }
        }
        headers
    }
}
