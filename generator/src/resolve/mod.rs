//! Stage 3, resolve: a reference becomes the identity of what it names; cycles.
//!
//! A [`Resolver`] follows references and remembers where each one led, so that a fault is told once however many
//! operations depend on it. Must not know what the target means to a client.

mod address;
mod check;
pub mod codes;
mod fault;
mod names;
mod pointer;
mod resource;

pub use check::{check, check_all};
pub use names::{LinkedName, home, linked_names};

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use rustc_hash::FxBuildHasher;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Texts};
use crate::openapi::grammar::{Object, object_at, tables};
use crate::openapi::{Document, OrReference, PathItem, Raw, Referable, Reference, Schema, Version, View};
use crate::source::{Kind, Node, NodeId, Sources, Tree, Unlinked};
use pointer::{Fragment, Target};
use resource::{Named, Resources};

/// A map by the identity of nodes. Its hash is no defence against chosen keys, and the numbers of nodes are not chosen: they
/// are counted.
pub type KeyMap<V> = HashMap<Key, V, FxBuildHasher>;

/// A set of the identities of nodes; as [`KeyMap`].
pub type KeySet = HashSet<Key, FxBuildHasher>;

/// The identity of a node: its file, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub FileId, pub NodeId);

impl Key {
    /// The identity of this node.
    #[must_use]
    pub fn of(node: Node<'_>) -> Self {
        Self(node.tree().file(), node.id())
    }
}

/// Something in another file, and the object that must stand there.
type Part<'t> = (Node<'t>, &'static Object);

/// What references that were followed led to: by the root that they start from, the object that they expect, and their text.
type Targets<'t> = HashMap<(Key, *const Object, &'t str), Node<'t>>;

/// Follows the references of a document.
#[derive(Debug)]
pub struct Resolver<'t> {
    document: Document<'t>,
    /// Where other files are found.
    sources: Option<&'t Sources>,
    /// What stands in other files and was referred to, by the kind of object.
    linked: RefCell<BTreeMap<Key, Part<'t>>>,
    /// The addresses and names that schemas of each file give themselves, once someone has asked.
    resources: RefCell<HashMap<FileId, Rc<Resources<'t>>>>,
    /// The addresses of all files, once someone has asked for one that its own file does not have.
    addresses: OnceCell<HashMap<String, Node<'t>>>,
    /// Where each chain of references ends; `None` where that was reported.
    ends: RefCell<KeyMap<Option<Node<'t>>>>,
    /// What stands where references point from within a resource, by what they expect: many say the same.
    targets: RefCell<Targets<'t>>,
    /// How many faults still get a "did you mean", which costs a look at every name.
    suggestions: Cell<usize>,
}

/// A document with more lost references than this has lost a whole section, and no name in it was mistyped.
const SUGGESTIONS: usize = 100;

impl<'t> Resolver<'t> {
    /// A resolver for the references of a document of one file.
    #[must_use]
    pub fn new(document: Document<'t>) -> Self {
        Self {
            document,
            sources: None,
            linked: RefCell::default(),
            resources: RefCell::default(),
            addresses: OnceCell::new(),
            ends: RefCell::default(),
            targets: RefCell::default(),
            suggestions: Cell::new(SUGGESTIONS),
        }
    }

    /// A resolver for a document whose other files are among these.
    #[must_use]
    pub fn over(document: Document<'t>, sources: &'t Sources) -> Self {
        Self { sources: Some(sources), ..Self::new(document) }
    }

    /// What references led to in other files so far, and the object that must stand there, in order of file and place.
    #[must_use]
    pub fn parts(&self) -> Vec<(Node<'t>, &'static Object)> {
        self.linked.borrow().values().copied().collect()
    }

    /// The object itself, wherever it stands; `None`, with the reason told once, if it stands nowhere.
    pub fn follow<V: Referable<'t>>(&self, place: OrReference<'t, V>, diagnostics: &mut Diagnostics) -> Option<V> {
        match place {
            OrReference::Here(view) => Some(view),
            OrReference::Reference(reference) => {
                Some(self.document.see(self.end(reference, V::OBJECT, diagnostics)?))
            }
        }
    }

    /// The schema that a reference leads to: the first on the way that says more than where to look.
    pub fn schema(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<Schema<'t>> {
        Some(self.document.see(self.end(reference, &tables::SCHEMA, diagnostics)?))
    }

    /// The path item that a path item's `$ref` leads to.
    pub fn path_item(&self, reference: Reference<'t>, diagnostics: &mut Diagnostics) -> Option<PathItem<'t>> {
        Some(self.document.see(self.end(reference, &tables::PATH_ITEM, diagnostics)?))
    }

    /// The path of the file that a node stands in, from the folder of the document, without the ending.
    #[must_use]
    pub fn path_of(&self, node: Node<'_>) -> String {
        let name = |file| self.sources.map_or("", |sources| sources.name(file));
        let root = name(self.document.tree().file());
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = name(node.tree().file());
        // Where a file stands on this machine is nobody's business.
        let name_alone = || if path.starts_with('/') { path.rsplit('/').next().unwrap_or(path) } else { path };
        let path = path.strip_prefix(folder).unwrap_or_else(name_alone).trim_start_matches('/');
        path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
    }

    /// The name of the file that a node stands in, without folder and ending.
    #[must_use]
    pub fn stem_of(&self, node: Node<'_>) -> String {
        let path = self.path_of(node);
        path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name).to_owned()
    }

    /// What stands where a reference written like this, in the file of this node, points; nothing is told.
    #[must_use]
    pub fn look_up(&self, from: Node<'t>, reference: &str) -> Option<Node<'t>> {
        let Target { file, fragment } = Target::read(reference);
        let root = match file {
            Some(file) => self.file(from, file).ok()?,
            None => self.resource(from),
        };
        match fragment {
            Fragment::Pointer(to) => walk(root, &to).ok().or_else(|| walk(from.tree().root(), &to).ok()),
            Fragment::Anchor(name) => match self.anchor(root, &name, false) {
                Named::Schema(node) => Some(node),
                Named::Nothing | Named::Several => None,
            },
        }
    }

    /// The root of the file that a reference names, which stands in the file of this node: the file itself, if it is
    /// the address that the file gives itself (`$self`, OpenAPI 3.2.0 §4.1.2.2.2), else one that was read.
    fn file(&self, from: Node<'t>, file: &str) -> Result<Node<'t>, Unlinked> {
        let root = from.tree().root();
        let own = root.get("$self").and_then(Node::as_str).filter(|_| self.document.version() >= Version::V3_2);
        if own.is_some_and(|own| address::names(file, own)) {
            return Ok(root);
        }
        if let Some(schema) = self.resources(root).and_then(|resources| resources.by_address(from, file)) {
            return Ok(schema);
        }
        let Some(sources) = self.sources else { return Err(Unlinked::unread(file)) };
        // What an overlay brought is relative to the document, as what stood there before.
        match sources.linked(from.tree().file(), file) {
            // What overlays and raising made of the document is what other files mean by it.
            Ok(tree) if tree.file() == self.document.tree().file() => Ok(self.document.node()),
            Ok(tree) => Ok(tree.root()),
            Err(why) => self.elsewhere(from, file).ok_or(why),
        }
    }

    /// The schema of another file that gives itself the address that a reference names.
    fn elsewhere(&self, from: Node<'t>, file: &str) -> Option<Node<'t>> {
        let address = address::join(&self.resources(from.tree().root())?.base(from), file);
        let all = self.addresses.get_or_init(|| {
            let roots = self.sources.into_iter().flat_map(Sources::trees).map(Tree::root);
            let resources: Vec<_> = roots.filter_map(|root| self.resources(root)).collect();
            resources.iter().rev().flat_map(|resources| resources.addresses()).collect()
        });
        all.get(&address).copied()
    }

    /// Where a chain of references ends, all of which must name such an object.
    fn end(
        &self,
        reference: Reference<'t>,
        expected: &'static Object,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node<'t>> {
        let key = Key::of(reference.node());
        if let Some(&end) = self.ends.borrow().get(&key) {
            return end;
        }
        let mut on_the_way = Vec::new();
        let mut seen = KeySet::default();
        let mut current = reference;
        let end = loop {
            let known = self.ends.borrow().get(&Key::of(current.node())).copied();
            if let Some(known) = known {
                break known;
            }
            // Most ways have one step, of which no set is needed.
            let here = Key::of(current.node());
            if !on_the_way.is_empty() && (here == key || !seen.insert(here)) {
                diagnostics.push(fault::cycle(current, &on_the_way));
                break None;
            }
            on_the_way.push(current.node());
            match self.step(current, expected) {
                Err(fault) => {
                    diagnostics.push(*fault);
                    break None;
                }
                Ok(node) => match self.onward(node, expected) {
                    None => break Some(node),
                    Some(next) => current = next,
                },
            }
        };
        self.ends.borrow_mut().extend(on_the_way.iter().map(|node| (Key::of(*node), end)));
        end
    }

    /// The reference that stands at a target instead of the object. A schema that says more than where to look is the
    /// object itself.
    fn onward(&self, node: Node<'t>, expected: &'static Object) -> Option<Reference<'t>> {
        let raw = Raw::new(node, self.document.version());
        let more = std::ptr::eq(expected, &tables::SCHEMA) && Schema::over(raw).constrains_beside(&["$ref"]);
        let reference = if std::ptr::eq(expected, &tables::SCHEMA) { Reference::of_schema } else { Reference::of };
        reference(raw).filter(|_| !more)
    }

    fn unresolved(&self, reference: Reference<'t>, parent: Node<'t>, missing: &[String]) -> Diagnostic {
        let left = self.suggestions.get();
        self.suggestions.set(left.saturating_sub(1));
        fault::unresolved(reference, parent, missing, left > 0)
    }

    fn step(&self, reference: Reference<'t>, expected: &'static Object) -> Result<Node<'t>, Box<Diagnostic>> {
        let text = reference.target();
        if !text.starts_with("#/") {
            return self.look(reference, expected);
        }
        let key = (Key::of(self.resource(reference.node())), std::ptr::from_ref(expected), text);
        if let Some(&known) = self.targets.borrow().get(&key) {
            return Ok(known);
        }
        let found = self.look(reference, expected)?;
        self.targets.borrow_mut().insert(key, found);
        Ok(found)
    }

    fn look(&self, reference: Reference<'t>, expected: &'static Object) -> Result<Node<'t>, Box<Diagnostic>> {
        let Target { file, fragment } = Target::read(reference.target());
        let from = reference.node();
        let root = match file {
            Some(file) => self.file(from, file).map_err(|why| Box::new(fault::external(reference, file, why)))?,
            None => self.resource(from),
        };
        let node = match fragment {
            // Who gives a schema an address as a mere name still means the document by `#/components/…`.
            Fragment::Pointer(to) => walk(root, &to)
                .or_else(|_| walk(root.tree().root(), &to))
                .map_err(|(parent, missing)| Box::new(self.unresolved(reference, parent, &missing)))?,
            Fragment::Anchor(name) => match self.anchor(root, &name, reference.is_dynamic()) {
                Named::Schema(node) => node,
                Named::Nothing => return Err(Box::new(fault::anchor(reference, &name))),
                Named::Several => return Err(Box::new(fault::several(reference, &name))),
            },
        };
        let version = self.document.version();
        let boolean = node.as_bool().is_some() && version > Version::V3_0 && std::ptr::eq(expected, &tables::SCHEMA);
        // What stands where in a part of a document is known by who refers to it alone.
        let known = root.tree().root().get("openapi").and_then(|_| object_at(node, version));
        match known {
            _ if !node.is_mapping() && !boolean => {
                Err(Box::new(fault::wrong_kind(reference, node.kind().words(), expected, node)))
            }
            Some(other) if !std::ptr::eq(other, expected) => {
                Err(Box::new(fault::wrong_kind(reference, &other.words(), expected, node)))
            }
            _ => {
                if node.tree().file() != self.document.tree().file() {
                    self.linked.borrow_mut().entry(Key::of(node)).or_insert((node, expected));
                }
                Ok(node)
            }
        }
    }
}

impl<'t> Resolver<'t> {
    /// The resources of the file of this root; none before 3.1, which has no such addresses.
    fn resources(&self, root: Node<'t>) -> Option<Rc<Resources<'t>>> {
        if self.document.version() < Version::V3_1 {
            return None;
        }
        let mut known = self.resources.borrow_mut();
        let root = root.tree().root();
        Some(Rc::clone(known.entry(root.tree().file()).or_insert_with(|| Rc::new(Resources::of(root)))))
    }

    /// What a reference without a file, at this place, is relative to.
    fn resource(&self, from: Node<'t>) -> Node<'t> {
        let root = from.tree().root();
        self.resources(root).map_or(root, |resources| resources.around(from))
    }

    /// What a name means in a resource (JSON Schema 2020-12 core §8.2.2).
    fn anchor(&self, resource: Node<'t>, name: &str, dynamically: bool) -> Named<'t> {
        let resources = self.resources(resource.tree().root());
        resources.map_or(Named::Nothing, |resources| resources.anchor(resource, name, dynamically))
    }
}

/// The node that a pointer leads to; else where it breaks off, and the steps that are left there.
fn walk<'t>(root: Node<'t>, pointer: &str) -> Result<Node<'t>, (Node<'t>, Vec<String>)> {
    let mut node = root;
    let mut steps = pointer::steps(pointer);
    while let Some(step) = steps.next() {
        let next = match node.kind() {
            Kind::Mapping => node.get(&step),
            Kind::Sequence => step.parse().ok().and_then(|index| node.items().nth(index)),
            _ => None,
        };
        node = match next {
            Some(next) => next,
            None => return Err((node, std::iter::once(step).chain(steps).map(Cow::into_owned).collect())),
        };
    }
    Ok(node)
}
