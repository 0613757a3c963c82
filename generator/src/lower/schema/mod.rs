//! Schemas: which type a schema is, and whether it gets a name.
//!
//! [`peel`] takes off what only wraps another schema, [`parts`] lays schemas that must all hold side by side,
//! [`shape`] decides what they are together, and the other files make that.

mod enumeration;
mod object;
mod parts;
mod pattern;
mod peel;
mod residue;
mod rules;
mod scalar;
mod shape;
mod tags;
mod union;

use super::{Lowering, at, body, codes, docs};
use crate::api::{At, Docs, Kind, Origin, Type, TypeBody, TypeId, TypeRef};
use crate::openapi::{Schema, View};
use crate::resolve::Key;
use parts::Parts;
use peel::Peeled;
use shape::Shape;

/// A named type whose body is still to be made.
pub(super) struct Job<'t> {
    id: TypeId,
    content: JobContent<'t>,
    origin: Origin,
}

enum JobContent<'t> {
    /// A schema of the components.
    Component(Schema<'t>),
    /// An inline schema, of which is known what it is.
    Inline(Parts<'t>, Shape<'t>),
}

/// Lists in lists, or maps in maps, beyond this are nobody's type.
const DEEPEST: usize = 64;

impl<'t> Lowering<'_, 't> {
    /// The type of a place that this schema describes.
    pub(super) fn use_of(&mut self, schema: Schema<'t>, origin: &Origin) -> TypeRef {
        let (peeled, nullable) = self.peel(schema);
        let mut ty = match peeled {
            Peeled::Lost => TypeRef::new(Kind::Any),
            Peeled::Component(target) => TypeRef::new(Kind::Named(self.named(target, origin))),
            Peeled::Inline(schema) => {
                let key = vec![Key::of(schema.node())];
                match self.known.get(&key) {
                    Some(known) => known.clone(),
                    None => {
                        let parts = self.parts(schema);
                        self.use_of_parts(parts, origin, key)
                    }
                }
            }
        };
        ty.nullable |= nullable;
        ty
    }

    /// The type of a place where all of these must hold.
    fn use_of_parts(&mut self, parts: Parts<'t>, origin: &Origin, key: Vec<Key>) -> TypeRef {
        if self.depth >= DEEPEST {
            let message = format!("lists and maps are nested more than {DEEPEST} deep");
            self.tell(&codes::TOO_DEEP, parts.outer().node(), message);
            return TypeRef::new(Kind::Any);
        }
        let shape = self.shape(&parts);
        if shape.is_plain() {
            // It holds no type that could be made twice, so that making it anew costs less than keeping it.
            return self.unnamed(&parts, &shape, origin);
        }
        let origin = &self.linked.in_component(parts.outer().node()).unwrap_or_else(|| origin.clone());
        let ty = if shape.needs_name() {
            let id = self.types.push(unfinished(origin.clone(), at(parts.outer())));
            self.waiting.push_back(Job { id, content: JobContent::Inline(parts, shape), origin: origin.clone() });
            TypeRef::new(Kind::Named(id))
        } else {
            self.depth += 1;
            let ty = self.unnamed(&parts, &shape, origin);
            self.depth -= 1;
            ty
        };
        self.known.entry(key).or_insert(ty).clone()
    }

    /// The type that a reference names. Its body is made later.
    fn named(&mut self, target: Schema<'t>, origin: &Origin) -> TypeId {
        let key = vec![Key::of(target.node())];
        if let Some(TypeRef { kind: Kind::Named(id), .. }) = self.known.get(&key) {
            return *id;
        }
        let origin = self.linked.in_component(target.node()).unwrap_or_else(|| origin.clone());
        let id = self.types.push(unfinished(origin.clone(), at(target)));
        self.known.insert(key, TypeRef::new(Kind::Named(id)));
        self.waiting.push_back(Job { id, content: JobContent::Component(target), origin });
        id
    }

    /// Names every schema of the components, whether something uses it or not.
    pub(super) fn all_components(&mut self) {
        let schemas = self.document.components().into_iter().flat_map(|components| components.schemas());
        for (entry, schema) in schemas {
            let base = crate::api::OriginBase::Component(entry.key.to_owned());
            self.named(schema, &Origin { base, steps: Vec::new() });
        }
    }

    /// Makes the bodies of all types that were named so far, and of those that they name.
    pub(super) fn finish_types(&mut self) {
        while let Some(Job { id, content, origin }) = self.waiting.pop_front() {
            let (parts, body) = match content {
                JobContent::Component(schema) => self.component(schema, &origin),
                JobContent::Inline(parts, shape) => {
                    let body = self.body(&parts, shape, &origin);
                    (parts, body)
                }
            };
            let examples = parts.outer().examples().map(body::unnamed).collect();
            if let Some(ty) = self.types.get_mut(id) {
                ty.docs = parts.docs();
                ty.examples = examples;
                ty.body = body;
            }
        }
    }

    fn component(&mut self, schema: Schema<'t>, origin: &Origin) -> (Parts<'t>, TypeBody) {
        let alone = |kind| (Parts::alone(schema), TypeBody::Alias(TypeRef::new(kind)));
        match self.peel(schema).0 {
            Peeled::Lost => alone(Kind::Any),
            // One that only takes over a base, which lists it among its alternatives, is that base without them.
            Peeled::Component(target) if self.is_listed_by(schema, target) => {
                let parts = self.parts(schema);
                let shape = self.shape(&parts);
                let body = self.body(&parts, shape, origin);
                (parts, body)
            }
            Peeled::Component(target) => alone(Kind::Named(self.named(target, origin))),
            Peeled::Inline(inner) => {
                let mut parts = self.parts(inner);
                let shape = self.shape(&parts);
                let body = self.body(&parts, shape, origin);
                parts.wrap(schema);
                (parts, body)
            }
        }
    }

    fn body(&mut self, parts: &Parts<'t>, shape: Shape<'t>, origin: &Origin) -> TypeBody {
        match shape {
            Shape::Object => TypeBody::Object(self.object(parts, origin)),
            Shape::Enum(values) => TypeBody::Enum(crate::api::Enum { values }),
            Shape::Union(alternatives) => TypeBody::Union(self.union(parts, &alternatives, origin)),
            shape => TypeBody::Alias(self.unnamed(parts, &shape, origin)),
        }
    }
}

fn unfinished(origin: Origin, at: At) -> Type {
    let body = TypeBody::Alias(TypeRef::new(Kind::Any));
    Type { origin, docs: Docs::default(), body, examples: Vec::new(), at }
}
