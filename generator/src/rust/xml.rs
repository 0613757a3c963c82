//! Which types stand in bodies in XML, and so have a table for that.

use super::plan::{BodyForm, OperationModule, ResponseContent};
use super::plan_types::{Repr, TypePlan, Use};
use super::types::{for_each_part, for_each_use};

/// Marks them; is there any such body?
pub(super) fn mark(types: &mut [TypePlan], modules: &[OperationModule]) -> bool {
    let mut waiting = Vec::new();
    let mut any = false;
    let note = |used: &Use, waiting: &mut Vec<usize>| {
        for_each_part(used, &mut |part| {
            if let Repr::Type(index) = part.repr {
                waiting.push(index.0);
            }
        });
    };
    for operation in modules.iter().flat_map(|module| &module.operations) {
        for response in &operation.responses {
            if let ResponseContent::Xml(used) = &response.content {
                any = true;
                note(used, &mut waiting);
            }
        }
        for body in operation.body.iter().chain(operation.alternatives.iter().map(|other| &other.body)) {
            if let BodyForm::Xml { ty, .. } = &body.form {
                any = true;
                note(ty, &mut waiting);
            }
        }
    }
    while let Some(index) = waiting.pop() {
        match types.get_mut(index) {
            Some(ty) if !ty.xml => ty.xml = true,
            _ => continue,
        }
        if let Some(ty) = types.get(index) {
            for_each_use(&ty.body, &mut |used| note(used, &mut waiting));
        }
    }
    any
}
