//! The specification as data: every object, its fields, what each may hold, and since which version.
//!
//! [`tables`] says it, [`walk`] holds a document against it, `locate` asks it what stands at a pointer. There is no
//! other place that knows which fields exist. What goes beyond the form of single objects (does this reference lead
//! anywhere, is this id unique) is for later stages and for lint rules.

#[macro_use]
mod shorthand;

mod fault;
mod key;
mod locate;
mod mend;
pub mod tables;
mod walk;

pub use fault::words;
pub use key::KeyForm;
pub use locate::{component_section, component_sections, member, object, object_at, value_below};
pub use walk::{Visitor, walk, walk_part};

use super::Version;
use crate::source::Node;

/// An object of the specification.
#[derive(Debug)]
pub struct Object {
    /// Its name there: `Parameter Object`.
    pub name: &'static str,
    /// Its section in OpenAPI 3.0.3.
    pub section: &'static str,
    /// Its fixed fields. A name that stands twice differs by version or by `when`.
    pub fields: &'static [Field],
    /// All other keys, if it has such.
    pub patterned: Option<Patterned>,
    /// What is done with keys that are neither.
    pub others: Others,
    /// What must hold between its fields.
    pub rules: &'static [Rule],
}

/// What a key that an object does not know means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// A mistake, unless it begins with `x-`.
    Extensions,
    /// A mistake.
    None,
    /// Nothing: the object may hold anything.
    Any,
    /// Nothing from 3.1 on, where schemas may have keywords of other vocabularies; before, a mistake unless it begins
    /// with `x-`.
    Vocabularies,
}

/// A fixed field.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub value: Value,
    /// Must it be there?
    pub required: bool,
    /// The first version that has it.
    pub since: Version,
    /// The last version that has it.
    pub until: Version,
    /// Another field, and the values of it with which this one is meant.
    pub when: Option<(&'static str, &'static [&'static str])>,
    /// What to write in a version that does not have it.
    pub instead: Option<&'static str>,
}

/// The keys of a map.
#[derive(Debug)]
pub struct Patterned {
    /// Their form.
    pub key: KeyForm,
    /// What each holds.
    pub value: Value,
    /// How many there must be.
    pub at_least: usize,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// Anything, `null` included.
    Any,
    /// A string.
    Text,
    /// A string that is no empty one.
    Name,
    /// A URI reference (RFC 3986), with `{variable}`s where they are allowed.
    Url,
    /// An e-mail address (RFC 5321, as far as a typo would show).
    Email,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// Only `true`.
    True,
    /// A number.
    Number,
    /// A number above zero.
    Positive,
    /// A whole number, not negative.
    Count,
    /// A list.
    List {
        /// What its items are.
        of: &'static Value,
        /// How many there must be.
        at_least: usize,
        /// May no string stand twice?
        unique: bool,
    },
    /// An object with any keys of a form.
    Map {
        /// The form.
        key: KeyForm,
        /// What the values are.
        of: &'static Value,
        /// How many there must be.
        at_least: usize,
        /// How many there may be.
        at_most: usize,
    },
    /// An object of the specification.
    Object(&'static Object),
    /// The same, or a reference to one.
    OrReference(&'static Object),
    /// A schema: in 3.0 an object or a reference, later an object or a boolean.
    Schema,
    /// One of these, told apart by its JSON type.
    Either(&'static [Value]),
}

/// What must hold between the fields of an object.
#[derive(Debug)]
pub enum Rule {
    /// Not two of these.
    AtMostOne(&'static [&'static str]),
    /// One of these, and not two.
    ExactlyOne(&'static [&'static str]),
    /// At least one of these, from a version on.
    AtLeastOne(Version, &'static [&'static str]),
    /// This field must be there if the test says so.
    RequiredIf(&'static str, fn(Node<'_>, Version) -> bool),
}

impl Object {
    const fn new(name: &'static str, section: &'static str, fields: &'static [Field]) -> Self {
        Self { name, section, fields, patterned: None, others: Others::Extensions, rules: &[] }
    }

    const fn patterned(self, key: KeyForm, value: Value) -> Self {
        Self { patterned: Some(Patterned { key, value, at_least: 0 }), ..self }
    }

    const fn patterned_some(self, key: KeyForm, value: Value) -> Self {
        Self { patterned: Some(Patterned { key, value, at_least: 1 }), ..self }
    }

    const fn others(self, others: Others) -> Self {
        Self { others, ..self }
    }

    const fn rules(self, rules: &'static [Rule]) -> Self {
        Self { rules, ..self }
    }

    /// Is it a path item, of whichever version?
    #[must_use]
    pub fn is_path_item(&self) -> bool {
        self.name == "Path Item Object"
    }

    /// Its name with its article: `a Schema Object`.
    #[must_use]
    pub fn words(&self) -> String {
        let article = if self.name.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        format!("{article} {}", self.name)
    }
}

const fn field(name: &'static str, value: Value) -> Field {
    let (since, until) = (Version::V2_0, Version::V3_2);
    Field { name, value, required: false, since, until, when: None, instead: None }
}

impl Field {
    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }

    const fn until(self, until: Version) -> Self {
        Self { until, ..self }
    }

    const fn when(self, field: &'static str, values: &'static [&'static str]) -> Self {
        Self { when: Some((field, values)), ..self }
    }

    const fn instead(self, instead: &'static str) -> Self {
        Self { instead: Some(instead), ..self }
    }

    /// Does this version have it?
    #[must_use]
    pub fn of_version(&self, version: Version) -> bool {
        self.since <= version && version <= self.until
    }

    /// Is it meant here, as far as the field that decides can be read?
    fn meant_in(&self, object: Node<'_>) -> bool {
        let Some((decider, values)) = self.when else { return true };
        object.get(decider).and_then(Node::as_str).is_some_and(|value| values.contains(&value))
    }
}
