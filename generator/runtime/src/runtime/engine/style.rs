//! How the values of parameters are written: every style in every place (OpenAPI 3.0.3 §4.7.12.3, RFC 6570).
//!
//! Where OpenAPI 3.0.3 differs from RFC 6570, to which it refers, RFC 6570 is followed, as OpenAPI 3.0.4 corrects it: a
//! `label` list without `explode` is `.blue,black`. Headers are not percent-encoded: nobody decodes them.

use super::parameter::{ParamPlace, ParamSpec, ParamValue, Style};
use super::percent::{self, COOKIE_RESERVED, Kept, PATH_RESERVED, QUERY_RESERVED, UNRESERVED};

/// Characters around and between the parts of a value.
struct Marks {
    /// Before the first part.
    first: &'static str,
    /// Between parts.
    between: &'static str,
    /// Does the name stand before the value, or before each of its parts if they are exploded?
    named: bool,
}

/// The text of a parameter in the path or in a header: what stands for `{name}`, or the header's value.
pub(crate) fn inline(spec: &ParamSpec, value: &ParamValue) -> String {
    let writer = Writer::new(spec);
    let marks = match (spec.style, spec.explode) {
        (Style::Matrix, true) => Marks { first: ";", between: ";", named: true },
        (Style::Matrix, false) => Marks { first: ";", between: ",", named: true },
        (Style::Label, true) => Marks { first: ".", between: ".", named: false },
        (Style::Label, false) => Marks { first: ".", between: ",", named: false },
        _ => Marks { first: "", between: ",", named: false },
    };
    let mut out = marks.first.to_owned();
    match value {
        ParamValue::Primitive(text) => {
            if marks.named {
                writer.name(&mut out, text.is_empty());
            }
            writer.text(text, &mut out);
        }
        _ if spec.explode => {
            let own_name = marks.named.then_some(spec.name);
            let parts = exploded(own_name, value);
            writer.joined(parts.into_iter(), marks.between, &mut out);
        }
        _ => {
            if marks.named {
                writer.name(&mut out, false);
            }
            writer.joined(flat(value).map(|part| (None, part)), marks.between, &mut out);
        }
    }
    out
}

/// The pairs `name=value` of a parameter in the query or in cookies. A list or an object without parts has none.
pub(crate) fn pairs(spec: &ParamSpec, value: &ParamValue) -> Vec<String> {
    let writer = Writer::new(spec);
    let between = match (spec.style, value) {
        (_, ParamValue::Primitive(text)) => return vec![writer.pair(spec.name, text)],
        (Style::DeepObject, ParamValue::Object(members)) => {
            return members.iter().map(|(key, text)| writer.pair(&format!("{}[{key}]", spec.name), text)).collect();
        }
        _ if spec.explode || spec.style == Style::DeepObject => {
            let parts = exploded(Some(spec.name), value);
            return parts.into_iter().map(|(name, text)| writer.pair(name.unwrap_or_default(), text)).collect();
        }
        (Style::SpaceDelimited, _) => "%20",
        (Style::PipeDelimited, _) => "%7C",
        _ => ",",
    };
    let mut parts = flat(value).peekable();
    if parts.peek().is_none() {
        return Vec::new();
    }
    let mut out = writer.pair(spec.name, "");
    writer.joined(parts.map(|part| (None, part)), between, &mut out);
    vec![out]
}

/// A value that is the whole query: its text, with all encoded that is not unreserved. Nothing for an empty one.
pub(crate) fn whole(value: &ParamValue) -> Option<String> {
    let text: String = flat(value).collect::<Vec<_>>().join(",");
    let mut out = String::with_capacity(text.len());
    percent::encode(&text, UNRESERVED, &mut out);
    Some(out).filter(|out| !out.is_empty())
}

/// Parts with the names that they carry when each stands alone.
fn exploded<'v>(own_name: Option<&'v str>, value: &'v ParamValue) -> Vec<(Option<&'v str>, &'v str)> {
    match value {
        ParamValue::Primitive(text) => vec![(own_name, text.as_str())],
        ParamValue::List(items) => items.iter().map(|item| (own_name, item.as_str())).collect(),
        ParamValue::Object(members) => {
            members.iter().map(|(name, text)| (Some(name.as_str()), text.as_str())).collect()
        }
    }
}

/// Parts in one row, the names of members among them.
fn flat(value: &ParamValue) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        ParamValue::Primitive(text) => Box::new(std::iter::once(text.as_str())),
        ParamValue::List(items) => Box::new(items.iter().map(String::as_str)),
        ParamValue::Object(members) => Box::new(members.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()])),
    }
}

/// Writes texts with the encoding of their place.
struct Writer {
    name: &'static str,
    /// `None`: no encoding at all.
    kept: Option<Kept>,
}

impl Writer {
    fn new(spec: &ParamSpec) -> Self {
        let kept = match spec.place {
            ParamPlace::Header => None,
            ParamPlace::Cookie if spec.style == Style::Cookie => None,
            ParamPlace::Path if spec.allow_reserved => Some(PATH_RESERVED),
            ParamPlace::Cookie if spec.allow_reserved => Some(COOKIE_RESERVED),
            _ if spec.allow_reserved => Some(QUERY_RESERVED),
            _ => Some(UNRESERVED),
        };
        Writer { name: spec.name, kept }
    }

    fn text(&self, text: &str, out: &mut String) {
        match self.kept {
            Some(kept) => percent::encode(text, kept, out),
            None => out.push_str(text),
        }
    }

    fn pair(&self, name: &str, text: &str) -> String {
        let mut out = String::with_capacity(name.len() + 1 + text.len());
        self.joined(std::iter::once((Some(name), text)), "", &mut out);
        out
    }

    /// The parameter's own name in front of its value; RFC 6570 §3.2.7 writes `;name` for an empty one.
    fn name(&self, out: &mut String, empty: bool) {
        percent::encode(self.name, UNRESERVED, out);
        if !empty {
            out.push('=');
        }
    }

    fn joined<'v>(&self, parts: impl Iterator<Item = (Option<&'v str>, &'v str)>, between: &str, out: &mut String) {
        for (index, (name, text)) in parts.enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            if let Some(name) = name {
                match self.kept {
                    Some(_) => percent::encode(name, UNRESERVED, out),
                    None => out.push_str(name),
                }
                out.push('=');
            }
            self.text(text, out);
        }
    }
}
