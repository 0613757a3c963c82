//! Two requests that should be the same: what differs, in words.
//!
//! Compared is what a server acts on: method, path and query after decoding, the parameters that are headers, the media
//! type of the body and the body as a value. How characters are escaped, and which headers describe the client, is not.

use serde_json::Value;

use super::program::CREDENTIAL;

/// A request as the program printed it, or why there was none.
#[derive(Clone, Debug)]
pub(super) enum Seen {
    Request(Box<Request>),
    Refused(String),
}

#[derive(Clone, Debug)]
pub(super) struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Seen {
    /// Reads a line of the program: the index of the case, the side, and what was seen.
    pub(super) fn read(line: &str) -> Option<(usize, bool, Self)> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let index = usize::try_from(value.get("case")?.as_u64()?).ok()?;
        let ours = text("side")? == "ours";
        if let Some(words) = text("refused") {
            return Some((index, ours, Self::Refused(words)));
        }
        let headers = value
            .get("headers")?
            .as_array()?
            .iter()
            .filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())));
        let request = Request {
            method: text("method")?,
            target: text("target")?,
            headers: headers.collect(),
            body: text("body")?,
        };
        Some((index, ours, Self::Request(Box::new(request))))
    }
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn path(&self) -> Vec<String> {
        let path = self.target.split('?').next().unwrap_or_default();
        path.split('/').map(|segment| decoded(segment, false)).collect()
    }

    fn query(&self) -> Vec<(String, String)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let mut pairs: Vec<(String, String)> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name, true), decoded(value, true)))
            .filter(|(_, value)| value != CREDENTIAL)
            .collect();
        pairs.sort();
        pairs
    }

    fn media_type(&self) -> String {
        let essence = self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    }
}

/// The kinds of difference, each with both sides.
pub(super) fn differences(ours: &Request, theirs: &Request, headers: &[String]) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut differ = |kind, one: String, other: String| {
        if one != other {
            found.push((kind, format!("{one} / {other}")));
        }
    };
    differ("method", ours.method.clone(), theirs.method.clone());
    differ("path", format!("{:?}", ours.path()), format!("{:?}", theirs.path()));
    differ("query", format!("{:?}", ours.query()), format!("{:?}", theirs.query()));
    for name in headers {
        differ("header", format!("{name}: {:?}", ours.header(name)), format!("{name}: {:?}", theirs.header(name)));
    }
    differ("media type", ours.media_type(), theirs.media_type());
    let (one, other) = (body(ours), body(theirs));
    if one != other {
        found.push(("body", format!("{one} / {other}")));
    }
    found
}

/// The body as a value, if it is one.
fn body(request: &Request) -> Value {
    match request.media_type().as_str() {
        "application/x-www-form-urlencoded" => {
            let mut pairs: Vec<String> = request.body.split('&').map(|pair| decoded(pair, true)).collect();
            pairs.sort();
            pairs.into()
        }
        _ => serde_json::from_str(&request.body).unwrap_or_else(|_| request.body.clone().into()),
    }
}

/// Without percent escapes; in a query and a form a plus sign is a blank.
fn decoded(text: &str, plus: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
        bytes.push(match byte {
            Some(byte) => byte,
            None if plus && *first == b'+' => b' ',
            None => *first,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
