//! How a finding mends itself: edits of the text, and all of them applied at once.
//!
//! Must not know what the text is. Who makes an edit says that it is safe; who applies it reads the result again.

use super::{Place, Span};

/// What mends a finding: edits that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// In any order; none overlaps another.
    pub edits: Vec<Edit>,
}

/// Bytes of a file, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes; empty where something is added.
    pub place: Place,
    /// What stands there then.
    pub text: String,
}

impl Fix {
    /// One edit.
    #[must_use]
    pub fn one(place: Place, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { place, text: text.into() }] }
    }

    /// With another edit.
    #[must_use]
    pub fn and(mut self, other: Fix) -> Self {
        self.edits.extend(other.edits);
        self
    }
}

/// The text of a file with the fixes applied that touch no byte of one before them, and how many those are.
///
/// All edits are of this one file. Every byte that no edit names stays as it is.
///
/// ```
/// use specwright::diagnostic::{FileId, Fix, Place, Span, mend};
///
/// let place = |start, end| Place { file: FileId(0), span: Span { start, end } };
/// let fix = Fix::one(place(0, 4), "info");
/// assert_eq!(mend("inof: 1 # as it was", [&fix, &fix]), ("info: 1 # as it was".to_owned(), 1));
/// ```
#[must_use]
pub fn mend<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut spans = std::collections::BTreeMap::new();
    let mut count = 0;
    for fix in fixes {
        let is_free = |edit: &Edit| {
            let Span { start, end } = edit.place.span;
            let before = spans.range(..end.max(start + 1)).next_back();
            before.is_none_or(|(_, other_end)| *other_end <= start) && text.get(start as usize..end as usize).is_some()
        };
        if fix.edits.iter().all(is_free) {
            spans.extend(fix.edits.iter().map(|edit| (edit.place.span.start, edit.place.span.end)));
            taken.extend(&fix.edits);
            count += 1;
        }
    }
    taken.sort_by_key(|edit| edit.place.span);
    let (mut mended, mut at) = (String::with_capacity(text.len() + 64), 0);
    for edit in taken {
        mended.push_str(text.get(at..edit.place.span.start as usize).unwrap_or_default());
        mended.push_str(&edit.text);
        at = edit.place.span.end as usize;
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    (mended, count)
}
