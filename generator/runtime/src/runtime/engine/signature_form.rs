//! How a server signs its webhooks, as data (feature `signatures`): which header, laid out in which way, over which text.
//!
//! Each provider is one constant. What is done with a form is in `signature`; nothing here computes anything.

/// What stands before the body in the text that is signed, and where it is found. The body is always the end of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signed {
    /// This text.
    Text(&'static str),
    /// The value of a header, as it is.
    Header(&'static str),
    /// The value of a header that is a time, in seconds since 1970: it must not be too far from now.
    TimeInHeader(&'static str),
    /// A time as above that is a part of the signature's own header: the one that begins with this text.
    TimeInPart(&'static str),
}

/// How the bytes of a signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digits {
    Hex,
    Base64,
}

/// How a server signs: the HMAC-SHA256 of a text that ends with the body, in a header.
///
/// Known ones are constants; others are put together, here those of a server that sends `x-time: 1700000000` and
/// `x-signature: sha256=5bdc…`, over `1700000000.` and the body:
///
/// ```
/// use specwright_runtime::runtime::{SignatureForm, Signed, WebhookSignature};
///
/// const FORM: SignatureForm = SignatureForm::in_header("x-signature")
///     .prefix("sha256=")
///     .signs(&[Signed::TimeInHeader("x-time"), Signed::Text(".")]);
///
/// # fn main() -> Result<(), specwright_runtime::runtime::BadSecret> {
/// let signature = WebhookSignature::new(FORM, "secret")?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureForm {
    pub(crate) header: &'static str,
    /// Between the parts of the header; empty if it is one.
    pub(crate) separator: &'static str,
    /// Before each signature.
    pub(crate) prefix: &'static str,
    pub(crate) digits: Digits,
    /// Is the secret Base64 behind this text, which may be left out? Else it is taken byte by byte.
    pub(crate) secret: Option<&'static str>,
    pub(crate) before: &'static [Signed],
}

impl SignatureForm {
    /// Standard Webhooks 1.0.0 (standardwebhooks.com): `webhook-signature: v1,BASE64 v1,BASE64`, over id, time and body. The
    /// secret is Base64, with or without `whsec_`.
    pub const STANDARD: SignatureForm = SignatureForm::in_header("webhook-signature")
        .separator(" ")
        .prefix("v1,")
        .base64()
        .base64_secret("whsec_")
        .signs(&[
            Signed::Header("webhook-id"),
            Signed::Text("."),
            Signed::TimeInHeader("webhook-timestamp"),
            Signed::Text("."),
        ]);

    /// Standard Webhooks under the names of the headers that Svix gives them.
    pub const SVIX: SignatureForm = SignatureForm { header: "svix-signature", ..SignatureForm::STANDARD }.signs(&[
        Signed::Header("svix-id"),
        Signed::Text("."),
        Signed::TimeInHeader("svix-timestamp"),
        Signed::Text("."),
    ]);

    /// Stripe: `Stripe-Signature: t=1492774577,v1=HEX,v1=HEX`, over time and body. The secret is taken with its `whsec_`.
    pub const STRIPE: SignatureForm = SignatureForm::in_header("stripe-signature")
        .separator(",")
        .prefix("v1=")
        .signs(&[Signed::TimeInPart("t="), Signed::Text(".")]);

    /// Slack: `X-Slack-Signature: v0=HEX`, over `v0:`, the time in `X-Slack-Request-Timestamp`, `:` and the body.
    pub const SLACK: SignatureForm = SignatureForm::in_header("x-slack-signature").prefix("v0=").signs(&[
        Signed::Text("v0:"),
        Signed::TimeInHeader("x-slack-request-timestamp"),
        Signed::Text(":"),
    ]);

    /// GitHub: `X-Hub-Signature-256: sha256=HEX`, over the body. There is no time in it: an old webhook can be sent again by
    /// whoever saw it, and `X-GitHub-Delivery` is what tells.
    pub const GITHUB: SignatureForm = SignatureForm::in_header("x-hub-signature-256").prefix("sha256=");

    /// The signature of the body alone, in hexadecimal digits, in this header.
    #[must_use]
    pub const fn in_header(header: &'static str) -> Self {
        SignatureForm { header, separator: "", prefix: "", digits: Digits::Hex, secret: None, before: &[] }
    }

    /// With this text before each signature: `sha256=`.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> Self {
        SignatureForm { prefix, ..self }
    }

    /// The header has parts with this text between them: signatures, of which one must be right, and whatever else.
    #[must_use]
    pub const fn separator(self, separator: &'static str) -> Self {
        SignatureForm { separator, ..self }
    }

    /// The signature is written in Base64 instead of hexadecimal digits.
    #[must_use]
    pub const fn base64(self) -> Self {
        SignatureForm { digits: Digits::Base64, ..self }
    }

    /// The secret is shown in Base64, behind this text, which may be left out.
    #[must_use]
    pub const fn base64_secret(self, prefix: &'static str) -> Self {
        SignatureForm { secret: Some(prefix), ..self }
    }

    /// This is signed before the body.
    #[must_use]
    pub const fn signs(self, before: &'static [Signed]) -> Self {
        SignatureForm { before, ..self }
    }

    /// The parts of the header's value.
    pub(crate) fn parts(self, value: &str) -> impl Iterator<Item = &str> {
        // Split at nothing, a text falls into letters.
        let at = (!self.separator.is_empty()).then_some(self.separator);
        let mut rest = Some(value);
        std::iter::from_fn(move || {
            let text = rest?;
            let (part, behind) = match at.and_then(|at| text.split_once(at)) {
                Some((part, behind)) => (part, Some(behind)),
                None => (text, None),
            };
            rest = behind;
            Some(part.trim())
        })
    }
}
