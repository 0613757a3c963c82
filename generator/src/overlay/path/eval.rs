//! What an expression selects, in the order of the document (RFC 9535 §2.3 to §2.5).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::{Query, Segment, Selector};
use crate::overlay::draft::{Draft, Id};
use crate::source::Kind;

/// How many values an expression may look at.
const STEPS: u64 = 20_000_000;

/// A selected value, and the list or object that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Match {
    pub(in super::super) id: Id,
    pub(in super::super) parent: Option<Id>,
}

/// An expression looked at too many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Stopped;

/// All that the expression selects; a value that is selected twice stands twice.
pub(in super::super) fn select(query: &Query, draft: &Draft<'_>) -> Result<Vec<Match>, Stopped> {
    let eval = Eval { draft, left: Cell::new(STEPS), patterns: RefCell::default() };
    eval.query(query, draft.root)
}

pub(super) struct Eval<'d, 't> {
    pub(super) draft: &'d Draft<'t>,
    left: Cell<u64>,
    /// Each pattern of `match` and `search`, compiled once; `None` if it is none.
    pub(super) patterns: RefCell<HashMap<(bool, String), Option<regex::Regex>>>,
}

impl Eval<'_, '_> {
    pub(super) fn step(&self) -> Result<(), Stopped> {
        let left = self.left.get().checked_sub(1).ok_or(Stopped)?;
        self.left.set(left);
        Ok(())
    }

    pub(super) fn query(&self, query: &Query, current: Id) -> Result<Vec<Match>, Stopped> {
        let start = if query.absolute { self.draft.root } else { current };
        let mut selected = vec![Match { id: start, parent: None }];
        for segment in &query.segments {
            selected = self.segment(segment, &selected)?;
        }
        Ok(selected)
    }

    fn segment(&self, segment: &Segment, from: &[Match]) -> Result<Vec<Match>, Stopped> {
        let mut found = Vec::new();
        for begin in from {
            let mut waiting = vec![begin.id];
            while let Some(id) = waiting.pop() {
                self.step()?;
                for selector in &segment.selectors {
                    self.selector(selector, id, &mut found)?;
                }
                if segment.descendant {
                    waiting.extend(self.children(id).into_iter().rev());
                }
            }
        }
        Ok(found)
    }

    fn children(&self, id: Id) -> Vec<Id> {
        match self.draft.kind(id) {
            Kind::Sequence => self.draft.items(id).to_vec(),
            Kind::Mapping => self.draft.fields(id).iter().map(|field| field.value).collect(),
            _ => Vec::new(),
        }
    }

    fn selector(&self, selector: &Selector, parent: Id, found: &mut Vec<Match>) -> Result<(), Stopped> {
        let items = self.draft.items(parent);
        let mut add = |id: Id| found.push(Match { id, parent: Some(parent) });
        match selector {
            Selector::Name(name) => self.draft.get(parent, name).into_iter().for_each(add),
            Selector::Index(index) => {
                let at = normal(*index, items.len());
                usize::try_from(at).ok().and_then(|at| items.get(at)).copied().into_iter().for_each(add);
            }
            Selector::Slice { start, end, step } => {
                for at in slice(*start, *end, *step, items.len()) {
                    self.step()?;
                    items.get(at).copied().into_iter().for_each(&mut add);
                }
            }
            Selector::Wildcard => {
                for id in self.children(parent) {
                    self.step()?;
                    add(id);
                }
            }
            Selector::Filter(test) => {
                for id in self.children(parent) {
                    self.step()?;
                    if self.test(test, id)? {
                        add(id);
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
