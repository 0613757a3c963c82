//! The members that an object type knows, as a table.

/// A member of an object type.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    #[doc(hidden)]
    pub name: &'static str,
    /// The name as it stands in JSON behind another member, `,"name":`, so that it is neither quoted nor put together for each
    /// value; empty if nobody gave it, or if it needs an escape.
    #[doc(hidden)]
    pub written: &'static str,
    #[doc(hidden)]
    pub required: bool,
}

impl Member {
    /// With `,"name":`, which is then neither quoted nor put together for each value.
    ///
    /// A name that needs an escape has another look in JSON: its text is let be.
    #[must_use]
    pub const fn written(self, text: &'static str) -> Self {
        if is_plain(self.name) { Self { written: text, ..self } } else { self }
    }
}

/// A member that must be there.
#[must_use]
pub const fn required(name: &'static str) -> Member {
    Member { name, written: "", required: true }
}

/// A member that may be left out.
#[must_use]
pub const fn optional(name: &'static str) -> Member {
    Member { name, written: "", required: false }
}

/// For each kind of row in a table: must the member be there? A kind is a method of the [`Writer`](super::Writer), too.
#[allow(non_upper_case_globals, missing_docs, reason = "they are the words of tables")]
#[doc(hidden)]
pub mod kinds {
    pub const required: bool = true;
    pub const constant: bool = true;
    pub const optional: bool = false;
    pub const receive: bool = false;
}

/// All members of an object type, in the order in which they are most often written.
///
/// Order matters for speed only: the member after the last one read is tried first.
#[derive(Clone, Copy, Debug)]
pub struct Members {
    #[doc(hidden)]
    pub all: &'static [Member],
}

impl Members {
    /// No member is known by name, as in a map.
    pub const NONE: Self = Self::new(&[]);

    /// A table; meant for a `static`, where it costs nothing at run time.
    #[must_use]
    pub const fn new(all: &'static [Member]) -> Self {
        Self { all }
    }

    /// The member of this name, looked for from the one on that is most likely next.
    pub(super) fn find(&self, name: &str, next: usize) -> Option<usize> {
        let (before, behind) = self.all.split_at_checked(next)?;
        let among = |members: &[Member]| members.iter().position(|member| member.name == name);
        among(behind).map(|index| next + index).or_else(|| among(before))
    }
}

/// Does a name look in JSON as it looks here?
const fn is_plain(name: &str) -> bool {
    let mut bytes = name.as_bytes();
    while let [byte, more @ ..] = bytes {
        if *byte == b'"' || *byte == b'\\' || *byte < 0x20 {
            return false;
        }
        bytes = more;
    }
    true
}

/// Which members were read already.
#[derive(Default)]
pub(super) struct Seen {
    low: u64,
    /// Only a type of more than 64 members pays for an allocation.
    high: Vec<u64>,
}

impl Seen {
    /// Notes a member; false if it was noted before.
    #[inline]
    pub(super) fn note(&mut self, index: usize) -> bool {
        if index < 64 {
            let bit = 1u64 << index;
            let fresh = self.low & bit == 0;
            self.low |= bit;
            fresh
        } else {
            self.note_high(index)
        }
    }

    #[cold]
    fn note_high(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64 - 1, 1u64 << (index % 64));
        if self.high.len() <= word {
            self.high.resize(word + 1, 0);
        }
        match self.high.get_mut(word) {
            Some(word) => {
                let fresh = *word & bit == 0;
                *word |= bit;
                fresh
            }
            None => true,
        }
    }

    fn has(&self, index: usize) -> bool {
        let word = if index < 64 { Some(&self.low) } else { self.high.get(index / 64 - 1) };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    /// The first required member that was not noted.
    #[inline]
    pub(super) fn missing(&self, members: &Members) -> Option<&'static str> {
        members.all.iter().enumerate().find(|(index, member)| member.required && !self.has(*index)).map(|(_, m)| m.name)
    }
}
