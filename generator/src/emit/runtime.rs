//! `src/runtime/`: the hand-written runtime, copied as it stands.

use specwright_runtime::source;

use super::Out;
use crate::rust::Plan;

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let lib = plan.package.lib.as_str();
    for (path, text) in source::FILES {
        // Examples in its documentation name the crate that they stand in.
        let text = text.replace("specwright_runtime", lib);
        let text = format!("{}\n{text}", out.head);
        out.add(&format!("src/runtime/{path}"), text);
    }
}
