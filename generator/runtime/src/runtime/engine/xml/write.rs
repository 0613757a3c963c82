//! From JSON to XML 1.0.

use super::super::json::Value;
use super::{XmlMember, XmlName, XmlShape};

/// The document of a value, as this shape writes it.
#[inline]
pub(crate) fn write(root: XmlName, value: &Value, shape: &XmlShape) -> Result<String, &'static str> {
    let mut out = Out(r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned());
    out.element(&Tag::of(&root), value, shape)?;
    Ok(out.0)
}

/// The name of an element or attribute that is being written.
struct Tag<'n> {
    name: &'n str,
    prefix: Option<&'n str>,
    namespace: Option<&'n str>,
}

impl<'n> Tag<'n> {
    #[inline]
    fn of(name: &'n XmlName) -> Self {
        Tag { name: name.name, prefix: name.prefix, namespace: name.namespace }
    }

    #[inline]
    fn plain(name: &'n str) -> Self {
        Tag { name, prefix: None, namespace: None }
    }

    #[inline]
    fn qualified(&self) -> String {
        self.prefix.map_or_else(|| self.name.to_owned(), |prefix| [prefix, ":", self.name].concat())
    }
}

const FORBIDDEN: &str = "holds a character that XML cannot carry";

struct Out(String);

impl Out {
    #[inline]
    fn element(&mut self, name: &Tag<'_>, value: &Value, shape: &XmlShape) -> Result<(), &'static str> {
        let tag = self.open(name);
        match (shape, value) {
            (XmlShape::Object(members), Value::Object(values)) => {
                let of = |member: &XmlMember| values.iter().find(|(key, _)| key == member.key).map(|(_, value)| value);
                let mut prefixes = Vec::from_iter(name.prefix.zip(name.namespace));
                for member in members.iter().filter(|member| member.attribute) {
                    if let Some(value) = of(member).filter(|value| **value != Value::Null) {
                        self.declare(&member.name, &mut prefixes)?;
                        self.attribute(&Tag::of(&member.name), value)?;
                    }
                }
                self.0.push('>');
                for member in members.iter().filter(|member| !member.attribute) {
                    if let Some(value) = of(member) {
                        self.member(member, value)?;
                    }
                }
                let known = |key: &str| members.iter().any(|member| member.key == key);
                for (key, value) in values.iter().filter(|(key, _)| !known(key)) {
                    self.named(key, value, &XmlShape::Any)?;
                }
            }
            _ => {
                self.0.push('>');
                self.content(value, shape)?;
            }
        }
        self.close(&tag);
        Ok(())
    }

    /// What stands within an element that is not described by members.
    #[inline]
    fn content(&mut self, value: &Value, shape: &XmlShape) -> Result<(), &'static str> {
        let inner = match shape {
            XmlShape::List(of) | XmlShape::Map(of) => of(),
            _ => &XmlShape::Any,
        };
        match value {
            Value::Object(members) => members.iter().try_for_each(|(key, value)| self.named(key, value, inner)),
            Value::Array(items) => items.iter().try_for_each(|item| self.element(&Tag::plain("item"), item, inner)),
            scalar => self.text(&plain(scalar), false),
        }
    }

    #[inline]
    fn member(&mut self, member: &XmlMember, value: &Value) -> Result<(), &'static str> {
        match (value, (member.shape)()) {
            (Value::Null, _) => Ok(()),
            (Value::Array(items), XmlShape::List(of)) => {
                let tag = member.wrapped.then(|| {
                    let tag = self.open(&Tag::of(&member.name));
                    self.0.push('>');
                    tag
                });
                // Items of a list that is wrapped repeat its name, and not its namespace.
                let item = match member.wrapped && member.item.is_none() {
                    true => XmlName::new(member.name.name),
                    false => member.item_name(),
                };
                let item = Tag::of(&item);
                items.iter().try_for_each(|value| self.element(&item, value, of()))?;
                tag.iter().for_each(|tag| self.close(tag));
                Ok(())
            }
            (value, shape) => self.element(&Tag::of(&member.name), value, shape),
        }
    }

    /// An element whose name comes from a key; a list repeats it.
    #[inline]
    fn named(&mut self, key: &str, value: &Value, shape: &XmlShape) -> Result<(), &'static str> {
        if !is_name(key) {
            return Err("has a member whose name cannot be that of an XML element");
        }
        let all = match (value, shape) {
            (Value::Null, _) => &[],
            (Value::Array(items), XmlShape::Any) => items.as_slice(),
            (one, _) => std::slice::from_ref(one),
        };
        all.iter().try_for_each(|one| self.element(&Tag::plain(key), one, shape))
    }

    /// The beginning of a tag, with its namespace; what closes it.
    #[inline]
    fn open(&mut self, name: &Tag<'_>) -> String {
        let tag = name.qualified();
        self.0.push('<');
        self.0.push_str(&tag);
        if let Some(namespace) = name.namespace {
            self.0.push_str(" xmlns");
            if let Some(prefix) = name.prefix {
                self.0.push(':');
                self.0.push_str(prefix);
            }
            self.0.push_str("=\"");
            // Checked when the client was generated.
            let _ = self.text(namespace, true);
            self.0.push('"');
        }
        tag
    }

    /// Declares the namespace of an attribute, once in each element.
    #[inline]
    fn declare<'n>(&mut self, name: &XmlName, known: &mut Vec<(&'n str, &'n str)>) -> Result<(), &'static str>
    where
        'static: 'n,
    {
        let Some((prefix, namespace)) = name.prefix.zip(name.namespace) else { return Ok(()) };
        match known.iter().find(|(known, _)| *known == prefix) {
            Some((_, same)) if *same == namespace => return Ok(()),
            Some(_) => return Err("has one prefix for two namespaces in an element"),
            None => known.push((prefix, namespace)),
        }
        self.0.push_str(&[" xmlns:", prefix, "=\""].concat());
        self.text(namespace, true)?;
        self.0.push('"');
        Ok(())
    }

    #[inline]
    fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    #[inline]
    fn attribute(&mut self, name: &Tag<'_>, value: &Value) -> Result<(), &'static str> {
        if matches!(value, Value::Array(_) | Value::Object(_)) {
            return Err("has an attribute that is no text");
        }
        self.0.push(' ');
        self.0.push_str(&name.qualified());
        self.0.push_str("=\"");
        self.text(&plain(value), true)?;
        self.0.push('"');
        Ok(())
    }

    /// Text with what would end it escaped; line ends and tabs as references where readers would change them (XML 1.0 §2.11,
    /// §3.3.3).
    #[inline]
    fn text(&mut self, text: &str, quoted: bool) -> Result<(), &'static str> {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' if quoted => self.0.push_str("&quot;"),
                '\r' => self.0.push_str("&#13;"),
                '\n' if quoted => self.0.push_str("&#10;"),
                '\t' if quoted => self.0.push_str("&#9;"),
                '\n' | '\t' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => self.0.push(c),
                _ => return Err(FORBIDDEN),
            }
        }
        Ok(())
    }
}

#[inline]
fn plain(value: &Value) -> String {
    super::super::field::text(value)
}

/// The names that every reader takes (XML 1.0 §2.3, without those beyond ASCII and without colons).
#[inline]
fn is_name(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
