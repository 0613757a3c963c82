//! `[webhooks]`: how the server signs what it sends by itself, which no document says.

use toml::de::DeTable;

use super::read::Reader;
use crate::diagnostic::{Location, nearest};

/// How webhooks are signed, and where the user says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Webhooks {
    /// The form.
    pub signature: Signature,
    /// Where it is said.
    pub location: Location,
}

/// How a server signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// As many servers do.
    Known(Provider),
    /// In a way of its own.
    Own(SignatureForm),
}

/// Ways of signing that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Standard Webhooks.
    Standard,
    /// Stripe.
    Stripe,
    /// Slack.
    Slack,
    /// GitHub.
    GitHub,
}

/// The HMAC-SHA256 of a text that ends with the body, in a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureForm {
    /// The header.
    pub header: String,
    /// Before each signature.
    pub prefix: String,
    /// Between the parts of the header; empty if it is one.
    pub separator: String,
    /// Is the signature written in Base64, instead of hexadecimal digits?
    pub base64: bool,
    /// Is the secret shown in Base64?
    pub base64_secret: bool,
    /// What is signed before the body.
    pub before: Vec<Signed>,
}

/// A piece of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// This text.
    Text(String),
    /// The value of a header.
    Header(String),
    /// The value of a header, which is a time.
    TimeInHeader(String),
    /// The part of the signature's header that begins with this text, which is a time.
    TimeInPart(String),
}

const PROVIDERS: [(&str, Provider); 4] = [
    ("standard", Provider::Standard),
    ("stripe", Provider::Stripe),
    ("slack", Provider::Slack),
    ("github", Provider::GitHub),
];

const KEYS: [&str; 8] =
    ["header", "prefix", "separator", "encoding", "secret", "timestamp_header", "timestamp_prefix", "signed"];

pub(super) fn read(reader: &mut Reader<'_>, root: &DeTable<'_>) -> Option<Webhooks> {
    let table = reader.table(root, "", "webhooks")?;
    reader.known(table, "/webhooks", &["signature"]);
    let value = table.get("signature")?;
    let location = reader.location("/webhooks", "signature", value.span());
    let signature = match (value.get_ref().as_str(), value.get_ref().as_table()) {
        (Some(name), _) => {
            match PROVIDERS.iter().find(|(known, _)| *known == name) {
                Some((_, provider)) => Signature::Known(*provider),
                None => {
                    let help = match nearest(name, PROVIDERS.iter().map(|(known, _)| *known)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "write \"standard\", \"stripe\", \"slack\", \"github\", or a table that begins with `header`".to_owned(),
                };
                    reader.bad_value(location, format!("`{}` is no known way of signing", name.escape_debug()), help);
                    return None;
                }
            }
        }
        (_, Some(form)) => Signature::Own(own(reader, form, &location)?),
        _ => {
            reader.wrong_type("/webhooks", "signature", value, "a string or a table");
            return None;
        }
    };
    Some(Webhooks { signature, location })
}

fn own(reader: &mut Reader<'_>, table: &DeTable<'_>, location: &Location) -> Option<SignatureForm> {
    let pointer = "/webhooks/signature";
    reader.known(table, pointer, &KEYS);
    let [header, prefix, separator, encoding, secret, timestamp_header, timestamp_prefix, signed] =
        KEYS.map(|key| reader.string(table, pointer, key));
    let place = |reader: &Reader<'_>, key: &str| {
        table.get(key).map_or_else(|| location.clone(), |value| reader.location(pointer, key, value.span()))
    };
    let Some(header) = header else {
        if !table.contains_key("header") {
            reader.lacks("header", location.clone());
        }
        return None;
    };
    let mut is_good = true;
    let mut base64 = [("encoding", encoding, "hex"), ("secret", secret, "text")]
        .map(|(key, value, usual)| {
            let is_known = value.as_deref().is_none_or(|value| value == usual || value == "base64");
            if !is_known {
                let at = place(reader, key);
                let help = format!("write \"{usual}\" or \"base64\"");
                reader.bad_value(at, format!("`{key}` is neither \"{usual}\" nor \"base64\""), help);
            }
            is_good &= is_known;
            value.as_deref() == Some("base64")
        })
        .into_iter();
    let time = match (timestamp_header, timestamp_prefix) {
        (Some(header), _) => Some(Signed::TimeInHeader(header)),
        (None, prefix) => prefix.map(Signed::TimeInPart),
    };
    let before = match pieces(signed.as_deref().unwrap_or(BODY), time) {
        Ok(before) => before,
        Err((why, help)) => {
            let at = place(reader, "signed");
            reader.bad_value(at, why.to_owned(), help.to_owned());
            return None;
        }
    };
    let headers = before.iter().filter_map(|piece| match piece {
        Signed::Header(name) | Signed::TimeInHeader(name) => Some(name),
        Signed::Text(_) | Signed::TimeInPart(_) => None,
    });
    if let Some(name) = std::iter::once(&header).chain(headers).find(|name| !is_header(name)) {
        let why = format!("`{}` is no name of a header", name.escape_debug());
        reader.bad_value(location.clone(), why, "write letters, digits and hyphens".to_owned());
        return None;
    }
    let (prefix, separator) = (prefix.unwrap_or_default(), separator.unwrap_or_default());
    let [base64, base64_secret] = [base64.next()?, base64.next()?];
    is_good.then_some(SignatureForm { header, prefix, separator, base64, base64_secret, before })
}

const BODY: &str = "{body}";

/// The pieces of `v0:{timestamp}:{body}`, without the body: why it cannot be so, and what to write instead.
fn pieces(signed: &str, time: Option<Signed>) -> Result<Vec<Signed>, (&'static str, &'static str)> {
    let Some(mut rest) = signed.strip_suffix(BODY).filter(|before| !before.contains(BODY)) else {
        return Err(("what is signed does not end with the body", "end it with `{body}`, and write that once"));
    };
    let mut pieces = Vec::new();
    let mut time_is_signed = false;
    while !rest.is_empty() {
        let (text, behind) = rest.split_once('{').map_or((rest, None), |(text, behind)| (text, Some(behind)));
        if !text.is_empty() {
            pieces.push(Signed::Text(text.to_owned()));
        }
        let Some(behind) = behind else { break };
        let Some((name, after)) = behind.split_once('}') else {
            return Err((
                "a `{` in what is signed is not closed",
                "write `{timestamp}`, `{body}`, or a header: `{webhook-id}`",
            ));
        };
        pieces.push(match (name, &time) {
            ("timestamp", Some(time)) => {
                time_is_signed = true;
                time.clone()
            }
            ("timestamp", None) => {
                return Err(("nothing says where the time is", "write `timestamp_header` or `timestamp_prefix`"));
            }
            (header, _) => Signed::Header(header.to_owned()),
        });
        rest = after;
    }
    if time.is_some() && !time_is_signed {
        return Err((
            "the time is not signed, so that anyone could change it",
            "write what is signed, with the time in it: `signed = \"{timestamp}.{body}\"`",
        ));
    }
    Ok(pieces)
}

/// A token of RFC 9110 §5.6.2.
fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
