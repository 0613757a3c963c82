//! What stands at a place of a text: the innermost value, and whether the place is on its key.

use std::path::Path;

use lsp_types::{Position, TextDocumentPositionParams};

use super::check::Checked;
use super::position::Places;
use super::{Server, uri};
use crate::diagnostic::{Diagnostics, FileId, Texts};
use crate::openapi::grammar::{Object, Value, tables, value_below};
use crate::openapi::{Document, Version, View};
use crate::resolve::{self, Resolver};
use crate::source::{Entry, Node, Tree};

/// A place, with what was read around it.
pub(super) struct Spot<'s> {
    pub(super) checked: &'s Checked,
    pub(super) document: Document<'s>,
    pub(super) resolver: Resolver<'s>,
    /// The innermost value.
    pub(super) node: Node<'s>,
    /// The entry whose key or value the innermost value is, and whether the place is on the key.
    pub(super) entry: Option<(Entry<'s>, bool)>,
}

/// The files that were read with one that is open, and among them the file that is asked about.
pub(super) fn read<'s>(server: &'s Server, path: &Path) -> Option<(&'s Checked, FileId)> {
    // A part is best understood from a document that refers to it.
    let within = |checked: &'s Checked| Some((checked, checked.sources.file(path)?));
    let is_root = |(checked, _): &(&Checked, FileId)| {
        let tree = checked.file.and_then(|file| checked.sources.tree(file));
        tree.is_some_and(|tree| checked.document(tree).is_some())
    };
    let mut all = server.checked.values().filter_map(within);
    all.clone().find(is_root).or_else(|| all.next())
}

impl<'s> Spot<'s> {
    pub(super) fn of(server: &'s Server, params: &TextDocumentPositionParams) -> Option<Self> {
        let path = uri::path(&params.text_document.uri)?;
        let (checked, file) = read(server, &path)?;
        Self::at(checked, file, params.position)
    }

    fn at(checked: &'s Checked, file: FileId, position: Position) -> Option<Self> {
        let offset = Places::of(checked.sources.text(file)).offset(position) as u32;
        let document = checked.document(checked.sources.tree(checked.file?)?)?;
        let resolver = resolver(document, checked);
        let (node, entry) = innermost(checked.sources.tree(file)?, offset);
        Some(Self { checked, document, resolver, node, entry })
    }

    /// What the grammar has for a value: as part of the document, or of what stands in another file.
    pub(super) fn value(&self, node: Node<'s>) -> Option<Value> {
        let version = self.document.version();
        let parts = self.resolver.parts();
        value_of(node, self.document.tree().file(), parts.iter().map(|(part, object)| (*part, *object)), version)
    }
}

/// A resolver that knows what stands in other files.
pub(super) fn resolver<'s>(document: Document<'s>, checked: &'s Checked) -> Resolver<'s> {
    let resolver = Resolver::over(document, &checked.sources);
    resolve::check(&document, &resolver, &mut Diagnostics::new());
    resolver
}

/// What the grammar has for a value, of the document or of one of its parts in other files.
pub(super) fn value_of<'n>(
    node: Node<'n>,
    home: FileId,
    parts: impl Iterator<Item = (Node<'n>, &'static Object)>,
    version: Version,
) -> Option<Value> {
    if node.tree().file() == home {
        let root = if version == Version::V2_0 { &tables::swagger::SWAGGER } else { &tables::DOCUMENT };
        return value_below(node.tree().root(), root, node, version);
    }
    let ways =
        |part: Node<'n>| std::iter::successors(Some(node), |node| node.parent()).position(|above| same(above, part));
    let nearest = parts.filter_map(|(part, object)| Some((ways(part)?, part, object))).min_by_key(|(ways, ..)| *ways);
    let (_, part, object) = nearest?;
    value_below(part, object, node, version)
}

fn same(one: Node<'_>, other: Node<'_>) -> bool {
    one.id() == other.id() && one.tree().file() == other.tree().file()
}

/// The innermost value at a byte, and the entry that it stands in, with whether the byte is on the key.
fn innermost(tree: &Tree, offset: u32) -> (Node<'_>, Option<(Entry<'_>, bool)>) {
    let (mut node, mut entry) = (tree.root(), None);
    loop {
        let holds = |span: crate::diagnostic::Span| span.start <= offset && offset <= span.end;
        if let Some(found) = node.entries().find(|entry| holds(entry.key_place.span)) {
            return (found.value, Some((found, true)));
        }
        let in_entry = node.entries().filter(|entry| holds(entry.value.place().span)).last();
        let in_item = node.items().filter(|item| holds(item.place().span)).last();
        match (in_entry, in_item) {
            (Some(found), _) => (node, entry) = (found.value, Some((found, false))),
            (None, Some(item)) => (node, entry) = (item, None),
            (None, None) => return (node, entry),
        }
    }
}
