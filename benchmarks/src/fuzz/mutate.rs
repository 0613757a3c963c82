//! Documents that are broken on purpose: nodes dropped, doubled, retyped, moved, swapped; numbers and texts that hurt.
//!
//! The same seed gives the same documents, on every machine.

use crate::value::Json;

/// A small generator of random numbers (SplitMix64): a seed names a case for ever.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below the bound; 0 if that is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1e999",
    "-1e-999",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "0.1",
    "1e-40",
    "1.0",
    "4294967296",
    "2147483648",
    "0.30000000000000004",
    "100000000000000000000000000000000000000000000000000000000000000000000",
    "1E+2",
];

const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "\"",
    "\\",
    "*/",
    "{}",
    "{",
    "}",
    "#",
    "#/",
    "#/components/schemas/A",
    "self",
    "Self",
    "crate",
    "1",
    "😀",
    "e\u{301}",
    "\u{202e}",
    "\0",
    "\n",
    "```",
    "../..",
    "https://example.com/{a}",
    "null",
    "true",
    "$ref",
    "2XX",
    "default",
    "application/json",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "text/event-stream",
    "image/*",
    "*/*",
    "(",
    "[",
    "^(a+)+$",
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "query",
    "path",
    "header",
    "cookie",
    "form",
    "deepObject",
    "matrix",
    "date-time",
    "int32",
    "byte",
    "password",
    "3.0.0",
    "3.1.0",
    "3.2.0",
];

const KEYS: &[&str] = &[
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "additionalProperties",
    "patternProperties",
    "required",
    "type",
    "enum",
    "const",
    "nullable",
    "format",
    "discriminator",
    "mapping",
    "propertyName",
    "$ref",
    "$defs",
    "prefixItems",
    "if",
    "then",
    "else",
    "readOnly",
    "writeOnly",
    "default",
    "minimum",
    "maximum",
    "minLength",
    "pattern",
    "uniqueItems",
    "schema",
    "content",
    "headers",
    "parameters",
    "requestBody",
    "responses",
    "style",
    "explode",
    "in",
    "name",
    "security",
    "servers",
    "variables",
    "callbacks",
    "webhooks",
    "links",
    "tags",
    "operationId",
    "get",
    "post",
    "200",
    "4XX",
    "$anchor",
    "$id",
    "$dynamicRef",
    "encoding",
    "itemSchema",
    "example",
    "examples",
    "title",
    "description",
    "deprecated",
    "a",
    "A",
    "",
];

/// One to six changes; parts of the donor are put into it.
pub(super) fn mutate(document: &Json, donor: &Json, random: &mut Random) -> Json {
    let mut out = document.clone();
    for _ in 0..=random.below(6) {
        let part = part_of(if random.below(4) == 0 { donor } else { document }, random);
        let target = pointer_into(document, random);
        let at = random.below(out.count());
        if let Some(node) = node_at(&mut out, at) {
            change(node, part, target, random);
        }
    }
    out
}

/// Changes a value in its place.
fn change(node: &mut Json, part: Json, target: String, random: &mut Random) {
    match random.below(11) {
        0 => *node = part,
        1 => *node = Json::Object(vec![("$ref".to_owned(), Json::Text(target))]),
        2 => {
            *node = [Json::Null, Json::Bool(true), Json::Bool(false), Json::List(Vec::new()), Json::Object(Vec::new())]
                [random.below(5)]
            .clone()
        }
        3 => *node = Json::text(random.pick(TEXTS)),
        4 => *node = Json::Number(random.pick(NUMBERS).to_owned()),
        5 => *node = Json::List(vec![node.clone(), part]),
        6 => *node = Json::Object(vec![(random.pick(KEYS).to_owned(), node.clone())]),
        _ => inside(node, part, random),
    }
}

/// Changes what stands in a list or an object; a scalar becomes another of its kind.
fn inside(node: &mut Json, part: Json, random: &mut Random) {
    match node {
        Json::List(items) => {
            let at = random.below(items.len());
            match random.below(3) {
                0 if !items.is_empty() => drop(items.remove(at)),
                1 if !items.is_empty() => items.push(items[at].clone()),
                _ => items.insert(at, part),
            }
        }
        Json::Object(members) => {
            let (at, other) = (random.below(members.len()), random.below(members.len()));
            match random.below(6) {
                0 | 1 if !members.is_empty() => drop(members.remove(at)),
                2 if !members.is_empty() => members[at].0 = random.pick(KEYS).to_owned(),
                3 if !members.is_empty() => {
                    let (key, value) = members[at].clone();
                    members.push((format!("{key}{}", random.pick(TEXTS)), value));
                }
                4 if !members.is_empty() => {
                    let kept = members[at].1.clone();
                    members[at].1 = std::mem::replace(&mut members[other].1, kept);
                }
                _ => members.push((random.pick(KEYS).to_owned(), part)),
            }
        }
        Json::Text(text) => text.push_str(random.pick(TEXTS)),
        Json::Number(text) => *text = random.pick(NUMBERS).to_owned(),
        Json::Bool(flag) => *flag = !*flag,
        Json::Null => *node = part,
    }
}

/// A copy of some part that is not large.
fn part_of(document: &Json, random: &mut Random) -> Json {
    let mut copy = document.clone();
    for _ in 0..8 {
        let at = random.below(copy.count());
        match node_at(&mut copy, at) {
            Some(part) if part.count() < 60 => return part.clone(),
            _ => {}
        }
    }
    Json::Null
}

/// A reference to some place of the document: an ancestor of what refers to it, its sibling, anything.
fn pointer_into(document: &Json, random: &mut Random) -> String {
    let (mut pointer, mut node) = ("#".to_owned(), document);
    while random.below(7) != 0 {
        match node {
            Json::Object(members) if !members.is_empty() => {
                let (key, value) = &members[random.below(members.len())];
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                node = value;
            }
            Json::List(items) if !items.is_empty() => {
                let at = random.below(items.len());
                pointer.push_str(&format!("/{at}"));
                node = &items[at];
            }
            _ => break,
        }
    }
    pointer
}

/// The value at a place in the order of the text.
pub(super) fn node_at(root: &mut Json, at: usize) -> Option<&mut Json> {
    if at == 0 {
        return Some(root);
    }
    let mut before = 1;
    let mut search = |child: &mut Json| {
        let count = child.count();
        let found = at < before + count;
        let place = at.wrapping_sub(before);
        before += if found { 0 } else { count };
        found.then_some(place)
    };
    match root {
        Json::List(items) => items.iter_mut().find_map(|child| search(child).map(|place| (child, place))),
        Json::Object(members) => members.iter_mut().find_map(|(_, child)| search(child).map(|place| (child, place))),
        _ => None,
    }
    .and_then(|(child, place)| node_at(child, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_names_a_document_for_ever() {
        let document = Json::Object(vec![("a".to_owned(), Json::List(vec![Json::Null, Json::text("b")]))]);
        let made = |seed| mutate(&document, &document, &mut Random::new(seed));
        assert_eq!(made(7), made(7));
        assert!((0..20).any(|seed| made(seed) != document));
    }

    #[test]
    fn every_value_has_its_place() {
        let mut document =
            Json::Object(vec![("a".to_owned(), Json::List(vec![Json::Null])), ("b".to_owned(), Json::text("x"))]);
        assert_eq!(document.count(), 4);
        assert_eq!(node_at(&mut document, 2), Some(&mut Json::Null));
        assert_eq!(node_at(&mut document, 3), Some(&mut Json::text("x")));
        assert_eq!(node_at(&mut document, 4), None);
    }
}
