//! Names of types.
//!
//! A component is named by its key. An inline type is named by where it stands: the named thing above it and the steps
//! down, so that its name changes only when it moves. Components come first where names meet.

use super::names::{Case, Name};
use super::operations::{OperationNames, place};
use super::scope::{Scope, Wish};
use super::{Planner, reserved};
use crate::api::{Origin, OriginBase, SharedPart, Type};

/// The names of all types, in the order of the model.
pub(super) struct TypeNames {
    pub names: Vec<Name>,
}

impl TypeNames {
    pub(super) fn get(&self, index: usize) -> Option<&Name> {
        self.names.get(index)
    }
}

impl Planner<'_> {
    pub(super) fn type_names(&mut self, operations: &OperationNames) -> TypeNames {
        let api = self.api;
        let table = self.config.names.schemas.clone();
        let mut wishes = Vec::new();
        for (_, ty) in api.types.iter() {
            let chosen = match &ty.origin {
                Origin { base: OriginBase::Component(key), steps } if steps.is_empty() => self.chosen(&table, key),
                _ => None,
            };
            wishes.push(self.type_wish(&ty.origin, operations, chosen));
        }
        self.report_unmatched(&table, "schema", |key| {
            let is = |ty: &Type| matches!(&ty.origin.base, OriginBase::Component(name) if name == key);
            api.types.iter().any(|(_, ty)| is(ty))
        });
        let given = Scope { case: Case::Pascal, kind: "Type", reserved: reserved::TYPES }.assign(&wishes);
        let all: Vec<&Type> = api.types.iter().map(|(_, ty)| ty).collect();
        for &(kept, other) in &given.met {
            let named = |index: usize| wishes.get(index).zip(given.names.get(index)).zip(all.get(index));
            if let (Some(((kept, kept_name), _)), Some(((other, other_name), ty))) = (named(kept), named(other)) {
                let kept = (kept.text.as_str(), kept_name);
                self.report_met("the types", kept, (other.text.as_str(), other_name), &ty.at, "schemas");
            }
        }
        TypeNames { names: given.names }
    }

    fn type_wish(&self, origin: &Origin, operations: &OperationNames, chosen: Option<Name>) -> Wish {
        let base = self.base_text(&origin.base, operations);
        let mut text = base;
        for step in &origin.steps {
            text.push('/');
            text.push_str(step);
        }
        let rank = match (&origin.base, origin.steps.is_empty()) {
            (OriginBase::Component(_), true) => 0,
            (OriginBase::Component(_), false) => 1,
            (OriginBase::Shared(..), _) => 2,
            (OriginBase::Operation(_), _) => 3,
        };
        Wish { rank, chosen, identity: self.identity(origin), ..Wish::new(text) }
    }

    /// What no other type has: two texts may be one where a key has slashes, or an `operationId` stands twice.
    fn identity(&self, origin: &Origin) -> String {
        let mut identity = match &origin.base {
            OriginBase::Component(key) => escaped(key),
            OriginBase::Shared(part, key) => format!("{part:?} {}", escaped(key)),
            OriginBase::Operation(index) => self.api.operations.get(*index).map_or_else(String::new, place),
        };
        for step in &origin.steps {
            identity.push('/');
            identity.push_str(&escaped(step));
        }
        identity
    }

    /// The text that names of what stands inside of this are made from.
    pub(super) fn base_text(&self, base: &OriginBase, operations: &OperationNames) -> String {
        match base {
            OriginBase::Component(key) => match self.config.names.schemas.get(key) {
                Some(chosen) => chosen.name.clone(),
                None => key.clone(),
            },
            OriginBase::Shared(part, key) => {
                let word = match part {
                    SharedPart::Parameter => "Parameter",
                    SharedPart::RequestBody => "Request",
                    SharedPart::Response => "Response",
                    SharedPart::Header => "Header",
                    SharedPart::Webhook => "Webhook",
                };
                let said = key.to_lowercase().ends_with(&word.to_lowercase());
                if said { key.clone() } else { format!("{key}/{word}") }
            }
            OriginBase::Operation(index) => operations.text(*index).to_owned(),
        }
    }
}

/// As in a JSON pointer (RFC 6901 §3).
fn escaped(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}
