//! Parts: things that are too many for one file, by the words that their names begin with.
//!
//! Where a thing goes depends on its own words and on how much begins like it, never on its position, so that one more
//! moves the others only when their part grows too large. Knows nothing of the model.

use std::collections::BTreeMap;

/// Something that stands in a file.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it is sorted by, in lower case.
    pub words: Vec<String>,
    /// Its size, in lines.
    pub lines: usize,
}

/// Things that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The words that all of them begin with, the last perhaps by its first letter alone, with `/` between. Empty for
    /// what has no more words than all the others begin with.
    pub text: String,
    /// By their index, in the order of the items.
    pub items: Vec<usize>,
}

/// What tells things apart deeper than this is not looked at, and they stay together.
const DEEPEST: usize = 12;

/// Cuts a list into parts of at most so many lines each, as far as words tell the things apart: by the first letter of
/// their next word, and what is still too large by the word itself.
pub(super) fn parts(items: &[Item], limit: usize) -> Vec<Part> {
    let size =
        |members: &[usize]| members.iter().filter_map(|&index| items.get(index)).map(|item| item.lines).sum::<usize>();
    let fits = |members: &[usize]| members.len() < 2 || size(members) <= limit;
    let mut done = Vec::new();
    let all = Part { text: String::new(), items: (0..items.len()).collect() };
    let mut waiting = vec![(0, all)];
    while let Some((depth, part)) = waiting.pop() {
        if fits(&part.items) || depth == DEEPEST {
            done.push(part);
            continue;
        }
        let (mut here, mut letters) = (Vec::new(), BTreeMap::<char, BTreeMap<&str, Vec<usize>>>::new());
        for index in part.items {
            let word = items.get(index).and_then(|item| item.words.get(depth)).map_or("", String::as_str);
            match word.chars().next() {
                Some(letter) => letters.entry(letter).or_default().entry(word).or_default().push(index),
                None => here.push(index),
            }
        }
        let below = |text: &str| if part.text.is_empty() { text.to_owned() } else { format!("{}/{text}", part.text) };
        for (letter, words) in letters {
            let mut together: Vec<usize> = words.values().flatten().copied().collect();
            together.sort_unstable();
            if fits(&together) && words.len() > 1 {
                done.push(Part { text: below(&letter.to_string()), items: together });
            } else {
                let each = words.into_iter().map(|(word, items)| (depth + 1, Part { text: below(word), items }));
                waiting.extend(each);
            }
        }
        if !here.is_empty() {
            done.push(Part { text: part.text, items: here });
        }
    }
    done.sort_by(|a, b| a.text.cmp(&b.text));
    done
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;

    fn cut(paths: &[&str], limit: usize) -> Vec<String> {
        let item = |path: &&str| Item { words: path.split('/').map(str::to_owned).collect(), lines: 10 };
        let items: Vec<Item> = paths.iter().map(item).collect();
        let shown = |part: Part| {
            let members: Vec<&str> = part.items.iter().map(|&index| paths[index]).collect();
            format!("{}: {}", part.text, members.join(" "))
        };
        parts(&items, limit).into_iter().map(shown).collect()
    }

    #[test]
    fn what_fits_stays_together() {
        assert_eq!(cut(&["a/b", "c"], 20), [": a/b c"]);
    }

    #[test]
    fn letters_come_first_and_words_after() {
        let paths = ["pets/list", "pets/lost", "pets/buy", "people", "owls", "pets"];
        assert_eq!(cut(&paths, 40), ["owls: owls", "people: people", "pets: pets/list pets/lost pets/buy pets",]);
        assert_eq!(
            cut(&paths, 20),
            ["owls: owls", "people: people", "pets: pets", "pets/buy: pets/buy", "pets/l: pets/list pets/lost",]
        );
    }

    #[test]
    fn one_more_moves_nothing_that_does_not_begin_like_it() {
        let before = cut(&["a/x", "b/x", "b/y", "c/x"], 20);
        let after = cut(&["a/x", "b/x", "b/y", "c/x", "b/z"], 20);
        let kept = |part: &&String| !part.starts_with('b');
        assert_eq!(before.iter().filter(kept).collect::<Vec<_>>(), after.iter().filter(kept).collect::<Vec<_>>());
    }

    #[test]
    fn what_words_do_not_tell_apart_stays_together() {
        assert_eq!(cut(&["a/b", "a/b", "a/b"], 10), ["a/b: a/b a/b a/b"]);
        let deep = vec!["a"; 50].join("/");
        assert_eq!(cut(&[&deep, &deep], 10).len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn everything_is_in_one_part(paths in proptest::collection::vec("[ab]{0,2}(/[ab]{0,2}){0,4}", 0..40), limit in 1_usize..200) {
            let item = |path: &String| Item { words: path.split('/').map(str::to_owned).collect(), lines: 10 };
            let items: Vec<Item> = paths.iter().map(item).collect();
            let parts = parts(&items, limit);
            let mut all: Vec<usize> = parts.iter().flat_map(|part| part.items.clone()).collect();
            all.sort_unstable();
            proptest::prop_assert_eq!(all, (0..items.len()).collect::<Vec<_>>());
            let mut names: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
            names.dedup();
            proptest::prop_assert_eq!(names.len(), parts.len());
        }
    }
}
