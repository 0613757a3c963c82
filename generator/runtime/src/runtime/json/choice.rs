//! The alternative of a union that a value fits best, where no discriminator names it.
//!
//! A value that has members or constants which an alternative does not know may still be read as it, since servers grow;
//! it is more likely another alternative, which knows them. Must not know which types there are.

use super::{Decode, Failed, Reader};

/// The best alternative so far: the one under which the least is strange, of several the first.
#[derive(Debug)]
pub struct Best<T> {
    found: Option<Found<T>>,
}

#[derive(Debug)]
struct Found<T> {
    value: T,
    end: usize,
    strange: u64,
}

impl<T> Best<T> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { found: None }
    }

    /// Reads the value as this alternative and keeps it if it fits better. Nothing is tried once nothing is strange, or
    /// when much was read again already.
    pub fn offer<V: Decode>(&mut self, r: &mut Reader<'_>, variant: fn(V) -> T) -> Result<(), Failed> {
        if self.found.as_ref().is_some_and(|found| found.strange == 0 || !r.has_patience()) {
            return Ok(());
        }
        let (mark, before) = (r.mark(), r.strange);
        let read: Result<V, Failed> = r.value();
        let (end, strange) = (r.pos, r.strange - before);
        r.strange = before;
        r.reset(mark)?;
        if let Ok(value) = read
            && self.found.as_ref().is_none_or(|found| strange < found.strange)
        {
            self.found = Some(Found { value: variant(value), end, strange });
        }
        Ok(())
    }

    /// The best one, behind which the reader then stands; else the value as it came.
    pub fn take<V: Decode>(self, r: &mut Reader<'_>, other: fn(V) -> T) -> Result<T, Failed> {
        match self.found {
            Some(found) => {
                r.pos = found.end;
                r.strange += found.strange;
                Ok(found.value)
            }
            None => r.value().map(other),
        }
    }
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self::new()
    }
}
