//! One purchase through the generated client, and what became of it.
//!
//! It opens no client and prints nothing; both commands that buy go through here, so that they say the same things.

use talkover_client::operations::PurchaseCreditsError;
use talkover_client::runtime::Phase;
use talkover_client::types::{ErrorEnvelope, PurchaseCreditsRequest, PurchaseCreditsResponse};
use talkover_client::{Client, Error, Outcome, TransportError};

use crate::verdict::{Charge, Refused, Unknown, Verdict};

/// Makes one purchase and says what became of it.
pub async fn buy(client: &Client, request: PurchaseCreditsRequest) -> Verdict {
    verdict(client.purchase_credits(request).await)
}

/// What became of a purchase, from what the client returned.
#[must_use]
pub fn verdict(result: Result<PurchaseCreditsResponse, Error<PurchaseCreditsError>>) -> Verdict {
    match result {
        Ok(PurchaseCreditsResponse { data, .. }) => {
            Verdict::Charged(Charge::new(data.amount_charged, data.new_balance, &data.currency, &data.transaction_id))
        }
        Err(error) => failure(&error),
    }
}

fn failure(error: &Error<PurchaseCreditsError>) -> Verdict {
    let status = error.status().map(|status| status.as_u16());
    let request_id = error.request_id().map(str::to_owned);
    match (error.outcome(), status) {
        (Outcome::NotSent, _) => Verdict::NotSent { reason: reason(error) },
        (Outcome::Answered, Some(status)) => {
            let code = envelope(error).map(|said| said.code.as_str().to_owned());
            Verdict::Refused(Refused { status, code, message: reason(error), request_id })
        }
        _ => Verdict::Unknown(Unknown {
            reason: reason(error),
            status,
            request_id,
            body: error.raw_body().map(|body| String::from_utf8_lossy(body).into_owned()),
        }),
    }
}

/// What went wrong, without what is known about the money: a verdict says that in its own words.
fn reason(error: &Error<PurchaseCreditsError>) -> String {
    match error {
        Error::Api { .. } => match envelope(error) {
            Some(said) => said.message.clone(),
            None => "the service answered with an error".to_owned(),
        },
        Error::InvalidRequest(invalid) => {
            let rules: Vec<String> = invalid.violations().iter().map(ToString::to_string).collect();
            rules.join("; ")
        }
        Error::Transport(lost) => lost_way(lost),
        Error::UnexpectedStatus(_) => "no answer with this status is documented".to_owned(),
        Error::UnreadableBody { fault, .. } => format!("the answer is not what its status promises: {fault}"),
        other => other.to_string(),
    }
}

fn lost_way(lost: &TransportError) -> String {
    let when = match lost.phase() {
        Phase::Connecting => "",
        Phase::Sending => " while the request was being sent",
        Phase::Waiting => " after the request was sent, before an answer came",
        Phase::Receiving => " while the answer was coming",
    };
    let mut text = format!("{}{when}", lost.kind());
    let mut source = std::error::Error::source(lost);
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        // Some libraries repeat the cause in their own text.
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

/// What the service said, where it said it in the envelope of the spec.
fn envelope(error: &Error<PurchaseCreditsError>) -> Option<&ErrorEnvelope> {
    let Error::Api { error, .. } = error else { return None };
    match error {
        PurchaseCreditsError::PaymentRequired(said)
        | PurchaseCreditsError::Unauthorized(said)
        | PurchaseCreditsError::UnprocessableEntity(said)
        | PurchaseCreditsError::TooManyRequests(said)
        | PurchaseCreditsError::ClientError(said)
        | PurchaseCreditsError::ServerError(said) => Some(said),
        _ => None,
    }
}
