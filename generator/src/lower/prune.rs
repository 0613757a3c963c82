//! The last step: only types that something reaches, in an order that does not depend on who reached them first.

use std::collections::HashMap;

use crate::api::{Additional, Api, Incoming, Kind, Operation, OriginBase, Type, TypeBody, TypeId, TypeRef, Variant};
use crate::diagnostic::Place;

/// Keeps the types that operations reach (or all), those of the components first, each group in the order of the
/// document.
pub(super) fn prune(mut api: Api, all: bool) -> Api {
    let reached = reached(&mut api, all);
    let ids = (0..).map(TypeId);
    let kept = ids.zip(std::mem::take(&mut api.types).into_vec()).filter(|(id, _)| reached.has(*id));
    let mut order: Vec<(TypeId, Type)> = kept.collect();
    order.sort_by_key(|(id, ty)| (!matches!(ty.origin.base, OriginBase::Component(_)), place(ty), *id));
    let new_ids: HashMap<TypeId, TypeId> = order.iter().map(|(id, _)| *id).zip((0..).map(TypeId)).collect();
    let mut renumber = |ty: &mut TypeRef| {
        if let Kind::Named(id) = &mut ty.kind
            && let Some(new) = new_ids.get(id)
        {
            *id = *new;
        }
    };
    for (_, mut ty) in order {
        uses_of_type(&mut ty).into_iter().for_each(|ty| deep(ty, &mut renumber));
        api.types.push(ty);
    }
    for operation in &mut api.operations {
        uses_of_operation(operation).into_iter().for_each(|ty| deep(ty, &mut renumber));
    }
    uses_of_incoming(&mut api.webhooks).for_each(|ty| deep(ty, &mut renumber));
    api
}

fn place(ty: &Type) -> Option<Place> {
    ty.at.0.as_ref().map(|location| location.place)
}

struct Reached(Vec<bool>);

impl Reached {
    fn has(&self, id: TypeId) -> bool {
        self.0.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Marks it; was it new?
    fn add(&mut self, id: TypeId) -> bool {
        self.0.get_mut(id.0 as usize).is_some_and(|seen| !std::mem::replace(seen, true))
    }

    /// Marks what these uses name; those that are new wait to be looked at.
    fn follow(&mut self, uses: Vec<&mut TypeRef>, waiting: &mut Vec<TypeId>) {
        for ty in uses {
            deep(ty, &mut |ty| {
                if let Kind::Named(id) = ty.kind
                    && self.add(id)
                {
                    waiting.push(id);
                }
            });
        }
    }
}

/// The walks want mutable uses, since renumbering shares them.
fn reached(api: &mut Api, all: bool) -> Reached {
    let mut reached = Reached(vec![false; api.types.len()]);
    let mut waiting: Vec<TypeId> = Vec::new();
    if all {
        let components = api.types.iter().filter(|(_, ty)| matches!(ty.origin.base, OriginBase::Component(_)));
        waiting.extend(components.map(|(id, _)| id).filter(|id| reached.add(*id)));
    }
    for operation in &mut api.operations {
        reached.follow(uses_of_operation(operation), &mut waiting);
    }
    reached.follow(uses_of_incoming(&mut api.webhooks).collect(), &mut waiting);
    while let Some(id) = waiting.pop() {
        if let Some(ty) = api.types.get_mut(id) {
            reached.follow(uses_of_type(ty), &mut waiting);
        }
    }
    reached
}

/// A use, and those inside of it.
fn deep(ty: &mut TypeRef, visit: &mut impl FnMut(&mut TypeRef)) {
    let mut next = Some(ty);
    while let Some(ty) = next {
        visit(ty);
        next = match &mut ty.kind {
            Kind::Array(inner) | Kind::Map(inner) => Some(inner),
            _ => None,
        };
    }
}

fn uses_of_type(ty: &mut Type) -> Vec<&mut TypeRef> {
    match &mut ty.body {
        TypeBody::Object(object) => {
            let additional = match &mut object.additional {
                Additional::Typed(ty) => Some(&mut **ty),
                Additional::Ignored | Additional::Forbidden => None,
            };
            object.fields.iter_mut().map(|field| &mut field.ty).chain(additional).collect()
        }
        TypeBody::Enum(_) => Vec::new(),
        TypeBody::Union(union) => union.variants.iter_mut().map(|Variant { ty, .. }| ty).collect(),
        TypeBody::Alias(ty) => vec![ty],
    }
}

fn uses_of_operation(operation: &mut Operation) -> Vec<&mut TypeRef> {
    let mut uses: Vec<&mut TypeRef> = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty).collect();
    if let Some(body) = &mut operation.body {
        uses.extend(body.contents.iter_mut().filter_map(|content| content.ty.as_mut()));
    }
    for response in &mut operation.responses {
        uses.extend(response.contents.iter_mut().filter_map(|content| content.ty.as_mut()));
        uses.extend(response.headers.iter_mut().map(|header| &mut header.ty));
    }
    uses.extend(uses_of_incoming(&mut operation.callbacks));
    uses
}

fn uses_of_incoming(requests: &mut [Incoming]) -> impl Iterator<Item = &mut TypeRef> {
    let bodies = requests.iter_mut().filter_map(|request| request.body.as_mut());
    bodies.flat_map(|body| body.contents.iter_mut().filter_map(|content| content.ty.as_mut()))
}
