//! Bounds of what the reader of XML is given, for its time grows with the square of attributes in an element and of namespaces
//! in scope. One pass over the text, which knows tags and nothing of what they mean; what is no XML is for the reader to say.

use super::XmlFault;

/// The most attributes of an element.
const ATTRIBUTES: usize = 256;

/// The most namespaces that are declared around an element.
const NAMESPACES: usize = 64;

/// The most elements in each other.
const DEEPEST: usize = 256;

#[inline]
pub(super) fn check(text: &str) -> Result<(), XmlFault> {
    let mut open: Vec<usize> = Vec::new();
    let mut declared = 0;
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")]
            .iter()
            .find_map(|(from, to)| Some(tag.strip_prefix(from)?.split_once(to).map_or("", |(_, behind)| behind)));
        if let Some(behind) = skipped {
            rest = behind;
        } else if let Some(end) = tag.strip_prefix('/') {
            declared -= open.pop().unwrap_or_default();
            rest = end.split_once('>').map_or("", |(_, behind)| behind);
        } else {
            let tag = Tag::of(tag);
            if tag.attributes > ATTRIBUTES || declared + tag.namespaces > NAMESPACES {
                return Err(XmlFault::TooMany);
            }
            if !tag.is_empty {
                open.push(tag.namespaces);
                declared += tag.namespaces;
            }
            if open.len() > DEEPEST {
                return Err(XmlFault::TooDeep);
            }
            rest = tag.behind;
        }
    }
    Ok(())
}

struct Tag<'t> {
    attributes: usize,
    namespaces: usize,
    is_empty: bool,
    behind: &'t str,
}

impl<'t> Tag<'t> {
    /// What begins behind `<`.
    #[inline]
    fn of(text: &'t str) -> Self {
        let mut tag = Tag { attributes: 0, namespaces: 0, is_empty: false, behind: "" };
        let mut quote = None;
        let (mut name, mut between) = (0, true);
        for (at, byte) in text.bytes().enumerate() {
            // The name of an attribute begins behind a blank, or behind the value before it.
            if between && quote.is_none() && byte != b'=' && !byte.is_ascii_whitespace() {
                name = at;
            }
            between = byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => {
                    tag.attributes += 1;
                    let is_namespace = text.get(name..at).is_some_and(|name| name.starts_with("xmlns"));
                    tag.namespaces += usize::from(is_namespace);
                }
                (None, b'>') => {
                    tag.is_empty = text.get(..at).is_some_and(|inner| inner.ends_with('/'));
                    tag.behind = text.get(at + 1..).unwrap_or_default();
                    break;
                }
                (None, _) => {}
            }
        }
        tag
    }
}
