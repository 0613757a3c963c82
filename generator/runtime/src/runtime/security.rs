//! Which credentials go with a request, and where in it they stand.
//!
//! Knows schemes and secrets; does not know which operation asks, nor where the request goes.

use std::fmt;

use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};

use super::draft::Parts;
use super::percent::{self, UNRESERVED};
use super::{ApiSpec, OperationSpec, SchemeKind, SchemeSpec, Secret};

/// The credentials that a client was given, one place for each scheme of its API.
#[derive(Clone, Debug)]
pub(crate) struct Credentials(Vec<Option<Secret>>);

impl Credentials {
    pub(crate) fn none(api: &ApiSpec) -> Self {
        Credentials(vec![None; api.schemes.len()])
    }

    /// Keeps a secret for a scheme, if it can be sent at all.
    pub(crate) fn set(&mut self, api: &'static ApiSpec, scheme: usize, secret: Secret) -> Result<(), BadCredential> {
        let (Some(spec), Some(place)) = (api.schemes.get(scheme), self.0.get_mut(scheme)) else {
            return Err(BadCredential { scheme: "", why: "the API has no such security scheme" });
        };
        let bad = |why| Err(BadCredential { scheme: spec.name, why });
        if secret.expose().is_empty() {
            return bad("it is empty");
        }
        let in_header = !matches!(spec.kind, SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_));
        if in_header && !secret.expose().bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return bad("it holds a character that cannot stand in a header, perhaps a line break at its end");
        }
        *place = Some(secret);
        Ok(())
    }

    /// The alternative of an operation that can be satisfied: the first that sends something, else one that asks for
    /// nothing.
    pub(crate) fn choose(&self, operation: &OperationSpec) -> Result<&'static [usize], MissingCredentials> {
        let has_all = |all: &[usize]| all.iter().all(|scheme| matches!(self.0.get(*scheme), Some(Some(_))));
        let alternatives = operation.security;
        alternatives
            .iter()
            .find(|all| !all.is_empty() && has_all(all))
            .or_else(|| alternatives.iter().find(|all| all.is_empty()))
            .copied()
            .or(alternatives.is_empty().then_some(&[][..]))
            .ok_or(MissingCredentials { operation_id: operation.id, schemes: operation.api.schemes, alternatives })
    }

    /// Writes the credentials of an alternative into a request.
    pub(crate) fn apply(&self, schemes: &'static [SchemeSpec], chosen: &[usize], parts: &mut Parts) {
        for scheme in chosen {
            if let (Some(spec), Some(Some(secret))) = (schemes.get(*scheme), self.0.get(*scheme)) {
                apply_one(spec.kind, secret, parts);
            }
        }
    }
}

fn apply_one(kind: SchemeKind, secret: &Secret, parts: &mut Parts) {
    let text = secret.expose();
    match kind {
        SchemeKind::Bearer => set_header(parts, AUTHORIZATION, &["Bearer ", text].concat()),
        SchemeKind::Basic => set_header(parts, AUTHORIZATION, &["Basic ", text].concat()),
        SchemeKind::ApiKeyHeader(name) => {
            if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
                set_header(parts, name, text);
            }
        }
        SchemeKind::ApiKeyQuery(name) => parts.query.push(pair(name, text)),
        SchemeKind::ApiKeyCookie(name) => parts.cookies.push(pair(name, text)),
    }
}

fn set_header(parts: &mut Parts, name: HeaderName, text: &str) {
    // Checked when the credential was taken: this cannot fail.
    if let Ok(mut value) = HeaderValue::from_str(text) {
        value.set_sensitive(true);
        parts.headers.insert(name, value);
    }
}

fn pair(name: &str, value: &str) -> String {
    let mut pair = String::with_capacity(name.len() + 1 + value.len());
    percent::encode(name, UNRESERVED, &mut pair);
    pair.push('=');
    percent::encode(value, UNRESERVED, &mut pair);
    pair
}

/// A credential that cannot be sent. It is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCredential {
    pub(crate) scheme: &'static str,
    pub(crate) why: &'static str,
}

impl fmt::Display for BadCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the credential for {:?} cannot be used: {}", self.scheme, self.why)
    }
}

impl std::error::Error for BadCredential {}

/// The client has none of the sets of credentials that the operation takes.
#[derive(Clone, Debug)]
pub struct MissingCredentials {
    operation_id: &'static str,
    schemes: &'static [SchemeSpec],
    alternatives: &'static [&'static [usize]],
}

impl MissingCredentials {
    /// The sets of schemes that would do, each by the names in the document.
    pub fn alternatives(&self) -> impl Iterator<Item = Vec<&'static str>> + '_ {
        self.alternatives
            .iter()
            .map(|all| all.iter().filter_map(|scheme| self.schemes.get(*scheme).map(|spec| spec.name)).collect())
    }
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alternatives: Vec<String> = self.alternatives().map(|all| all.join(" and ")).collect();
        write!(
            f,
            "{} takes credentials that the client was not given: {}",
            self.operation_id,
            alternatives.join(", or ")
        )
    }
}

impl std::error::Error for MissingCredentials {}
