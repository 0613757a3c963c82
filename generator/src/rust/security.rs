//! Security schemes: one secret type each, so that one kind of token cannot be passed for another.

use super::names::{Case, Name};
use super::scope::{Scope, Wish};
use super::{Planner, Scheme, SchemeKind, Words, docs, reserved};
use crate::api::{self, ApiKeyIn};

impl Planner<'_> {
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let api = self.api;
        let table = self.config.names.schemes.clone();
        let mut wishes: Vec<Wish> = Vec::new();
        for scheme in &api.security_schemes {
            let chosen = self.chosen(&table, &scheme.name);
            wishes.push(Wish { chosen, ..Wish::new(scheme.name.as_str()) });
        }
        self.report_unmatched(&table, "security scheme", |key| api.security_schemes.iter().any(|s| s.name == key));
        // A chosen name is written for one case; the other is made from it.
        let for_types: Vec<Wish> = wishes.iter().map(|wish| rewritten(wish, Case::Pascal)).collect();
        let for_setters: Vec<Wish> = wishes.iter().map(|wish| rewritten(wish, Case::Snake)).collect();
        let types = Scope { case: Case::Pascal, kind: "Token", reserved: reserved::SECRETS }.assign(&for_types);
        let setters = Scope { case: Case::Snake, kind: "token", reserved: reserved::BUILDER }.assign(&for_setters);
        for &(kept, other) in &types.met {
            self.report_scheme(kept, other, &types.names);
        }
        let names = types.names.into_iter().zip(setters.names);
        api.security_schemes.iter().zip(names).map(|(scheme, (ty, setter))| planned(scheme, ty, setter)).collect()
    }

    fn report_scheme(&mut self, kept: usize, other: usize, names: &[Name]) {
        let schemes = &self.api.security_schemes;
        let named = |index: usize| schemes.get(index).zip(names.get(index));
        if let (Some((kept, kept_name)), Some((other, other_name))) = (named(kept), named(other)) {
            let kept = (kept.name.as_str(), kept_name);
            self.report_met("security schemes", kept, (other.name.as_str(), other_name), &other.at, "schemes");
        }
    }
}

fn rewritten(wish: &Wish, case: Case) -> Wish {
    let chosen = wish.chosen.as_ref().map(|name| super::names::name(name.as_str(), case, "token"));
    Wish { chosen, ..wish.clone() }
}

fn planned(scheme: &api::SecurityScheme, ty: Name, setter: Name) -> Scheme {
    let kind = match &scheme.kind {
        api::SchemeKind::Bearer { .. } | api::SchemeKind::OAuth2 | api::SchemeKind::OpenIdConnect => SchemeKind::Bearer,
        api::SchemeKind::Basic => SchemeKind::Basic,
        api::SchemeKind::ApiKey { location, parameter } => match location {
            ApiKeyIn::Header => SchemeKind::ApiKeyHeader(parameter.clone()),
            ApiKeyIn::Query => SchemeKind::ApiKeyQuery(parameter.clone()),
            ApiKeyIn::Cookie => SchemeKind::ApiKeyCookie(parameter.clone()),
        },
    };
    let words =
        Words::of_or(&scheme.docs, || format!("The secret of the security scheme {}.", docs::code(&scheme.name)));
    Scheme { wire: scheme.name.clone(), ty, setter, kind, docs: words }
}
