//! Types that contain themselves: where a `Box` must stand, so that they have a size.
//!
//! A `Box` goes where the value may be absent, and only if that does not cut the circle, everywhere on it. Lists and
//! maps hold their values elsewhere already.

use super::plan_types::{Member, Presence, Repr, TypeBody, TypePlan, Use};

/// Puts the boxes in.
pub(super) fn box_cycles(types: &mut [TypePlan]) {
    box_where(types, true);
    box_where(types, false);
}

fn box_where(types: &mut [TypePlan], only_absent: bool) {
    let edges: Vec<Vec<usize>> = types
        .iter_mut()
        .map(|ty| {
            let mut edges = Vec::new();
            for_each_held(&mut ty.body, |used, _| edges.extend(target(used)));
            edges
        })
        .collect();
    let components = components(&edges);
    let sizes = sizes(&components);
    for (from, ty) in types.iter_mut().enumerate() {
        for_each_held(&mut ty.body, |used, presence| {
            let Some(to) = target(used) else { return };
            let same = components.get(from) == components.get(to);
            let circle = components.get(from).and_then(|c| sizes.get(*c)).is_some_and(|size| *size > 1) || from == to;
            let may_be_absent = !matches!(presence, Some(Presence::Required));
            if same && circle && (may_be_absent || !only_absent) {
                used.boxed = true;
                // Every value would hold another without end: there is none, unless one may be left out.
                if let Some(presence @ Presence::Required) = presence {
                    *presence = Presence::Optional;
                }
            }
        });
    }
}

pub(super) fn target(used: &Use) -> Option<usize> {
    match used.repr {
        Repr::Type(index) if !used.boxed => Some(index.0),
        _ => None,
    }
}

/// Visits what a type holds in itself: a field with its presence, a variant without.
pub(super) fn for_each_held(body: &mut TypeBody, mut visit: impl FnMut(&mut Use, Option<&mut Presence>)) {
    match body {
        TypeBody::Struct(body) => {
            for member in &mut body.members {
                if let Member::Field(field) = member {
                    visit(&mut field.ty, Some(&mut field.presence));
                }
            }
        }
        TypeBody::Union(union) => union.variants.iter_mut().for_each(|variant| visit(&mut variant.ty, None)),
        TypeBody::Alias(_) | TypeBody::Newtype(_) | TypeBody::StringEnum(_) | TypeBody::IntegerEnum(_) => {}
    }
}

/// All nodes, each behind those that its edges lead to, circles aside: components come in that order.
pub(super) fn inner_first(edges: &[Vec<usize>]) -> Vec<usize> {
    let components = components(edges);
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|node| components.get(*node).copied());
    order
}

fn sizes(components: &[usize]) -> Vec<usize> {
    let mut sizes = vec![0; components.len()];
    for component in components {
        sizes.get_mut(*component).into_iter().for_each(|size| *size += 1);
    }
    sizes
}

/// For each node the number of its strongly connected component (Tarjan 1972), without recursion.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let mut state = Tarjan {
        index: vec![UNSEEN; count],
        low: vec![0; count],
        component: vec![UNSEEN; count],
        open: Vec::new(),
        next_index: 0,
        next_component: 0,
    };
    for root in 0..count {
        if state.index.get(root) == Some(&UNSEEN) {
            state.visit(root, edges);
        }
    }
    state.component
}

struct Tarjan {
    index: Vec<usize>,
    low: Vec<usize>,
    component: Vec<usize>,
    /// Nodes whose component is not known yet.
    open: Vec<usize>,
    next_index: usize,
    next_component: usize,
}

impl Tarjan {
    fn visit(&mut self, root: usize, edges: &[Vec<usize>]) {
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        self.enter(root);
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            match edges.get(node).and_then(|to| to.get(*edge)).copied() {
                Some(to) => {
                    *edge += 1;
                    if get(&self.index, to) == usize::MAX {
                        self.enter(to);
                        path.push((to, 0));
                    } else if get(&self.component, to) == usize::MAX {
                        self.lower(node, get(&self.index, to));
                    }
                }
                None => {
                    path.pop();
                    self.leave(node);
                    if let Some((parent, _)) = path.last() {
                        self.lower(*parent, get(&self.low, node));
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        set(&mut self.index, node, self.next_index);
        set(&mut self.low, node, self.next_index);
        self.next_index += 1;
        self.open.push(node);
    }

    fn lower(&mut self, node: usize, low: usize) {
        if low < get(&self.low, node) {
            set(&mut self.low, node, low);
        }
    }

    fn leave(&mut self, node: usize) {
        if get(&self.low, node) != get(&self.index, node) {
            return;
        }
        while let Some(member) = self.open.pop() {
            set(&mut self.component, member, self.next_component);
            if member == node {
                break;
            }
        }
        self.next_component += 1;
    }
}

fn get(values: &[usize], index: usize) -> usize {
    values.get(index).copied().unwrap_or_default()
}

fn set(values: &mut [usize], index: usize, value: usize) {
    if let Some(slot) = values.get_mut(index) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found() {
        let check = |edges: &[&[usize]], same: &[(usize, usize)], apart: &[(usize, usize)]| {
            let edges: Vec<Vec<usize>> = edges.iter().map(|to| to.to_vec()).collect();
            let found = components(&edges);
            for (a, b) in same {
                assert_eq!(found.get(*a), found.get(*b), "{edges:?}: {found:?}");
            }
            for (a, b) in apart {
                assert_ne!(found.get(*a), found.get(*b), "{edges:?}: {found:?}");
            }
        };
        check(&[&[]], &[], &[]);
        check(&[&[1], &[]], &[], &[(0, 1)]);
        check(&[&[1], &[2], &[0]], &[(0, 1), (1, 2)], &[]);
        check(&[&[1], &[2], &[1], &[0]], &[(1, 2)], &[(0, 1), (0, 3)]);
        check(&[&[1, 2], &[0], &[3], &[2]], &[(0, 1), (2, 3)], &[(0, 2)]);
    }

    #[test]
    fn a_long_chain_does_not_overflow_the_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|index| vec![index + 1]).collect();
        assert_eq!(components(&edges).len(), 200_000);
    }
}
