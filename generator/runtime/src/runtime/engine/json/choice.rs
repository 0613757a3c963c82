//! The alternative of a union that a value fits best, where no discriminator names it.
//!
//! A value that has members or constants which an alternative does not know may still be read as it, since servers grow;
//! it is more likely another alternative, which knows them. Must not know which types there are.

use super::{Decode, Failed, Reader};

/// The best alternative so far: the one under which the least is strange, of several the first.
#[derive(Debug)]
pub struct Best<T> {
    found: Result<Option<Found<T>>, Failed>,
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
        Self { found: Ok(None) }
    }

    /// Reads the value as this alternative and keeps it if it fits better. Nothing is tried once nothing is strange, or
    /// when much was read again already.
    #[must_use]
    pub fn offer<V: Decode>(mut self, r: &mut Reader<'_>, variant: fn(V) -> T) -> Self {
        if let Ok(found) = &mut self.found
            && let Err(failed) = try_one(found, r, variant)
        {
            self.found = Err(failed);
        }
        self
    }

    /// Makes a value the best one, behind which the reader then stands; else what it is as it came.
    pub fn take<V: Decode>(self, r: &mut Reader<'_>, target: &mut T, other: fn(V) -> T) -> Result<(), Failed> {
        match self.found? {
            Some(found) => {
                r.pos = found.end;
                r.strange += found.strange;
                *target = found.value;
                Ok(())
            }
            None => r.variant(target, other),
        }
    }
}

fn try_one<T, V: Decode>(best: &mut Option<Found<T>>, r: &mut Reader<'_>, variant: fn(V) -> T) -> Result<(), Failed> {
    if best.as_ref().is_some_and(|found| found.strange == 0 || !r.has_patience()) {
        return Ok(());
    }
    let (mark, before) = (r.mark(), r.strange);
    let read: Result<V, Failed> = r.value();
    let (end, strange) = (r.pos, r.strange - before);
    r.strange = before;
    r.reset(mark)?;
    if let Ok(value) = read
        && best.as_ref().is_none_or(|found| strange < found.strange)
    {
        *best = Some(Found { value: variant(value), end, strange });
    }
    Ok(())
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self::new()
    }
}
