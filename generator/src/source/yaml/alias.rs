//! Anchors, and what their aliases stand for: every alias is counted with all values below it.

use super::{Anchored, Fatal, Reader};
use crate::diagnostic::{Diagnostic, Span};
use crate::source::codes;

/// The anchors of a document by their number (from 1, in the order of the file).
#[derive(Default)]
pub(super) struct Anchors {
    known: Vec<State>,
    /// How many values all aliases so far stand for.
    aliased: u64,
}

#[derive(Clone, Copy)]
enum State {
    Unknown,
    /// Opened when so many values had been read, those behind aliases counted.
    Open {
        before: u64,
    },
    /// With the number of values in it, those behind aliases counted.
    Done {
        node: Anchored,
        size: u64,
    },
}

impl Anchors {
    /// The node of an anchor begins; `nodes` were read before it.
    pub(super) fn begin(&mut self, anchor: usize, nodes: usize) {
        let before = nodes as u64 + self.aliased;
        self.set(anchor, State::Open { before });
    }

    /// The node of an anchor has ended; `nodes` are read now.
    pub(super) fn end(&mut self, anchor: usize, node: Anchored, nodes: usize) {
        if let Some(&State::Open { before }) = self.known.get(anchor) {
            let size = (nodes as u64).saturating_add(self.aliased).saturating_sub(before);
            self.set(anchor, State::Done { node, size });
        }
    }

    fn set(&mut self, anchor: usize, state: State) {
        if anchor == 0 {
            return;
        }
        if self.known.len() <= anchor {
            self.known.resize(anchor + 1, State::Unknown);
        }
        if let Some(known) = self.known.get_mut(anchor) {
            *known = state;
        }
    }

    /// The node of an anchor; `None` while it is open.
    pub(super) fn get(&self, anchor: usize) -> Option<Anchored> {
        match self.known.get(anchor) {
            Some(&State::Done { node, .. }) => Some(node),
            _ => None,
        }
    }

    /// Counts one alias; gives back how many values all aliases so far stand for.
    pub(super) fn use_alias(&mut self, anchor: usize) -> u64 {
        if let Some(&State::Done { size, .. }) = self.known.get(anchor) {
            self.aliased = self.aliased.saturating_add(size);
        }
        self.aliased
    }
}

impl Reader<'_, '_> {
    pub(super) fn recursive_alias(&self, span: Span) -> Fatal {
        let name = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let diagnostic = Diagnostic::new(
            &codes::RECURSIVE_ALIAS,
            format!("the alias `{name}` stands inside the value that it names"),
        )
        .at(self.out.location(span))
        .label("this value would have no end")
        .help("use `$ref` for a schema that refers to itself");
        Box::new(diagnostic)
    }

    pub(super) fn expansion(&self, span: Span) -> Fatal {
        let limit = self.out.limits.aliased;
        let message = format!("the aliases of this file stand for more than {limit} values");
        let diagnostic = Diagnostic::new(&codes::ALIAS_EXPANSION, message)
            .at(self.out.location(span))
            .label("the limit is passed here")
            .help("use `$ref` to share parts of a document");
        Box::new(diagnostic)
    }
}
