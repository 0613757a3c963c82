//! Title, version, tags.

use std::collections::{BTreeMap, HashSet};

use super::{Lowering, codes, docs};
use crate::api::{Docs, Info, Tag};
use crate::diagnostic::nearest;
use crate::openapi::{Document, View};

pub(super) fn info(document: Document<'_>) -> Info {
    let Some(info) = document.info() else { return Info::default() };
    Info {
        title: docs::text(info.title()).unwrap_or_default(),
        version: docs::text(info.version()).unwrap_or_default(),
        description: docs::text(info.description()).or_else(|| docs::text(info.summary())),
    }
}

impl Lowering<'_, '_> {
    pub(super) fn groups(&mut self) -> Vec<Tag> {
        let named: Vec<_> = self.document.tags().filter_map(|tag| Some((tag.name()?, tag))).collect();
        let parents: BTreeMap<&str, &str> =
            named.iter().filter_map(|(name, tag)| Some((*name, tag.parent()?))).collect();
        let known: HashSet<&str> = named.iter().map(|(name, _)| *name).collect();
        let mut tags = Vec::with_capacity(named.len());
        for &(name, tag) in &named {
            let parent = tag.parent().filter(|parent| known.contains(parent) && !is_below_itself(name, &parents));
            if let (Some(written), None) = (tag.parent(), parent) {
                let (message, help) = match known.contains(written) {
                    true => (
                        format!("the tag `{name}` is below itself"),
                        "let one of the tags above it have no parent".to_owned(),
                    ),
                    false => {
                        let meant = nearest(written, known.iter().copied().collect::<std::collections::BTreeSet<_>>());
                        let help = meant.map(|meant| format!("did you mean `{meant}`?"));
                        let message = format!("no tag is called `{written}`, which is to be above `{name}`");
                        (message, help.unwrap_or_else(|| "add it to `tags`, or correct the name".to_owned()))
                    }
                };
                self.tell_with_help(&codes::TAG_PARENT, tag.node(), message, &help);
            }
            tags.push(Tag {
                name: name.to_owned(),
                docs: Docs {
                    summary: docs::text(tag.summary()),
                    description: docs::text(tag.description()),
                    external: docs::external(tag.external_docs()),
                    deprecated: false,
                },
                parent: parent.map(str::to_owned),
                kind: tag.kind().map(str::to_owned),
            });
        }
        tags
    }
}

/// Do the parents of a tag lead back to it?
fn is_below_itself(name: &str, parents: &BTreeMap<&str, &str>) -> bool {
    // A way that is longer than there are tags goes round.
    let above = std::iter::successors(parents.get(name), |above| parents.get(*above));
    above.take(parents.len()).any(|above| *above == name)
}
