//! Security schemes, and what an operation asks of them.

use std::collections::HashMap;

use super::{Lowering, at, codes, docs};
use crate::api::{self, ApiKeyIn, Docs, FlowKind, OAuth2, OAuthFlow, SchemeKind};
use crate::diagnostic::{Diagnostic, Location, nearest};
use crate::openapi::{SecurityRequirement, SecurityScheme, Version, View};
use crate::source::Entry;

/// Where each declared scheme stands in the model; `None` for one that is not supported.
pub(super) type Schemes<'t> = HashMap<&'t str, Option<usize>>;

impl<'t> Lowering<'_, 't> {
    pub(super) fn security_schemes(&mut self) -> (Vec<api::SecurityScheme>, Schemes<'t>) {
        let mut lowered = Vec::new();
        let mut schemes = HashMap::new();
        let declared = self.document.components().into_iter().flat_map(|components| components.security_schemes());
        for (entry, place) in declared {
            let scheme = self.resolver.follow(place, self.diagnostics);
            let kind = scheme.and_then(|scheme| Some((scheme, self.scheme_kind(entry.key, scheme)?)));
            schemes.insert(entry.key, kind.is_some().then_some(lowered.len()));
            lowered.extend(kind.map(|(scheme, kind)| api::SecurityScheme {
                name: entry.key.to_owned(),
                docs: Docs {
                    description: docs::text(scheme.description()),
                    deprecated: scheme.deprecated(),
                    ..Docs::default()
                },
                kind,
                at: at(scheme),
            }));
        }
        (lowered, schemes)
    }

    fn scheme_kind(&mut self, name: &str, scheme: SecurityScheme<'t>) -> Option<SchemeKind> {
        let http = scheme.scheme().map(|scheme| scheme.trim().to_ascii_lowercase());
        let location = match scheme.location() {
            Some("header") => Some(ApiKeyIn::Header),
            Some("query") => Some(ApiKeyIn::Query),
            Some("cookie") => Some(ApiKeyIn::Cookie),
            _ => None,
        };
        let kind = match (scheme.kind()?, http.as_deref(), location, scheme.name()) {
            ("http", Some("bearer"), ..) => {
                Some(SchemeKind::Bearer { format: scheme.bearer_format().map(str::to_owned) })
            }
            ("http", Some("basic"), ..) => Some(SchemeKind::Basic),
            ("apiKey", _, Some(location), Some(parameter)) => {
                Some(SchemeKind::ApiKey { location, parameter: parameter.to_owned() })
            }
            ("oauth2", ..) => Some(SchemeKind::OAuth2(oauth2(scheme))),
            ("openIdConnect", ..) => Some(SchemeKind::OpenIdConnect { url: docs::text(scheme.open_id_connect_url()) }),
            ("mutualTLS", ..) => Some(SchemeKind::MutualTls),
            ("http", Some(other), ..) if !other.is_empty() => {
                let message = format!("the caller writes the credentials of `{name}`: HTTP `{other}` is not known");
                let help = "give the whole value of `Authorization`, for the client or for a call";
                self.tell_with_help(&codes::SCHEME_RAW, scheme.node(), message, help);
                Some(SchemeKind::Http { scheme: other.to_owned() })
            }
            _ => None,
        };
        if kind.is_none() {
            let what = scheme.kind().map_or_else(|| "no type".to_owned(), |kind| format!("`{kind}`"));
            let message = format!("the security scheme `{name}` ({what}) does not say enough, and is never sent");
            self.tell(&codes::SCHEME_UNSUPPORTED, scheme.node(), message);
        }
        kind
    }

    /// The alternatives that the client can satisfy. What it cannot was told at the scheme, or is told here.
    pub(super) fn security(
        &mut self,
        requirements: impl Iterator<Item = SecurityRequirement<'t>>,
        schemes: &Schemes<'t>,
    ) -> Vec<api::SecurityRequirement> {
        requirements.filter_map(|requirement| self.requirement(requirement, schemes)).collect()
    }

    /// The scheme that a requirement names by an address instead of its name (OpenAPI 3.2.0 §4.30).
    fn scheme_by_address<'s>(&self, entry: Entry<'t>, schemes: &'s Schemes<'t>) -> Option<&'s Option<usize>> {
        if self.document.version() < Version::V3_2 {
            return None;
        }
        let target = self.resolver.look_up(entry.value, entry.key)?;
        let declared = self.document.components()?.security_schemes();
        let declared = declared.into_iter().find(|(_, place)| place.node() == target)?;
        schemes.get(declared.0.key)
    }

    fn requirement(
        &mut self,
        requirement: SecurityRequirement<'t>,
        schemes: &Schemes<'t>,
    ) -> Option<api::SecurityRequirement> {
        let mut all = Some(api::SecurityRequirement::default());
        for (entry, scopes) in requirement.schemes() {
            match schemes.get(entry.key).or_else(|| self.scheme_by_address(entry, schemes)) {
                Some(Some(index)) => {
                    let scopes = scopes.map(str::to_owned).collect();
                    all.iter_mut().for_each(|all| all.schemes.push((*index, Vec::clone(&scopes))));
                }
                Some(None) => all = None,
                None => {
                    all = None;
                    let message = format!("no security scheme is called `{}`; the alternative is left out", entry.key);
                    let found = Diagnostic::new(&codes::SCHEME_UNKNOWN, message);
                    let location = Location { place: entry.key_place, ..entry.value.location() };
                    let found = found.at(location);
                    let mut names: Vec<&str> = schemes.keys().copied().collect();
                    names.sort_unstable();
                    let help = match nearest(entry.key, names) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "declare it under `components/securitySchemes`".to_owned(),
                    };
                    self.diagnostics.push(found.help(help));
                }
            }
        }
        all
    }
}

fn oauth2(scheme: SecurityScheme<'_>) -> OAuth2 {
    let flows = scheme.flows().filter_map(|(entry, flow)| {
        let kind = match entry.key {
            "implicit" => FlowKind::Implicit,
            "password" => FlowKind::Password,
            "clientCredentials" => FlowKind::ClientCredentials,
            "authorizationCode" => FlowKind::AuthorizationCode,
            "deviceAuthorization" => FlowKind::DeviceAuthorization,
            _ => return None,
        };
        Some(OAuthFlow {
            kind,
            authorization: docs::text(flow.authorization_url().or(flow.device_authorization_url())),
            token: docs::text(flow.token_url()),
            refresh: docs::text(flow.refresh_url()),
            scopes: flow.scopes().map(|(scope, about)| (scope.to_owned(), about.trim().to_owned())).collect(),
        })
    });
    OAuth2 { flows: flows.collect(), metadata: docs::text(scheme.metadata_url()) }
}
