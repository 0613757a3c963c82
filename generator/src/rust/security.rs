//! Security schemes: one secret type each, so that one kind of token cannot be passed for another.

use super::names::{Case, Name};
use super::scope::{Scope, Wish};
use super::{Planner, Scheme, SchemeKind, TokenEndpoint, Words, docs, reserved};
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
        api::SchemeKind::Bearer { .. } | api::SchemeKind::OAuth2(_) | api::SchemeKind::OpenIdConnect { .. } => {
            SchemeKind::Bearer
        }
        api::SchemeKind::MutualTls => SchemeKind::Transport,
        api::SchemeKind::Http { .. } => SchemeKind::Authorization,
        api::SchemeKind::Basic => SchemeKind::Basic,
        api::SchemeKind::ApiKey { location, parameter } => match location {
            ApiKeyIn::Header => SchemeKind::ApiKeyHeader(parameter.clone()),
            ApiKeyIn::Query => SchemeKind::ApiKeyQuery(parameter.clone()),
            ApiKeyIn::Cookie => SchemeKind::ApiKeyCookie(parameter.clone()),
        },
    };
    let mut words =
        Words::of_or(&scheme.docs, || format!("The secret of the security scheme {}.", docs::code(&scheme.name)));
    words.paragraph(details(&scheme.kind));
    let client_credentials = match &scheme.kind {
        api::SchemeKind::OAuth2(oauth2) => oauth2.flows.iter().find_map(token_endpoint),
        _ => None,
    };
    Scheme { wire: scheme.name.clone(), ty, setter, kind, client_credentials, docs: words }
}

/// What a caller who has to get the secret somewhere wants to know.
fn details(kind: &api::SchemeKind) -> Vec<String> {
    match kind {
        api::SchemeKind::OAuth2(oauth2) => {
            let mut lines: Vec<String> = oauth2.flows.iter().flat_map(flow).collect();
            lines.extend(oauth2.metadata.iter().map(|url| format!("- Described at {}.", docs::code(url))));
            lines
        }
        api::SchemeKind::OpenIdConnect { url: Some(url) } => {
            vec![format!("Tokens of the OpenID provider that is described at {}.", docs::code(url))]
        }
        api::SchemeKind::Http { scheme } => {
            vec![format!("The whole value of `Authorization`, beginning with {}.", docs::code(scheme))]
        }
        _ => Vec::new(),
    }
}

/// A flow and its scopes as items of a list.
fn flow(flow: &api::OAuthFlow) -> Vec<String> {
    let addresses = [("authorize at", &flow.authorization), ("tokens at", &flow.token), ("renewed at", &flow.refresh)];
    let addresses = addresses.iter().filter_map(|(what, url)| Some(format!("{what} {}", docs::code(url.as_ref()?))));
    let addresses: Vec<String> = addresses.collect();
    let mut lines = vec![format!("- Flow `{}`: {}.", flow.kind.word(), addresses.join(", "))];
    lines.extend(flow.scopes.iter().map(|(scope, about)| match about.as_str() {
        "" => format!("  - {}", docs::code(scope)),
        about => format!("  - {}: {}", docs::code(scope), super::markdown::harmless_line(about)),
    }));
    lines
}

fn token_endpoint(flow: &api::OAuthFlow) -> Option<TokenEndpoint> {
    if flow.kind != api::FlowKind::ClientCredentials {
        return None;
    }
    let is_safe = |url: &&String| url.starts_with("https://") && !url.contains(['@', '#', '{']);
    let scope = flow.scopes.first().map(|(scope, _)| scope.clone());
    Some(TokenEndpoint { address: flow.token.as_ref().filter(is_safe).cloned(), scope })
}
