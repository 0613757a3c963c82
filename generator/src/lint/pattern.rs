//! Places of a document by a pattern: `*` for anything within one step, `**` for any steps.

/// A pattern over the steps of JSON pointers. What is below a place that fits, fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    steps: Vec<String>,
    /// Is it of paths of the API, rather than of pointers?
    of_paths: bool,
}

impl Pattern {
    pub(super) fn of_pointers(text: &str) -> Self {
        Self { steps: steps(text).map(unescaped).collect(), of_paths: false }
    }

    pub(super) fn of_paths(text: &str) -> Self {
        Self { steps: steps(text).map(str::to_owned).collect(), of_paths: true }
    }

    /// Is this JSON pointer meant?
    pub(super) fn fits(&self, pointer: &str) -> bool {
        let all: Vec<String> = steps(pointer).map(unescaped).collect();
        if !self.of_paths {
            return any_start(&self.steps, &all.iter().map(String::as_str).collect::<Vec<_>>());
        }
        match all.as_slice() {
            [paths, path, ..] if paths == "paths" => {
                let path: Vec<&str> = steps(path).collect();
                any_start(&self.steps, &path)
            }
            _ => false,
        }
    }
}

fn steps(text: &str) -> impl Iterator<Item = &str> {
    text.strip_prefix('/').unwrap_or(text).split('/').filter(|_| !text.is_empty())
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// Does the pattern fit a beginning of the steps?
fn any_start(pattern: &[String], steps: &[&str]) -> bool {
    // Where after each of the pieces between `**` the next one may begin: the earliest place will do.
    let mut reach: Vec<bool> = vec![false; steps.len() + 1];
    reach.first_mut().into_iter().for_each(|first| *first = true);
    for piece in pattern {
        let mut next = vec![false; steps.len() + 1];
        if piece == "**" {
            let mut open = false;
            for (at, before) in next.iter_mut().zip(&reach) {
                open |= *before;
                *at = open;
            }
        } else {
            for ((step, before), at) in steps.iter().zip(&reach).zip(next.iter_mut().skip(1)) {
                *at = *before && step_fits(piece, step);
            }
        }
        reach = next;
    }
    reach.contains(&true)
}

/// `*` stands for any characters of the step.
fn step_fits(pattern: &str, step: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = step.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers() {
        for (pattern, pointer, fits) in [
            ("/components/schemas/Pet", "/components/schemas/Pet/properties/a", true),
            ("/components/schemas/Pet", "/components/schemas/Pets", false),
            ("/components/*/Pet", "/components/schemas/Pet", true),
            ("/components/schemas/Leg*cy*", "/components/schemas/LegacyPet", true),
            ("/components/schemas/Leg*x", "/components/schemas/LegacyPet", false),
            ("/paths/~1pets~1{id}/get", "/paths/~1pets~1{id}/get/responses", true),
            ("/**/example", "/components/schemas/Pet/example/0", true),
            ("/**/example", "/components/schemas/Pet", false),
            ("/**", "/a", true),
            ("", "/a", true),
        ] {
            assert_eq!(Pattern::of_pointers(pattern).fits(pointer), fits, "{pattern} {pointer}");
        }
    }

    #[test]
    fn paths_of_the_api() {
        for (pattern, pointer, fits) in [
            ("/internal/**", "/paths/~1internal~1pets/get", true),
            ("/internal", "/paths/~1internal~1pets/get", true),
            ("/internal/**", "/paths/~1pets/get", false),
            ("/pets/*/toys", "/paths/~1pets~1{id}~1toys/get", true),
            ("/pets", "/components/schemas/pets", false),
        ] {
            assert_eq!(Pattern::of_paths(pattern).fits(pointer), fits, "{pattern} {pointer}");
        }
    }
}
