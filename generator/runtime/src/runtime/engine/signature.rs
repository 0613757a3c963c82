//! Does a webhook come from whom it says it comes from (feature `signatures`)?
//!
//! How servers sign is data, in `signature_form`; here is the one way in which all of it is checked.

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
use super::signature_form::{Digits, SignatureForm, Signed};

/// What is believed of a timestamp, to both sides: what Standard Webhooks and the others say.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// More parts of a header than anyone sends while keys are changed.
const MOST: usize = 16;

/// Checks the signatures of webhooks. It is asked before a body is read, with the body as it came: JSON that was read and
/// written again is another text.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use specwright_runtime::runtime::{HeaderMap, SignatureForm, WebhookSignature};
///
/// let signature = WebhookSignature::new(SignatureForm::SLACK, "8f742231b10e8888abcd99yyyzzz85a5")?;
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
    /// Of several it is the one whose header is there.
    forms: Vec<SignatureForm>,
    tolerance: Duration,
    clock: Arc<dyn Clock>,
}

impl WebhookSignature {
    /// By this form, with a secret as the server shows it.
    ///
    /// # Errors
    ///
    /// It is empty, or the form says that it is Base64 and it is not.
    pub fn new(form: SignatureForm, secret: &str) -> Result<Self, BadSecret> {
        let (forms, clock) = (vec![form], Arc::new(TokioClock));
        WebhookSignature { keys: Vec::new(), forms, tolerance: TOLERANCE, clock }.or(secret)
    }

    /// By [`SignatureForm::STANDARD`], or [`SignatureForm::SVIX`] where the headers are those.
    ///
    /// # Errors
    ///
    /// The secret is empty, or not Base64.
    pub fn standard(secret: &str) -> Result<Self, BadSecret> {
        let mut signature = Self::new(SignatureForm::STANDARD, secret)?;
        signature.forms.push(SignatureForm::SVIX);
        Ok(signature)
    }

    /// Takes another secret, too: while one takes the place of the other.
    ///
    /// # Errors
    ///
    /// It is empty, or the form says that it is Base64 and it is not.
    pub fn or(mut self, secret: &str) -> Result<Self, BadSecret> {
        let key = match self.forms.first().and_then(|form| form.secret) {
            Some(prefix) => of_base64(secret.trim().strip_prefix(prefix).unwrap_or(secret.trim())),
            None => Some(secret.as_bytes().to_vec()),
        };
        self.keys.push(key.filter(|key| !key.is_empty()).map(Zeroizing::new).ok_or(BadSecret)?);
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
        let header = |name: &str| {
            let text = headers.get(name).and_then(|value| value.to_str().ok());
            text.ok_or_else(|| SignatureError::Missing(name.to_owned()))
        };
        let used = self.forms.iter().find(|form| headers.contains_key(form.header)).or(self.forms.first());
        let Some(form) = used else { return Err(SignatureError::Mismatch) };
        let given = header(form.header)?;
        let mut signed = Vec::with_capacity(body.len() + 64);
        for piece in form.before {
            let text = match piece {
                Signed::Text(text) => text,
                Signed::Header(name) => header(name)?,
                Signed::TimeInHeader(name) => self.timely(header(name)?)?,
                Signed::TimeInPart(prefix) => {
                    let part = form.parts(given).take(MOST).find_map(|part| part.strip_prefix(prefix));
                    self.timely(part.ok_or(SignatureError::Time)?)?
                }
            };
            signed.extend_from_slice(text.as_bytes());
        }
        signed.extend_from_slice(body);
        let read = match form.digits {
            Digits::Hex => of_hex,
            Digits::Base64 => of_base64,
        };
        let signatures = form.parts(given).take(MOST).filter_map(|part| part.strip_prefix(form.prefix).and_then(read));
        let signatures: Vec<Vec<u8>> = signatures.collect();
        let fits = |key: &Zeroizing<Vec<u8>>| {
            // Any length of key is taken: this cannot fail.
            let Ok(mac) = Hmac::<Sha256>::new_from_slice(key) else { return false };
            let mac = mac.chain_update(&signed);
            // In a time that does not depend on how much of it is right.
            signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
        };
        if self.keys.iter().any(fits) { Ok(body) } else { Err(SignatureError::Mismatch) }
    }

    /// A time as it is written, if it is near enough.
    fn timely<'t>(&self, timestamp: &'t str) -> Result<&'t str, SignatureError> {
        let seconds = timestamp.parse::<u64>().map_err(|_| SignatureError::Time)?;
        let then = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).ok_or(SignatureError::Time)?;
        let now = self.clock.wall();
        let apart = now.duration_since(then).unwrap_or_else(|error| error.duration());
        if apart > self.tolerance { Err(SignatureError::Time) } else { Ok(timestamp) }
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

/// A secret that is empty, or not Base64 where it has to be. It is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadSecret;

impl fmt::Display for BadSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the secret of the webhook is empty, or not in Base64, in which its sender shows it")
    }
}

impl std::error::Error for BadSecret {}
