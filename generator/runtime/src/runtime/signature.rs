//! Does a webhook come from whom it says it comes from (feature `signatures`)?
//!
//! Standard Webhooks (standardwebhooks.com, specification 1.0.0), and HMAC-SHA256 in the other ways that servers have.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderMap;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::clock::{Clock, TokioClock};

/// What is believed of a timestamp, to both sides: what Standard Webhooks says.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// More signatures than anyone sends while keys are changed.
const MOST: usize = 16;

/// Checks the signatures of webhooks. It is asked before a body is read, with the body as it came: JSON that was read and
/// written again is another text.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use specwright_runtime::runtime::{HeaderMap, WebhookSignature};
///
/// let signature = WebhookSignature::standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
/// # let (headers, body) = (HeaderMap::new(), b"{}");
/// match signature.verify(&headers, body) {
///     Ok(body) => println!("{} bytes from the server", body.len()),
///     Err(error) => println!("not believed: {error}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct WebhookSignature {
    keys: Vec<Zeroizing<Vec<u8>>>,
    scheme: Scheme,
    tolerance: Duration,
    clock: Arc<dyn Clock>,
}

#[derive(Clone)]
enum Scheme {
    Standard,
    Own { header: String, prefix: String, base64: bool, timestamp: Option<String> },
}

impl WebhookSignature {
    /// By Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` (or `svix-…`), and a secret
    /// as its sender shows it, with or without `whsec_`.
    ///
    /// # Errors
    ///
    /// The secret is not Base64.
    pub fn standard(secret: &str) -> Result<Self, BadSecret> {
        Ok(Self::of(standard_key(secret)?, Scheme::Standard))
    }

    /// The HMAC-SHA256 of the body in hexadecimal digits, in this header. The key is taken byte by byte.
    #[must_use]
    pub fn hmac(key: impl AsRef<[u8]>, header: &str) -> Self {
        let scheme = Scheme::Own { header: header.to_owned(), prefix: String::new(), base64: false, timestamp: None };
        Self::of(Zeroizing::new(key.as_ref().to_vec()), scheme)
    }

    fn of(key: Zeroizing<Vec<u8>>, scheme: Scheme) -> Self {
        WebhookSignature { keys: vec![key], scheme, tolerance: TOLERANCE, clock: Arc::new(TokioClock) }
    }

    /// With what stands before the signature: `sha256=`. Of Standard Webhooks it is `v1,` always.
    #[must_use]
    pub fn prefix(mut self, text: &str) -> Self {
        if let Scheme::Own { prefix, .. } = &mut self.scheme {
            text.clone_into(prefix);
        }
        self
    }

    /// In Base64 instead of hexadecimal digits.
    #[must_use]
    pub fn base64(mut self) -> Self {
        if let Scheme::Own { base64, .. } = &mut self.scheme {
            *base64 = true;
        }
        self
    }

    /// With the time in this header, in seconds since 1970: what is signed is the time, a full stop, and the body.
    #[must_use]
    pub fn timestamp(mut self, header: &str) -> Self {
        if let Scheme::Own { timestamp, .. } = &mut self.scheme {
            *timestamp = Some(header.to_owned());
        }
        self
    }

    /// Takes another key, too: while one takes the place of the other.
    ///
    /// # Errors
    ///
    /// It is a secret of Standard Webhooks that is not Base64.
    pub fn or(mut self, key: &str) -> Result<Self, BadSecret> {
        self.keys.push(match self.scheme {
            Scheme::Standard => standard_key(key)?,
            Scheme::Own { .. } => Zeroizing::new(key.as_bytes().to_vec()),
        });
        Ok(self)
    }

    /// How far its time may be from now; 5 minutes. What is older may have been recorded by someone on the way.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Takes the time from another clock: for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The body, if one of the keys signed it, not too long ago.
    ///
    /// # Errors
    ///
    /// A header is not there, the time is too far from now, or no signature is one of a key.
    pub fn verify<'b>(&self, headers: &HeaderMap, body: &'b [u8]) -> Result<&'b [u8], SignatureError> {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let (signed, signatures) = match &self.scheme {
            Scheme::Standard => {
                let either =
                    |name: &str| header(&format!("webhook-{name}")).or_else(|| header(&format!("svix-{name}")));
                let missing = |name: &str| SignatureError::Missing(format!("webhook-{name}"));
                let id = either("id").ok_or_else(|| missing("id"))?;
                let timestamp = either("timestamp").ok_or_else(|| missing("timestamp"))?;
                self.check_time(timestamp)?;
                let all = either("signature").ok_or_else(|| missing("signature"))?;
                let ours = all.split(' ').take(MOST).filter_map(|one| one.strip_prefix("v1,"));
                ([id.as_bytes(), b".", timestamp.as_bytes(), b".", body].concat(), ours.filter_map(of_base64).collect())
            }
            Scheme::Own { header: name, prefix, base64, timestamp } => {
                let missing = |name: &str| SignatureError::Missing(name.to_ascii_lowercase());
                let signed = match timestamp {
                    None => body.to_vec(),
                    Some(name) => {
                        let timestamp = header(name).ok_or_else(|| missing(name))?;
                        self.check_time(timestamp)?;
                        [timestamp.as_bytes(), b".", body].concat()
                    }
                };
                let given = header(name).ok_or_else(|| missing(name))?.strip_prefix(prefix.as_str());
                let read = if *base64 { of_base64 } else { of_hex };
                (signed, given.and_then(read).into_iter().collect::<Vec<Vec<u8>>>())
            }
        };
        let fits = |key: &Zeroizing<Vec<u8>>| {
            // Any length of key is taken: this cannot fail.
            let Ok(mac) = Hmac::<Sha256>::new_from_slice(key) else { return false };
            let mac = mac.chain_update(&signed);
            // In a time that does not depend on how much of it is right.
            signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
        };
        if self.keys.iter().any(fits) { Ok(body) } else { Err(SignatureError::Mismatch) }
    }

    fn check_time(&self, timestamp: &str) -> Result<(), SignatureError> {
        let seconds = timestamp.parse::<u64>().map_err(|_| SignatureError::Time)?;
        let then = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).ok_or(SignatureError::Time)?;
        let now = self.clock.wall();
        let apart = now.duration_since(then).unwrap_or_else(|error| error.duration());
        if apart > self.tolerance { Err(SignatureError::Time) } else { Ok(()) }
    }
}

impl fmt::Debug for WebhookSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookSignature")
            .field("keys", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

fn standard_key(secret: &str) -> Result<Zeroizing<Vec<u8>>, BadSecret> {
    let text = secret.trim().strip_prefix("whsec_").unwrap_or(secret.trim());
    let key = of_base64(text).filter(|key| !key.is_empty());
    key.map(Zeroizing::new).ok_or(BadSecret)
}

fn of_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text)).ok()
}

fn of_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some(high << 4 | low),
        _ => None,
    });
    pairs.collect()
}

/// Why a webhook is not believed. The signature that would have been right is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// This header is not there, or is no text.
    Missing(String),
    /// The time that it names is no time, or too far from now.
    Time,
    /// No signature is one of a key.
    Mismatch,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignatureError::Missing(header) => write!(f, "the webhook has no header `{header}`"),
            SignatureError::Time => f.write_str("the webhook names no time, or one too far from now"),
            SignatureError::Mismatch => f.write_str("the webhook is not signed with a key that is known here"),
        }
    }
}

impl std::error::Error for SignatureError {}

/// A secret of Standard Webhooks that is not Base64. It is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadSecret;

impl fmt::Display for BadSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the secret of the webhook is not Base64, with or without `whsec_` before it")
    }
}

impl std::error::Error for BadSecret {}
