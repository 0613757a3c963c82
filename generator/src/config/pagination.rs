//! `[pagination]`: how the pages of operations are told, where no convention says it, or not rightly.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::read::{Reader, Value};
use crate::diagnostic::{Location, nearest};

/// How the pages of an operation are told. Which of the fields count is a matter of the kind; those that it needs are there.
#[derive(Clone, Debug, PartialEq)]
pub struct Paged {
    /// The kind.
    pub kind: Pages,
    /// The query parameter that asks for a page.
    pub parameter: Option<String>,
    /// The JSON pointer of the word or address of the next page.
    pub next: Option<String>,
    /// The JSON pointer of whether there is more.
    pub more: Option<String>,
    /// The JSON pointer of the list of items.
    pub items: Option<String>,
    /// The JSON pointer of the identity in an item.
    pub id: Option<String>,
    /// The number of the first page.
    pub first: Option<u64>,
    /// Where it is said.
    pub location: Location,
}

/// Kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// It has none, whatever it looks like.
    None,
    /// The header `Link`.
    Link,
    /// A word of the answer.
    Cursor,
    /// The identity of the last item.
    LastItem,
    /// How many items to pass over.
    Offset,
    /// The number of the page.
    Number,
    /// An address in the body.
    Address,
}

/// The kinds, with what each needs.
const KINDS: [(&str, Pages, &[&str]); 7] = [
    ("none", Pages::None, &[]),
    ("link", Pages::Link, &[]),
    ("cursor", Pages::Cursor, &["parameter", "next"]),
    ("last-item", Pages::LastItem, &["parameter", "items", "id", "more"]),
    ("offset", Pages::Offset, &["parameter", "items"]),
    ("number", Pages::Number, &["parameter", "items"]),
    ("address", Pages::Address, &["next"]),
];

const KEYS: [&str; 7] = ["kind", "parameter", "next", "more", "items", "id", "first"];

/// Those of them that are JSON pointers.
const POINTERS: [&str; 4] = ["next", "more", "items", "id"];

pub(super) fn read(reader: &mut Reader<'_>, root: &DeTable<'_>) -> BTreeMap<String, Paged> {
    let mut all = BTreeMap::new();
    for (key, value) in reader.table(root, "", "pagination").into_iter().flatten() {
        let key = key.get_ref();
        if let Some(paged) = one(reader, key, value) {
            all.insert(key.to_string(), paged);
        }
    }
    all
}

fn one(reader: &mut Reader<'_>, key: &str, value: &Value<'_>) -> Option<Paged> {
    let location = reader.location("/pagination", key, value.span());
    let pointer = format!("/pagination/{}", key.replace('~', "~0").replace('/', "~1"));
    let empty = DeTable::new();
    let (name, table) = match value.get_ref() {
        DeValue::String(name) => (name.to_string(), &empty),
        DeValue::Table(table) => {
            reader.known(table, &pointer, &KEYS);
            (reader.needed(table, &pointer, value, "kind")?, table)
        }
        _ => {
            reader.wrong_type("/pagination", key, value, "the name of a kind, or a table");
            return None;
        }
    };
    let Some((_, kind, needs)) = KINDS.iter().find(|(known, _, _)| *known == name) else {
        let help = match nearest(&name, KINDS.iter().map(|(known, _, _)| *known)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of {}", KINDS.map(|(known, _, _)| known).join(", ")),
        };
        reader.bad_value(location, format!("`{}` is no kind of pages", name.escape_debug()), help);
        return None;
    };
    let mut lacks = false;
    for need in needs.iter().filter(|need| !table.contains_key(**need)) {
        reader.lacks(need, location.clone());
        lacks = true;
    }
    let [_, parameter, next, more, items, id, _] =
        KEYS.map(|key| if key == "first" { None } else { reader.string(table, &pointer, key) });
    let pointers = POINTERS.into_iter().zip([&next, &more, &items, &id]);
    for (key, text) in pointers.filter_map(|(key, text)| Some((key, text.as_ref()?))) {
        if !text.is_empty() && !text.starts_with('/') {
            let at =
                table.get(key).map_or_else(|| location.clone(), |value| reader.location(&pointer, key, value.span()));
            let help = format!("write `/{}`", text.replace('.', "/"));
            reader.bad_value(at, format!("`{}` is no JSON pointer", text.escape_debug()), help);
            lacks = true;
        }
    }
    let first = reader.whole(table, &pointer, "first");
    (!lacks).then_some(Paged { kind: *kind, parameter, next, more, items, id, first, location })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::config::parse;
    use crate::diagnostic::{Diagnostics, FileId};

    fn read(text: &str) -> (BTreeMap<String, Paged>, Vec<String>) {
        let mut diagnostics = Diagnostics::new();
        let config = parse(FileId(7), &format!("[pagination]\n{text}"), &mut diagnostics);
        let told = diagnostics.iter().map(|found| {
            let help = found.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
            format!("{} {}: {}{help}", found.code.id, found.location.as_ref().unwrap().pointer, found.message)
        });
        (config.pagination, told.collect())
    }

    #[test]
    fn a_kind_is_a_name_or_a_table() {
        let (all, told) = read("a = 'none'\n'GET /b' = { kind = 'number', parameter = 'p', items = '', first = 0 }");
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(all.get("a").unwrap().kind, Pages::None);
        let numbered = all.get("GET /b").unwrap();
        assert_eq!((numbered.kind, numbered.first), (Pages::Number, Some(0)));
        assert_eq!((numbered.parameter.as_deref(), numbered.items.as_deref()), (Some("p"), Some("")));
    }

    #[test]
    fn what_cannot_be_is_told_at_its_place() {
        let check = |text: &str, expect: &[&str]| {
            let (all, told) = read(text);
            assert_eq!(told, expect, "{text}");
            assert!(all.is_empty(), "{text}");
        };
        check("a = 'curser'", &["SW0024 /pagination/a: `curser` is no kind of pages; did you mean `cursor`?"]);
        check(
            "a = 1",
            &["SW0022 /pagination/a: `a` must be the name of a kind, or a table, and this is a whole number"],
        );
        check("a = {}", &["SW0023 /pagination/a: this entry has no `kind`"]);
        check(
            "a = 'offset'",
            &["SW0023 /pagination/a: this entry has no `parameter`", "SW0023 /pagination/a: this entry has no `items`"],
        );
        check(
            "a = { kind = 'address', next = 'meta.next' }",
            &["SW0024 /pagination/a/next: `meta.next` is no JSON pointer; write `/meta/next`"],
        );
    }

    #[test]
    fn a_key_that_does_nothing_is_told() {
        let (_, told) = read("a = { kind = 'link', link = 'x' }");
        let known = "known here: kind, parameter, next, more, items, id, first";
        assert_eq!(told, [format!("SW0021 /pagination/a/link: `link` is not a key of the configuration; {known}")]);
        let (_, told) = read("a = { kind = 'link', first = -1 }");
        assert_eq!(
            told,
            ["SW0022 /pagination/a/first: `first` must be a whole number from 0 on, and this is a whole number",]
        );
    }
}
