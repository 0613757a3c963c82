//! Alternatives of unions that are large: each stands in a `Box`, so that a value which is a small one does not take their
//! room. An id that may be expanded to the object that it names is such a union, and nearly always the id.
//!
//! It must not know what a type is for. Circles are cut before.

use super::plan_types::{Repr, TypeBody, TypePlan, Use};
use super::recursion::{self, for_each_held, target};

/// In bytes, as far as they can be told here: what is copied and kept for nothing is then worth an allocation.
const LARGE: usize = 512;

/// A text, a list or a map; numbers are counted as such, too.
const WORDS: usize = 24;

/// Puts the boxes in.
pub(super) fn box_large(types: &mut [TypePlan]) {
    let mut sizes = vec![WORDS; types.len()];
    for node in inner_first(types) {
        let Some(ty) = types.get_mut(node) else { continue };
        let is_union = matches!(ty.body, TypeBody::Union(_));
        let (mut sum, mut most) = (0_usize, 0);
        for_each_held(&mut ty.body, |used, _| {
            let size = size(used, &sizes);
            used.boxed |= is_union && size > LARGE && matches!(used.repr, Repr::Type(_));
            let size = if used.boxed { size_of::<usize>() } else { size };
            sum = sum.saturating_add(size);
            most = most.max(size);
        });
        let size = match &ty.body {
            TypeBody::Struct(_) => sum,
            TypeBody::Alias(used) | TypeBody::Newtype(used) => size(used, &sizes),
            _ => most.max(WORDS) + size_of::<usize>(),
        };
        sizes.get_mut(node).into_iter().for_each(|known| *known = size);
    }
}

/// All types, each behind those that it holds.
fn inner_first(types: &mut [TypePlan]) -> Vec<usize> {
    let mut edges = Vec::new();
    for ty in types.iter_mut() {
        let mut held = Vec::new();
        if let TypeBody::Alias(used) | TypeBody::Newtype(used) = &ty.body {
            held.extend(target(used));
        }
        for_each_held(&mut ty.body, |used, _| held.extend(target(used)));
        edges.push(held);
    }
    recursion::inner_first(&edges)
}

fn size(used: &Use, sizes: &[usize]) -> usize {
    target(used).and_then(|index| sizes.get(index)).copied().unwrap_or(WORDS)
}
