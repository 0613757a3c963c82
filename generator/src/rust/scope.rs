//! A scope: names that must differ from each other.
//!
//! When several texts want the same name, one keeps it and the others are told apart by a hash of their own text, so
//! that nobody's name depends on the order of the document or on how many others there are. Who keeps it is decided by
//! the texts alone: what a user wrote, then what stands higher in the document ([`Wish::rank`]), then the text that is
//! already spelt as the name, then the order of the texts.

use std::collections::BTreeSet;

use super::names::{self, Case, Name};

/// One who wants a name.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// What the name is made from: the name on the wire, or the place of what has none.
    pub text: String,
    /// What tells this one from others with the same text.
    pub identity: String,
    /// The lower one keeps the name.
    pub rank: u8,
    /// A name that the user chose.
    pub chosen: Option<Name>,
}

impl Wish {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { identity: text.clone(), text, rank: 0, chosen: None }
    }
}

/// The rules of a scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'r> {
    /// How names are written.
    pub case: Case,
    /// What stands in for a text without letters.
    pub kind: &'static str,
    /// Names that the house has taken.
    pub reserved: &'r [&'r str],
}

/// Names in the order of the wishes, and the pairs that met: the index of the one who kept the name, and of the one who
/// did not.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub names: Vec<Name>,
    pub met: Vec<(usize, usize)>,
}

impl Scope<'_> {
    /// Gives everyone a name.
    pub(crate) fn assign(self, wishes: &[Wish]) -> Names {
        let plain: Vec<Name> = wishes.iter().map(|wish| self.plain(wish)).collect();
        let mut order: Vec<usize> = (0..plain.len()).collect();
        order.sort_by_key(|&index| plain.get(index));
        let groups = || order.chunk_by(|&a, &b| plain.get(a) == plain.get(b)).filter(|indices| indices.len() > 1);
        if groups().next().is_none() {
            return Names { names: plain, met: Vec::new() };
        }
        let mut names = plain.clone();
        let mut met = Vec::new();
        let mut taken: BTreeSet<Name> = plain.iter().cloned().collect();
        for indices in groups() {
            let Some(&winner) = indices.iter().min_by_key(|&&index| self.claim(wishes, &plain, index)) else {
                continue;
            };
            for &loser in indices.iter().filter(|&&index| index != winner) {
                met.push((winner, loser));
                if let (Some(wish), Some(name)) = (wishes.get(loser), names.get_mut(loser)) {
                    *name = self.apart(wish, &mut taken);
                }
            }
        }
        Names { names, met }
    }

    fn plain(self, wish: &Wish) -> Name {
        let name = wish.chosen.clone().unwrap_or_else(|| names::name(&wish.text, self.case, self.kind));
        if self.reserved.contains(&name.as_str()) { names::with_underscore(&name) } else { name }
    }

    fn apart(self, wish: &Wish, taken: &mut BTreeSet<Name>) -> Name {
        let mut identity = wish.identity.clone();
        loop {
            let name = names::name_with_hash(&wish.text, &identity, self.case, self.kind);
            if taken.insert(name.clone()) {
                return name;
            }
            identity.push('\'');
        }
    }

    fn claim<'w>(self, wishes: &'w [Wish], plain: &[Name], index: usize) -> impl Ord + use<'w> {
        let wish = wishes.get(index);
        let spelt = wish.zip(plain.get(index)).is_some_and(|(wish, name)| wish.text == name.as_str());
        let chosen = wish.is_some_and(|wish| wish.chosen.is_some());
        (!chosen, wish.map_or(0, |wish| wish.rank), !spelt, wish.map_or("", |wish| wish.identity.as_str()), index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: Scope<'_> = Scope { case: Case::Snake, kind: "field", reserved: &["new"] };

    fn names(texts: &[&str]) -> Vec<(String, String)> {
        let wishes: Vec<Wish> = texts.iter().map(|text| Wish::new(*text)).collect();
        let given = FIELDS.assign(&wishes).names;
        let mut named: Vec<(String, String)> =
            texts.iter().zip(given).map(|(text, name)| ((*text).to_owned(), name.to_string())).collect();
        named.sort();
        named
    }

    #[test]
    fn names_that_meet_are_told_apart_by_their_texts() {
        let named = names(&["fooBar", "foo_bar", "foo-bar", "new", "other"]);
        let named: Vec<String> = named.iter().map(|(text, name)| format!("{text} {name}")).collect();
        let expect =
            ["foo-bar foo_bar_x36087877", "fooBar foo_bar_x24a1fa08", "foo_bar foo_bar", "new new_", "other other"];
        assert_eq!(named, expect);
    }

    #[test]
    fn the_order_of_the_document_does_not_count() {
        assert_eq!(names(&["fooBar", "foo_bar", "FOO_BAR"]), names(&["FOO_BAR", "foo_bar", "fooBar"]));
    }

    #[test]
    fn a_newcomer_renames_nobody_whose_spelling_it_does_not_outrank() {
        let before = names(&["foo_bar", "a", "b c"]);
        let after = names(&["a", "fooBar", "b c", "FooBar", "foo_bar", "z"]);
        for (text, name) in before {
            assert!(after.contains(&(text, name)));
        }
    }

    #[test]
    fn the_same_text_twice_gets_two_names() {
        let named = names(&["a", "a", "a"]);
        let distinct: BTreeSet<&String> = named.iter().map(|(_, name)| name).collect();
        assert_eq!(distinct.len(), 3);
    }

    #[test]
    fn a_chosen_name_is_kept() {
        let chosen = Wish { chosen: names::written("foo_bar"), ..Wish::new("zzz") };
        let given = FIELDS.assign(&[Wish::new("foo_bar"), chosen]).names;
        assert_eq!(given.last().map(Name::as_str), Some("foo_bar"));
        assert_ne!(given.first().map(Name::as_str), Some("foo_bar"));
    }
}
