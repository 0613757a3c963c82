//! What an expression selects, in the order of the document (RFC 9535 §2.3 to §2.5).

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use super::{Query, Segment, Selector, Values};

/// How many values an expression may look at.
const STEPS: u64 = 20_000_000;

/// A selected value, the list or object that holds it, and its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'t, I> {
    /// The value.
    pub id: I,
    /// What holds it; nothing holds the whole.
    pub parent: Option<I>,
    /// Its name, in an object.
    pub key: Option<&'t str>,
}

/// An expression looked at too many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// All that the expression selects; a value that is selected twice stands twice.
///
/// # Errors
///
/// If that takes more steps than any document needs.
pub fn select<'t, V: Values<'t>>(query: &Query, values: &V) -> Result<Vec<Match<'t, V::Id>>, Stopped> {
    let eval = Eval { values, left: Cell::new(STEPS), patterns: RefCell::default() };
    eval.query(query, Match { id: values.root(), parent: None, key: None })
}

pub(super) struct Eval<'d, V> {
    pub(super) values: &'d V,
    left: Cell<u64>,
    /// Each pattern of `match` and `search`, compiled once; `None` if it is none.
    pub(super) patterns: RefCell<HashMap<(bool, String), Option<regex::Regex>>>,
}

/// What a segment selects.
type Matches<'t, V> = Vec<Match<'t, <V as Values<'t>>::Id>>;

impl<'t, V: Values<'t>> Eval<'_, V> {
    pub(super) fn step(&self) -> Result<(), Stopped> {
        let left = self.left.get().checked_sub(1).ok_or(Stopped)?;
        self.left.set(left);
        Ok(())
    }

    pub(super) fn query(&self, query: &Query, current: Match<'t, V::Id>) -> Result<Matches<'t, V>, Stopped> {
        let root = Match { id: self.values.root(), parent: None, key: None };
        let mut selected = vec![if query.absolute { root } else { current }];
        for segment in &query.segments {
            selected = self.segment(segment, &selected)?;
        }
        Ok(selected)
    }

    /// What holds the values, each once.
    fn parents(&self, from: &[Match<'t, V::Id>]) -> Matches<'t, V> {
        let mut seen = HashSet::new();
        let above = from.iter().filter_map(|found| found.parent.or_else(|| self.values.parent(found.id)));
        above.filter(|id| seen.insert(*id)).map(|id| Match { id, parent: self.values.parent(id), key: None }).collect()
    }

    fn segment(&self, segment: &Segment, from: &[Match<'t, V::Id>]) -> Result<Matches<'t, V>, Stopped> {
        if matches!(segment.selectors.as_slice(), [Selector::Parent]) {
            return Ok(self.parents(from));
        }
        let mut found = Vec::new();
        let mut seen: HashSet<V::Id> = HashSet::new();
        for begin in from {
            let mut waiting = vec![begin.id];
            while let Some(id) = waiting.pop() {
                self.step()?;
                if segment.descendant && self.values.has_circles() && !seen.insert(id) {
                    continue;
                }
                for selector in &segment.selectors {
                    self.selector(selector, id, &mut found)?;
                }
                if segment.descendant {
                    waiting.extend(self.children(id).into_iter().rev().map(|child| child.id));
                }
            }
        }
        Ok(found)
    }

    fn children(&self, id: V::Id) -> Matches<'t, V> {
        let items = self.values.items(id).into_iter().map(|item| (item, None));
        let fields = self.values.fields(id).into_iter().map(|(key, value)| (value, Some(key)));
        items.chain(fields).map(|(child, key)| Match { id: child, parent: Some(id), key }).collect()
    }

    fn selector(&self, selector: &Selector, parent: V::Id, found: &mut Matches<'t, V>) -> Result<(), Stopped> {
        let item = |id: V::Id| Match { id, parent: Some(parent), key: None };
        match selector {
            Selector::Name(name) => {
                let named = self.values.member(parent, name);
                found.extend(named.map(|(key, id)| Match { id, parent: Some(parent), key: Some(key) }));
            }
            Selector::Index(index) => {
                let items = self.values.items(parent);
                let at = usize::try_from(normal(*index, items.len())).ok();
                found.extend(at.and_then(|at| items.get(at)).copied().map(item));
            }
            Selector::Slice { start, end, step } => {
                let items = self.values.items(parent);
                for at in slice(*start, *end, *step, items.len()) {
                    self.step()?;
                    found.extend(items.get(at).copied().map(item));
                }
            }
            Selector::Parent => {}
            Selector::Wildcard => {
                for child in self.children(parent) {
                    self.step()?;
                    found.push(child);
                }
            }
            Selector::Filter(test) => {
                for child in self.children(parent) {
                    self.step()?;
                    if self.test(test, child)? {
                        found.push(child);
                    }
                }
            }
        }
        Ok(())
    }
}

/// An index that counts from the end, as one that counts from the beginning.
fn normal(index: i64, len: usize) -> i64 {
    if index >= 0 { index } else { index.saturating_add(len as i64) }
}

/// The positions of a slice (RFC 9535 §2.3.4.2.2).
fn slice(start: Option<i64>, end: Option<i64>, step: i64, len: usize) -> Box<dyn Iterator<Item = usize>> {
    let size = len as i64;
    let stride = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
    match step {
        0 => Box::new(std::iter::empty()),
        1.. => {
            let lower = start.map_or(0, |start| normal(start, len)).clamp(0, size);
            let upper = end.map_or(size, |end| normal(end, len)).clamp(0, size);
            Box::new((lower..upper).step_by(stride).map(|at| at as usize))
        }
        _ => {
            let upper = start.map_or(size - 1, |start| normal(start, len)).clamp(-1, size - 1);
            let lower = end.map_or(-1, |end| normal(end, len)).clamp(-1, size - 1);
            Box::new((lower + 1..upper + 1).rev().step_by(stride).map(|at| at as usize))
        }
    }
}
