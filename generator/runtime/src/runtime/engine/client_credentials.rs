//! OAuth 2 for programs that act for themselves: the client credentials grant (RFC 6749 §4.4).
//!
//! One token is kept and given to all who ask; a new one is fetched shortly before it runs out, by one call while the
//! others wait. The request goes over the client's own transport, to `https` or the loopback only.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::clock::BoxFuture;
use super::credential::{TokenContext, TokenError, TokenFault, TokenProvider};
use super::json::{self, Value};
use super::{Answer, Secret, percent, server};

/// The longest time before its end at which a token is no longer given out, and a new one is fetched.
const MARGIN: Duration = Duration::from_secs(60);

/// Tokens by the client credentials grant of OAuth 2. Clones share their token.
///
/// ```
/// use specwright_runtime::runtime::ClientCredentials;
///
/// let tokens = ClientCredentials::new("https://auth.example.com/token", "shop", "s3cret").scope("orders:read");
/// assert_eq!(format!("{tokens:?}"), r#"ClientCredentials { client_id: "shop", .. }"#);
/// ```
#[derive(Clone)]
pub struct ClientCredentials {
    settings: Settings,
    shared: Arc<Shared>,
}

#[derive(Clone)]
struct Settings {
    endpoint: String,
    id: String,
    secret: Secret,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
    in_body: bool,
}

#[derive(Default)]
struct Shared {
    /// How many requests for a token have ended.
    flights: AtomicU64,
    /// Held while a token is fetched: that is what makes it one request for all.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Kept>,
    /// What became of the last request, for those who waited for it.
    failed: Option<TokenError>,
}

struct Kept {
    secret: Secret,
    /// When to fetch the next one; never for a token that says nothing about its end.
    stale: Option<Instant>,
    /// When it ends.
    end: Option<Instant>,
}

impl ClientCredentials {
    /// Tokens from this endpoint, whose address is `https` or leads to the loopback, for this client.
    #[inline]
    pub fn new(endpoint: impl Into<String>, id: impl Into<String>, secret: impl Into<String>) -> Self {
        let (endpoint, id, secret) = (endpoint.into(), id.into(), Secret::new(secret));
        let settings = Settings { endpoint, id, secret, scopes: Vec::new(), parameters: Vec::new(), in_body: false };
        ClientCredentials { settings, shared: Arc::default() }
    }

    /// Asks for this scope, too. Without any, the server decides.
    #[must_use]
    #[inline]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.settings.scopes.push(scope.into());
        self.with_own_token()
    }

    /// Sends this parameter, too: `audience`, `resource`, …
    #[must_use]
    #[inline]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.parameters.push((name.into(), value.into()));
        self.with_own_token()
    }

    /// Sends id and secret in the body rather than by HTTP basic authentication, for servers that know no better (RFC 6749
    /// §2.3.1).
    #[must_use]
    #[inline]
    pub fn secret_in_body(mut self) -> Self {
        self.settings.in_body = true;
        self.with_own_token()
    }

    /// A token that was fetched for less would be taken for one with the new scope.
    #[inline]
    fn with_own_token(self) -> Self {
        ClientCredentials { shared: Arc::default(), ..self }
    }
}

impl fmt::Debug for ClientCredentials {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("client_id", &self.settings.id).finish_non_exhaustive()
    }
}

impl TokenProvider for ClientCredentials {
    #[inline]
    fn token(&self, context: &TokenContext) -> BoxFuture<Result<Secret, TokenError>> {
        let (own, context) = (self.clone(), context.clone());
        Box::pin(async move { own.kept_or_new(&context).await })
    }

    #[inline]
    fn rejected(&self, token: &Secret) {
        // Whoever holds it is fetching a new one.
        if let Ok(mut state) = self.shared.state.try_lock()
            && state.token.as_ref().is_some_and(|kept| kept.secret == *token)
        {
            state.token = None;
        }
    }

    #[inline]
    fn check(&self) -> Result<(), &'static str> {
        server::endpoint(&self.settings.endpoint).map(|_| ()).map_err(|bad| bad.why)
    }
}

impl ClientCredentials {
    #[inline]
    async fn kept_or_new(&self, context: &TokenContext) -> Result<Secret, TokenError> {
        let before = self.shared.flights.load(Ordering::Acquire);
        let mut state = self.shared.state.lock().await;
        let now = context.clock().now();
        let fresh = state.token.as_ref().filter(|kept| kept.stale.is_none_or(|stale| now < stale));
        if let Some(kept) = fresh {
            return Ok(kept.secret.clone());
        }
        // Who waited for a request that failed is told so, rather than to try it once more, one after the other.
        if self.shared.flights.load(Ordering::Acquire) != before
            && let Some(error) = &state.failed
        {
            return Err(error.clone());
        }
        let fetched = self.fetch(context).await;
        self.shared.flights.fetch_add(1, Ordering::AcqRel);
        let now = context.clock().now();
        match fetched {
            Ok(kept) => {
                let secret = kept.secret.clone();
                *state = State { token: Some(kept), failed: None };
                Ok(secret)
            }
            Err(error) => match state.token.as_mut() {
                // It is only stale: half of what is left of it may pass before the next try.
                Some(kept) if kept.end.is_none_or(|end| now < end) => {
                    kept.stale = kept.end.map(|end| now + end.saturating_duration_since(now) / 2);
                    Ok(kept.secret.clone())
                }
                _ => {
                    *state = State { token: None, failed: Some(error.clone()) };
                    Err(error)
                }
            },
        }
    }

    #[inline]
    async fn fetch(&self, context: &TokenContext) -> Result<Kept, TokenError> {
        let settings = &self.settings;
        let (scopes, asked) = (settings.scopes.join(" "), context.clock().now());
        let mut fields = vec![("grant_type", "client_credentials")];
        if !scopes.is_empty() {
            fields.push(("scope", &scopes));
        }
        fields.extend(settings.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if settings.in_body {
            fields.extend([("client_id", settings.id.as_str()), ("client_secret", settings.secret.expose())]);
        }
        let basic = (!settings.in_body).then(|| self.basic());
        let answer = context.post_form(&settings.endpoint, &fields, basic.as_ref()).await?;
        self.read(&answer, asked)
    }

    /// Id and secret, each encoded as in a form before they are joined (RFC 6749 §2.3.1).
    #[inline]
    fn basic(&self) -> Secret {
        let (mut id, mut secret) = (String::new(), Zeroizing::new(String::new()));
        percent::encode_form(&self.settings.id, &mut id);
        percent::encode_form(self.settings.secret.expose(), &mut secret);
        Secret::basic(&id, secret.as_str())
    }

    /// The answer of a token endpoint (RFC 6749 §5.1, §5.2).
    #[inline]
    fn read(&self, answer: &Answer, asked: Instant) -> Result<Kept, TokenError> {
        let value = json::from_slice::<Value>(answer.body()).unwrap_or(Value::Null);
        let text = |name| match member(&value, name) {
            Some(Value::String(text)) => Some(text.as_str()),
            _ => None,
        };
        if !answer.status().is_success() {
            let (error, description) = (self.shown(text("error")), self.shown(text("error_description")));
            return Err(TokenError::of(TokenFault::Refused { status: answer.status(), error, description }));
        }
        let unreadable = |why| Err(TokenError::of(TokenFault::Unreadable(why)));
        let Some(token) = text("access_token").filter(|token| !token.is_empty()) else {
            return unreadable("has no `access_token`");
        };
        if !text("token_type").is_none_or(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return unreadable("has a token that is no bearer token");
        }
        let lasts = match member(&value, "expires_in") {
            Some(Value::Number(seconds)) => seconds.as_str().parse().ok(),
            // Against the standard, and not rare.
            Some(Value::String(seconds)) => seconds.parse().ok(),
            _ => None,
        };
        // From when it was asked for: the server began to count before the answer arrived.
        let lasts = lasts.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok());
        let at = |after: Duration| asked.checked_add(after);
        Ok(Kept {
            secret: Secret::new(token),
            stale: lasts.and_then(|lasts| at(lasts - MARGIN.min(lasts / 10))),
            end: lasts.and_then(at),
        })
    }

    /// Words of the server as far as the standard lets it use them, and none that give the secret away.
    #[inline]
    fn shown(&self, text: Option<&str>) -> Option<String> {
        let plain = text?.chars().filter(|c| matches!(c, ' '..='~')).take(200).collect::<String>();
        (!plain.contains(self.settings.secret.expose())).then_some(plain)
    }
}

#[inline]
fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.iter().find(|(key, _)| *key == name).map(|(_, value)| value),
        _ => None,
    }
}
