//! "Did you mean …?"

/// The word among these that was probably meant by `written`: the nearest by edits, letter case aside, if it is near
/// enough to be worth saying. The first of equals, so that the answer does not depend on anything but the order.
pub fn nearest<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let folded: Vec<char> = written.chars().flat_map(char::to_lowercase).collect();
    let allowed = (folded.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let limit = best.map_or(allowed, |(edits, _)| edits - 1);
        match edits_within(&folded, word, limit) {
            Some(0) => return Some(word),
            Some(edits) => best = Some((edits, word)),
            None => {}
        }
    }
    best.map(|(_, word)| word)
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour; `None` for more than `limit`.
fn edits_within(written: &[char], word: &str, limit: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    if word.len().abs_diff(written.len()) > limit {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, letter) in written.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in word.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&last, column) + usize::from(letter != other);
            let mut edits = replaced.min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            let crossed = |a: usize, b: usize| written.get(a) == word.get(b);
            if row > 0 && column > 0 && crossed(row, column - 1) && crossed(row - 1, column) {
                edits = edits.min(at(&before_last, column - 1) + 1);
            }
            current.push(edits);
        }
        if current.iter().all(|&edits| edits > limit) {
            return None;
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().filter(|&edits| edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_word_that_was_meant() {
        let known = ["query", "header", "path", "cookie", "requestBody", "required"];
        for (written, meant) in [
            ("qurey", Some("query")),
            ("Query", Some("query")),
            ("headers", Some("header")),
            ("requestbody", Some("requestBody")),
            ("requierd", Some("required")),
            ("body", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }
}
