//! What is the same although it has no name of its own in the document, inline types and the errors of operations: one of
//! them keeps what they are, the others are other names of it.
//!
//! A description that writes its addresses and intervals out wherever they stand (Stripe's has 519 enums of the empty text)
//! would have a type for each, all to be compiled, and none to be given where another is asked for. Every place keeps its
//! name, and with it whoever says that name. What the description names is left apart: whoever named two things meant two.
//!
//! It must not know what a type is for, only that nothing in two of them differs: members and constants with their words,
//! checks, and all that they hold in turn. What the document says of a whole type stays with the name of its place.

use std::collections::HashMap;

use super::plan::{ErrorEnum, OperationModule, OperationPlan, SameError};
use super::plan_types::{Member, Repr, TypeBody, TypeIx, TypePlan, Use};
use super::recursion;
use super::types::{for_each_use, plain};
use crate::api::{Api, Origin, OriginBase};

/// Makes other names of types that are there already.
pub(super) fn merge_types(api: &Api, types: &mut [TypePlan]) {
    let origins: Vec<&Origin> = api.types.iter().map(|(_, ty)| &ty.origin).collect();
    let base = |node: usize| origins.get(node).map(|origin| &origin.base);
    let mut kept_for: Vec<usize> = (0..types.len()).collect();
    for class in Classes::of(types, &origins) {
        // What stands in a component is there for longer than an operation, and the shorter of two names says less of one
        // place. It does not matter much: whoever says the name of a place says it still when another one is kept.
        let rank = |node: &usize| {
            let of_operation = matches!(base(*node), Some(OriginBase::Operation(_)));
            types.get(*node).map(|ty| (of_operation, ty.name.as_str().len(), ty.name.clone()))
        };
        let Some(kept) = class.iter().copied().min_by_key(rank) else { continue };
        let is_far = class.iter().any(|other| base(*other) != base(kept));
        for other in class.into_iter().filter(|node| *node != kept) {
            join(types, kept, other);
            kept_for.get_mut(other).into_iter().for_each(|known| *known = kept);
        }
        types.get_mut(kept).into_iter().for_each(|ty| ty.own_file = is_far);
    }
    // A type of no place says no names of one: else the file of that place would be there for all who use the type.
    for ty in types.iter_mut().filter(|ty| ty.own_file) {
        to_first(&mut ty.body, &kept_for);
    }
}

/// Makes other names of the errors of operations that are there in the same file already.
pub(super) fn merge_errors(modules: &mut [OperationModule]) {
    for module in modules {
        let files = match module.parts.as_slice() {
            [] => vec![(0..module.operations.len()).collect()],
            parts => parts.iter().map(|part| part.operations.clone()).collect(),
        };
        files.iter().for_each(|file| merge_errors_of(file, &mut module.operations));
    }
}

/// The errors of one file.
fn merge_errors_of(file: &[usize], operations: &mut [OperationPlan]) {
    let mut distinct: Vec<usize> = Vec::new();
    for &index in file {
        let error = |index: usize| operations.get(index).and_then(|one| one.error.as_ref());
        let Some(own) = error(index) else { continue };
        let is_same = |first: &&usize| error(**first).is_some_and(|error| error.variants == own.variants);
        let Some(first) = distinct.iter().find(is_same).copied() else {
            distinct.push(index);
            continue;
        };
        let owner = operations.get(first).zip(error(first));
        let owner = owner.map(|(one, error)| SameError { name: error.name.clone(), function: one.function.clone() });
        if let Some(error) = error_mut(operations, first) {
            error.shared = true;
        }
        if let Some(error) = error_mut(operations, index) {
            error.same_as = owner;
        }
    }
}

fn error_mut(operations: &mut [OperationPlan], index: usize) -> Option<&mut ErrorEnum> {
    operations.get_mut(index).and_then(|one| one.error.as_mut())
}

/// Does it stand within something else?
fn is_inline(origin: &Origin) -> bool {
    // A webhook has the name that its key is.
    !origin.steps.is_empty() || matches!(origin.base, OriginBase::Operation(_))
}

/// What the other one is for, the kept one is for, too.
fn join(types: &mut [TypePlan], kept: usize, other: usize) {
    let Some(ty) = types.get_mut(other) else { return };
    ty.body = TypeBody::Alias(plain(Repr::Type(TypeIx(kept))));
    let (sent, as_parameter, xml, example) = (ty.sent, ty.as_parameter, ty.xml, ty.example.take());
    let Some(ty) = types.get_mut(kept) else { return };
    ty.sent |= sent;
    ty.as_parameter |= as_parameter;
    ty.xml |= xml;
    ty.example = ty.example.take().or(example);
}

/// Types by what they are.
struct Classes {
    /// For each type the first one of its class.
    first: Vec<usize>,
    /// The types of each class.
    members: Vec<Vec<usize>>,
    by_body: HashMap<(TypeBody, bool), usize>,
}

impl Classes {
    /// Those of more than one type.
    fn of(types: &[TypePlan], origins: &[&Origin]) -> impl Iterator<Item = Vec<usize>> + use<> {
        let mut classes = Self { first: (0..types.len()).collect(), members: Vec::new(), by_body: HashMap::new() };
        for node in inner_first(types) {
            let (Some(ty), Some(origin)) = (types.get(node), origins.get(node)) else { continue };
            if is_inline(origin) && !matches!(ty.body, TypeBody::Alias(_) | TypeBody::Newtype(_)) {
                classes.add(node, ty);
            }
        }
        classes.members.into_iter().filter(|class| class.len() > 1)
    }

    fn add(&mut self, node: usize, ty: &TypePlan) {
        let mut body = ty.body.clone();
        to_first(&mut body, &self.first);
        let class = *self.by_body.entry((body, ty.deprecated)).or_insert(self.members.len());
        let Some(members) = self.members.get_mut(class) else {
            self.members.push(vec![node]);
            return;
        };
        let first = members.first().copied().unwrap_or(node);
        self.first.get_mut(node).into_iter().for_each(|known| *known = first);
        members.push(node);
    }
}

/// Puts other types in the place of those that a type speaks of.
fn to_first(body: &mut TypeBody, first: &[usize]) {
    for_each_use_mut(body, |used| {
        if let Repr::Type(index) = &mut used.repr {
            index.0 = first.get(index.0).copied().unwrap_or(index.0);
        }
    });
}

/// All types, each behind those that it speaks of, circles aside.
fn inner_first(types: &[TypePlan]) -> Vec<usize> {
    let spoken_of = |ty: &TypePlan| {
        let mut edges = Vec::new();
        for_each_use(&ty.body, &mut |used| {
            if let Repr::Type(index) = used.repr {
                edges.push(index.0);
            }
        });
        edges
    };
    recursion::inner_first(&types.iter().map(spoken_of).collect::<Vec<_>>())
}

/// Visits every use in a type, those in lists and maps too.
fn for_each_use_mut(body: &mut TypeBody, mut visit: impl FnMut(&mut Use)) {
    let mut part = |used: &mut Use| {
        let mut next = Some(used);
        while let Some(used) = next {
            visit(used);
            next = match &mut used.repr {
                Repr::List(inner) | Repr::Map(inner) => Some(inner),
                _ => None,
            };
        }
    };
    match body {
        TypeBody::Struct(body) => {
            for member in &mut body.members {
                if let Member::Field(field) = member {
                    part(&mut field.ty);
                }
            }
            body.rest.iter_mut().for_each(|rest| part(&mut rest.ty));
        }
        TypeBody::Union(union) => union.variants.iter_mut().for_each(|variant| part(&mut variant.ty)),
        TypeBody::Alias(used) | TypeBody::Newtype(used) => part(used),
        TypeBody::StringEnum(_) | TypeBody::IntegerEnum(_) => {}
    }
}
