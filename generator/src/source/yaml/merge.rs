//! Merge keys (`<<`): entries of other mappings, put in unless the mapping has the key itself.
//!
//! YAML 1.2 dropped them, yet hand-written documents use them with anchors to share examples and responses, and every
//! tool that reads those supports them.

use std::collections::HashSet;

use super::Reader;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::codes;
use crate::source::tree::{NodeId, Text};

/// A merge key of an open mapping.
pub(super) struct Merge {
    /// How many own entries stand before it.
    pub(super) at: usize,
    /// Where the key stands.
    pub(super) key: Span,
    /// The node that stands as its value.
    pub(super) value: Option<NodeId>,
    /// Does an alias stand there?
    pub(super) by_alias: bool,
}

/// A mapping whose entries are merged.
struct Source {
    mapping: NodeId,
    /// Does it stand under the merge key itself? Then its values belong to the mapping that it is merged into.
    is_inline: bool,
}

type Entry = (Text, Span, NodeId);

impl Reader<'_, '_> {
    /// Puts what is merged into the mapping on top: its own keys win, then the first merged.
    pub(super) fn merge(&mut self, merges: Vec<Merge>) {
        if merges.is_empty() {
            return;
        }
        let entries = self.out.open_entries().iter();
        let mut taken: HashSet<String> = entries.map(|&(key, ..)| self.out.builder.str(key).to_owned()).collect();
        let mut inserted = 0;
        for merge in merges {
            let Some(sources) = self.sources(&merge) else {
                self.invalid_merge(merge.key);
                continue;
            };
            let mut new = Vec::new();
            for source in sources {
                let entries: Vec<Entry> = self.out.builder.entries_of(source.mapping).into_iter().flatten().collect();
                for entry in entries {
                    if source.is_inline {
                        self.out.builder.orphan(entry.2);
                    }
                    if taken.insert(self.out.builder.str(entry.0).to_owned()) {
                        new.push(entry);
                    }
                }
            }
            let count = new.len();
            self.out.insert_entries(merge.at + inserted, new);
            inserted += count;
        }
    }

    /// The mappings that are merged, in order; `None` if the value is anything else.
    fn sources(&self, merge: &Merge) -> Option<Vec<Source>> {
        let (value, builder) = (merge.value?, &self.out.builder);
        if builder.entries_of(value).is_some() {
            return Some(vec![Source { mapping: value, is_inline: !merge.by_alias }]);
        }
        let source = |&mapping: &NodeId| {
            builder
                .entries_of(mapping)
                .is_some()
                .then(|| Source { mapping, is_inline: !merge.by_alias && builder.parent_of(mapping) == Some(value) })
        };
        builder.items_of(value)?.iter().map(source).collect()
    }

    fn invalid_merge(&mut self, key: Span) {
        let diagnostic = Diagnostic::new(&codes::INVALID_MERGE, "`<<` does not merge a mapping")
            .at(self.out.location(key))
            .label("its value must be a mapping, or a list of mappings")
            .help("merge an alias, as in `<<: *defaults`; quote the key if `<<` itself is meant");
        self.out.diagnostics.push(diagnostic);
    }
}
