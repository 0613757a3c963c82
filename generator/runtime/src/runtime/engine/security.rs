//! Which credentials go with a request, and where in it they stand.
//!
//! Knows schemes and credentials; does not know which operation asks, nor where the request goes.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};

use super::client_core::Core;
use super::clock::{Deadline, First, first};
use super::credential::{Proof, TokenContext, TokenFault};
use super::draft::Parts;
use super::few::Few;
use super::percent::{self, UNRESERVED};
use super::{ApiSpec, Credential, OperationSpec, SchemeKind, SchemeSpec, Secret, TokenError};

/// The credentials that a client was given, one place for each scheme of its API.
#[derive(Clone, Debug)]
pub(crate) struct Credentials(Vec<Option<Credential>>);

impl Credentials {
    pub(crate) fn none(api: &ApiSpec) -> Self {
        Credentials(vec![None; api.schemes.len()])
    }

    /// Keeps a credential for a scheme, if it can be sent at all.
    pub(crate) fn set(
        &mut self,
        api: &'static ApiSpec,
        scheme: usize,
        credential: Credential,
    ) -> Result<(), BadCredential> {
        let (Some(spec), Some(place)) = (api.schemes.get(scheme), self.0.get_mut(scheme)) else {
            return Err(BadCredential { scheme: "", why: "the API has no such security scheme" });
        };
        let fault = match &credential.0 {
            Proof::Secret(secret) => sendable(spec.kind, secret),
            Proof::Provider(provider) => provider.check(),
            Proof::Transport if spec.kind == SchemeKind::Transport => Ok(()),
            Proof::Transport => Err("it is no matter of the transport"),
        };
        fault.map_err(|why| BadCredential { scheme: spec.name, why })?;
        *place = Some(credential);
        Ok(())
    }

    /// The alternative of an operation that can be satisfied: the first that sends something, else one that asks for
    /// nothing. `own`: does the call bring an `Authorization` that its caller wrote?
    pub(crate) fn choose(&self, operation: &OperationSpec, own: bool) -> Result<&'static [usize], MissingCredentials> {
        let schemes = operation.api.schemes;
        let brings = |scheme: usize| own && schemes.get(scheme).is_some_and(|spec| spec.kind.is_authorization());
        let has = |scheme: usize| matches!(self.0.get(scheme), Some(Some(_))) || brings(scheme);
        let has_all = |all: &[usize]| all.iter().all(|scheme| has(*scheme));
        let alternatives = operation.security;
        alternatives
            .iter()
            .find(|all| !all.is_empty() && has_all(all))
            .or_else(|| alternatives.iter().find(|all| all.is_empty()))
            .copied()
            .or(alternatives.is_empty().then_some(&[][..]))
            .ok_or(MissingCredentials { operation_id: operation.id, schemes: operation.api.schemes, alternatives })
    }

    /// The secrets of an alternative, those that have to be fetched included.
    pub(crate) async fn proofs(
        &self,
        core: &Arc<Core>,
        chosen: &[usize],
        deadline: Deadline,
    ) -> Result<Few<(usize, Secret)>, TokenError> {
        let mut proofs = Few::default();
        for &scheme in chosen {
            match self.0.get(scheme).and_then(Option::as_ref).map(|credential| &credential.0) {
                Some(Proof::Secret(secret)) => proofs.push((scheme, secret.clone())),
                Some(Proof::Provider(provider)) => {
                    let context = TokenContext { core: Arc::clone(core), deadline };
                    let token = match first(provider.token(&context), pin!(deadline.wait(&core.clock))).await {
                        First::Left(token) => token?,
                        First::Right(()) => return Err(TokenError::of(TokenFault::Late)),
                    };
                    let kind = core.api.schemes.get(scheme).map_or(SchemeKind::Bearer, |spec| spec.kind);
                    sendable(kind, &token)
                        .map_err(|why| TokenError::new(format!("the token cannot be sent: {why}")))?;
                    proofs.push((scheme, token));
                }
                Some(Proof::Transport) | None => {}
            }
        }
        Ok(proofs)
    }

    /// Tells providers that the server did not take their tokens.
    pub(crate) fn rejected(&self, proofs: &Few<(usize, Secret)>) {
        for (scheme, secret) in proofs.iter() {
            if let Some(Some(Credential(Proof::Provider(provider)))) = self.0.get(*scheme) {
                provider.rejected(secret);
            }
        }
    }
}

/// Can the secret stand where its scheme wants it?
fn sendable(kind: SchemeKind, secret: &Secret) -> Result<(), &'static str> {
    if secret.expose().is_empty() {
        return Err("it is empty");
    }
    if matches!(kind, SchemeKind::ApiKeyHeader(name) if HeaderName::from_bytes(name.as_bytes()).is_err()) {
        return Err("the API names a header for it that cannot be sent");
    }
    let in_header = !matches!(kind, SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_));
    if in_header && !secret.expose().bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err("it holds a character that cannot stand in a header, perhaps a line break at its end");
    }
    Ok(())
}

/// Writes secrets into a request, each where its scheme wants it.
pub(crate) fn apply(schemes: &'static [SchemeSpec], proofs: &Few<(usize, Secret)>, parts: &mut Parts) {
    for (scheme, secret) in proofs.iter() {
        if let Some(spec) = schemes.get(*scheme) {
            apply_one(spec.kind, secret, parts);
        }
    }
}

fn apply_one(kind: SchemeKind, secret: &Secret, parts: &mut Parts) {
    let text = secret.expose();
    match kind {
        SchemeKind::Bearer => set_header(parts, AUTHORIZATION, &["Bearer ", text]),
        SchemeKind::Basic => set_header(parts, AUTHORIZATION, &["Basic ", text]),
        SchemeKind::Authorization => set_header(parts, AUTHORIZATION, &[text]),
        SchemeKind::Transport => {}
        SchemeKind::ApiKeyHeader(name) => {
            if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
                set_header(parts, name, &[text]);
            }
        }
        SchemeKind::ApiKeyQuery(name) => parts.query.push(pair(name, text)),
        SchemeKind::ApiKeyCookie(name) => parts.cookies.push(pair(name, text)),
    }
}

fn set_header(parts: &mut Parts, name: HeaderName, text: &[&str]) {
    // Checked when the credential was taken: this cannot fail.
    if let Ok(mut value) = HeaderValue::from_maybe_shared(Bytes::from(text.concat())) {
        value.set_sensitive(true);
        // What the caller wrote into this very call is meant.
        parts.headers.insert_new(&name, &value);
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
